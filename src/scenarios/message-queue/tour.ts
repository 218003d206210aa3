import { all, inOrder, once, stands } from "../../kernel/teaching/condition.ts";
import { inMode, noted, remarked, turned, violated } from "../../kernel/teaching/happenings.ts";
import type { Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import type { World } from "../../kernel/world.ts";
import { ackLost, crashInHand, isIdle, SENDS, SENDS_POISON } from "./troubles.ts";

const P1: Pointer = { is: "node", id: "p1" };
const BROKER: Pointer = { is: "node", id: "broker" };
const WORKERS: readonly Pointer[] = ["w1", "w2", "w3"].map((id) => ({ is: "node", id }));
const KNOBS: Pointer = { is: "control", id: "knobs" };
const RULES: Pointer = { is: "control", id: "rules" };
const READINGS: Pointer = { is: "control", id: "readings" };

/** Offers what needs a quiet queue, once it is; `first` comes before it. */
function offer(
  lines: (world: World) => readonly string[],
  ...first: readonly string[]
): (world: World) => readonly string[] {
  return (world) => {
    if (!isIdle(world)) return [];
    const then = lines(world);
    return then.length === 0 ? [] : [...first, ...then];
  };
}

/** Offers those of these settings that are not so already: `set capacity 4`, `rule backpressure off`. */
function settings(...lines: readonly string[]): (world: World) => readonly string[] {
  return ({ settings: { knobs, rules } }) =>
    lines.filter((line) => {
      const [verb, name = "", value] = line.split(" ");
      const now = verb === "set" ? knobs[name] : rules[name] === false ? "off" : "on";
      return now !== value;
    });
}

export const tour: Tour = {
  opens: ["seed 1", "set workload off"],
  steps: [
    {
      id: "hand-over",
      until: once(noted("deleted")),
      points: () => [P1, BROKER],
      action: offer(() => [SENDS]),
    },
    {
      id: "crash",
      until: inOrder(once(noted("visible-again")), once(noted("deleted"))),
      points: () => [BROKER, ...WORKERS],
      action: offer(crashInHand),
    },
    {
      id: "twice",
      until: once(remarked("done twice")),
      points: () => [BROKER, READINGS],
      action: offer(ackLost),
    },
    {
      id: "poison",
      until: once(noted("dead-lettered")),
      points: () => [BROKER],
      action: offer(() => [SENDS_POISON]),
    },
    {
      id: "no-box",
      until: all(stands(inMode("choking", 3)), once(violated("bounded-receives"))),
      points: () => [RULES, ...WORKERS],
      action: offer(() => ["rule dead-letter off", "set visibility 1s", SENDS_POISON]),
    },
    {
      id: "box",
      until: once(noted("dead-lettered")),
      points: () => [RULES, BROKER],
      action: settings("rule dead-letter on", "set visibility 3s"),
    },
    {
      id: "ack-first",
      until: once(violated("at-least-once")),
      points: () => [RULES, BROKER],
      action: offer(crashInHand, "rule ack-after-work off"),
    },
    {
      id: "full",
      until: once(noted("rejected")),
      points: () => [KNOBS, BROKER, P1],
      action: settings("rule ack-after-work on", "set capacity 4", "set workload rush"),
    },
    {
      id: "no-bound",
      until: once(noted("fell-over")),
      points: () => [RULES, BROKER],
      action: settings("rule backpressure off"),
    },
    {
      id: "bound",
      until: inOrder(once(turned("workload", "on")), once(noted("accepted"))),
      points: () => [RULES, BROKER],
      action: settings("rule backpressure on", "set workload on", "set capacity 8"),
    },
  ],
};
