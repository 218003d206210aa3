import { createStore, type StoreApi } from "zustand/vanilla";
import { say } from "../languages/say.ts";
import type { JudgeReply, JudgeRequest, Standing } from "../wire/judging.ts";
import type { ClientOperation } from "../wire/sentences.ts";
import type { Page } from "./page.ts";
import type { WorkerLike } from "./port.ts";
import type { Run } from "./run.ts";

/** A line to a judge's worker, which is made when it is first needed. */
export class Judge {
  #worker: WorkerLike | null = null;
  #hear: ((reply: JudgeReply) => void) | null = null;

  constructor(private readonly makeWorker: () => WorkerLike) {}

  /** Asks; what it was still busy with is given up. `hear` gets every reply to this request, and to no other. */
  ask(request: JudgeRequest, hear: (reply: JudgeReply) => void): void {
    if (this.#hear !== null) this.stop();
    this.#worker ??= this.#connect();
    this.#hear = hear;
    this.#worker.postMessage(request);
  }

  /** Ends whatever it is busy with. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#hear = null;
  }

  #connect(): WorkerLike {
    const worker = this.makeWorker();
    const tell = (reply: JudgeReply): void => {
      if (this.#worker !== worker) return;
      const hear = this.#hear;
      if (LAST.has(reply.is)) this.#hear = null;
      hear?.(reply);
    };
    const breakDown = (why: string): void => {
      tell({ is: "refused", line: 0, sentence: say`The judge has stopped working (${why}).` });
      if (this.#worker === worker) this.stop();
    };
    worker.onmessage = ({ data }) => tell(data as JudgeReply);
    worker.onerror = (event) => {
      event.preventDefault?.();
      breakDown(event.message || say`it could not be loaded`);
    };
    worker.onmessageerror = () => breakDown(say`an answer could not be read`);
    return worker;
  }
}

/** After one of these there are no more replies to a request. */
const LAST: ReadonlySet<JudgeReply["is"]> = new Set(["standing", "read", "lattice", "refused"]);

/** What is known of the run's history. */
export interface Judged {
  /** Null before anything has been judged. */
  readonly standing: Standing | null;
  /** Why there is no judgement; null while there may be one. */
  readonly failed: string | null;
}

/** What judging a run needs of the laboratory. */
interface Judging {
  readonly page: StoreApi<Page>;
  readonly live: StoreApi<Run>;
  readonly playing: boolean;
  history(): Promise<readonly ClientOperation[]>;
  makeJudge(): WorkerLike;
}

/** While the run plays it is judged so often at most, in wall ms. */
const PAUSE = 500;
const NOTHING: Judged = { standing: null, failed: null };

/**
 * Judges the run's history as its operations complete, as long as somebody watches: at once when it stands still, now
 * and then while it plays, and never more than one history at a time.
 */
export class RunJudge {
  readonly judged: StoreApi<Judged> = createStore<Judged>(() => NOTHING);
  readonly #judge: Judge;
  #watchers = 0;
  #quit: (() => void) | null = null;
  /** What has been judged, or is being judged. */
  #asked = "";
  #busy = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly lab: Judging) {
    this.#judge = new Judge(() => lab.makeJudge());
  }

  /** Somebody looks at what is judged. Answers what ends that. */
  watch(): () => void {
    this.#watchers += 1;
    if (this.#watchers === 1) {
      this.#quit = this.lab.live.subscribe(() => this.#heed());
      this.#heed();
    }
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#watchers -= 1;
      if (this.#watchers === 0) this.#rest();
    };
  }

  #rest(): void {
    this.#quit?.();
    this.#quit = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#busy) return;
    this.#judge.stop();
    this.#busy = false;
    this.#asked = "";
  }

  /** Judges anew when other operations have completed than those that were judged last. */
  #heed(): void {
    if (this.#busy || this.#timer !== null || this.#watchers === 0) return;
    if (this.#key() !== this.#asked) void this.#ask();
  }

  async #ask(): Promise<void> {
    const key = this.#key();
    this.#busy = true;
    this.#asked = key;
    const operations = await this.lab.history();
    // Nobody has watched meanwhile, or somebody again: what follows is theirs.
    if (!this.#busy || this.#asked !== key) return;
    this.#judge.ask({ do: "lattice", operations }, (reply) => {
      if (reply.is === "standing") this.judged.setState({ standing: reply, failed: null });
      else if (reply.is === "refused")
        this.judged.setState({ standing: null, failed: reply.sentence });
      this.#busy = false;
      if (!this.lab.playing) return this.#heed();
      this.#timer = setTimeout(() => {
        this.#timer = null;
        this.#heed();
      }, PAUSE);
    });
  }

  /** The same for as long as the same operations have returned: which run, which of its futures, how many returns. */
  #key(): string {
    const { lanes, counters } = this.lab.live.getState();
    const lane = lanes.find((each) => each.current)?.id ?? 0;
    return [this.lab.page.getState().opened, lane, counters["returns"] ?? 0].join(" ");
  }
}
