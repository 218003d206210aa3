import type { StoreApi } from "zustand/vanilla";
import { say } from "../languages/say.ts";
import { asSentence } from "./as-sentence.ts";
import { Companion } from "./companion.ts";
import { deriveScript, type Difference } from "./derive-script.ts";
import type { Page } from "./page.ts";
import type { WorkerLike } from "./port.ts";
import type { Run } from "./run.ts";

/** What stands beside the run: one of its other futures, or the same script under another setting. */
export type Beside = { readonly lane: number } | { readonly difference: Difference };

/** Two runs side by side, as the page speaks of them. */
export interface Compared {
  readonly beside: Beside;
  /** `CP` and `AP`; `this future` and `before you crash n1`. */
  readonly left: string;
  readonly right: string;
}

/** What a comparison needs of the laboratory. */
interface Side {
  readonly page: StoreApi<Page>;
  readonly live: StoreApi<Run>;
  makeWorker(): WorkerLike;
  now(): number;
  laneScript(id: number): Promise<string>;
  say(text: string, tone: "wrong"): void;
}

/**
 * Keeps a second run beside the laboratory's, under the same clock. The second run's script follows from the first one's:
 * whatever a hand does, undoes or returns to there happens here too, under the other setting.
 */
export class Comparison {
  readonly companion: Companion;
  readonly #quit: () => void;
  #steps = "";
  #over = false;

  constructor(
    private readonly side: Side,
    private readonly beside: Beside,
  ) {
    this.companion = new Companion(
      side.makeWorker(),
      () => side.now(),
      (why) => this.#fail(why),
    );
    const { lesson } = side.page.getState();
    const opened = side.page.getState().opened;
    const quitPage = side.page.subscribe((page) => {
      // Another lesson or run is open: there is nothing to compare with any more.
      if (page.opened !== opened && page.lesson !== lesson) this.#end();
    });
    const quitLive = side.live.subscribe((run) => {
      if (this.#stepsOf(run) !== this.#steps) void this.#refresh();
      else void this.companion.follow(run.time);
    });
    this.#quit = () => {
      quitPage();
      quitLive();
    };
    void this.#refresh();
  }

  close(): void {
    this.#over = true;
    this.#quit();
    this.companion.close();
  }

  #fail(why: string): void {
    if (this.#over) return;
    this.side.say(asSentence(say`the run beside cannot be shown: ${why}`), "wrong");
    this.#end();
  }

  #end(): void {
    if (!this.#over) this.side.page.setState({ compared: null });
  }

  /** The lane whose script the second run plays. */
  #lane(run: Run): number | undefined {
    const { beside } = this;
    return "lane" in beside
      ? run.lanes.find((lane) => lane.id === beside.lane)?.id
      : run.lanes.find((lane) => lane.current)?.id;
  }

  /** All that the second run's script depends on. */
  #stepsOf(run: Run): string {
    const lane = run.lanes.find((each) => each.id === this.#lane(run));
    const { opened, seed } = this.side.page.getState();
    return JSON.stringify([
      opened,
      seed,
      lane?.id,
      lane?.interventions.map(({ at, text }) => [at, text]),
    ]);
  }

  async #refresh(): Promise<void> {
    const run = this.side.live.getState();
    const lane = this.#lane(run);
    if (lane === undefined) return this.#end();
    this.#steps = this.#stepsOf(run);
    try {
      const script = await this.side.laneScript(lane);
      if (this.#over) return;
      const { beside } = this;
      const derived = "lane" in beside ? script : deriveScript(script, beside.difference);
      const why = await this.companion.open(derived, this.side.live.getState().time);
      if (why !== null) this.#fail(why);
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
    }
  }
}
