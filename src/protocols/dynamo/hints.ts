/** Hinted handoff (§4.6): what a node keeps for others that have not acknowledged it. */
import type { EffectParams, NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import type { Tag } from "../../structures/siblings.ts";
import type { Handoff, HandoffAck, WriteRequest } from "./messages.ts";
import {
  mapHints,
  type Hint,
  type Hints,
  type DynamoContext,
  type Change,
  isNewer,
  store,
} from "./state.ts";

export function withHint(hints: Hints, node: NodeId, key: string, hint: Hint): Hints {
  const before = hints[node]?.[key];
  if (before && !isNewer(hint.tag, before.tag)) return hints;
  return { ...hints, [node]: { ...hints[node], [key]: hint } };
}

/** Whether something is kept for that node of this key, no newer than the tag. */
export function settlesHint(
  { hints }: DynamoContext,
  node: NodeId,
  key: string,
  tag: Tag,
): boolean {
  const hint = hints[node]?.[key];
  return hint !== undefined && !isNewer(hint.tag, tag);
}

/** What a node has is no longer kept for it. */
export function dropHint(context: DynamoContext, node: NodeId, key: string, tag: Tag): Change {
  if (!settlesHint(context, node, key, tag)) return {};
  const { [node]: kept = {}, ...others } = context.hints;
  const { [key]: _, ...rest } = kept;
  return { hints: Object.keys(rest).length === 0 ? others : { ...others, [node]: rest } };
}

export function keepsHints({ hints }: DynamoContext): boolean {
  return Object.keys(hints).length > 0;
}

/** Keeps for another node what that does not answer to. */
export function takeHint(
  context: DynamoContext,
  { key, version, hint }: WriteRequest,
  now: Micros,
): Change {
  const kept: Hint = { ...version, since: now, overdue: true };
  return { hints: withHint(context.hints, hint!, key, kept) };
}

/** Those whose node has had time enough to answer are overdue; what is kept for oneself is stored. */
export function ripenHints(context: DynamoContext, now: Micros): Change {
  const { [context.id]: own = {}, ...others } = context.hints;
  const stored = Object.entries(own).reduce<DynamoContext>(
    (at, [key, { value, tag }]) => ({ ...at, ...store(at, key, { value, tag }) }),
    context,
  );
  const hints = mapHints(others, (hint) =>
    hint.overdue || now - hint.since < context.config.failover ? hint : { ...hint, overdue: true },
  );
  return { copies: stored.copies, hints };
}

/** Everything overdue goes to those for whom it is kept. */
export function handoffs({ hints }: DynamoContext): EffectParams["sendEach"] {
  return Object.entries(hints).flatMap(([to, kept]) =>
    Object.entries(kept)
      .filter(([, hint]) => hint.overdue)
      .map(([key, { value, tag }]) => ({
        to,
        message: { type: "Handoff", key, version: { value, tag } } satisfies Handoff,
      })),
  );
}

export function handoffAck({ key, version }: Handoff): HandoffAck {
  return { type: "HandoffAck", key, tag: version.tag };
}
