/** What goes wrong around the present primary, as lines of script. */
import type { NodeId } from "../../kernel/behavior.ts";
import { MILLISECOND, printDuration } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { presentPrimary, SERVER } from "../../protocols/primary-backup/world.ts";

/** The server that clients should ask, if one knows that it is the one. */
export function primaryIn(world: World): NodeId | null {
  return presentPrimary(world)?.id ?? null;
}

/** The other servers that are up. */
export function backupsIn(world: World): readonly NodeId[] {
  const primary = primaryIn(world);
  return world.nodes
    .filter(({ spec, status }) => spec.kind === SERVER && status === "up" && spec.id !== primary)
    .map(({ spec }) => spec.id);
}

/** A value that nobody has written yet. */
export function nextValue(world: World): string {
  return `w${world.counters.calls + 1}`;
}

/** Whether a client waits for nothing. */
export function isIdle(world: World, client: NodeId): boolean {
  return world.node(client).calls.length === 0;
}

/**
 * c1 writes, and the primary crashes when an asynchronous answer is there and the next batch of updates has not left. A request and its
 * answer take 120 to 200 ms; batches leave 600 ms apart, and the write begins just after one.
 */
export function crashAfterTheAnswer(world: World): readonly string[] {
  const primary = primaryIn(world);
  if (primary === null || !isIdle(world, "c1")) return [];
  const tick = world.node(primary).timers.find(({ label }) => label === "shipInterval");
  const start = Math.max(world.time, tick?.time ?? 0);
  const at = (ms: number): string => `at ${printDuration(start + ms * MILLISECOND)}`;
  return [`${at(20)} client c1 write x ${nextValue(world)}`, `${at(250)} crash ${primary}`];
}
