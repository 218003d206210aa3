import { inOrder, once, stands, times } from "../../kernel/teaching/condition.ts";
import { inMode, noted, returned, sent, turned } from "../../kernel/teaching/happenings.ts";
import type { Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import { MILLISECOND, printDuration } from "../../kernel/time.ts";
import { UNCERTAIN } from "./moments.ts";

const PARTICIPANTS: readonly Pointer[] = ["p1", "p2", "p3"].map((id) => ({ is: "node", id }));
const COORDINATOR: Pointer = { is: "node", id: "tm" };

export const tour: Tour = {
  opens: ["seed 1", "set workload off"],
  steps: [
    {
      id: "ask",
      until: once(noted("transaction-begun")),
      points: () => [{ is: "node", id: "c1" }, COORDINATOR],
      action: () => ["client c1 book mon"],
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
      action: () => ["set unwilling p2", "client c1 book tue"],
    },
    {
      id: "block",
      until: stands(inMode("uncertain.blocked", 3)),
      points: () => [COORDINATOR, ...PARTICIPANTS],
      action(world) {
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
      action: () => ["client c2 read mon"],
    },
    {
      id: "together",
      until: inOrder(once(turned("termination", "cooperative")), times(9, sent("DecisionReq"))),
      points: () => [{ is: "control", id: "knobs" }, ...PARTICIPANTS],
      action: () => ["set termination cooperative"],
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
      action: () => ["client c1 book mon"],
    },
  ],
};
