import { after, lasting, once } from "../../kernel/teaching/condition.ts";
import { inMode, became, noted, nobodyIn } from "../../kernel/teaching/happenings.ts";
import {
  settledBy,
  settledByFirst,
  type Names,
  type Prediction,
} from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { leaderOf, serversUp } from "../../protocols/raft/world.ts";

/** A leader has been there for a while. */
const settled = lasting(2 * SECOND, inMode("leader"));

function leader(world: World): Names {
  const id = leaderOf(world);
  return id === null ? {} : { leader: id };
}

function others(world: World): string[] {
  const id = leaderOf(world);
  return serversUp(world).filter((other) => other !== id);
}

export const predictions: readonly Prediction[] = [
  {
    id: "next-leader",
    opens: ["seed 4"],
    moment: settled,
    options: (world) => others(world).map((id) => ({ id, text: "server", names: { server: id } })),
    names: leader,
    points: (world) => others(world).map((id) => ({ is: "node", id })),
    action: (world) => {
      const id = leaderOf(world);
      return id === null ? [] : [`crash ${id}`];
    },
    settles: settledBy((event) =>
      event.kind === "note" && event.data.note === "election-won" && event.node !== null
        ? { option: event.node, names: { winner: event.node } }
        : null,
    ),
  },
  {
    id: "cut-off-leader",
    opens: ["seed 6"],
    moment: settled,
    options: () => [{ id: "steps-down" }, { id: "stays" }, { id: "crashes" }],
    names: (world) => ({ ...leader(world), friend: others(world)[0] ?? "" }),
    points: (world) => [{ is: "node", id: leaderOf(world) ?? "n1" }],
    action(world) {
      const [friend, ...rest] = others(world);
      const id = leaderOf(world);
      return id === null ? [] : [`partition ${id} ${friend} c1 | ${rest.join(" ")}`];
    },
    settles: settledByFirst({
      "steps-down": once(noted("lost-quorum")),
      crashes: once((event) => event.kind === "crash"),
      stays: after(10 * SECOND),
    }),
  },
  {
    id: "two-and-two",
    opens: ["seed 2"],
    moment: settled,
    options: () => [{ id: "nobody" }, { id: "somebody" }],
    names: leader,
    points: (world) => others(world).map((id) => ({ is: "node", id })),
    action(world) {
      const rest = others(world);
      const id = leaderOf(world);
      if (id === null) return [];
      return [
        `crash ${id}`,
        `partition ${rest.slice(0, 2).join(" ")} | ${rest.slice(2).join(" ")} c1`,
      ];
    },
    settles: settledByFirst({
      somebody: once(became("leader")),
      nobody: lasting(6 * SECOND, nobodyIn("leader")),
    }),
  },
];
