import { after, inOrder, once, times } from "../../kernel/teaching/condition.ts";
import { done, inMode, noted } from "../../kernel/teaching/happenings.ts";
import {
  settledByFirst,
  type Outcome,
  type Prediction,
  type Settling,
} from "../../kernel/teaching/lesson.ts";
import { MILLISECOND, printDuration, SECOND } from "../../kernel/time.ts";
import type { TraceEvent } from "../../kernel/trace.ts";

interface Answers {
  readonly ok: readonly number[];
  readonly failed: readonly number[];
}

/** How many of two bookings were done, once both have been answered. */
const bothAnswered: Settling = {
  start: (): Answers => ({ ok: [], failed: [] }),
  observe(memory, event: TraceEvent): Answers {
    const answers = memory as Answers;
    if (event.kind !== "return") return answers;
    return event.data.outcome === "ok"
      ? { ...answers, ok: [...answers.ok, event.id] }
      : { ...answers, failed: [...answers.failed, event.id] };
  },
  settled(memory): Outcome | null {
    const { ok, failed } = memory as Answers;
    if (ok.length + failed.length < 2) return null;
    return { option: ["neither", "one", "both"][ok.length]!, events: [...ok, ...failed] };
  },
};

/** All three have voted yes. */
const promised = times(3, noted("voted-yes"));

export const predictions: readonly Prediction[] = [
  {
    id: "same-day",
    opens: ["seed 5", "set workload off"],
    moment: after(SECOND),
    options: () => [{ id: "both" }, { id: "one" }, { id: "neither" }],
    points: () => [
      { is: "node", id: "c1" },
      { is: "node", id: "c2" },
    ],
    action: () => ["client c1 book mon", "client c2 book mon"],
    settles: bothAnswered,
  },
  {
    id: "nap-in-between",
    opens: ["seed 4", "set workload off", "at 1s client c1 book mon"],
    moment: promised,
    options: () => [{ id: "commit" }, { id: "abort" }, { id: "mixed" }],
    points: () => [{ is: "node", id: "tm" }],
    // The last vote arrives 120 to 200 ms after it was given; the crash comes in the midst of that.
    action(world) {
      const at = (ms: number) => `at ${printDuration(world.time + ms * MILLISECOND)}`;
      return [`${at(160)} crash tm`, `${at(2_500)} restart tm`];
    },
    settles: settledByFirst({
      mixed: once(noted("mixed-outcome")),
      commit: times(3, noted("committed")),
      abort: times(3, noted("aborted")),
    }),
  },
  {
    id: "one-knows",
    opens: [
      "seed 2",
      "set workload off",
      "at 1s client c1 book mon",
      "at 1295ms cut tm>p2",
      "at 1295ms cut tm>p3",
      "at 1710ms crash tm",
      "at 1720ms heal",
    ],
    moment: inOrder(
      once(done("crash")),
      once((event, stand) => event.kind === "mode" && inMode("uncertain.blocked", 2)(stand)),
    ),
    options: () => [{ id: "commit" }, { id: "abort" }, { id: "nothing" }],
    points: () => [
      { is: "node", id: "p2" },
      { is: "node", id: "p3" },
    ],
    action: () => ["set termination cooperative"],
    settles: settledByFirst({
      commit: times(2, noted("committed")),
      abort: once(noted("aborted")),
      nothing: after(6 * SECOND),
    }),
  },
];
