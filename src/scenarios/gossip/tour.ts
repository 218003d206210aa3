import { inOrder, once, stands, times } from "../../kernel/teaching/condition.ts";
import { nobodyIn, noted, sent, turned, violated } from "../../kernel/teaching/happenings.ts";
import { later, type Pointer, type Tour } from "../../kernel/teaching/lesson.ts";
import { hears, share } from "./moments.ts";
import { somebody } from "./troubles.ts";

const N1: Pointer = { is: "node", id: "n1" };
const KNOBS: Pointer = { is: "control", id: "knobs" };
const RULES: Pointer = { is: "control", id: "rules" };
const READINGS: Pointer = { is: "control", id: "readings" };
const VIEWS: Pointer = { is: "control", id: "views" };
const VERDICTS: Pointer = { is: "control", id: "verdicts" };

export const tour: Tour = {
  opens: ["seed 1"],
  steps: [
    { id: "news", until: once(noted("news")), points: () => [N1] },
    {
      id: "doubling",
      until: stands(share(0.5)),
      points: () => [{ is: "messages", type: "Rumour" }, READINGS],
    },
    { id: "everybody", until: stands(share(1)), points: () => [READINGS, VIEWS] },
    {
      id: "quiet",
      until: stands(nobodyIn("infective")),
      points: () => [{ is: "messages", type: "Known" }, READINGS],
    },
    {
      id: "impatient",
      until: inOrder(once(turned("k", "1")), once(violated("everyone-hears"))),
      points: () => [KNOBS, RULES, VERDICTS],
      action: (world) => {
        const node = somebody(world);
        return node === null
          ? []
          : ["rule anti-entropy off", "set k 1", `at ${later(world, 0.5)} fire ${node} news`];
      },
    },
    {
      id: "night",
      until: times(3, noted("caught-up")),
      points: () => [RULES, { is: "messages", type: "Compare" }],
      action: () => ["rule anti-entropy on"],
    },
    {
      id: "pull",
      until: inOrder(once(turned("mode", "pull")), times(20, sent("Ask")), once(noted("news"))),
      points: () => [KNOBS, { is: "messages", type: "Ask" }],
      action: (world) => {
        const node = somebody(world);
        return node === null
          ? []
          : ["set mode pull", "set k never", `at ${later(world, 1)} fire ${node} news`];
      },
    },
    { id: "last", until: times(95, hears), points: () => [READINGS, VIEWS] },
    {
      id: "faint",
      until: inOrder(once(turned("mode", "push")), once(noted("woke-knowing"))),
      points: () => [RULES],
      action: (world) => {
        const node = somebody(world);
        return node === null
          ? []
          : [
              "set mode push",
              `fire ${node} news`,
              `crash ${node}`,
              `at ${later(world, 2)} restart ${node}`,
            ];
      },
    },
  ],
};
