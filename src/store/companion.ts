import { createStore, type StoreApi } from "zustand/vanilla";
import { say } from "../languages/say.ts";
import type { Manifest } from "../wire/manifest.ts";
import type { Reply, Request } from "../wire/sentences.ts";
import { openPort, type Port, type WorkerLike } from "./port.ts";
import { emptyRun, fold, type Run } from "./run.ts";

/** Panels see the run this often while it plays, in wall ms. */
const SLOW = 200;

/**
 * A second run beside the one of the laboratory, in a worker of its own. It has no playhead of its own: it goes where
 * the laboratory's clock is, and nobody acts on it but through its script.
 */
export class Companion {
  /** Follows every frame. */
  readonly live: StoreApi<Run> = createStore<Run>(() => emptyRun());
  /** Changes a few times a second. */
  readonly shown: StoreApi<Run> = createStore<Run>(() => emptyRun());
  /** What the open script's lesson consists of; null until it is open. */
  manifest: Manifest | null = null;
  readonly #port: Port;
  #told = 0;
  #asked: number | null = null;
  /** Where the laboratory's clock was last heard to be. */
  #clock = 0;
  #following: Promise<void> | null = null;
  #settling: ReturnType<typeof setTimeout> | undefined;

  /** @param now wall ms. @param fail hears once, in a sentence, when the worker broke. */
  constructor(
    worker: WorkerLike,
    private readonly now: () => number,
    fail: (why: string) => void,
  ) {
    this.#port = openPort(worker, (reply) => this.#hear(reply), fail);
  }

  /** Opens a script at a simulated time in µs. Answers null, or in a sentence why it cannot be opened. */
  async open(script: string, at: number): Promise<string | null> {
    this.#clock = at;
    const reply = await this.#port.ask({ do: "open", script, play: "from-start" });
    if (reply.is !== "opened")
      return reply.is === "refused" ? reply.why : say`the run could not be opened`;
    this.manifest = reply.manifest;
    // Meanwhile the clock may have gone elsewhere.
    await this.follow(this.#clock);
    return null;
  }

  /** Goes to a simulated time in µs. While it is on its way, only the last asked for follows. */
  follow(time: number): Promise<void> {
    this.#asked = this.#clock = time;
    this.#following ??= this.#go().finally(() => {
      this.#following = null;
    });
    return this.#following;
  }

  close(): void {
    clearTimeout(this.#settling);
    this.#port.close();
  }

  async #go(): Promise<void> {
    while (this.#asked !== null) {
      const to = this.#asked;
      this.#asked = null;
      await this.#reach(to);
    }
  }

  /** Plays on to a time that is near; goes to any other. A broken promise does not stop it: it is beside another run. */
  async #reach(to: number): Promise<void> {
    const { time } = this.live.getState();
    if (to === time) return;
    const near = to > time && to - time < 2_000_000;
    const request: Request = near ? { do: "advance", to } : { do: "seek", to };
    let before = time;
    for (;;) {
      const reply = await this.#port.ask(request);
      const now = this.live.getState().time;
      const stopped = reply.is === "frame" && reply.frame.alarm !== null;
      if (reply.is !== "frame" || now >= to || (now === before && !stopped)) return;
      before = now;
      // Meanwhile the clock has gone elsewhere.
      if (this.#asked !== null && this.#asked < to) return;
    }
  }

  #hear(reply: Reply): void {
    if (reply.is !== "opened" && reply.is !== "frame") return;
    const before = reply.is === "opened" ? emptyRun() : this.live.getState();
    this.live.setState(fold(before, reply.frame, this.now()), true);
    this.#show();
  }

  /** Lets panels see the run, now or, when they have just seen it, a moment later. */
  #show(): void {
    clearTimeout(this.#settling);
    const wait = this.#told + SLOW - this.now();
    const show = (): void => {
      this.#told = this.now();
      this.shown.setState(this.live.getState(), true);
    };
    if (wait <= 0) show();
    else this.#settling = setTimeout(show, wait);
  }
}
