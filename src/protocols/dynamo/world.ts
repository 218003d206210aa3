/** What onlookers (judges, meters, troubles) may see of the store: read off disks and off messages under way. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import { printValue } from "../../kernel/operation.ts";
import type { Tag } from "../../structures/siblings.ts";
import type { DynamoMessage, Version } from "./messages.ts";
import { homeOf } from "./ring.ts";
import type { Copies, DynamoConfig, DynamoDisk } from "./state.ts";

/** The kind of the nodes that keep copies. */
export const REPLICA = "replica";

export function replicasOf({ nodes }: World): readonly NodeState[] {
  return nodes.filter((node) => node.spec.kind === REPLICA);
}

function copiesOf(node: NodeState): Copies {
  return (node.disk as DynamoDisk).copies ?? {};
}

/** The place of a node's copy among the writes of a key; null when it has none. */
export function tagAt(node: NodeState, key: string): Tag | null {
  return copiesOf(node)[key]?.tag ?? null;
}

export function ringOf(world: World): readonly NodeId[] {
  return (replicasOf(world)[0]!.spec.config as DynamoConfig).ring;
}

/** The nodes that a key belongs to. */
export function homeIn(world: World, key: string): readonly NodeId[] {
  return homeOf(key, ringOf(world), Number(world.settings.knobs["n"]));
}

/** What a node holds of each key, as texts that are equal when the versions are. */
export function versionsHeld(node: NodeState): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(copiesOf(node)).map(([key, { value, tag }]) => [
      key,
      `${printValue(value)} (${tag.counter} ${tag.by})`,
    ]),
  );
}

/** Every value of each key on a disk, kept for another or in a message; null where somebody whom it belongs to has none. */
export function valuesPresent(world: World): ReadonlyMap<string, readonly unknown[]> {
  const found = new Map<string, Set<unknown>>();
  const add = (key: string, version: Version | null) => {
    const values = found.get(key) ?? new Set<unknown>();
    values.add(version?.value ?? null);
    found.set(key, values);
  };
  for (const node of replicasOf(world)) {
    const { copies = {}, hints = {} } = node.disk as DynamoDisk;
    for (const [key, version] of Object.entries(copies)) add(key, version);
    for (const kept of Object.values(hints))
      for (const [key, hint] of Object.entries(kept)) add(key, hint);
  }
  for (const { message } of world.flights.values()) {
    const each = message as DynamoMessage;
    if ("version" in each) add(each.key, each.version);
  }
  for (const key of found.keys())
    for (const id of homeIn(world, key)) if (tagAt(world.node(id), key) === null) add(key, null);
  return new Map([...found].map(([key, values]) => [key, [...values]]));
}
