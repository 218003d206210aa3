/**
 * How well clients are served: availability on each side of a partition, and latency, also side by side for each
 * setting under which it was measured (the "else" of PACELC, Abadi 2012: what consistency costs when nothing is broken).
 */
import type { NodeId } from "../kernel/behavior.ts";
import type { Meter, Reading } from "../kernel/monitor.ts";
import type { Network } from "../kernel/network.ts";
import type { Place } from "../kernel/scenario.ts";
import { MILLISECOND, SECOND, type Micros } from "../kernel/time.ts";
import type { World } from "../kernel/world.ts";
import { returnIn, type Return } from "./history.ts";
import { say } from "../languages/say.ts";

// ── Availability ──────────────────────────────────────────────────────────────────────────────────────────────

/** Operations older than this do not count, and of each client no more than so many. */
const WINDOW: Micros = 6 * SECOND;
const MOST = 8;

interface Outcome {
  readonly at: Micros;
  readonly ok: boolean;
}

interface Service {
  readonly outcomes: ReadonlyMap<NodeId, readonly Outcome[]>;
  /** Kept here, so that the memory changes when the network does, and whoever shows readings sees that they are new. */
  readonly sides: Sides;
}

/** The share of operations that were answered, on each side of what is cut; one reading while nothing is. */
export function availability(
  clientKind: string,
  layout: Readonly<Record<NodeId, Place>>,
): Meter<Service> {
  return {
    id: "availability",
    start: (world) => ({ outcomes: new Map(), sides: sidesOf(world.network, world) }),
    observe(memory, step, world) {
      const sides = sidesOf(world.network, world);
      let next = sides === memory.sides ? memory : { ...memory, sides };
      for (const event of step.events) {
        if (event.kind !== "return" || event.node === null) continue;
        const before = next.outcomes.get(event.node) ?? [];
        const outcome = { at: event.time, ok: event.data.outcome === "ok" };
        const outcomes = new Map(next.outcomes).set(event.node, [...before, outcome].slice(-MOST));
        next = { ...next, outcomes };
      }
      return next;
    },
    read(memory, world) {
      const sides = memory.sides
        .filter((side) => side.some((id) => world.node(id).spec.kind === clientKind))
        .toSorted((a, b) => middle(a, layout) - middle(b, layout));
      return sides.map((side, i): Reading => {
        const recent = side
          .flatMap((id) => memory.outcomes.get(id) ?? [])
          .filter((outcome) => world.time - outcome.at <= WINDOW);
        const share = recent.filter((outcome) => outcome.ok).length / recent.length;
        const value = recent.length === 0 ? null : Math.round(100 * share);
        return {
          id: sides.length === 1 ? "available" : `available-${i + 1}`,
          label: answeredOn(i, sides, clientKind, world),
          value,
          unit: "%",
          tone: value === null ? "plain" : value >= 90 ? "good" : value < 50 ? "bad" : "plain",
          ...(sides.length === 1 ? {} : { nodes: side }),
        };
      });
    },
  };
}

function answeredOn(
  i: number,
  sides: readonly (readonly NodeId[])[],
  clientKind: string,
  world: World,
): string {
  if (sides.length === 1) return say`answered`;
  if (sides.length === 2) return i === 0 ? say`answered, left side` : say`answered, right side`;
  const clients = sides[i]!.filter((id) => world.node(id).spec.kind === clientKind);
  return say`answered, ${clients.join(" ")}`;
}

function middle(side: readonly NodeId[], layout: Readonly<Record<NodeId, Place>>): number {
  return side.reduce((sum, id) => sum + (layout[id]?.x ?? 0.5), 0) / side.length;
}

type Sides = readonly (readonly NodeId[])[];

/** Networks are immutable, so each is looked at once. */
const known = new WeakMap<Network, Sides>();

/** Groups of nodes that can still reach each other, both ways and through others. */
function sidesOf(network: Network, world: World): Sides {
  let sides = known.get(network);
  if (sides === undefined) {
    const group = world.nodes.map((_, i) => i);
    const root = (i: number): number => (group[i] === i ? i : root(group[i]!));
    for (const [from, to] of network.directions()) {
      if (from > to || network.link(from, to)?.cut || (network.link(to, from)?.cut ?? true))
        continue;
      group[root(to)] = root(from);
    }
    const members = new Map<number, NodeId[]>();
    world.nodes.forEach((node, i) => {
      const at = root(i);
      members.set(at, [...(members.get(at) ?? []), node.spec.id]);
    });
    known.set(network, (sides = [...members.values()]));
  }
  return sides;
}

// ── Latency ───────────────────────────────────────────────────────────────────────────────────────────────────

/** A median is over so many of the last operations. */
const SAMPLE = 5;

interface Latencies {
  /** By series, the last durations. */
  readonly series: ReadonlyMap<string, readonly Micros[]>;
}

export interface LatencySeries {
  readonly id: string;
  readonly label: string;
  /** Whether an answered operation belongs to it. */
  counts(op: Return): boolean;
}

/** Medians of the latest answered operations, one reading for each series; a series that has none says so. */
export function latencies(id: string, series: readonly LatencySeries[]): Meter<Latencies> {
  return {
    id,
    start: () => ({ series: new Map() }),
    observe(memory, step) {
      let next = memory;
      for (const event of step.events) {
        if (event.kind !== "return" || event.data.outcome !== "ok") continue;
        const op = returnIn(event)!;
        for (const each of series) {
          if (!each.counts(op)) continue;
          const before = next.series.get(each.id) ?? [];
          next = {
            series: new Map(next.series).set(
              each.id,
              [...before, op.ended - op.began].slice(-SAMPLE),
            ),
          };
        }
      }
      return next;
    },
    read: (memory) =>
      series.map((each) => ({
        id: `${id}-${each.id}`,
        label: each.label,
        value: median(memory.series.get(each.id) ?? []),
        unit: "ms",
        tone: "plain",
      })),
  };
}

/** In whole milliseconds; null of nothing. */
function median(durations: readonly Micros[]): number | null {
  if (durations.length === 0) return null;
  const sorted = durations.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)]! / MILLISECOND);
}
