import { createStore, type StoreApi } from "zustand/vanilla";
import { say } from "../languages/say.ts";
import type {
  Consistency,
  Excerpt,
  JudgeReply,
  Standpoint,
  Understood,
  Verdict,
} from "../wire/judging.ts";
import { Judge } from "./judging.ts";
import type { WorkerLike } from "./port.ts";

/** Larger files are not read, in bytes. */
const LARGEST = 50 * 1_000 * 1_000;
/** A longer text is kept, but not shown in a field: browsers are slow with it. In characters. */
const SHOWABLE = 300_000;
/** Typing may pause so long before what is typed is looked at, in wall ms. */
const PAUSE = 250;

/** A history from elsewhere and what is said of it. */
export interface Checking {
  readonly text: string;
  /** The file that it came from. */
  readonly name: string | null;
  /** What the text was taken for; null when it is none, or while it is being read. */
  readonly understood: Understood | null;
  /** Chosen by hand; null for what the text suggests. */
  readonly model: string | null;
  readonly question: Consistency | null;
  readonly refusal: { readonly line: number; readonly sentence: string } | null;
  /** `comparing`: the verdict is there, all else that can be asked is being asked. */
  readonly busy: "reading" | "judging" | "comparing" | null;
  /** How many operations were placed at most, of how many. */
  readonly progress: { readonly placed: number; readonly of: number } | null;
  readonly result: Result | null;
  readonly lattice: readonly Standpoint[] | null;
  /** Whether the judging was ended by hand. */
  readonly stopped: boolean;
}

export interface Result {
  readonly verdict: Verdict;
  readonly excerpt: Excerpt;
  /** Wall ms. */
  readonly took: number;
}

const UNJUDGED = {
  refusal: null,
  busy: null,
  progress: null,
  result: null,
  lattice: null,
  stopped: false,
} as const;

const EMPTY: Checking = {
  text: "",
  name: null,
  understood: null,
  model: null,
  question: null,
  ...UNJUDGED,
};

/** The page on which histories from elsewhere are judged. Nothing of them leaves it. */
export class HistoryCheck {
  readonly state: StoreApi<Checking> = createStore<Checking>(() => EMPTY);
  readonly #judge: Judge;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(makeJudge: () => WorkerLike) {
    this.#judge = new Judge(makeJudge);
  }

  /** Another text: typed, pasted or an example. It is read when the hand rests. */
  write(text: string, name: string | null = null): void {
    this.#forget();
    this.state.setState({ ...EMPTY, text, name });
    if (text.trim() === "") return;
    this.state.setState({ busy: "reading" });
    this.#timer = setTimeout(() => this.#read(), PAUSE);
  }

  /** Reads a file; one that is too large leaves everything as it is, but for a sentence. */
  async open(file: File): Promise<void> {
    if (file.size > LARGEST) {
      const size = `${Math.round(file.size / 1_000_000)} MB`;
      const sentence = say`${file.name} has ${size}; histories have ${LARGEST / 1_000_000} MB at most, so it was not read.`;
      this.state.setState({ refusal: { line: 0, sentence } });
      return;
    }
    try {
      this.write(await file.text(), file.name);
    } catch {
      this.state.setState({ refusal: { line: 0, sentence: say`${file.name} could not be read.` } });
    }
  }

  chooseModel(model: string): void {
    this.#forget();
    this.state.setState({ model, question: null, ...UNJUDGED });
    this.#read();
  }

  chooseQuestion(question: Consistency): void {
    this.#forget();
    this.state.setState({ question, ...UNJUDGED });
  }

  check(): void {
    this.#forget();
    const { text, model, question } = this.state.getState();
    this.state.setState({ ...UNJUDGED, busy: "judging" });
    this.#judge.ask({ do: "check", text, model, consistency: question }, (reply) =>
      this.#hear(reply),
    );
  }

  /** Ends the judging; what has been found stays. */
  stop(): void {
    const { busy } = this.state.getState();
    if (busy === null) return;
    this.#forget();
    this.state.setState({ busy: null, progress: null, stopped: busy !== "reading" });
  }

  /** Ends everything, for good. */
  close(): void {
    this.#forget();
  }

  #forget(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#judge.stop();
  }

  #read(): void {
    const { text, model } = this.state.getState();
    this.state.setState({ busy: "reading" });
    this.#judge.ask({ do: "read", text, model }, (reply) => this.#hear(reply));
  }

  #hear(reply: JudgeReply): void {
    switch (reply.is) {
      case "read":
        return this.state.setState({ understood: reply, refusal: null, busy: null });
      case "progress":
        return this.state.setState({ progress: { placed: reply.placed, of: reply.of } });
      case "verdict":
        return this.state.setState({ result: reply, progress: null, busy: "comparing" });
      case "lattice":
        return this.state.setState({ lattice: reply.lattice, busy: null });
      case "refused":
        return this.state.setState({ refusal: reply, busy: null, progress: null });
      case "standing":
        return;
      default:
        reply satisfies never;
    }
  }
}

/** Whether a text is short enough to be shown in a field. */
export function isShowable(text: string): boolean {
  return text.length <= SHOWABLE;
}
