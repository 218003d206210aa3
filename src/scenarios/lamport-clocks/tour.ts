import { inOrder, lasting, once, stands, times } from "../../kernel/teaching/condition.ts";
import { inMode, noted, violated } from "../../kernel/teaching/happenings.ts";
import { later, type Pointer, type Tour } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import { MERGE_ON_RECEIVE, WAIT_FOR_ALL } from "../../protocols/lamport-clocks/state.ts";
import { byClock, makes } from "./troubles.ts";

const everybody = (): readonly Pointer[] => ["p", "q", "r"].map((id) => ({ is: "node", id }));
const rules = (): readonly Pointer[] => [{ is: "control", id: "rules" }];

export const tour: Tour = {
  opens: ["seed 1", "set workload off"],
  steps: [
    {
      id: "make",
      until: once(noted("made")),
      points: () => [{ is: "node", id: "p" }],
      action: () => [makes("p"), makes("p")],
    },
    {
      id: "merge",
      until: times(2, noted("merged")),
      points: () => [{ is: "messages", type: "Multicast" }],
    },
    {
      id: "acknowledge",
      until: times(2, noted("applied")),
      points: () => [{ is: "messages", type: "Acknowledge" }],
    },
    {
      id: "at-once",
      until: times(6, noted("applied")),
      points: everybody,
      action: () => [makes("p"), makes("r")],
    },
    { id: "spacetime", points: () => [{ is: "control", id: "views" }] },
    {
      id: "impatient",
      // And all letters have arrived.
      until: inOrder(once(violated("total-order")), stands(inMode("settled", 3))),
      points: rules,
      action: () => [`rule ${WAIT_FOR_ALL} off`, makes("p"), makes("r")],
    },
    {
      id: "deaf",
      until: once(violated("clock-condition")),
      points: rules,
      action(world) {
        const [first] = byClock(world);
        return first
          ? [`rule ${WAIT_FOR_ALL} on`, `rule ${MERGE_ON_RECEIVE} off`, makes(first), makes(first)]
          : [];
      },
    },
    {
      id: "in-order",
      until: inOrder(once(noted("merged")), stands(inMode("settled", 3))),
      points: rules,
      action(world) {
        const [first] = byClock(world);
        // Once nothing is on its way: then whoever is behind hears of it, by the update or by its acknowledgements.
        const then = `at ${later(world, 1)}`;
        return first
          ? [`rule ${MERGE_ON_RECEIVE} on`, `${then} ${makes(first)}`, `${then} ${makes(first)}`]
          : [];
      },
    },
    {
      id: "sleeper",
      until: lasting(4 * SECOND, inMode("waiting", 2)),
      points: () => [{ is: "node", id: "r" }],
      action: () => ["crash r", makes("p")],
    },
    {
      id: "awake",
      until: times(2, noted("applied")),
      points: () => [{ is: "node", id: "r" }],
      action: (world) => (world.node("r").status === "crashed" ? ["restart r"] : []),
    },
  ],
};
