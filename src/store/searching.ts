import { createStore, type StoreApi } from "zustand/vanilla";
import { say, several } from "../languages/say.ts";
import type {
  Allowance,
  Method,
  Progress,
  SearchCall,
  SearchReply,
  Told,
} from "../wire/searching.ts";
import { asSentence } from "./as-sentence.ts";
import type { Page } from "./page.ts";
import type { WorkerLike } from "./port.ts";
import type { Run } from "./run.ts";
import { SearchPool } from "./search-pool.ts";
import { freshScript } from "./scripts.ts";

/** What is to be searched, as the learner has chosen it. Numbers are kept as they are written. */
export interface SearchChoices {
  readonly from: "start" | "now";
  readonly allowance: Allowance;
  readonly method: Method;
  /** Wall seconds. */
  readonly seconds: number;
  readonly seed: number;
}

/** A search and what came of it. */
export interface Searching {
  /** Null until the lesson's usual allowance is known. */
  readonly choices: SearchChoices | null;
  readonly phase: "ready" | "searching" | "stopping" | "over";
  /** Null before anybody has searched; at the end all that was explored. */
  readonly progress: Progress | null;
  /** How long it has searched, in wall ms. */
  readonly took: number;
  readonly workers: number;
  /** What became of workers that died, a sentence each. */
  readonly losses: readonly string[];
  readonly found: Told | null;
  /** The lesson that the found run belongs to. */
  readonly lesson: string | null;
  /** Looking for a shorter run than the one that was found. */
  readonly shortening: boolean;
  /** Why nobody searched; null when somebody did. */
  readonly refusal: string | null;
  readonly stopped: boolean;
  /** The learner's own run, while a found one is on the stage. */
  readonly own: { readonly script: string; readonly time: number } | null;
}

type Order = Extract<SearchCall, { do: "search" }>;

/** More workers than this win nothing: memory runs short before the time does. */
const MOST_WORKERS = 8;
/** Panels see the count this often, in wall ms. */
const OFTEN = 250;

const EMPTY: Searching = {
  choices: null,
  phase: "ready",
  progress: null,
  took: 0,
  workers: 0,
  losses: [],
  found: null,
  lesson: null,
  shortening: false,
  refusal: null,
  stopped: false,
  own: null,
};

/** What a search needs of the laboratory. */
export interface Searched {
  readonly page: StoreApi<Page>;
  readonly live: StoreApi<Run>;
  readonly playing: boolean;
  readonly searchers: { readonly cores: number; make(): WorkerLike };
  record(): Promise<{ readonly text: string }>;
  laneScript(id: number): Promise<string>;
  openInstead(script: string): Promise<string | null>;
  seek(to: number): Promise<void>;
  visit(event: number): Promise<void>;
  play(): void;
  pause(): void;
  say(text: string, tone?: "calm" | "wrong"): void;
}

/** How many workers search on a machine that does so many things at once: one is left for the page. */
export function poolSize(cores: number): number {
  return Math.max(1, Math.min(MOST_WORKERS, Math.floor(cores || 1) - 1));
}

/** Looks for a run that breaks a promise, in workers of its own, and brings what was found onto the stage. */
export class BadRunSearch {
  readonly state: StoreApi<Searching> = createStore<Searching>(() => EMPTY);
  #pool: SearchPool | null = null;
  #clock: ReturnType<typeof setInterval> | undefined;
  #began = 0;
  #watchers = 0;
  #asked: string | null = null;

  /** @param now wall ms. */
  constructor(
    private readonly lab: Searched,
    private readonly now: () => number = () => performance.now(),
  ) {
    lab.page.subscribe(({ manifest }) => {
      // Another lesson is open: what is searched there has nothing to do with this one.
      if (manifest && this.#asked !== null && manifest.scenario !== this.#asked) this.#forget();
    });
  }

  /** Somebody looks at the search. Answers what ends that. */
  watch(): () => void {
    this.#watchers += 1;
    let over = false;
    return () => {
      if (!over) this.#watchers -= 1;
      over = true;
    };
  }

  /** Fetches what may usually happen in the open lesson, where it is not known yet. */
  prepare(): void {
    const lesson = this.lab.page.getState().manifest?.scenario ?? null;
    if (lesson === null || lesson === this.#asked) return;
    this.#forget();
    this.#asked = lesson;
    const worker = this.lab.searchers.make();
    const end = (): void => worker.terminate();
    const fail = (why: string): void => {
      end();
      if (this.#asked !== lesson) return;
      this.#asked = null;
      this.state.setState({ refusal: say`The search could not begin (${why}).` });
    };
    worker.onmessage = ({ data }) => {
      const reply = data as SearchReply;
      if (reply.is === "refused") return fail(reply.why);
      if (reply.is !== "usual") return;
      end();
      if (this.#asked !== lesson) return;
      const { allowance } = reply;
      this.state.setState({
        choices: { from: "start", allowance, method: "both", seconds: 60, seed: 1 },
      });
    };
    worker.onerror = (event) => {
      event.preventDefault?.();
      fail(event.message || say`it could not be loaded`);
    };
    const { manifest } = this.lab.page.getState();
    const { settings } = this.lab.live.getState();
    const script = freshScript(lesson, 1, manifest, settings);
    worker.postMessage({ do: "usual", script } satisfies SearchCall);
  }

  choose(choices: Partial<SearchChoices>): void {
    const now = this.state.getState().choices;
    if (now) this.state.setState({ choices: { ...now, ...choices }, refusal: null });
  }

  /**
   * Under which settings it searches: those of the run on the stage. Where that is one that was found, a walk may have
   * turned its knobs; then those of the learner's own run.
   */
  get settings(): Run["settings"] {
    const { settings } = this.lab.live.getState();
    return this.#occupied ? { ...settings, knobs: this.#knobs } : settings;
  }

  /** Searches from the beginning of the allowance; whatever was found before is let go. */
  async start(): Promise<void> {
    const { choices } = this.state.getState();
    const { manifest } = this.lab.page.getState();
    if (!choices || !manifest) return;
    const { own } = this.state.getState();
    const { settings } = this;
    this.#knobs = settings.knobs;
    this.state.setState({ ...EMPTY, own, choices, lesson: manifest.scenario });
    const { time } = this.lab.live.getState();
    try {
      const now = choices.from === "now";
      if (now) this.lab.pause();
      const script = now
        ? (await this.lab.record()).text
        : freshScript(manifest.scenario, choices.seed, manifest, settings);
      this.#run(script, now ? time : 0, choices.seed);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.state.setState({ refusal: asSentence(why), phase: "ready" });
    }
  }

  /** Looks among other runs for one with fewer interventions than the one that was found. */
  searchOn(): void {
    const { found, choices } = this.state.getState();
    if (!found || !choices || !this.#order) return;
    this.state.setState({ shortening: true, stopped: false });
    const { script, from, seed } = this.#order;
    this.#run(script, from, seed + 1_000);
  }

  /** Ends the search; what was explored stays. */
  stop(): void {
    if (this.state.getState().phase !== "searching") return;
    this.state.setState({ phase: "stopping", stopped: true });
    this.#pool?.stop();
  }

  // ── What was found, on the stage ────────────────────────────────────────────────────────────────────────────

  /** Opens the found run and plays it from its beginning, or goes to one of its moments. */
  async show(to: { readonly event: number; readonly at: number } | null = null): Promise<void> {
    const { found, own } = this.state.getState();
    if (!found) return;
    if (!this.showing) {
      // What stands there now is the learner's own, unless it was found by an earlier search.
      const kept = this.#occupied ? own : await this.#ownRun();
      const why = await this.lab.openInstead(unended(found.script));
      if (why !== null) return this.lab.say(why, "wrong");
      const { opened } = this.lab.page.getState();
      this.#shown = { opened, script: found.script, course: this.#course };
      this.state.setState({ own: kept });
    }
    if (to) {
      this.lab.pause();
      // An event that has not been played yet cannot be visited.
      if (this.lab.live.getState().end < to.at) await this.lab.seek(to.at);
      return this.lab.visit(to.event);
    }
    await this.lab.seek(0);
    this.lab.play();
    this.#stopAt(found.at);
  }

  /** Whether the found run is on the stage, and nobody has changed it there. */
  get showing(): boolean {
    return (
      this.#occupied &&
      this.#shown?.script === this.state.getState().found?.script &&
      this.#shown?.course === this.#course
    );
  }

  /** Which future is on the stage, and how much is done in it. */
  get #course(): string {
    const lane = this.lab.live.getState().lanes.find((each) => each.current);
    return `${lane?.id} ${lane?.interventions.length}`;
  }

  /** Whether any found run is on the stage, this one or an earlier one. */
  get #occupied(): boolean {
    return this.#shown?.opened === this.lab.page.getState().opened;
  }

  /** Puts the learner's own run back as it was. */
  async back(): Promise<void> {
    const { own } = this.state.getState();
    if (!own) return;
    this.#shown = null;
    const why = await this.lab.openInstead(own.script);
    if (why !== null) return this.lab.say(why, "wrong");
    this.lab.pause();
    await this.lab.seek(own.time);
    this.state.setState({ own: null });
  }

  #order: { readonly script: string; readonly from: number; readonly seed: number } | null = null;
  #knobs: Run["settings"]["knobs"] = {};
  #shown: {
    readonly opened: number;
    readonly script: string;
    readonly course: string;
  } | null = null;
  #quit: (() => void) | null = null;

  async #ownRun(): Promise<Searching["own"]> {
    const { time, lanes } = this.lab.live.getState();
    const lane = lanes.find((each) => each.current)?.id;
    return lane === undefined ? null : { script: await this.lab.laneScript(lane), time };
  }

  /** A run that breaks what nobody promised does not stop by itself: it is stopped where it breaks. */
  #stopAt(time: number): void {
    this.#quit?.();
    this.#quit = this.lab.live.subscribe((run) => {
      if (this.showing && this.lab.playing && run.time < time) return;
      this.#quit?.();
      this.#quit = null;
      // A broken promise has stopped it already.
      if (run.alarm || !this.showing || run.time < time || !this.lab.playing) return;
      this.lab.pause();
      void this.lab.seek(time);
    });
  }

  // ── The workers ─────────────────────────────────────────────────────────────────────────────────────────────

  #forget(): void {
    this.#asked = null;
    this.#pool?.close();
    this.#pool = null;
    clearInterval(this.#clock);
    this.state.setState(EMPTY, true);
  }

  #run(script: string, from: number, seed: number): void {
    const { choices } = this.state.getState();
    if (!choices) return;
    this.#order = { script, from, seed };
    this.#pool?.close();
    const { searchers } = this.lab;
    const pool = new SearchPool(() => searchers.make(), {
      found: (found) => this.#found(found),
      lost: (why) => this.#lost(why),
      over: () => this.#over(),
      refused: (why) => {
        clearInterval(this.#clock);
        this.state.setState({ phase: "ready", refusal: asSentence(why), progress: null });
      },
    });
    this.#pool = pool;
    this.#began = this.now();
    const { allowance, method, seconds } = choices;
    const orders = shares(
      { do: "search", script, from, allowance, method, seed },
      poolSize(searchers.cores),
    );
    const workers = orders.length;
    this.state.setState({ phase: "searching", workers, losses: [], took: 0, progress: null });
    pool.start(orders);
    clearInterval(this.#clock);
    this.#clock = setInterval(() => {
      this.#tell();
      if (this.now() - this.#began < seconds * 1_000) return;
      clearInterval(this.#clock);
      if (this.state.getState().phase === "searching") pool.stop();
    }, OFTEN);
  }

  #tell(): void {
    const took = this.now() - this.#began;
    this.state.setState({ progress: this.#pool?.progress ?? null, took });
  }

  #found(found: Told): boolean {
    const { found: best, shortening } = this.state.getState();
    if (shortening && best && found.interventions >= best.interventions) return false;
    this.state.setState({ found });
    if (this.#watchers === 0)
      this.lab.say(`${say`A bad run was found.`} ${found[this.lab.page.getState().level]}`);
    return true;
  }

  #lost(why: string): void {
    const left = this.#pool?.searching ?? 0;
    const rest =
      left === 0
        ? say`None is left; what was explored is kept.`
        : several(left, "The other one goes on.", "The other {n} go on.");
    const { losses } = this.state.getState();
    const told =
      losses.length === 0
        ? say`A search worker has stopped working (${why}).`
        : say`Another search worker has stopped working (${why}).`;
    this.state.setState({ losses: [...losses, `${told} ${rest}`] });
  }

  #over(): void {
    clearInterval(this.#clock);
    this.#tell();
    this.state.setState({ phase: "over" });
  }
}

/**
 * Who does what: each worker takes its own walks, and explores exhaustively under a seed of its own. From a moment of a run
 * on there is but one seed, so that one worker is enough to try everything.
 */
function shares(order: Omit<Order, "share">, workers: number): readonly Order[] {
  const of = order.method === "exhaustive" && order.from > 0 ? 1 : workers;
  return Array.from({ length: of }, (_, index): Order => ({ ...order, share: { index, of } }));
}

/** The script without its end, so that it plays from the beginning. */
function unended(script: string): string {
  return script.replaceAll(/^(?:until|hash)\s.*\n?/gm, "");
}

/** One search for each laboratory, whoever looks at it; it goes on while nobody does. */
const searches = new WeakMap<Searched, BadRunSearch>();

/** The laboratory's search. */
export function searchOf(lab: Searched): BadRunSearch {
  let search = searches.get(lab);
  if (!search) searches.set(lab, (search = new BadRunSearch(lab)));
  return search;
}
