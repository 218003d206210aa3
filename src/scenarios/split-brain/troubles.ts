/** What goes wrong around whoever is primary, as lines of script. */
import type { NodeId } from "../../kernel/behavior.ts";
import { MILLISECOND, printDuration } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { believers } from "../../protocols/fenced-failover/world.ts";

export const SERVERS: readonly NodeId[] = ["n1", "n2", "n3"];

/** The primary of the newest epoch; null while nobody believes to be one. */
export function primaryIn(world: World): NodeId | null {
  return believers(world)[0]?.id ?? null;
}

/** A client's write of a value that nobody has written yet, unless it waits for an answer. */
export function writeBy(world: World, client: NodeId, key: string): readonly string[] {
  return world.node(client).calls.length === 0
    ? [`client ${client} write ${key} ${key}${world.counters.calls + 1}`]
    : [];
}

/** The primary and c1 lose the other servers and c2. All of them reach the disk. */
export function cutOff(world: World): readonly string[] {
  const primary = primaryIn(world);
  if (primary === null) return [];
  const others = SERVERS.filter((id) => id !== primary);
  return [`partition ${primary} c1 | ${others.join(" ")} c2`];
}

/** No server hears another; the clients stay with one standby each. All servers reach the disk. */
export function eachAlone(world: World): readonly string[] {
  const primary = primaryIn(world) ?? "n1";
  const [a, b] = SERVERS.filter((id) => id !== primary);
  return [`partition ${primary} | ${a} c1 | ${b} c2`];
}

/** The primary stands still for four seconds; c1 has asked it for something by then. */
export function nap(world: World): readonly string[] {
  const primary = primaryIn(world);
  if (primary === null) return [];
  const at = (ms: number): string => `at ${printDuration(world.time + ms * MILLISECOND)}`;
  return [`pause ${primary}`, ...writeBy(world, "c1", "x"), `${at(4_000)} resume ${primary}`];
}
