/** What the clients of a key–value store think of asking, and what hands may ask of them. */
import type { NodeId, Operation } from "../kernel/behavior.ts";
import { drawAgain, happens, pick, type Luck } from "../kernel/chance.ts";
import type { LinkConditions } from "../kernel/conditions.ts";
import type { NodeSpec, OperationSpec } from "../kernel/scenario.ts";
import type { Knob } from "../kernel/settings.ts";
import type { Micros } from "../kernel/time.ts";

/** Reads and writes of these keys. */
export interface DataWorkload {
  readonly is: "data";
  readonly keys: readonly string[];
  /** Share of reads, 0 to 1. */
  readonly reads: number;
}

/** The next read or write; `number` makes every written value another. */
export function nextDataOperation(
  { keys, reads }: DataWorkload,
  luck: Luck,
  number: number,
  client: NodeId,
): Operation {
  const key = pick(drawAgain(luck, 1), keys);
  return happens(drawAgain(luck, 2), reads)
    ? { f: "read", key }
    : { f: "write", key, value: `${client}.${number}` };
}

export const dataOperations: readonly OperationSpec[] = [
  { f: "write", label: "write", arguments: ["key", "value"] },
  { f: "read", label: "read", arguments: ["key"] },
];

export const workloadKnob: Knob = {
  id: "workload",
  label: "Workload",
  help: "Whether the clients think of operations by themselves.",
  values: [
    { value: "on", label: "on" },
    { value: "off", label: "off" },
  ],
};

/** The labels of the timers of `clientMachine`. */
export const clientTimers: readonly string[] = ["thinkTime", "attempt", "patience", "retryDelay"];

/** Even latencies, in simulated µs: from and to servers, and from and to clients. Clients do not talk to each other. */
export function serviceLinks(
  servers: readonly [low: Micros, high: Micros],
  clients: readonly [low: Micros, high: Micros],
): (from: NodeSpec, to: NodeSpec) => Partial<LinkConditions> | null {
  return (from, to) => {
    if (from.kind === "client" && to.kind === "client") return null;
    const [low, high] = from.kind === "client" || to.kind === "client" ? clients : servers;
    return { latency: { kind: "uniform", low, high } };
  };
}
