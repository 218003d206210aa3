/** The lesson's troubles, as lines of script that fit the present moment. */
import type { NodeId } from "../../kernel/behavior.ts";
import { offsetOf } from "../../kernel/clock.ts";
import type { Trouble } from "../../kernel/scenario.ts";
import { printDuration, SECOND, type Micros } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { nextOnItsRound, replicasOf } from "../../protocols/hybrid-logical-clocks/world.ts";

/** The clients, each with the replica that it asks while it stays at home. */
export const HOMES: Readonly<Record<NodeId, NodeId>> = { c1: "n1", c2: "n2", c3: "n3" };

/** Sets a replica’s clock so far from true time. */
export function setClock(node: NodeId, offset: Micros): string {
  return `clock ${node} ${offset < 0 ? "-" : "+"}${printDuration(Math.abs(offset))}`;
}

/** All clocks show the true time and run with it. */
export function allClocksRight(world: World): readonly string[] {
  return replicasOf(world).flatMap(({ spec: { id } }) => [`drift ${id} 1`, `clock ${id} +0s`]);
}

/** A time of the script, so long after now. */
export function after({ time }: World, seconds: number): string {
  return `at ${printDuration(time + seconds * SECOND)}`;
}

/** The client whose replica’s clock is furthest ahead, and the one whose clock is furthest behind; both replicas run. */
export function aheadAndBehind(world: World): readonly [NodeId, NodeId] | null {
  const clients = Object.entries(HOMES)
    .map(([client, home]) => ({ client, node: world.node(home) }))
    .filter(({ client, node }) => node.status === "up" && world.node(client).status === "up")
    .toSorted((a, b) => offsetOf(b.node.clock, world.time) - offsetOf(a.node.clock, world.time));
  const [ahead, behind] = [clients[0], clients.at(-1)];
  return ahead && behind && ahead !== behind ? [ahead.client, behind.client] : null;
}

/** Somebody writes where the clock is ahead; somebody reads that where it is behind, and writes something new. */
export function answerFromBehind(world: World): readonly string[] {
  const pair = aheadAndBehind(world);
  if (!pair) return [];
  const [ahead, behind] = pair;
  return [
    `client ${ahead} write x old`,
    `${after(world, 1)} client ${behind} read x`,
    `${after(world, 1)} client ${behind} write x new`,
  ];
}

/** A client writes where the clock is far ahead, and at once again where it is not: faster than replicas tell each other. */
export function twoKiosks(world: World): readonly string[] {
  const client = world.node("c1");
  if (client.status !== "up") return [];
  const first = nextOnItsRound(client);
  const others = Object.values(HOMES).filter((id) => id !== first);
  return [
    "set clients roam",
    ...others.map((id) => setClock(id, 0)),
    setClock(first, 3 * SECOND),
    "client c1 write x first",
    "client c1 write x second",
  ];
}

export const troubles: Trouble[] = [
  {
    id: "ahead",
    label: "One clock ahead",
    key: "A",
    help: "The clock of n1 is set two seconds ahead of true time.",
    script: () => [setClock("n1", 2 * SECOND)],
  },
  {
    id: "answer",
    label: "Read, then write",
    key: "W",
    help: "A client writes “old” at the replica whose clock is furthest ahead. Another reads it at the replica whose clock is furthest behind, and writes “new”.",
    script: answerFromBehind,
  },
  {
    id: "runs-fast",
    label: "A clock that runs fast",
    key: "D",
    help: "The clock of n2 gains a tenth of a second in each second.",
    script: () => ["drift n2 1.1"],
  },
  {
    id: "set-back",
    label: "Set back",
    key: "S",
    help: "A client writes “old”, the clock of its replica is set back three seconds, and the same client writes “new”.",
    script(world) {
      const pair = aheadAndBehind(world);
      if (!pair) return [];
      const [client] = pair;
      const home = HOMES[client]!;
      const back = offsetOf(world.node(home).clock, world.time) - 3 * SECOND;
      return [
        `client ${client} write x old`,
        `${after(world, 0.6)} ${setClock(home, back)}`,
        `${after(world, 0.8)} client ${client} write x new`,
      ];
    },
  },
  {
    id: "far-ahead",
    label: "An hour ahead",
    key: "J",
    help: "The clock of n3 is an hour ahead for a moment in which a client writes there, and is then put right.",
    script: (world) => [
      "clock n3 +3600s",
      "client c3 write x late",
      `${after(world, 0.5)} clock n3 +0s`,
    ],
  },
  {
    id: "two-kiosks",
    label: "One after the other",
    key: "T",
    help: "Clients roam. c1 writes “first” at a replica whose clock is three seconds ahead, and at once “second” at the next one.",
    script: twoKiosks,
  },
  {
    id: "right",
    label: "All clocks right",
    key: "R",
    help: "All clocks are set to true time, and run with it.",
    script: allClocksRight,
  },
];
