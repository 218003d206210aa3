/**
 * What operations cost, beside what theory says they must (Attiya & Welch 1994), where messages take between d − u and d: a linearizable read
 * takes at least u/4 and a write u/2 in the worst case; a read and a write together take at least d, when they are linearizable or sequentially
 * consistent (Lipton & Sandberg 1988). Measured at the replica, which to theory is the process itself: from a request’s arrival to its answer.
 * What a fault may have touched does not count, and whatever changes d or u begins the count anew.
 */
import type { Message } from "../../kernel/behavior.ts";
import type { Latency } from "../../kernel/conditions.ts";
import { faultlessWhen } from "../../kernel/faultless.ts";
import type { Meter, Plot, Reading } from "../../kernel/monitor.ts";
import type { Network } from "../../kernel/network.ts";
import { MILLISECOND, type Micros } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { say } from "../../languages/say.ts";
import { STORES, type Store } from "./store.ts";
import { REPLICA } from "./world.ts";

/** How long messages between replicas take: at most d, at least d − u. */
export interface Delays {
  readonly d: Micros;
  readonly u: Micros;
}

/** The least worst-case times that a store’s promise allows, in µs; null where theory asks for nothing. */
export interface Bounds {
  readonly read: Micros | null;
  readonly write: Micros | null;
  readonly together: Micros | null;
}

/** Attiya & Welch 1994; for both together Lipton & Sandberg 1988. */
export function boundsOf(store: Store, { d, u }: Delays): Bounds {
  switch (store) {
    case "strong":
      return { read: u / 4, write: u / 2, together: d };
    case "sequential":
      return { read: null, write: null, together: d };
    default:
      return { read: null, write: null, together: null };
  }
}

/** The most that this lesson’s replicas need: to the sequencer and back, or nothing. */
export function needsOf(store: Store, { d }: Delays): { read: Micros; write: Micros } {
  return { read: store === "strong" ? 2 * d : 0, write: STORES.indexOf(store) < 2 ? 2 * d : 0 };
}

interface Cost {
  readonly network: Network;
  readonly delays: Delays;
  /** By client and operation: when its request came. */
  readonly arrived: Readonly<Record<string, Micros>>;
  /** The longest of each kind so far; null before the first. */
  readonly read: Micros | null;
  readonly write: Micros | null;
}

const known = new WeakMap<Network, Delays>();

/** Networks are immutable, so each is looked at once. */
function delaysIn({ network, nodes }: World): Delays {
  let delays = known.get(network);
  if (delays === undefined) {
    let [d, least] = [0, Infinity];
    for (const [from, to] of network.directions()) {
      if (nodes[from]!.spec.kind !== REPLICA || nodes[to]!.spec.kind !== REPLICA) continue;
      const [low, high] = rangeOf(network.link(from, to)!.conditions.latency);
      d = Math.max(d, high);
      least = Math.min(least, low);
    }
    known.set(network, (delays = { d, u: d - least }));
  }
  return delays;
}

function rangeOf(latency: Latency): readonly [Micros, Micros] {
  switch (latency.kind) {
    case "fixed":
      return [latency.value, latency.value];
    case "uniform":
      return [latency.low, latency.high];
    case "exponential":
      // It has no most; its mean stands for it.
      return [latency.floor, latency.floor + latency.mean];
  }
}

const faultless = faultlessWhen(() => true);

const inMs = (micros: Micros): number => micros / MILLISECOND;

/** The meter of a store. */
export function costOf(store: Store): Meter<Cost> {
  return {
    id: "cost",
    start: (world) => ({
      network: world.network,
      delays: delaysIn(world),
      arrived: {},
      read: null,
      write: null,
    }),
    observe(memory, step, world) {
      let next = memory;
      const { network } = world;
      if (network !== memory.network) {
        const delays = delaysIn(world);
        const same = delays.d === memory.delays.d && delays.u === memory.delays.u;
        next = { ...next, network, delays, ...(same ? {} : { read: null, write: null }) };
      }
      for (const event of step.events) {
        if (event.kind === "intervention" && event.data.what.do !== "client")
          next = { ...next, arrived: {} };
        else if (event.kind === "deliver" && event.data.message.type === "ClientRequest") {
          const name = `${event.peer} ${(event.data.message as Message & { op: number }).op}`;
          if (faultless(world) && next.arrived[name] === undefined)
            next = { ...next, arrived: { ...next.arrived, [name]: event.time } };
        } else if (event.kind === "return") {
          const { [`${event.node} ${event.data.op}`]: _, ...arrived } = next.arrived;
          next = { ...next, arrived };
        } else if (event.kind === "send" && event.data.message.type === "ClientReply") {
          const { op } = event.data.message as unknown as { op: number };
          const began = next.arrived[`${event.peer} ${op}`];
          const call = world.node(event.peer!).calls.find((each) => each.op === op);
          if (began === undefined || !call) continue;
          const f = call.operation.f === "read" ? "read" : "write";
          const took = event.time - began;
          if (took > (next[f] ?? -1)) next = { ...next, [f]: took };
        }
      }
      return next;
    },
    read({ read, write, delays }): readonly Reading[] {
      const { together } = boundsOf(store, delays);
      const slowest = (id: string, label: string, value: Micros | null): Reading => ({
        id,
        label,
        value: value === null ? null : Math.round(inMs(value)),
        unit: "ms",
        tone: "plain",
      });
      return [
        slowest("slowest-read", say`slowest read`, read),
        slowest("slowest-write", say`slowest write`, write),
        slowest("bound", say`together, at least`, together ?? 0),
      ];
    },
    plots: (memory) => [operations(store, memory), stores(store, memory)],
  };
}

function sumOf({ read, write }: Pick<Cost, "read" | "write">): Micros | null {
  return read === null || write === null ? null : read + write;
}

/** The values that are known, each at its place. */
function points(values: readonly (Micros | null)[]): (readonly [number, number])[] {
  return values.flatMap((value, i) => (value === null ? [] : [[i, inMs(value)] as const]));
}

function operations(store: Store, cost: Cost): Plot {
  const bounds = boundsOf(store, cost.delays);
  const needs = needsOf(store, cost.delays);
  return {
    id: "operations",
    title: say`What an operation costs, at worst`,
    x: { label: "", unit: "", names: [say`read`, say`write`, say`read and write`] },
    y: { label: say`at the replica`, unit: "ms", from: 0, to: inMs(4 * cost.delays.d) },
    series: [
      {
        id: "measured",
        label: say`this run`,
        kind: "measured",
        shape: "bars",
        points: points([cost.read, cost.write, sumOf(cost)]),
      },
      {
        id: "least",
        label: say`no algorithm does with less`,
        kind: "published",
        shape: "steps",
        points: points([bounds.read ?? 0, bounds.write ?? 0, bounds.together ?? 0]),
      },
      {
        id: "most",
        label: say`this one needs no more`,
        kind: "published",
        shape: "points",
        points: points([needs.read, needs.write, needs.read + needs.write]),
      },
    ],
  };
}

function stores(store: Store, cost: Cost): Plot {
  const here = sumOf(cost);
  return {
    id: "stores",
    title: say`A read and a write, store by store`,
    x: { label: "", unit: "", names: STORES.map(nameOf) },
    y: { label: say`at worst`, unit: "ms", from: 0, to: inMs(4 * cost.delays.d) },
    series: [
      {
        id: "measured",
        label: say`this run`,
        kind: "measured",
        shape: "bars",
        points: here === null ? [] : [[STORES.indexOf(store), inMs(here)]],
      },
      {
        id: "least",
        label: say`no algorithm does with less`,
        kind: "published",
        shape: "steps",
        points: STORES.map((each, i) => [i, inMs(boundsOf(each, cost.delays).together ?? 0)]),
      },
      {
        id: "most",
        label: say`these need no more`,
        kind: "published",
        shape: "points",
        points: STORES.map((each, i) => {
          const { read, write } = needsOf(each, cost.delays);
          return [i, inMs(read + write)];
        }),
      },
    ],
  };
}

/** A store’s name, in the reader’s language. */
function nameOf(store: Store): string {
  switch (store) {
    case "strong":
      return say`strong`;
    case "sequential":
      return say`sequential`;
    case "causal":
      return say`causal`;
    case "eventual":
      return say`eventual`;
    case "weak":
      return say`weak`;
  }
}
