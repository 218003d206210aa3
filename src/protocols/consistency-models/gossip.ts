/** Gossip, as pure functions: writes stamped by a Lamport clock, of which the later one stays; and copies that are compared (Demers et al. 1987). */
import type { Boot, Disk, NodeId } from "../../kernel/behavior.ts";
import { compareTags, type Tag } from "../../structures/siblings.ts";
import type { ClientRequest } from "../client.ts";
import type { Copies, Copy, Update } from "./messages.ts";
import {
  ANTI_ENTROPY,
  answering,
  EMPTY,
  selfOf,
  type StoreContext,
  type StoreDisk,
} from "./store.ts";

export interface GossipContext extends StoreContext {
  /** What the last message changed here, key by key. */
  readonly latest: Copies;
}

export function wakeGossip(boot: Boot): GossipContext {
  return { ...EMPTY, ...(boot.disk as Partial<StoreDisk>), ...selfOf(boot), latest: {} };
}

export function gossipOnDisk({ copies, answered }: GossipContext): Disk {
  return { copies, answered } satisfies StoreDisk;
}

/** Whether the later stamp stays: in the weak store whatever comes last does. */
export function keepsLatest({ config }: GossipContext): boolean {
  return config.store === "eventual";
}

/** Whether copies are compared, so that what was lost is made up for. */
export function repairs({ config, rules }: GossipContext): boolean {
  return config.store === "eventual" && rules[ANTI_ENTROPY] !== false;
}

/** Higher than all that it holds. */
function nextStamp({ id, copies }: GossipContext): Tag {
  const counters = Object.values(copies).map(({ stamp }) => stamp.counter);
  return { counter: Math.max(0, ...counters) + 1, by: id };
}

/** Writes here and now, and answers; the others hear of it afterwards. */
export function writeHere(
  context: GossipContext,
  client: NodeId,
  request: ClientRequest,
): Partial<GossipContext> {
  const { key = "", value = null } = request.operation;
  const latest = { [key]: { value, stamp: nextStamp(context) } };
  return {
    ...answering(context, client, request),
    copies: { ...context.copies, ...latest },
    latest,
  };
}

/** Whether a copy would take the place of the one here. */
export function replaces(
  context: GossipContext,
  { key, copy }: Pick<Update, "key" | "copy">,
): boolean {
  const here = context.copies[key];
  if (here === undefined) return true;
  const order = compareTags(copy.stamp, here.stamp);
  return keepsLatest(context) ? order > 0 : order !== 0;
}

/** Takes in those that take the place of the ones here. */
export function takeIn(context: GossipContext, copies: Copies): Partial<GossipContext> {
  const latest = Object.fromEntries(
    Object.entries(copies).filter(([key, copy]) => replaces(context, { key, copy })),
  );
  return { copies: { ...context.copies, ...latest }, latest };
}

/** What is newer here than what was shown. */
export function newerHere({ copies }: GossipContext, shown: Copies): Copies {
  const isNewer = (here: Copy, there: Copy | undefined) =>
    there === undefined || compareTags(here.stamp, there.stamp) > 0;
  return Object.fromEntries(
    Object.entries(copies).filter(([key, here]) => isNewer(here, shown[key])),
  );
}
