/** **CA**: one site, whose copies are written together, through its primary. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import { overwrite, sameVersions } from "../../structures/siblings.ts";
import type { Copies, Forward, Sync } from "./messages.ts";
import type { ReplicaContext, Change } from "./state.ts";
import { copyOf, takeAll, nextTag } from "./merging.ts";
import { ticketOf } from "./register.ts";

/** Itself and these peers, in the scenario's order. */
export function inOrder(context: ReplicaContext, peers: readonly NodeId[]): readonly NodeId[] {
  return [context.id, ...peers].sort();
}

/** The lowest id of the view leads. */
export function primaryOf(context: ReplicaContext): NodeId {
  return context.view[0] ?? context.id;
}

/** A replica begins in CA: everybody gets the benefit of the doubt. */
export function enterCA(context: ReplicaContext, now: Micros): Change {
  return {
    heard: Object.fromEntries(context.peers.map((peer) => [peer, now])),
    silent: [],
    view: inOrder(context, context.peers),
    synced: false,
    sync: null,
  };
}

/** Who is silent by now, and what follows for the view. */
export function lookAround(
  context: ReplicaContext,
  heard: ReplicaContext["heard"],
  now: Micros,
): Change {
  const silent = context.peers.filter((peer) => now - (heard[peer] ?? now) > context.times.silence);
  const view =
    context.silencePolicy === "stop"
      ? inOrder(context, context.peers)
      : inOrder(
          context,
          context.peers.filter((peer) => !silent.includes(peer)),
        );
  const same = view.length === context.view.length && view.every((id, i) => id === context.view[i]);
  // Whoever was silent may have missed something: the primary compares before it goes on.
  const sameSilent =
    silent.length === context.silent.length && silent.every((id, i) => id === context.silent[i]);
  return {
    heard,
    ...(sameSilent ? {} : { silent }),
    ...(same ? {} : { view }),
    ...(same && sameSilent ? {} : { synced: false }),
  };
}

/** Whether looking around now would drop somebody from the view. */
export function givesUp(context: ReplicaContext, now: Micros): boolean {
  const { view = context.view } = lookAround(context, context.heard, now);
  return context.view.some((id) => !view.includes(id));
}

/** The primary's write: to its own copy, then to everybody in the view. */
export function beginPrimaryWrite(context: ReplicaContext): Change {
  const current = context.current!;
  const { key, value } = current.request;
  const own = copyOf(context, key);
  const tag = nextTag(context, [own]);
  const versions = overwrite(own, value, tag);
  return {
    current: { ...current, versions, stored: [context.id] },
    issued: tag.counter,
    copies: { ...context.copies, [key]: versions },
  };
}

export function storedByView(context: ReplicaContext): boolean {
  return context.view.every((id) => context.current!.stored.includes(id));
}

export function forwardMessage(context: ReplicaContext): Forward {
  const current = context.current!;
  const { f, key, value } = current.request;
  return { type: "Forward", ...ticketOf(current), f, key, value };
}

export function beginSync(context: ReplicaContext, now: Micros): Change {
  const round = Math.max(now, (context.sync?.round ?? 0) + 1);
  return { sync: { round, sent: context.copies, answered: [] } };
}

export function syncMessage(context: ReplicaContext): Sync {
  return { type: "Sync", round: context.sync!.round, copies: context.sync!.sent };
}

export function recordSync(context: ReplicaContext, from: NodeId, copies: Copies): Change {
  const sync = context.sync!;
  return {
    ...takeAll(context, copies),
    sync: { ...sync, answered: [...new Set([...sync.answered, from])] },
  };
}

export function viewAnsweredSync(context: ReplicaContext): boolean {
  const answered = context.sync?.answered ?? [];
  return context.view.every((id) => id === context.id || answered.includes(id));
}

/** Whether the comparison has brought nothing that the others have not been sent. */
export function syncSettled(context: ReplicaContext): boolean {
  const sent = context.sync?.sent ?? {};
  return Object.entries(context.copies).every(
    ([key, versions]) => versions === sent[key] || sameVersions(versions, sent[key] ?? []),
  );
}
