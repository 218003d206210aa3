import { inOrder, once, stands, times } from "../../kernel/teaching/condition.ts";
import { done, inMode, noted, violated } from "../../kernel/teaching/happenings.ts";
import type { Names, Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import { MILLISECOND, printDuration } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { acceptorsOf, learnerIn, proposerIn } from "../../protocols/paxos/world.ts";
import { OVERTAKES } from "./moments.ts";
import { asks } from "./presets.ts";

const nodes = (...ids: readonly string[]): readonly Pointer[] =>
  ids.map((id) => ({ is: "node", id }));

/** What is offered while time passes stands still for so long. */
const GRID = 50 * MILLISECOND;

/** The value that the learners know. */
function chosen(world: World): string {
  return world.nodes.flatMap((node) => learnerIn(node)?.learned?.value ?? []).at(0) ?? "";
}

/** The proposer whose own value was not chosen, and the value that was. */
function names(world: World): Names {
  const value = chosen(world);
  const other = world.nodes.flatMap((node) => {
    const proposer = proposerIn(node);
    return proposer && proposer.config.value !== value ? [proposer] : [];
  })[0];
  return other ? { value, other: other.id, wish: other.config.value } : {};
}

function asleep(world: World): readonly string[] {
  return acceptorsOf(world).filter((id) => world.node(id).status === "crashed");
}

export const tour: Tour = {
  opens: ["seed 1", "set start hand", "rule backoff off"],
  steps: [
    {
      id: "ask",
      until: times(5, noted("promised", { number: 1 })),
      points: () => nodes("p1"),
      action(world) {
        const start = Math.ceil((world.time + OVERTAKES * MILLISECOND) / GRID) * GRID;
        const begins = asks(world, "p1");
        return begins.length === 0 ? [] : [...begins, `at ${printDuration(start)} fire p2 begin`];
      },
    },
    {
      id: "overtaken",
      until: once(noted("round-refused")),
      points: () => [...nodes("p2"), { is: "messages", type: "Prepare" }],
    },
    {
      id: "duel",
      until: times(4, noted("round-refused")),
      points: () => [{ is: "messages", type: "Nack" }],
    },
    {
      id: "chance",
      until: once(noted("round-completed")),
      points: () => [{ is: "control", id: "rules" }],
      action: () => ["rule backoff on"],
    },
    {
      id: "learn",
      until: stands(inMode("learned", 2)),
      points: () => nodes("l1", "l2"),
    },
    {
      id: "same",
      until: stands(inMode("done", 2)),
      points: () => nodes("p1", "p2"),
    },
    {
      id: "two-asleep",
      until: inOrder(
        once((event) => event.kind === "crash"),
        once(noted("round-completed")),
      ),
      points: () => nodes("a1", "a2"),
      action: (world) => {
        const begins = asks(world, "p1");
        return begins.length === 0 ? [] : ["crash a1", "crash a2", ...begins];
      },
    },
    {
      id: "three-asleep",
      until: once(noted("round-timed-out")),
      points: () => nodes("a3"),
      action: (world) => {
        const begins = asks(world, "p1");
        return begins.length === 0 ? [] : ["crash a3", ...begins];
      },
    },
    {
      id: "awake",
      until: once(noted("round-completed")),
      points: (world) => nodes(...asleep(world)),
      action: (world) => asleep(world).map((id) => `restart ${id}`),
    },
    {
      id: "stubborn",
      until: once(violated("agreement")),
      points: (world) => [
        ...nodes(...(names(world)["other"] ? [names(world)["other"]!] : [])),
        { is: "control", id: "rules" },
      ],
      names,
      action(world) {
        const { other } = names(world);
        const begins = other === undefined ? [] : asks(world, other);
        return begins.length === 0 ? [] : ["rule adopt-highest-accepted off", ...begins];
      },
    },
    {
      id: "mend",
      until: once(done("rule")),
      points: () => [
        { is: "control", id: "rules" },
        { is: "control", id: "verdicts" },
      ],
      action: () => ["rule adopt-highest-accepted on"],
    },
  ],
};
