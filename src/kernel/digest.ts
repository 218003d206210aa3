import { fingerprint, mix } from "./chance.ts";
import type { World } from "./world.ts";

/**
 * Sixteen hexadecimal digits over everything that has happened (kind, place, time, cause of every trace event)
 * and over all that is now (memory and disk of every node, clocks, what is on its way). Equal digests, equal runs.
 */
export function digest(world: World): string {
  const now = JSON.stringify([
    world.time,
    world.lastEvent,
    world.nodes.map((node) => [
      node.status,
      node.mode,
      node.state === undefined ? null : node.spec.behavior.data(node.state),
      node.disk,
      node.clock,
      ...(node.slow > 0 || node.traitor !== null ? [node.slow, node.busyUntil, node.traitor] : []),
    ]),
    [...world.flights.values()].map((flight) => [flight.id, flight.time, flight.message]),
    ...(world.holdTimers ? ["timers held"] : []),
  ]);
  const state = fingerprint(now);
  const hex = (value: number) => (value >>> 0).toString(16).padStart(8, "0");
  return hex(mix(world.hashA ^ state)) + hex(mix(world.hashB + Math.imul(state, 0x9e3779b1)));
}
