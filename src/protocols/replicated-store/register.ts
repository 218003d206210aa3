/** **CP**: the register of Attiya, Bar-Noy & Dolev, which asks a majority first and stores at a majority then. */
import type { EffectParams, Message, NodeId } from "../../kernel/behavior.ts";
import { majority } from "../../structures/quorum.ts";
import {
  lastWriteWins,
  overwrite,
  sameVersions,
  type Siblings,
} from "../../structures/siblings.ts";
import type { Query, Store } from "./messages.ts";
import type { Coordination, ReplicaContext, Change } from "./state.ts";
import { mergeOf, copyOf, nextTag } from "./merging.ts";

export function clusterSize(context: ReplicaContext): number {
  return context.peers.length + 1;
}

export function ticketOf({ request }: Coordination): { client: NodeId; op: number } {
  return { client: request.client, op: request.op };
}

/** Whether a reply is about the operation under way. */
export function isAboutCurrent(
  context: ReplicaContext,
  ticket: { readonly client: NodeId; readonly op: number },
): boolean {
  const request = context.current?.request;
  return request?.client === ticket.client && request.op === ticket.op;
}

export function queryAnswered(context: ReplicaContext): boolean {
  return Object.keys(context.current!.copies).length >= majority(clusterSize(context));
}

export function storedByMajority(context: ReplicaContext): boolean {
  return context.current!.stored.length >= majority(clusterSize(context));
}

export function recordCopy(context: ReplicaContext, from: NodeId, versions: Siblings): Change {
  const current = context.current!;
  return { current: { ...current, copies: { ...current.copies, [from]: versions } } };
}

export function recordStored(context: ReplicaContext, from: NodeId): Change {
  const current = context.current!;
  if (current.stored.includes(from)) return {};
  return { current: { ...current, stored: [...current.stored, from] } };
}

/** Of all that the query has found, the version of the highest tag. */
export function newestFound(context: ReplicaContext): Siblings {
  return Object.values(context.current!.copies).reduce((a, b) => lastWriteWins(a, b), []);
}

/** Who answered the query with something older than what was found. */
export function behind(context: ReplicaContext): NodeId[] {
  const found = newestFound(context);
  return Object.entries(context.current!.copies)
    .filter(([, versions]) => !sameVersions(lastWriteWins(versions, versions), found))
    .map(([replica]) => replica);
}

/**
 * The second phase begins: a write stores its value under a tag above all that a majority has; a read stores again
 * what it is about to return. The coordinator's own copy comes first.
 */
export function beginStoring(context: ReplicaContext): Change {
  const current = context.current!;
  const { key, f, value } = current.request;
  const own = copyOf(context, key);
  const found = newestFound(context);
  if (f === "read") {
    const merged = mergeOf(context)(own, found);
    return {
      current: { ...current, versions: found, stored: [context.id] },
      copies: merged === own ? context.copies : { ...context.copies, [key]: merged },
    };
  }
  const tag = nextTag(context, [...Object.values(current.copies), own]);
  const versions = overwrite(mergeOf(context)(own, found), value, tag);
  return {
    current: { ...current, versions, stored: [context.id] },
    issued: tag.counter,
    copies: { ...context.copies, [key]: versions },
  };
}

export function queryMessage(context: ReplicaContext): Query {
  const current = context.current!;
  return { type: "Query", ...ticketOf(current), key: current.request.key };
}

export function storeMessage(context: ReplicaContext): Store {
  const current = context.current!;
  return {
    type: "Store",
    ...ticketOf(current),
    key: current.request.key,
    versions: current.versions ?? [],
  };
}

export function toPeers(peers: readonly NodeId[], message: Message): EffectParams["sendEach"] {
  return peers.map((to) => ({ to, message }));
}
