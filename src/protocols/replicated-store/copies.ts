/** What is anywhere in a running store, for the judges: read off disks and off messages under way. */
import type { NodeState, World } from "../../kernel/world.ts";
import type { Siblings } from "../../structures/siblings.ts";
import type { Copies, StoreMessage } from "./messages.ts";
import type { ReplicaContext } from "./state.ts";
import { say } from "../../languages/say.ts";

/** A replica's disk. A replica keeps nothing of a key's versions in memory alone. */
function onDisk(node: NodeState): Copies {
  return (node.disk as Partial<ReplicaContext>).copies ?? {};
}

/** What a replica holds of each key, as texts that are equal when the versions are. */
export function versionsHeld(node: NodeState): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(onDisk(node)).map(([key, versions]) => [
      key,
      versions
        .map(({ value, tag }) => say`${String(value)} (${tag.counter} by ${tag.by})`)
        .join(" | "),
    ]),
  );
}

/** Every value of each key on a disk or in a message; null where some replica has none. */
export function valuesPresent(world: World): ReadonlyMap<string, readonly unknown[]> {
  const replicas = world.nodes.filter((node) => node.spec.kind === "replica");
  const found = new Map<string, Set<unknown>>();
  const add = (key: string, versions: Siblings) => {
    const values = found.get(key) ?? new Set<unknown>();
    for (const version of versions) values.add(version.value);
    found.set(key, values);
  };
  for (const node of replicas)
    for (const [key, versions] of Object.entries(onDisk(node))) add(key, versions);
  for (const flight of world.flights.values()) {
    const message = flight.message as StoreMessage;
    if (message.type === "Store" || message.type === "Replicate")
      add(message.key, message.versions);
    else if (message.type === "Sync" || message.type === "SyncReply")
      for (const [key, versions] of Object.entries(message.copies)) add(key, versions);
  }
  for (const [key, values] of found)
    if (replicas.some((node) => (onDisk(node)[key] ?? []).length === 0)) values.add(null);
  return new Map([...found].map(([key, values]) => [key, [...values]]));
}
