/** Random scripts for property tests: every kind of intervention, over a few nodes. */
import fc from "fast-check";
import type { Intervention, LinkRef, Script, TimedIntervention } from "../intervention.ts";
import { MILLISECOND, SECOND, type Micros } from "../time.ts";

const NODES = ["n1", "n2", "n3", "n4"] as const;
const node = fc.constantFrom(...NODES);
const link: fc.Arbitrary<LinkRef> = fc
  .tuple(node, node, fc.boolean())
  .filter(([from, to]) => from !== to)
  .map(([from, to, both]) => ({ from, to, both }));
const linkOrAll = fc.option(link, { freq: 3 });
const time = (most: Micros): fc.Arbitrary<Micros> => fc.integer({ min: 0, max: most });
const share = fc.integer({ min: 0, max: 1_000 }).map((n) => n / 1_000);
const message = fc.integer({ min: 1, max: 400 });
const latency = fc.oneof(
  time(SECOND).map((value) => ({ kind: "fixed" as const, value })),
  fc
    .tuple(time(SECOND), time(SECOND))
    .map(([a, b]) => ({ kind: "uniform" as const, low: Math.min(a, b), high: Math.max(a, b) })),
  fc
    .tuple(time(SECOND), time(SECOND))
    .map(([floor, mean]) => ({ kind: "exponential" as const, floor, mean })),
);
const groups = fc
  .tuple(fc.shuffledSubarray([...NODES], { minLength: 2 }), fc.integer({ min: 1, max: 3 }))
  .map(([nodes, cut]) => [
    nodes.slice(0, Math.min(cut, nodes.length - 1)),
    nodes.slice(Math.min(cut, nodes.length - 1)),
  ]);

export const intervention: fc.Arbitrary<Intervention> = fc.oneof(
  fc.record({ do: fc.constantFrom("crash" as const, "pause" as const, "resume" as const), node }),
  fc.record({ do: fc.constant("restart" as const), node, wiped: fc.boolean() }),
  fc.record({ do: fc.constant("cut" as const), link }),
  fc.record({ do: fc.constant("heal" as const), link: linkOrAll }),
  fc.record({ do: fc.constant("partition" as const), groups }),
  fc.record({
    do: fc.constantFrom("hold" as const, "release" as const),
    link: fc.oneof(linkOrAll, fc.constant("timers" as const)),
  }),
  fc.record({ do: fc.constant("slow" as const), node, by: time(100 * MILLISECOND) }),
  fc.record({
    do: fc.constant("traitor" as const),
    node,
    as: fc.constantFrom(null, "silent", "mumbles"),
  }),
  fc.record({ do: fc.constant("move" as const), message, to: share }),
  fc.record({ do: fc.constant("latency" as const), link: linkOrAll, latency }),
  fc.record({
    do: fc.constantFrom("loss" as const, "duplication" as const),
    link: linkOrAll,
    share,
  }),
  fc.record({
    do: fc.constant("order" as const),
    link: linkOrAll,
    order: fc.constantFrom("any" as const, "fifo" as const),
  }),
  fc.record({
    do: fc.constantFrom("drop" as const, "duplicate" as const, "deliver" as const),
    message,
  }),
  fc.record({
    do: fc.constant("delay" as const),
    message,
    by: fc.integer({ min: -SECOND, max: SECOND }),
  }),
  fc.record({
    do: fc.constant("clock" as const),
    node,
    offset: fc.integer({ min: -SECOND, max: SECOND }),
  }),
  fc.record({
    do: fc.constant("drift" as const),
    node,
    rate: fc.integer({ min: 100_000, max: 10_000_000 }),
  }),
  fc.record({ do: fc.constant("fire" as const), node, timer: fc.constantFrom(null, "chat") }),
  fc.record({
    do: fc.constant("set" as const),
    knob: fc.constant("mood"),
    value: fc.constantFrom("good", "bad"),
  }),
  fc.record({ do: fc.constant("rule" as const), rule: fc.constant("manners"), on: fc.boolean() }),
);

/** Interventions in the order of time, within the first `span`. */
export function steps(span: Micros, most = 20): fc.Arbitrary<TimedIntervention[]> {
  return fc
    .array(
      fc.record({
        at: fc.oneof(
          time(span),
          fc.integer({ min: 0, max: span / (100 * MILLISECOND) }).map((n) => n * 100 * MILLISECOND),
        ),
        what: intervention,
      }),
      { maxLength: most },
    )
    .map((list) => list.sort((a, b) => a.at - b.at));
}

/** Whole scripts of the chatter scenario. */
export function scripts(span: Micros, most = 20): fc.Arbitrary<Script> {
  return fc.record({
    scenario: fc.constant("chatter"),
    seed: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
    knobs: fc.constantFrom<Record<string, string>>({}, { mood: "bad" }),
    rules: fc.constantFrom<Record<string, boolean>>({}, { manners: false }),
    steps: steps(span, most),
  });
}
