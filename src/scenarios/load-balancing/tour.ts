import { either, inOrder, once, times } from "../../kernel/teaching/condition.ts";
import { noted, returned, turned, violated } from "../../kernel/teaching/happenings.ts";
import { later, type Pointer, type Tour } from "../../kernel/teaching/lesson.ts";
import { serversIn } from "../../protocols/load-balancing/world.ts";
import { grows } from "./moments.ts";

const LB: Pointer = { is: "node", id: "lb" };
const S1: Pointer = { is: "node", id: "s1" };
const S2: Pointer = { is: "node", id: "s2" };
const S3: Pointer = { is: "node", id: "s3" };
const KNOBS: Pointer = { is: "control", id: "knobs" };
const RULES: Pointer = { is: "control", id: "rules" };
const READINGS: Pointer = { is: "control", id: "readings" };
const VIEWS: Pointer = { is: "control", id: "views" };

const answers = (count: number) => times(count, returned("ok"));

export const tour: Tour = {
  opens: ["seed 1"],
  steps: [
    {
      id: "ask",
      until: answers(3),
      points: () => [{ is: "node", id: "c1" }, LB],
    },
    {
      id: "random",
      until: inOrder(once(turned("algorithm", "random")), answers(60)),
      points: () => [KNOBS, READINGS],
      action: () => ["set algorithm random"],
    },
    {
      id: "two",
      until: inOrder(once(turned("algorithm", "two-choices")), answers(60)),
      points: () => [KNOBS, VIEWS],
      action: () => ["set algorithm two-choices"],
    },
    {
      id: "slow",
      until: inOrder(once(turned("speed", "25%")), grows(6, "s1")),
      points: () => [S1, KNOBS],
      action: () => ["set algorithm round-robin", "set speed 25%"],
    },
    {
      id: "fewest",
      until: inOrder(once(turned("algorithm", "least-connections")), grows(-4, "s1")),
      points: () => [S1, LB],
      action: () => ["set algorithm least-connections"],
    },
    {
      id: "blind",
      until: once(violated("no-traffic-to-the-dead")),
      points: () => [RULES, S2],
      action: (world) =>
        world.node("s2").status === "up"
          ? ["set speed 100%", "set algorithm round-robin", "rule health-check off", "crash s2"]
          : [],
    },
    {
      id: "check",
      until: once(noted("taken-out")),
      points: () => [RULES, LB],
      action: () => ["rule health-check on"],
    },
    {
      id: "back",
      until: once(noted("brought-back")),
      points: () => [S2, LB],
      action: (world) => (world.node("s2").status === "crashed" ? ["restart s2"] : []),
    },
    {
      id: "dozing",
      until: either(once(noted("answered-twice")), once(noted("answered-late"))),
      points: () => [S3, LB],
      action: (world) =>
        serversIn(world).every(({ status }) => status === "up")
          ? ["pause s3", `at ${later(world, 3)} resume s3`]
          : [],
    },
  ],
};
