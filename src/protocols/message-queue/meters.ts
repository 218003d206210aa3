/** The queue in numbers: how much waits, how much is in flight, and what at-least-once comes to. */
import type { Meter, Reading, Remark } from "../../kernel/monitor.ts";
import { phrase, say } from "../../languages/say.ts";
import { afterStep, type JobOutcome, type Outcomes } from "./outcomes.ts";
import { capacityOf } from "./state.ts";
import { deadOf, queueOf } from "./world.ts";

interface Tally {
  readonly outcomes: Outcomes;
  /** Messages in the queue, those of them in flight, and messages put aside. */
  readonly depth: number;
  readonly inFlight: number;
  readonly dead: number;
  /** Kept here, so that the memory changes when the knob is turned. */
  readonly capacity: number;
  /** How often a message was handed out that had been handed out before. */
  readonly redeliveries: number;
  /** Jobs done; how often one was done that had been done before. */
  readonly done: number;
  readonly duplicates: number;
  /** What was last noticed. */
  readonly remark: Remark | null;
}

/** The producer's name: jobs bear it. */
function producerOf(job: string): string {
  return job.slice(0, job.lastIndexOf("."));
}

function remarkTwice({ job, done, worker }: JobOutcome): Remark {
  return {
    node: producerOf(job),
    word: phrase("done twice"),
    simple: say`Order ${job} has been baked before, and now ${worker} has baked it again.`,
    expert: say`Job ${job} has been done ${done.length} times, the last time by ${worker}: at least once is not once.`,
    cause: done.at(-1)!,
  };
}

export const queueTally: Meter<Tally> = {
  id: "queue",
  start: (world) => ({
    outcomes: new Map(),
    depth: queueOf(world).length,
    inFlight: 0,
    dead: 0,
    capacity: capacityOf(world.settings),
    redeliveries: 0,
    done: 0,
    duplicates: 0,
    remark: null,
  }),
  observe(memory, step, world) {
    if (step.events.length === 0) return memory;
    const outcomes = afterStep(memory.outcomes, step);
    let next = outcomes === memory.outcomes ? memory : { ...memory, outcomes, remark: null };
    for (const event of step.events) {
      if (event.kind !== "note") continue;
      const { note, about = {} } = event.data;
      if (note === "handed-out" && Number(about["again"]) > 0)
        next = { ...next, redeliveries: next.redeliveries + Number(about["again"]) };
      const outcome = note === "done" ? outcomes.get(String(about["job"] as string)) : undefined;
      if (outcome === undefined) continue;
      next =
        outcome.done.length > 1
          ? { ...next, duplicates: next.duplicates + 1, remark: remarkTwice(outcome) }
          : { ...next, done: next.done + 1 };
    }
    const queue = queueOf(world);
    const depth = queue.length;
    const inFlight = queue.filter(({ visibleAt }) => visibleAt !== null).length;
    const dead = deadOf(world).length;
    const capacity = capacityOf(world.settings);
    return depth === next.depth &&
      inFlight === next.inFlight &&
      dead === next.dead &&
      capacity === next.capacity
      ? next
      : { ...next, depth, inFlight, dead, capacity };
  },
  read: (tally): readonly Reading[] => [
    {
      id: "depth",
      label: say`in the queue`,
      value: tally.depth,
      unit: "",
      tone: tally.depth > tally.capacity ? "bad" : "plain",
    },
    { id: "in-flight", label: say`in flight`, value: tally.inFlight, unit: "", tone: "plain" },
    { id: "done", label: say`done`, value: tally.done, unit: "", tone: "plain" },
    {
      id: "redeliveries",
      label: say`redeliveries`,
      value: tally.redeliveries,
      unit: "",
      tone: "plain",
    },
    {
      id: "duplicates",
      label: say`done again`,
      value: tally.duplicates,
      unit: "",
      tone: tally.duplicates > 0 ? "bad" : "good",
    },
    { id: "dead", label: say`dead-lettered`, value: tally.dead, unit: "", tone: "plain" },
  ],
  remark: (memory, before) => (memory.remark === before.remark ? null : memory.remark),
};
