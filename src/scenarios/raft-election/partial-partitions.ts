/**
 * Two networks in which some majority is fully connected and yet nothing gets done, unless Raft has the two rules that its
 * paper lacks (Howard & Abraham, "Raft does not guarantee liveness in the face of network faults", 2020). Their server
 * numbers are roles here: the present leader takes the part that it has in the article.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Trouble } from "../../kernel/scenario.ts";
import type { World } from "../../kernel/world.ts";
import { leaderOf, SERVER } from "../../protocols/raft/world.ts";

type Pair = readonly [NodeId, NodeId];

function serversOf(world: World): NodeId[] {
  return world.nodes.filter(({ spec }) => spec.kind === SERVER).map(({ spec }) => spec.id);
}

/** Everybody but `dead` runs, and of the links among the servers that run only these are whole. Clients reach them all. */
function onlyLinks(world: World, links: readonly Pair[], dead: NodeId | null): string[] {
  const servers = serversOf(world).filter((id) => id !== dead);
  const whole = (a: NodeId, b: NodeId): boolean =>
    links.some(([one, other]) => (one === a && other === b) || (one === b && other === a));
  return [
    "heal",
    ...world.nodes.flatMap(({ spec: { id }, status }) => {
      if (id === dead) return status === "crashed" ? [] : [`crash ${id}`];
      return status === "crashed" ? [`restart ${id}`] : status === "paused" ? [`resume ${id}`] : [];
    }),
    ...servers.flatMap((a, i) =>
      servers.slice(i + 1).flatMap((b) => (whole(a, b) ? [] : [`cut ${a}-${b}`])),
    ),
  ];
}

/** Links 1-2, 1-3, 2-3, 4-2 and 5-3 are left, and server 3 leads. */
export const partialPartition: Trouble = {
  id: "partial-partition",
  label: "Partial partition",
  key: "L",
  help: "Three servers hear each other, the leader among them; each of the other two hears only one of the three. Pre-vote and check-quorum go off: the two overthrow one leader after another.",
  script(world) {
    const leader = leaderOf(world);
    const others = serversOf(world).filter((id) => id !== leader);
    if (leader === null || others.length !== 4) return [];
    const [one, two, four, five] = others as [NodeId, NodeId, NodeId, NodeId];
    return [
      "rule pre-vote off",
      "rule check-quorum off",
      ...onlyLinks(
        world,
        [
          [one, two],
          [one, leader],
          [two, leader],
          [four, two],
          [five, leader],
        ],
        null,
      ),
    ];
  },
};

/** Server 5 is down, links 1-2, 1-3, 2-3 and 4-2 are left, and server 4 leads. */
export const strandedLeader: Trouble = {
  id: "stranded-leader",
  label: "Stranded leader",
  key: "Q",
  help: "One server is down, and of the others the leader hears only one, which hears the other two. With pre-vote on and check-quorum off nothing is committed any more.",
  script(world) {
    const leader = leaderOf(world);
    const others = serversOf(world).filter((id) => id !== leader);
    if (leader === null || others.length !== 4) return [];
    const down = others.find((id) => world.node(id).status === "crashed");
    const five = down ?? others[3]!;
    const [one, two, three] = others.filter((id) => id !== five) as [NodeId, NodeId, NodeId];
    return [
      "rule pre-vote on",
      "rule check-quorum off",
      ...onlyLinks(
        world,
        [
          [one, two],
          [one, three],
          [two, three],
          [leader, two],
        ],
        five,
      ),
    ];
  },
};
