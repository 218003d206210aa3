import { after, inOrder, once } from "../../kernel/teaching/condition.ts";
import { noted } from "../../kernel/teaching/happenings.ts";
import {
  settledByFirst,
  type Names,
  type Outcome,
  type Prediction,
  type Settling,
} from "../../kernel/teaching/lesson.ts";
import { SECOND, type Micros } from "../../kernel/time.ts";
import type { Stand } from "../../kernel/teaching/stand.ts";
import type { World } from "../../kernel/world.ts";
import { after as later, nextWorker, SENDS } from "./troubles.ts";

interface Counted {
  readonly since: Micros;
  readonly done: readonly number[];
}

/** Long enough for a job to be handed out three times, with a timeout of a second. */
const LONG: Micros = 6 * SECOND;

/** How often a job has been done, some time after. */
const timesDone: Settling = {
  start: ({ time }: Stand): Counted => ({ since: time, done: [] }),
  observe(memory, event): Counted {
    const counted = memory as Counted;
    return event.kind === "note" && event.data.note === "done"
      ? { ...counted, done: [...counted.done, event.id] }
      : counted;
  },
  settled(memory, { time }): Outcome | null {
    const { since, done } = memory as Counted;
    if (time < since + LONG) return null;
    return { option: ["once", "twice"][done.length - 1] ?? "more", events: done };
  },
};

/** So many ms after it is sent a job may have been done already, or not: it takes 800 to 1,200. */
const IN_DOUBT = 1_000;

/** Who gets it. Known when the question is asked: the worker that has waited longest. */
function receiver(world: World): string {
  return nextWorker(world) ?? "w1";
}

const names = (world: World): Names => ({ worker: receiver(world) });
const whoAndBroker = (world: World) =>
  [receiver(world), "broker"].map((id) => ({ is: "node", id }) as const);

const done = once(noted("done"));

export const predictions: readonly Prediction[] = [
  {
    id: "short-timeout",
    opens: ["seed 3", "set workload off", "set visibility 1s"],
    moment: after(SECOND),
    options: () => [{ id: "once" }, { id: "twice" }, { id: "more" }],
    points: whoAndBroker,
    action: () => [SENDS],
    settles: timesDone,
  },
  {
    id: "long-pause",
    opens: ["seed 2", "set workload off"],
    moment: after(SECOND),
    options: () => [{ id: "it" }, { id: "other" }, { id: "both" }],
    names,
    points: whoAndBroker,
    action: (world) => {
      const worker = receiver(world);
      return [
        SENDS,
        later(world, IN_DOUBT, `pause ${worker}`),
        later(world, 5_000, `resume ${worker}`),
      ];
    },
    settles: settledByFirst({
      both: inOrder(done, done),
      it: inOrder(done, once(noted("deleted")), after(5 * SECOND)),
      other: inOrder(once(noted("visible-again")), done, after(5 * SECOND)),
    }),
  },
  {
    id: "ack-first",
    opens: ["seed 5", "set workload off", "rule ack-after-work off"],
    moment: after(SECOND),
    options: () => [{ id: "done" }, { id: "other" }, { id: "lost" }],
    names,
    points: whoAndBroker,
    action: (world) => {
      const worker = receiver(world);
      return [
        SENDS,
        later(world, IN_DOUBT, `crash ${worker}`),
        later(world, 2_500, `restart ${worker}`),
      ];
    },
    settles: settledByFirst({
      done,
      lost: inOrder(
        once((event) => event.kind === "crash"),
        after(4 * SECOND),
      ),
      other: inOrder(once(noted("visible-again")), done),
    }),
  },
];
