/** What a coordinator answers its client, and what it sends to those whose copies a read has shown to be old. */
import type { EffectParams, Message, NodeId } from "../../kernel/behavior.ts";
import type { ClientReply } from "../client.ts";
import type { ReadRepair, ReadResponse, Version } from "./messages.ts";
import {
  READ_REPAIR,
  type Operation,
  type FinishedRead,
  type DynamoContext,
  type Change,
  REMEMBERED,
  ruleOn,
  isNewer,
  tagOf,
  store,
} from "./state.ts";

/** What a client is told of its operation beside the value. */
function about(context: DynamoContext): Readonly<Record<string, unknown>> {
  const { need, home, strict, version, answers } = context.current!;
  return {
    tag: tagOf(version),
    coordinator: context.id,
    answered: Object.keys(answers),
    need,
    n: home.length,
    strict,
  };
}

export function answer(context: DynamoContext): EffectParams["send"] {
  const { client, op, version } = context.current!;
  const message: ClientReply = {
    type: "ClientReply",
    op,
    ok: true,
    value: version?.value ?? null,
    leader: null,
    about: about(context),
  };
  return { to: client, message };
}

/** Too few have answered. A read has had no effect; a write may be on some disk, and a hint will spread it. */
export function refusal(context: DynamoContext, reason: string): EffectParams["send"] {
  const { client, op, f } = context.current!;
  const message: ClientReply = {
    type: "ClientReply",
    op,
    ok: false,
    value: null,
    leader: null,
    reason,
    ...(f === "write" ? { unknown: true } : {}),
  };
  return { to: client, message };
}

/** Who of those that a key belongs to has shown an older copy than the read returns, the coordinator included. */
export function staleOf({ home, answers, version }: Operation): readonly NodeId[] {
  return home.filter((node) => node in answers && isNewer(tagOf(version), answers[node]!));
}

function repair(to: NodeId, key: string, version: Version): EffectParams["send"] {
  const message: ReadRepair = { type: "ReadRepair", key, version };
  return { to, message: message satisfies Message };
}

/** Whoever has shown an old copy to the present read gets the new one. */
export function repairs(context: DynamoContext): EffectParams["sendEach"] {
  const current = context.current!;
  if (!ruleOn(context, READ_REPAIR)) return [];
  return staleOf(current)
    .filter((node) => node !== context.id)
    .map((node) => repair(node, current.key, current.version!));
}

/** Whether the present read shows the coordinator's own copy to be old, which takes no message to repair. */
export function repairsOwn(context: DynamoContext): boolean {
  return ruleOn(context, READ_REPAIR) && staleOf(context.current!).includes(context.id);
}

export function finishRead(context: DynamoContext): Change {
  const { client, op, key, home, version } = context.current!;
  const read: FinishedRead = { client, op, key, home, version };
  return {
    ...(repairsOwn(context) ? store(context, key, version!) : {}),
    current: null,
    finished: [...context.finished, read].slice(-REMEMBERED),
  };
}

/** What a late answer shows to be missing at whoever sent it; null: nothing. */
export function lateRepair(
  context: DynamoContext,
  { from, client, op, key, version, standIn }: ReadResponse & { from: NodeId },
): EffectParams["send"] | null {
  const read = context.finished.find((each) => each.client === client && each.op === op);
  if (!read?.version || standIn || !ruleOn(context, READ_REPAIR)) return null;
  if (!read.home.includes(from) || !isNewer(read.version.tag, tagOf(version))) return null;
  return repair(from, key, read.version);
}
