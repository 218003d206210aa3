import { fingerprint, mix } from "./chance.ts";
import type { NodeState, World } from "./world.ts";

/** What immutable parts of a world look like as JSON: most nodes have not changed since the last time. */
const written = new WeakMap<object, string>();

function json(part: unknown): string {
  return JSON.stringify(part) ?? "null";
}

function jsonOf(part: object, content: () => unknown): string {
  let text = written.get(part);
  if (text === undefined) written.set(part, (text = json(content())));
  return text;
}

function nodeJson(node: NodeState): string {
  const { state, disk, clock } = node;
  const parts = [
    json(node.status),
    json(node.mode),
    typeof state === "object" && state !== null
      ? jsonOf(state, () => node.spec.behavior.data(state))
      : json(state === undefined ? null : node.spec.behavior.data(state)),
    jsonOf(disk, () => disk),
    jsonOf(clock, () => clock),
  ];
  if (node.slow > 0 || node.traitor !== null)
    parts.push(json(node.slow), json(node.busyUntil), json(node.traitor));
  return `[${parts.join(",")}]`;
}

/**
 * Sixteen hexadecimal digits over everything that has happened (kind, place, time, cause of every trace event)
 * and over all that is now (memory and disk of every node, clocks, what is on its way). Equal digests, equal runs.
 */
export function digest(world: World): string {
  const parts = [
    json(world.time),
    json(world.lastEvent),
    `[${world.nodes.map(nodeJson).join(",")}]`,
    json([...world.flights.values()].map((flight) => [flight.id, flight.time, flight.message])),
  ];
  if (world.holdTimers) parts.push(json("timers held"));
  const state = fingerprint(`[${parts.join(",")}]`);
  const hex = (value: number) => (value >>> 0).toString(16).padStart(8, "0");
  return hex(mix(world.hashA ^ state)) + hex(mix(world.hashB + Math.imul(state, 0x9e3779b1)));
}
