/** Vector clocks as pure functions (Fidge 1988, Mattern 1989). */
import type { NodeId } from "../../kernel/behavior.ts";
import { covers, join } from "../../structures/version-vector.ts";

/** For each process, how many of its events are known. Every process has its component. */
export type Vector = Readonly<Record<NodeId, number>>;

/** The clock of a process that knows nothing. */
export function zero(processes: readonly NodeId[]): Vector {
  return Object.fromEntries(processes.toSorted().map((id) => [id, 0]));
}

/** An event of a process counts in its own component. */
export function tick(vector: Vector, process: NodeId): Vector {
  return { ...vector, [process]: (vector[process] ?? 0) + 1 };
}

/** A receipt knows what its process knew and what the sender knew, and is an event itself. */
export function receive(own: Vector, stamp: Vector, process: NodeId): Vector {
  return tick(join(own, stamp), process);
}

/** u < v: no component greater, and one less. */
export function isLess(u: Vector, v: Vector): boolean {
  return covers(v, u) && !covers(u, v);
}

/** How one event stands to another, by their clocks alone. */
export function relation(u: Vector, v: Vector): "before" | "after" | "same" | "concurrent" {
  if (covers(v, u)) return covers(u, v) ? "same" : "before";
  return covers(u, v) ? "after" : "concurrent";
}

/** `2,0,1`: the components in the order of the processes' names. */
export function printVector(vector: Vector): string {
  return Object.entries(vector)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, count]) => count)
    .join(",");
}
