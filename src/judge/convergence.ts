/**
 * Eventual consistency as something that can be checked (Vogels 2009; Burckhardt 2014 §5): once faults have ended and
 * nobody updates anything any more, all replicas hold the same within a bounded while. Judged each time the while has passed, on
 * whatever event comes next.
 */
import type { NodeId, Operation } from "../kernel/behavior.ts";
import { TRUE_RATE } from "../kernel/clock.ts";
import { HOLDS, type Finding, type Monitor } from "../kernel/monitor.ts";
import type { Network } from "../kernel/network.ts";
import type { Settings } from "../kernel/settings.ts";
import { tellTime, type Micros } from "../kernel/time.ts";
import type { TraceEvent } from "../kernel/trace.ts";
import type { NodeState, World } from "../kernel/world.ts";
import { phrase, say } from "../languages/say.ts";

export interface ConvergenceOptions {
  /** The kind of node that keeps copies. */
  readonly kind: string;
  promised(settings: Settings): boolean;
  /** How long after the last fault and the last write the copies may still differ, in simulated µs. */
  readonly within: Micros;
  /** What a replica holds, key by key, as texts that are equal when the versions are. */
  copies(node: NodeState): Readonly<Record<string, string>>;
  /** Who is to have a copy of a key; by default every node of the kind. */
  holders?(key: string, world: World): readonly NodeId[];
}

interface Calm {
  /** Since when there has been neither fault nor write. */
  readonly since: Micros;
  /** This calm has been judged. */
  readonly judged: boolean;
  readonly finding: Finding;
}

/** The replicas agree once faults and writes have ended. */
export function convergence(options: ConvergenceOptions): Monitor<Calm> {
  return {
    id: "eventual",
    title: phrase("Eventual consistency"),
    simple: phrase("When everybody can talk again and nobody writes, all copies become the same."),
    source: "Vogels 2009; DeCandia 2007 §4.6",
    promised: (settings) => options.promised(settings),
    start: () => ({ since: 0, judged: false, finding: HOLDS }),
    observe(memory, step, world) {
      if (step.events.some(disturbs)) {
        if (memory.since === world.time && !memory.judged) return memory;
        return { ...memory, since: world.time, judged: false };
      }
      if (memory.judged || world.time - memory.since < options.within) return memory;
      if (!faultless(world) || overdue(world, memory.since)) return memory;
      return { ...memory, judged: true, finding: compare(options, world, memory.since) };
    },
    judge: (memory) => memory.finding,
  };
}

/** Whether an event begins a calm anew: a hand acts, or somebody writes. */
function disturbs(event: TraceEvent): boolean {
  switch (event.kind) {
    case "intervention":
    case "crash":
    case "restart":
    case "pause":
    case "resume":
      return true;
    case "call":
    case "return":
      return updates(event.data.operation);
    default:
      return false;
  }
}

/** Whether it may change what replicas hold: a write, an add, an increment; anything but a read. */
function updates({ f }: Operation): boolean {
  return f !== "read";
}

const wholeness = new WeakMap<Network, boolean>();

/** Nothing is cut, held or lossy. Networks are immutable, so each is looked at once. */
function isWhole(network: Network): boolean {
  let whole = wholeness.get(network);
  if (whole === undefined) {
    whole = true;
    for (const [from, to] of network.directions()) {
      const link = network.link(from, to)!;
      if (link.cut || link.held || link.conditions.loss > 0) whole = false;
    }
    wholeness.set(network, whole);
  }
  return whole;
}

/** Everybody is up and nothing keeps messages away. A clock twice too slow or fast counts as a fault. */
function faultless(world: World): boolean {
  return (
    isWhole(world.network) &&
    world.nodes.every(
      (node) =>
        node.status === "up" &&
        node.clock.rate >= TRUE_RATE / 2 &&
        node.clock.rate <= 2 * TRUE_RATE,
    ) &&
    world.nodes.every((node) => !node.calls.some((call) => updates(call.operation)))
  );
}

/** A message of before the calm is still under way: a hand has delayed it, and it may still bring something. */
function overdue(world: World, since: Micros): boolean {
  for (const flight of world.flights.values()) if (flight.sent < since) return true;
  return false;
}

function compare(options: ConvergenceOptions, world: World, since: Micros): Finding {
  const replicas = world.nodes.filter((node) => node.spec.kind === options.kind);
  const held = replicas.map((node) => options.copies(node));
  for (const key of new Set(held.flatMap((copies) => Object.keys(copies)))) {
    const holders = options.holders?.(key, world);
    const [first, ...rest] = replicas
      .map((node, i) => ({ id: node.spec.id, holds: held[i]![key] ?? say`nothing` }))
      .filter(({ id }) => holders?.includes(id) ?? true);
    const other = rest.find((each) => each.holds !== first?.holds);
    if (!first || !other) continue;
    const calm = tellTime(since);
    return {
      verdict: "violated",
      simple: say`${first.id} still shows ${key} = ${first.holds} and ${other.id} shows ${key} = ${other.holds}, although everybody has been able to talk for a long while.`,
      expert: say`${key} is ${first.holds} at ${first.id} but ${other.holds} at ${other.id}, with no fault and no write since ${calm}: the replicas have not converged.`,
      nodes: [first.id, other.id],
    };
  }
  return HOLDS;
}
