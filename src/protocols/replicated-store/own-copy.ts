/** **AP**: the own copy first; the others hear of it afterwards, from hints on disk until they have acknowledged it. */
import type { EffectParams, NodeId } from "../../kernel/behavior.ts";
import { compareTags, overwrite } from "../../structures/siblings.ts";
import type { Ack, Replicate } from "./messages.ts";
import { type Request, type ReplicaContext, type Change, ruleOn } from "./state.ts";
import { copyOf, nextTag } from "./merging.ts";

/** Writes to the own copy; everybody else is owed it until they acknowledge. */
export function writeLocally(context: ReplicaContext, request: Request): Change {
  const own = copyOf(context, request.key);
  const tag = nextTag(context, [own]);
  return {
    issued: tag.counter,
    copies: { ...context.copies, [request.key]: overwrite(own, request.value, tag) },
    ...(ruleOn(context, "hinted-handoff")
      ? {
          hints: Object.fromEntries(
            context.peers.map((peer) => [
              peer,
              [...new Set([...(context.hints[peer] ?? []), request.key])].sort(),
            ]),
          ),
        }
      : {}),
  };
}

export function replicateMessage(context: ReplicaContext, key: string): Replicate {
  return { type: "Replicate", key, versions: copyOf(context, key) };
}

/** Every hint, again. */
export function handOff(context: ReplicaContext): EffectParams["sendEach"] {
  return Object.entries(context.hints).flatMap(([to, keys]) =>
    keys.map((key) => ({ to, message: replicateMessage(context, key) })),
  );
}

export function hasHints(context: ReplicaContext): boolean {
  return Object.values(context.hints).some((keys) => keys.length > 0);
}

/** Peers with a hint. */
export function owed(context: Pick<ReplicaContext, "hints">): NodeId[] {
  return Object.entries(context.hints)
    .filter(([, keys]) => keys.length > 0)
    .map(([peer]) => peer);
}

/** Whether a peer now has everything that is here of a key, and a hint for it can go. */
export function settlesHint(context: ReplicaContext, from: NodeId, ack: Ack): boolean {
  return (
    (context.hints[from] ?? []).includes(ack.key) &&
    copyOf(context, ack.key).every((version) =>
      ack.tags.some((tag) => compareTags(tag, version.tag) === 0),
    )
  );
}

export function dropHint(context: ReplicaContext, from: NodeId, key: string): Change {
  return {
    hints: {
      ...context.hints,
      [from]: (context.hints[from] ?? []).filter((each) => each !== key),
    },
  };
}
