import { inOrder, once } from "../../kernel/teaching/condition.ts";
import { noted, remarked, returned, violated } from "../../kernel/teaching/happenings.ts";
import type { Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import {
  answerLost,
  crashBeforeAnswer,
  crashInMidWrite,
  pays,
  requestLost,
  soon,
} from "./troubles.ts";

const ALICE: Pointer = { is: "node", id: "alice" };
const BANK: Pointer = { is: "node", id: "bank" };
const THERE: Pointer = { is: "link", from: "alice", to: "bank" };
const BACK: Pointer = { is: "link", from: "bank", to: "alice" };
const KNOBS: Pointer = { is: "control", id: "knobs" };
const RULES: Pointer = { is: "control", id: "rules" };

export const tour: Tour = {
  opens: ["seed 1", "set workload off", "set mode at-most-once"],
  steps: [
    {
      id: "pay",
      until: once(returned("ok", "transfer", "alice")),
      points: () => [ALICE, BANK],
      action: (world) => pays(soon(world)),
    },
    {
      id: "request-lost",
      until: once(noted("gave-up")),
      points: () => [THERE],
      action: (world) => requestLost(soon(world)),
    },
    {
      id: "answer-lost",
      until: once(noted("gave-up")),
      points: () => [BACK],
      action: (world) => answerLost(soon(world)),
    },
    {
      id: "ask-again",
      until: once(returned("ok", "transfer", "alice")),
      points: () => [KNOBS, ALICE],
      action: (world) => ["set mode at-least-once", ...requestLost(soon(world))],
    },
    {
      id: "twice",
      until: once(remarked("paid twice")),
      points: () => [BACK, BANK],
      action: (world) => answerLost(soon(world)),
    },
    {
      id: "number",
      until: once(noted("answered-again")),
      points: () => [KNOBS, BANK],
      action: (world) => ["set mode effectively-once", ...answerLost(soon(world))],
    },
    {
      id: "nap",
      until: once(violated("at-most-once")),
      points: () => [RULES, BANK],
      action: (world) => ["rule durable-dedupe off", ...crashBeforeAnswer(soon(world))],
    },
    {
      id: "book",
      until: once(noted("answered-again")),
      points: () => [RULES, BANK],
      action: (world) => ["rule durable-dedupe on", ...crashBeforeAnswer(soon(world))],
    },
    {
      id: "strokes",
      until: once(violated("conserved")),
      points: () => [RULES, BANK],
      action: (world) => ["rule one-transaction off", ...crashInMidWrite(soon(world), false)],
    },
    {
      id: "one-stroke",
      until: inOrder(
        once((event) => event.kind === "crash"),
        once(returned("ok", "transfer", "alice")),
      ),
      points: () => [RULES, BANK],
      // Alice has to be through with the payment that went wrong.
      action: (world) =>
        world.node("alice").mode === "asking"
          ? []
          : ["rule one-transaction on", ...crashInMidWrite(soon(world), true)],
    },
  ],
};
