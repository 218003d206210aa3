/** What transitions of the store send, write to disk and note. */
import { type EffectParams, type Message } from "../../kernel/behavior.ts";
import { phrase } from "../../languages/say.ts";
import { givenIn, type CommonEvent, type Received } from "../machine.ts";
import type {
  Ack,
  Forward,
  Read,
  Replicate,
  ReplicaMessage,
  Result,
  Store,
  StoreReply,
  Sync,
  SyncReply,
  Write,
} from "./messages.ts";
import { conflictBetween, conflictsBetween, copyOf, type Conflict } from "./merging.ts";
import { done, notDone, outcomeWhenGivenUp, replyTo, requestOf } from "./requests.ts";
import { forwardMessage, syncMessage } from "./one-site.ts";
import { queryMessage, storeMessage, toPeers } from "./register.ts";
import { replicateMessage } from "./own-copy.ts";
import type { ReplicaContext } from "./state.ts";

export type ReplicaEvent = Received<ReplicaMessage> | CommonEvent;
type Args = { context: ReplicaContext; event: ReplicaEvent };
export type Asked = Read | Write | Forward;
export type Change = Partial<ReplicaContext>;

export const given = givenIn<ReplicaContext>();

export const replying = <M extends { type: string }>(
  reply: (context: ReplicaContext, message: Received<M>) => Message,
) =>
  ({
    type: "send",
    params: given<M, EffectParams["send"]>((context, message) => ({
      to: message.from,
      message: reply(context, message),
    })),
  }) as const;

export const noting = (note: string, about: (context: ReplicaContext) => Record<string, unknown>) =>
  ({
    type: "note",
    params: ({ context }: Args): EffectParams["note"] => ({ note, about: about(context) }),
  }) as const;

const persistAsked = {
  type: "persist",
  params: ({ context }: Args) => ({ asked: context.asked }),
} as const;
export const persistCopies = {
  type: "persist",
  params: ({ context }: Args) => ({ copies: context.copies }),
} as const;
export const persistWrite = {
  type: "persist",
  params: ({ context }: Args) => ({
    issued: context.issued,
    copies: context.copies,
    hints: context.hints,
  }),
} as const;
export const persistHints = {
  type: "persist",
  params: ({ context }: Args) => ({ hints: context.hints }),
} as const;

/** The operation under way, as notes tell of it. */
export function operationOf(context: ReplicaContext): Record<string, unknown> {
  const request = context.current?.request;
  return request
    ? { client: request.client, f: request.f, key: request.key, value: request.value }
    : {};
}

/** Answers the operation under way and is done with it. Both see the same state, so they agree. */
export const answer = (result: (context: ReplicaContext) => Result) =>
  [
    {
      type: "send",
      params: ({ context }: Args) => replyTo(context.current!.request, result(context)),
    },
    { type: "finish", params: ({ context }: Args) => result(context) },
  ] as const;

export const givingUp = (reason: string) => (context: ReplicaContext) =>
  notDone(context, outcomeWhenGivenUp(context.current!), reason);

export const NO_MAJORITY = phrase("no majority answered");

const replyAgain = {
  type: "send",
  params: given<Asked, EffectParams["send"]>((context, message) => {
    const request = requestOf(message);
    return replyTo(request, context.answers[request.client]!.result);
  }),
} as const;

export const known = [
  { guard: "answered before", actions: replyAgain },
  { guard: "asked before" },
] as const;

export const takeRequest = [...known, { actions: ["accept", persistAsked] }] as const;

export const ownCopy = (context: ReplicaContext) =>
  done(context, copyOf(context, context.current!.request.key));

/** AP: done here and now; the others hear of it afterwards. */
const writeOwnCopy = [
  "writeLocally",
  persistWrite,
  {
    type: "broadcast",
    params: ({ context }: Args) => ({
      to: context.peers,
      message: replicateMessage(context, context.current!.request.key),
    }),
  },
  ...answer(ownCopy),
] as const;

const begin = ["accept", persistAsked, "takeNext"] as const;

const noteMerged = noting("merged", (context) => ({
  ...operationOf(context),
  siblings: copyOf(context, context.current!.request.key).map((version) => version.value),
}));

export const readHere = { actions: [...begin, ...answer(ownCopy)] } as const;
export const writeHere = [
  { guard: "finds siblings", actions: [...begin, noteMerged, ...writeOwnCopy] },
  { actions: [...begin, ...writeOwnCopy] },
] as const;

/** What becomes of writes that did not know of each other. */
export const noteConflict = {
  type: "note",
  params: given<Replicate, EffectParams["note"]>((context, { key, versions, from }) =>
    conflictNote([conflictBetween(context, key, versions)!], from),
  ),
} as const;
export const noteConflicts = {
  type: "note",
  params: given<Sync, EffectParams["note"]>((context, { copies, from }) =>
    conflictNote(conflictsBetween(context, copies), from),
  ),
} as const;

function conflictNote(conflicts: readonly Conflict[], from: string): EffectParams["note"] {
  const lossy = conflicts.some((conflict) => conflict.lost.length > 0);
  return { note: lossy ? "write-lost" : "conflict", about: { conflicts, from } };
}

export const restart = (label: string, delay: (context: ReplicaContext) => number) =>
  ({
    type: "restartTimer",
    params: ({ context }: Args) => ({ label, delay: delay(context) }),
  }) as const;
export const restartResend = restart("resendInterval", (context) => context.times.resend);

export const restartHeartbeat = restart("heartbeatInterval", (context) => context.times.heartbeat);

export const askQuery = {
  type: "sendEach",
  params: ({ context }: Args) =>
    toPeers(
      context.peers.filter((peer) => !(peer in context.current!.copies)),
      queryMessage(context),
    ),
} as const;
export const askStore = {
  type: "sendEach",
  params: ({ context }: Args) =>
    toPeers(
      (context.mode === "CA" ? context.view : context.peers).filter(
        (peer) => peer !== context.id && !context.current!.stored.includes(peer),
      ),
      storeMessage(context),
    ),
} as const;
export const askSync = {
  type: "sendEach",
  params: ({ context }: Args) =>
    toPeers(
      context.view.filter((peer) => peer !== context.id && !context.sync!.answered.includes(peer)),
      syncMessage(context),
    ),
} as const;
export const askPrimary = {
  type: "send",
  params: ({ context }: Args) => ({
    to: context.current!.primary!,
    message: forwardMessage(context),
  }),
} as const;
export const sayHere = {
  type: "broadcast",
  params: ({ context }: Args) => ({ to: context.peers, message: { type: "Heartbeat" } }),
} as const;

export const replyStored = replying<Store>(
  (_, { client, op }) => ({ type: "StoreReply", client, op }) satisfies StoreReply,
);
export const acknowledge = replying<Replicate>(
  (_, { key, versions }) =>
    ({ type: "Ack", key, tags: versions.map((version) => version.tag) }) satisfies Ack,
);

export const replySync = replying<Sync>(
  (context, { round }) =>
    ({ type: "SyncReply", round, copies: context.copies }) satisfies SyncReply,
);

export const ready = [{ guard: "operation waiting", target: "coordinating" }] as const;
