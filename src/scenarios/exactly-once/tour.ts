import { inOrder, once } from "../../kernel/teaching/condition.ts";
import { noted, remarked, returned, violated } from "../../kernel/teaching/happenings.ts";
import type { Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import type { World } from "../../kernel/world.ts";
import {
  answerLost,
  crashBeforeAnswer,
  crashInMidWrite,
  isIdle,
  PAYS,
  requestLost,
} from "./troubles.ts";

const ALICE: Pointer = { is: "node", id: "alice" };
const BANK: Pointer = { is: "node", id: "bank" };
const THERE: Pointer = { is: "link", from: "alice", to: "bank" };
const BACK: Pointer = { is: "link", from: "bank", to: "alice" };
const KNOBS: Pointer = { is: "control", id: "knobs" };
const RULES: Pointer = { is: "control", id: "rules" };

/** Offers what needs an idle Alice, once she is. */
function offer(lines: (world: World) => readonly string[]): (world: World) => readonly string[] {
  return (world) => (isIdle(world) ? lines(world) : []);
}

export const tour: Tour = {
  opens: ["seed 1", "set workload off", "set mode at-most-once"],
  steps: [
    {
      id: "pay",
      until: once(returned("ok", "transfer", "alice")),
      points: () => [ALICE, BANK],
      action: offer(() => [PAYS]),
    },
    {
      id: "request-lost",
      until: once(noted("gave-up")),
      points: () => [THERE],
      action: offer(requestLost),
    },
    {
      id: "answer-lost",
      until: once(noted("gave-up")),
      points: () => [BACK],
      action: offer(answerLost),
    },
    {
      id: "ask-again",
      until: once(returned("ok", "transfer", "alice")),
      points: () => [KNOBS, ALICE],
      action: offer((world) => ["set mode at-least-once", ...requestLost(world)]),
    },
    {
      id: "twice",
      until: once(remarked("paid twice")),
      points: () => [BACK, BANK],
      action: offer(answerLost),
    },
    {
      id: "number",
      until: once(noted("answered-again")),
      points: () => [KNOBS, BANK],
      action: offer((world) => ["set mode effectively-once", ...answerLost(world)]),
    },
    {
      id: "nap",
      until: once(violated("at-most-once")),
      points: () => [RULES, BANK],
      action: offer((world) => ["rule durable-dedupe off", ...crashBeforeAnswer(world)]),
    },
    {
      id: "book",
      until: once(noted("answered-again")),
      points: () => [RULES, BANK],
      action: offer((world) => ["rule durable-dedupe on", ...crashBeforeAnswer(world)]),
    },
    {
      id: "strokes",
      until: once(violated("conserved")),
      points: () => [RULES, BANK],
      action: offer((world) => ["rule one-transaction off", ...crashInMidWrite(world, false)]),
    },
    {
      id: "one-stroke",
      until: inOrder(
        once((event) => event.kind === "crash"),
        once(returned("ok", "transfer", "alice")),
      ),
      points: () => [RULES, BANK],
      action: offer((world) => ["rule one-transaction on", ...crashInMidWrite(world, true)]),
    },
  ],
};
