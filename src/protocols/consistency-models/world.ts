/** What onlookers (judges, meters, troubles) may see of the stores: read off disks and off messages under way. */
import type { NodeState, World } from "../../kernel/world.ts";
import { printValue } from "../../kernel/operation.ts";
import type { Copies, ReplicaMessage } from "./messages.ts";
import type { StoreDisk } from "./store.ts";

/** The kind of the nodes that keep copies. */
export const REPLICA = "replica";

export function replicasOf({ nodes }: World): readonly NodeState[] {
  return nodes.filter((node) => node.spec.kind === REPLICA);
}

export function copiesOf(node: NodeState): Copies {
  return (node.disk as Partial<StoreDisk>).copies ?? {};
}

/** What a replica holds of each key, as texts that are equal when the writes are. */
export function writesHeld(node: NodeState): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(copiesOf(node)).map(([key, { value, stamp }]) => [
      key,
      `${printValue(value)} (${stamp.counter} ${stamp.by})`,
    ]),
  );
}

/** What a message brings of each key. */
function valuesIn(message: ReplicaMessage): readonly (readonly [key: string, value: unknown])[] {
  switch (message.type) {
    case "Submit":
      return [[message.operation.key ?? "", message.operation.value]];
    case "Ordered":
      return message.entries.map(
        ({ operation }) => [operation.key ?? "", operation.value] as const,
      );
    case "CausalUpdate":
      return [[message.key, message.value]];
    case "Update":
      return [[message.key, message.copy.value]];
    case "Compare":
    case "Newer":
      return Object.entries(message.copies).map(([key, { value }]) => [key, value] as const);
    default:
      return [];
  }
}

/** Every value of each key on a disk or in a message; null where a replica has none. */
export function valuesPresent(world: World): ReadonlyMap<string, readonly unknown[]> {
  const found = new Map<string, Set<unknown>>();
  const add = (key: string, value: unknown) => {
    const values = found.get(key) ?? new Set<unknown>();
    values.add(value ?? null);
    found.set(key, values);
  };
  const replicas = replicasOf(world);
  for (const node of replicas)
    for (const [key, { value }] of Object.entries(copiesOf(node))) add(key, value);
  for (const { message } of world.flights.values())
    for (const [key, value] of valuesIn(message as ReplicaMessage)) add(key, value);
  for (const key of found.keys())
    if (replicas.some((node) => copiesOf(node)[key] === undefined)) add(key, null);
  return new Map([...found].map(([key, values]) => [key, [...values]]));
}
