import { once, times } from "../../kernel/teaching/condition.ts";
import { noted, violated } from "../../kernel/teaching/happenings.ts";
import type { Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import { DURABLE_CLOCK, MERGE_ON_RECEIVE } from "../../protocols/vector-clocks/state.ts";
import { acts, writes, writesTo } from "./troubles.ts";

const at = (id: string) => (): readonly Pointer[] => [{ is: "node", id }];
const rules = (): readonly Pointer[] => [{ is: "control", id: "rules" }];

export const tour: Tour = {
  opens: ["seed 1", "set workload off"],
  steps: [
    {
      id: "own",
      until: times(2, noted("local")),
      points: at("p"),
      action: () => [acts("p"), acts("p")],
    },
    {
      id: "letter",
      until: once(noted("received")),
      points: () => [{ is: "messages", type: "Letter" }],
      action: (world) => writesTo(world, "p", "q"),
    },
    { id: "compare", points: at("q") },
    {
      id: "concurrent",
      until: once(noted("local")),
      points: at("r"),
      action: () => [acts("r")],
    },
    { id: "spacetime", points: () => [{ is: "control", id: "views" }] },
    {
      id: "relay",
      until: once(noted("received", { from: "q" })),
      points: () => [{ is: "messages", type: "Letter" }],
      action: (world) => writesTo(world, "q", "r"),
    },
    {
      id: "deaf",
      until: once(violated("clock-condition")),
      points: rules,
      action: () => [`rule ${MERGE_ON_RECEIVE} off`, writes("p")],
    },
    {
      id: "hearing",
      until: once(noted("received", { from: "p" })),
      points: rules,
      action: () => [`rule ${MERGE_ON_RECEIVE} on`, writes("p")],
    },
    {
      id: "nap",
      until: once(violated("strong-clock-condition")),
      points: at("p"),
      action: () => [`rule ${DURABLE_CLOCK} off`, acts("p"), "crash p", "restart p", acts("p")],
    },
    {
      id: "drawer",
      until: once(noted("local")),
      points: rules,
      action: () => [`rule ${DURABLE_CLOCK} on`, acts("q"), "crash q", "restart q", acts("q")],
    },
  ],
};
