import { say } from "../languages/say.ts";
import type { Lab } from "../store/lab.ts";
import type { ClientOperation } from "../wire/sentences.ts";
import type { SearchOptions, SearchResult } from "./search-for-page.ts";

/** The page's state as plain data. */
export interface PageState {
  /** The open lesson; null while none is. */
  readonly scenario: string | null;
  readonly seed: number;
  /** Simulated µs at the playhead. */
  readonly time: number;
  readonly nodes: readonly {
    readonly id: string;
    readonly role: string;
    readonly status: "up" | "paused" | "crashed";
  }[];
  readonly verdicts: readonly {
    readonly name: string;
    readonly verdict: "holds" | "violated" | "unknown";
  }[];
  /** The run's fingerprint at the playhead: equal hashes, equal runs. */
  readonly hash: string;
  /** The last trace event at the playhead. */
  readonly event: number;
  readonly playing: boolean;
}

/** What one may listen to, and what one is told. */
export interface PageEvents {
  /** The run at the playhead changed. */
  readonly frame: PageState;
  /** The run stopped by itself. */
  readonly alarm: {
    readonly kind: "violation" | "fault";
    readonly event: number;
    readonly sentence: string;
  };
  /** A lesson or a shared run was opened. */
  readonly open: PageState;
}

/**
 * `window.netsplit`: the laboratory for lecturers' scripts, embedding pages and tests. Everything that it does to a
 * run goes through the same script lines as the page's own buttons.
 */
export interface PageObject {
  /** Settles once the first lesson is open. */
  readonly ready: Promise<void>;
  /**
   * Runs script lines (`crash n1; at 5s heal`) at the playhead; lines that set what is chosen before the start (`set servers 3`)
   * begin a new run. Rejects with the parser's sentence.
   */
  do(script: string): Promise<void>;
  /** Opens a whole script (`scenario cap` is its first line); rejects with a sentence, and what was open stays open. */
  open(script: string): Promise<void>;
  state(): PageState;
  /** Client operations up to the playhead. */
  history(): Promise<readonly ClientOperation[]>;
  /**
   * Looks for a run that breaks a promise under the settings on the stage, as the panel does (`{ seconds: 20, seed: 7 }`);
   * what it finds is not opened. Rejects with a sentence.
   */
  search(options?: SearchOptions): Promise<SearchResult>;
  /** Goes to a time in simulated µs. */
  seek(micros: number): Promise<void>;
  /** One queue entry or intervention on or back. */
  step(by: 1 | -1): Promise<void>;
  play(): void;
  pause(): void;
  /** Calls `f` from now on; answers what ends it. */
  on<E extends keyof PageEvents>(event: E, f: (told: PageEvents[E]) => void): () => void;
}

declare global {
  interface Window {
    netsplit: PageObject;
  }
}

export function putPageObject(lab: Lab, ready: Promise<void>): void {
  window.netsplit = {
    ready,
    async do(script) {
      const why = await lab.act(script);
      if (why !== null) throw new Error(why);
    },
    async open(script) {
      const why = await lab.openInstead(script);
      if (why !== null) throw new Error(why);
    },
    state: () => stateOf(lab),
    history: () => lab.history(),
    search: async (options = {}) =>
      await (await import("./search-for-page.ts")).searchForPage(lab, options),
    seek: (micros) => lab.seek(micros),
    step: (by) => lab.step(by),
    play: () => lab.play(),
    pause: () => lab.pause(),
    on(event, f) {
      const tell = f as (told: unknown) => void;
      if (event === "open") {
        return lab.page.subscribe((page, before) => {
          if (page.opened !== before.opened) tell(stateOf(lab));
        });
      }
      if (event !== "frame" && event !== "alarm") {
        throw new Error(say`There is no event “${String(event)}”; known: ${"frame, alarm, open"}.`);
      }
      return lab.live.subscribe((run) => {
        if (event === "frame") tell(stateOf(lab));
        else if (run.alarm) {
          const { kind, event: at } = run.alarm;
          tell({ kind, event: at, sentence: run.alarm[lab.page.getState().level] });
        }
      });
    },
  };
}

function stateOf(lab: Lab): PageState {
  const page = lab.page.getState();
  const run = lab.live.getState();
  return {
    scenario: page.manifest?.scenario ?? null,
    seed: page.seed,
    time: run.time,
    nodes: [...run.nodes.values()].map(({ id, view, status }) => ({ id, role: view.role, status })),
    verdicts: run.verdicts.map(({ id, finding }) => ({ name: id, verdict: finding.verdict })),
    hash: run.hash,
    event: run.event,
    playing: lab.playing,
  };
}
