import type { Test } from "../../kernel/teaching/condition.ts";
import { once, times } from "../../kernel/teaching/condition.ts";
import { noted, sent, violated } from "../../kernel/teaching/happenings.ts";
import type { Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import { shortPause, shortPauseSoon } from "./troubles.ts";

const RULES: Pointer = { is: "control", id: "rules" };

function node(id: string): Pointer {
  return { is: "node", id };
}

/** Somebody strikes n6 off. */
const struckOff: Test = (event, stand) =>
  noted("confirms", { member: "n6" })(event, stand) ||
  noted("hears-failure", { member: "n6" })(event, stand);

/** n4 itself says so. */
const refutedByN4: Test = (event, stand) => event.node === "n4" && noted("refutes")(event, stand);

export const tour: Tour = {
  opens: ["seed 1", "set multiplier 2"],
  steps: [
    {
      id: "calls",
      until: times(12, sent("Ack")),
      points: () => [
        { is: "messages", type: "Ping" },
        { is: "messages", type: "Ack" },
      ],
    },
    {
      id: "detour",
      until: once(noted("asks-others")),
      points: () => [{ is: "link", from: "n1", to: "n2" }],
      action: () => ["cut n1-n2"],
    },
    {
      id: "no-detour",
      until: once(noted("suspects")),
      points: () => [RULES, node("n1"), node("n2")],
      action: () => ["rule indirect-probe off"],
    },
    {
      id: "lamp",
      until: once(noted("refutes")),
      points: () => [node("n1"), node("n2")],
    },
    {
      id: "crash",
      until: once(noted("suspects", { member: "n6" })),
      points: () => [node("n6")],
      action: () => ["rule indirect-probe on", "heal", "crash n6"],
    },
    {
      id: "whisper",
      until: times(3, noted("hears-suspicion", { member: "n6" })),
      points: () => [
        { is: "messages", type: "Ping" },
        { is: "messages", type: "Ack" },
      ],
    },
    {
      id: "candle",
      until: times(7, struckOff),
      points: () => [{ is: "control", id: "readings" }],
    },
    {
      id: "back",
      until: times(7, noted("takes-back", { member: "n6" })),
      points: () => [node("n6")],
      action: () => ["restart n6"],
    },
    {
      id: "nap",
      until: once(refutedByN4),
      points: () => [node("n4")],
      action: (world) => ["set multiplier 6", ...shortPause(world)],
    },
    {
      id: "no-lamp",
      until: once(violated("accuracy")),
      points: () => [RULES, node("n4")],
      action: (world) => ["rule incarnation off", ...shortPause(world)],
    },
    {
      id: "no-candle",
      until: once(noted("confirms", { hasty: true })),
      points: () => [RULES, node("n4")],
      action: (world) => ["rule incarnation on", "rule suspicion off", ...shortPauseSoon(world)],
    },
  ],
};
