import type { NodeId } from "../../kernel/behavior.ts";
import { inOrder, once, stands, times } from "../../kernel/teaching/condition.ts";
import { inMode, noted, returned, sent, turned } from "../../kernel/teaching/happenings.ts";
import type { Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import { MILLISECOND, printDuration } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { UNCERTAIN } from "./moments.ts";

const PARTICIPANTS: readonly Pointer[] = ["p1", "p2", "p3"].map((id) => ({ is: "node", id }));
const COORDINATOR: Pointer = { is: "node", id: "tm" };

/** Lines for a client to begin with, unless it is busy: a second press does not ask twice. */
function when(client: NodeId, ...lines: readonly string[]): (world: World) => readonly string[] {
  return (world) => (world.node(client).calls.length === 0 ? lines : []);
}

export const tour: Tour = {
  opens: ["seed 1", "set workload off"],
  steps: [
    {
      id: "ask",
      until: once(noted("transaction-begun")),
      points: () => [{ is: "node", id: "c1" }, COORDINATOR],
      action: when("c1", "client c1 book mon"),
    },
    {
      id: "promise",
      until: times(3, noted("voted-yes")),
      points: () => PARTICIPANTS,
    },
    {
      id: "decide",
      until: once(noted("decided-commit")),
      points: () => [COORDINATOR, { is: "messages", type: "Yes" }],
    },
    {
      id: "end",
      until: once(noted("transaction-ended")),
      points: () => [
        { is: "messages", type: "Ack" },
        { is: "control", id: "readings" },
      ],
    },
    {
      id: "veto",
      until: once(noted("decided-abort")),
      points: () => [
        { is: "node", id: "p2" },
        { is: "control", id: "knobs" },
      ],
      action: when("c1", "set unwilling p2", "client c1 book tue"),
    },
    {
      id: "block",
      until: stands(inMode("uncertain.blocked", 3)),
      points: () => [COORDINATOR, ...PARTICIPANTS],
      action(world) {
        if (world.node("tm").status !== "up" || world.node("c1").calls.length > 0) return [];
        const crash = printDuration(world.time + UNCERTAIN * MILLISECOND);
        return ["set unwilling nobody", "client c1 book mon", `at ${crash} crash tm`];
      },
    },
    {
      id: "locked",
      until: once(noted("read-refused")),
      points: () => [
        { is: "node", id: "c2" },
        { is: "control", id: "readings" },
      ],
      action: when("c2", "client c2 read mon"),
    },
    {
      id: "together",
      until: inOrder(once(turned("termination", "cooperative")), times(9, sent("DecisionReq"))),
      points: () => [{ is: "control", id: "knobs" }, ...PARTICIPANTS],
      action: ({ settings }) =>
        settings.knobs["termination"] === "cooperative" ? [] : ["set termination cooperative"],
    },
    {
      id: "wake",
      until: once(noted("coordinator-recovered")),
      points: () => [COORDINATOR],
      action: (world) => (world.node("tm").status === "crashed" ? ["restart tm"] : []),
    },
    {
      id: "again",
      until: once(returned("ok", "book", "c1")),
      points: () => [{ is: "node", id: "c1" }],
      action: when("c1", "client c1 book mon"),
    },
  ],
};
