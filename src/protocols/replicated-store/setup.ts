/** What the store's chart speaks of: by name, what changes a replica's state, what is asked of it, and how long it waits. */
import { assign, setup } from "xstate";
import type { Boot } from "../../kernel/behavior.ts";
import { effects, nowOf } from "../machine.ts";
import type {
  Ack,
  QueryReply,
  Replicate,
  Result,
  Store,
  StoreReply,
  Sync,
  SyncReply,
} from "./messages.ts";
import { accept, finish, isCopy, requestOf, takeNext } from "./requests.ts";
import {
  beginPrimaryWrite,
  beginSync,
  enterCA,
  givesUp,
  lookAround,
  primaryOf,
  recordSync,
  storedByView,
  syncSettled,
  viewAnsweredSync,
} from "./one-site.ts";
import {
  beginStoring,
  behind,
  isAboutCurrent,
  queryAnswered,
  recordCopy,
  recordStored,
  storedByMajority,
} from "./register.ts";
import { bringsNews, conflictBetween, conflictsBetween, copyOf, take, takeAll } from "./merging.ts";
import { dropHint, hasHints, settlesHint, writeLocally } from "./own-copy.ts";
import { learnSettings } from "./settings.ts";
import { ruleOn, settingsOf, type ReplicaContext } from "./state.ts";
import { given, type ReplicaEvent, type Asked, type Change } from "./actions.ts";

function switchesTo(context: ReplicaContext, event: ReplicaEvent, mode: string): boolean {
  return (
    event.type === "settings" && settingsOf(event.settings).mode === mode && context.mode !== mode
  );
}

export const store = setup({
  types: { context: {} as ReplicaContext, events: {} as ReplicaEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ context, event }) =>
      event.type === "settings" ? learnSettings(context, event.settings) : {},
    ),
    accept: assign(given<Asked, Change>((context, message) => accept(context, requestOf(message)))),
    takeNext: assign(({ context }) => takeNext(context)),
    finish: assign(({ context }, result: Result) => finish(context, result)),
    takeVersions: assign(
      given<Replicate | Store, Change>((context, { key, versions }) =>
        take(context, key, versions),
      ),
    ),
    recordCopy: assign(
      given<QueryReply, Change>((context, { from, versions }) =>
        recordCopy(context, from, versions),
      ),
    ),
    recordStored: assign(
      given<StoreReply, Change>((context, { from }) => recordStored(context, from)),
    ),
    beginStoring: assign(({ context }) => beginStoring(context)),
    dropHint: assign(given<Ack, Change>((context, { from, key }) => dropHint(context, from, key))),
    enterCA: assign(({ context, event }) => enterCA(context, nowOf(event))),
    hear: assign(
      given<Sync, Change>((context, { from, now }) =>
        lookAround(context, { ...context.heard, [from]: now }, now),
      ),
    ),
    lookAround: assign(({ context, event }) => lookAround(context, context.heard, event.now)),
    choosePrimary: assign(({ context }) => ({
      current: { ...context.current!, primary: primaryOf(context) },
    })),
    beginPrimaryWrite: assign(({ context }) => beginPrimaryWrite(context)),
    beginSync: assign(({ context, event }) => beginSync(context, nowOf(event))),
    takeAll: assign(given<Sync, Change>((context, { copies }) => takeAll(context, copies))),
    recordSync: assign(
      given<SyncReply, Change>((context, { from, copies }) => recordSync(context, from, copies)),
    ),
    endSync: assign({ synced: true, sync: null }),
    forgetRefusal: assign({ refusal: null }),
    writeLocally: assign(({ context }) => writeLocally(context, context.current!.request)),
  },
  guards: {
    "to CP": ({ context, event }) => switchesTo(context, event, "CP"),
    "to AP": ({ context, event }) => switchesTo(context, event, "AP"),
    "to CA": ({ context, event }) => switchesTo(context, event, "CA"),
    "set to CP": ({ context }) => context.mode === "CP",
    "set to AP": ({ context }) => context.mode === "AP",
    "answered before": given<Asked, boolean>((context, message) => {
      const { client, op } = requestOf(message);
      return context.answers[client]?.op === op;
    }),
    "asked before": given<Asked, boolean>((context, message) =>
      isCopy(context, requestOf(message)),
    ),
    "operation waiting": ({ context }) => context.queue.length > 0,
    "about this operation": given<QueryReply, boolean>((context, message) =>
      isAboutCurrent(context, message),
    ),
    "brings nothing new": given<Replicate, boolean>(
      (context, { key, versions }) => !bringsNews(context, key, versions),
    ),
    "conflicts with own copy": given<Replicate, boolean>(
      (context, { key, versions }) => conflictBetween(context, key, versions) !== null,
    ),
    "conflicts with own copies": given<Sync, boolean>(
      (context, { copies }) => conflictsBetween(context, copies).length > 0,
    ),
    "round answered with conflicts": given<SyncReply, boolean>(
      (context, { round, copies }) =>
        context.sync?.round === round && conflictsBetween(context, copies).length > 0,
    ),
    "asks to read": given<Asked, boolean>((_, message) => requestOf(message).f === "read"),
    "finds siblings": given<Asked, boolean>((context, { key }) => copyOf(context, key).length > 1),
    "query majority": ({ context }) => queryAnswered(context),
    "read finds old copies": ({ context }) =>
      queryAnswered(context) && context.current!.request.f === "read" && behind(context).length > 0,
    "store majority": ({ context }) => storedByMajority(context),
    "read without write-back": ({ context }) =>
      queryAnswered(context) &&
      context.current!.request.f === "read" &&
      !ruleOn(context, "write-back"),
    "hints pending": ({ context }) => hasHints(context),
    "no hints": ({ context }) => !hasHints(context),
    "has it all": given<Ack, boolean>((context, ack) => settlesHint(context, ack.from, ack)),
    "somebody is silent": ({ context }) =>
      context.silencePolicy === "stop" && context.silent.length > 0,
    "everybody answers": ({ context }) =>
      context.silencePolicy !== "stop" || context.silent.length === 0,
    "gives somebody up": ({ context, event }) => givesUp(context, event.now),
    "is primary": ({ context }) => primaryOf(context) === context.id,
    "is not primary": ({ context }) => primaryOf(context) !== context.id,
    "view not compared": ({ context }) => !context.synced,
    "read waiting": ({ context }) => context.queue[0]?.f === "read",
    "write waiting": ({ context }) => context.queue[0]?.f === "write",
    "stored by the whole view": ({ context }) => storedByView(context),
    "copies agree": ({ context }) => viewAnsweredSync(context) && syncSettled(context),
    "copies differed": ({ context }) => viewAnsweredSync(context) && !syncSettled(context),
    "of this round": given<SyncReply, boolean>(
      (context, { round }) => context.sync?.round === round,
    ),
  },
  delays: {
    patience: ({ context }) => context.times.patience,
    forwardPatience: ({ context }) => context.times.forwardPatience,
    resendInterval: ({ context }) => context.times.resend,
    hintInterval: ({ context }) => context.times.hint,
    heartbeatInterval: ({ context }) => context.times.heartbeat,
    grudge: ({ context }) => context.times.grudge,
  },
});
