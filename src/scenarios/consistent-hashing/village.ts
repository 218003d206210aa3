/** The service of the lesson: how many nodes there are, how long messages take, and where everybody stands. */
import type { NodeId } from "../../kernel/behavior.ts";
import { fingerprint } from "../../kernel/chance.ts";
import type { Place, Scenario, Variant } from "../../kernel/scenario.ts";
import { MILLISECOND } from "../../kernel/time.ts";
import { hashingNodes, MEMBERSHIP_ID } from "../../protocols/consistent-hashing/lesson.ts";
import { keysUpTo } from "../../protocols/consistent-hashing/placement.ts";

/** How many nodes belong at the start. Of none there is no service. */
export const MEMBERS = ["4", "1", "2", "3", "6", "8", "0"];
export const KEYS = ["32", "16", "64", "128", "256"];

/** How many stand by. */
const SPARES = 2;

/** Keys are heavy: they take longer from node to node than a question does. One way, in simulated µs. */
const CARRYING = { low: 450 * MILLISECOND, high: 600 * MILLISECOND };
const ASKING = { low: 120 * MILLISECOND, high: 180 * MILLISECOND };

export const links: Scenario["links"] = (from, to) =>
  from.kind === "client" && to.kind === "client"
    ? null
    : {
        latency: {
          kind: "uniform",
          ...(from.kind === "node" && to.kind === "node" ? CARRYING : ASKING),
        },
      };

function nodesFor(members: number, keys: number) {
  return hashingNodes({
    members,
    spares: SPARES,
    keys,
    // Longer than keys and their acknowledgement take.
    resend: 1_400 * MILLISECOND,
    churn: [3_500 * MILLISECOND, 7_000 * MILLISECOND],
    client: {
      thinkLow: 500 * MILLISECOND,
      thinkHigh: 1_000 * MILLISECOND,
      attempt: 800 * MILLISECOND,
      retry: 250 * MILLISECOND,
      patience: 6_000 * MILLISECOND,
    },
  });
}

/**
 * The nodes clockwise in the order of their first points on the ring, as it is with one virtual node each; the membership service in their
 * midst.
 */
function layoutFor(members: number): Readonly<Record<NodeId, Place>> {
  const ids = Array.from({ length: members + SPARES }, (_, i) => `s${i + 1}`);
  const around = ids.toSorted((a, b) => pointOf(a) - pointOf(b));
  const place = (i: number): Place => {
    // Below the readings, and none at the very top.
    const angle = (2 * Math.PI * (i + 0.5)) / around.length - Math.PI / 2;
    return {
      x: rounded(0.52 + 0.35 * Math.cos(angle)),
      y: rounded(0.54 + 0.3 * Math.sin(angle)),
    };
  };
  return {
    [MEMBERSHIP_ID]: { x: 0.52, y: 0.53 },
    ...Object.fromEntries(around.map((id, i) => [id, place(i)])),
    c1: { x: 0.06, y: 0.2 },
    c2: { x: 0.06, y: 0.74 },
  };
}

function pointOf(id: NodeId): number {
  return fingerprint(`${id}#0`) >>> 0;
}

function rounded(share: number): number {
  return Math.round(1_000 * share) / 1_000;
}

/** What the lesson consists of, with so many members and keys. */
export function villageOf(members: number, keys: number) {
  return {
    nodes: nodesFor(members, keys),
    layout: layoutFor(members),
    keys: keysUpTo(keys),
  } satisfies Variant;
}
