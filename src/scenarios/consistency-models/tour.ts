import { once } from "../../kernel/teaching/condition.ts";
import { noted, remarked, returned, violated } from "../../kernel/teaching/happenings.ts";
import type { Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import type { World } from "../../kernel/world.ts";
import { answerFirst, answerFirstAndAsk, askFarAway, eachAsksTheOther } from "./troubles.ts";

const node = (id: string): Pointer => ({ is: "node", id });
const RULES: Pointer = { is: "control", id: "rules" };
const KNOBS: Pointer = { is: "control", id: "knobs" };
const VIEWS: Pointer = { is: "control", id: "views" };
const VERDICTS: Pointer = { is: "control", id: "verdicts" };
const READINGS: Pointer = { is: "control", id: "readings" };

/** Nobody waits for an answer and nothing is on its way, so that what is offered goes as it says. */
function quiet({ nodes, flights }: World): boolean {
  return flights.size === 0 && nodes.every(({ calls }) => calls.length === 0);
}

function isCut(world: World, from: string, to: string): boolean {
  return world.network.link(world.node(from).index, world.node(to).index)?.cut ?? false;
}

function offer(lines: (world: World) => readonly string[]): (world: World) => readonly string[] {
  return (world) => (quiet(world) ? lines(world) : []);
}

export const tour: Tour = {
  opens: ["seed 1", "set store causal", "set workload off"],
  steps: [
    {
      id: "write",
      until: once(returned("ok", "write")),
      points: () => [node("c1"), node("n1")],
      action: offer(() => ["client c1 write x red"]),
    },
    {
      id: "old",
      until: once(remarked("stale")),
      points: () => [node("c3"), node("n3"), VERDICTS],
      action: offer(askFarAway),
    },
    {
      id: "cause",
      until: once(noted("lacks-causes")),
      points: () => [node("n3"), { is: "link", from: "n1", to: "n3" }],
      action: offer(answerFirst),
    },
    {
      id: "heal",
      until: once((event, stand) => event.node === "n3" && noted("took-effect")(event, stand)),
      points: () => [node("n3")],
      action: (world) => (isCut(world, "n1", "n3") ? ["heal"] : []),
    },
    {
      id: "each",
      until: once(returned("ok", "read", "c3")),
      points: () => [node("n1"), node("n3"), VERDICTS],
      action: offer(eachAsksTheOther),
    },
    { id: "lattice", points: () => [VERDICTS] },
    {
      id: "broken",
      until: once(violated("causal")),
      points: () => [RULES, node("n3")],
      action: offer((world) => ["rule causal-delivery off", ...answerFirstAndAsk(world)]),
    },
    { id: "price", points: () => [READINGS, VIEWS] },
    { id: "others", points: () => [KNOBS] },
  ],
};
