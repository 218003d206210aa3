/**
 * One replicated key–value store that keeps two of three promises, as its mode says, and can be switched while it runs.
 *
 * **CP**: the multi-writer register of Attiya, Bar-Noy & Dolev 1995 in the form of Lynch & Shvartsman 1997. The replica that a
 * client asks coordinates: it queries a majority, then stores at a majority, a write under a higher tag, a read what
 * it is about to return. Any two majorities share a replica, so nobody goes back in time; without a majority it refuses.
 * **AP**: a replica answers from its own copy at once and sends `Replicate` afterwards; what is not acknowledged is kept as a
 * hint on disk and tried again (hinted handoff, DeCandia 2007 §4.6). Version vectors find concurrent writes; the knob
 * `conflicts` says what becomes of them. Whole sibling sets travel, so that merging is a join and needs no order.
 * **CA**: one site. The lowest id of the view is the primary, everybody else forwards; a write is acknowledged when the whole
 * view has it (Alsberg & Day 1976, with all copies synchronous). It assumes that silence means death, which a partition makes
 * false: the knob `silence` chooses between stopping and carrying on with a primary on each side.
 *
 * A replica coordinates one operation at a time; others wait in its queue, so that the chart shows the phase it is in.
 * Answering as a participant (`Query`, `Store`, `Replicate`, `Sync`) needs no phase and goes on in every mode, from one
 * durable representation of a key in all of them. What a crash must not undo is on disk before anybody is told of it.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams, type Message } from "../../kernel/behavior.ts";
import { phrase } from "../../languages/say.ts";
import { defineNode, effects, givenIn, type CommonEvent, type Received } from "../machine.ts";
import type {
  Ack,
  Forward,
  ForwardReply,
  QueryReply,
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
import {
  accept,
  answersAtSwitch,
  beginPrimaryWrite,
  beginStoring,
  beginSync,
  behind,
  bringsNews,
  conflictBetween,
  conflictsBetween,
  copyOf,
  done,
  dropHint,
  enterCA,
  finish,
  forwardMessage,
  givesUp,
  handOff,
  hasHints,
  isAboutCurrent,
  isCopy,
  learnSettings,
  lookAround,
  newestFound,
  notDone,
  outcomeWhenGivenUp,
  primaryOf,
  queryAnswered,
  queryMessage,
  recordCopy,
  recordStored,
  recordSync,
  replicateMessage,
  replyTo,
  requestOf,
  ruleOn,
  settingsOf,
  settlesHint,
  startState,
  storedByMajority,
  storedByView,
  storeMessage,
  syncMessage,
  syncSettled,
  take,
  takeAll,
  takeNext,
  toPeers,
  viewAnsweredSync,
  writeLocally,
  type Conflict,
  type ReplicaContext,
} from "./state.ts";

type ReplicaEvent = Received<ReplicaMessage> | CommonEvent;
type Args = { context: ReplicaContext; event: ReplicaEvent };
type Asked = Read | Write | Forward;
type Change = Partial<ReplicaContext>;

const given = givenIn<ReplicaContext>();

const replying = <M extends { type: string }>(
  reply: (context: ReplicaContext, message: Received<M>) => Message,
) =>
  ({
    type: "send",
    params: given<M, EffectParams["send"]>((context, message) => ({
      to: message.from,
      message: reply(context, message),
    })),
  }) as const;

const noting = (note: string, about: (context: ReplicaContext) => Record<string, unknown>) =>
  ({
    type: "note",
    params: ({ context }: Args): EffectParams["note"] => ({ note, about: about(context) }),
  }) as const;

const persistAsked = {
  type: "persist",
  params: ({ context }: Args) => ({ asked: context.asked }),
} as const;
const persistCopies = {
  type: "persist",
  params: ({ context }: Args) => ({ copies: context.copies }),
} as const;
const persistWrite = {
  type: "persist",
  params: ({ context }: Args) => ({
    issued: context.issued,
    copies: context.copies,
    hints: context.hints,
  }),
} as const;
const persistHints = {
  type: "persist",
  params: ({ context }: Args) => ({ hints: context.hints }),
} as const;

/** The operation under way, as notes tell of it. */
function operationOf(context: ReplicaContext): Record<string, unknown> {
  const request = context.current?.request;
  return request
    ? { client: request.client, f: request.f, key: request.key, value: request.value }
    : {};
}

/** Answers the operation under way and is done with it. Both see the same state, so they agree. */
const answer = (result: (context: ReplicaContext) => Result) =>
  [
    {
      type: "send",
      params: ({ context }: Args) => replyTo(context.current!.request, result(context)),
    },
    { type: "finish", params: ({ context }: Args) => result(context) },
  ] as const;

const givingUp = (reason: string) => (context: ReplicaContext) =>
  notDone(context, outcomeWhenGivenUp(context.current!), reason);

const NO_MAJORITY = phrase("no majority answered");

const store = setup({
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

function switchesTo(context: ReplicaContext, event: ReplicaEvent, mode: string): boolean {
  return (
    event.type === "settings" && settingsOf(event.settings).mode === mode && context.mode !== mode
  );
}

/** The local time of a step, also of the first one. */
function nowOf(event: ReplicaEvent): number {
  return event.now ?? (event as unknown as { input?: Boot }).input?.now ?? 0;
}

const replyAgain = {
  type: "send",
  params: given<Asked, EffectParams["send"]>((context, message) => {
    const request = requestOf(message);
    return replyTo(request, context.answers[request.client]!.result);
  }),
} as const;

const known = [
  { guard: "answered before", actions: replyAgain },
  { guard: "asked before" },
] as const;

const takeRequest = [...known, { actions: ["accept", persistAsked] }] as const;

const ownCopy = (context: ReplicaContext) =>
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

const readHere = { actions: [...begin, ...answer(ownCopy)] } as const;
const writeHere = [
  { guard: "finds siblings", actions: [...begin, noteMerged, ...writeOwnCopy] },
  { actions: [...begin, ...writeOwnCopy] },
] as const;

/** What becomes of writes that did not know of each other. */
const noteConflict = {
  type: "note",
  params: given<Replicate, EffectParams["note"]>((context, { key, versions, from }) =>
    conflictNote([conflictBetween(context, key, versions)!], from),
  ),
} as const;
const noteConflicts = {
  type: "note",
  params: given<Sync, EffectParams["note"]>((context, { copies, from }) =>
    conflictNote(conflictsBetween(context, copies), from),
  ),
} as const;

function conflictNote(conflicts: readonly Conflict[], from: string): EffectParams["note"] {
  const lossy = conflicts.some((conflict) => conflict.lost.length > 0);
  return { note: lossy ? "write-lost" : "conflict", about: { conflicts, from } };
}

const restart = (label: string, delay: (context: ReplicaContext) => number) =>
  ({
    type: "restartTimer",
    params: ({ context }: Args) => ({ label, delay: delay(context) }),
  }) as const;
const restartResend = restart("resendInterval", (context) => context.times.resend);

const restartHeartbeat = restart("heartbeatInterval", (context) => context.times.heartbeat);

const askQuery = {
  type: "sendEach",
  params: ({ context }: Args) =>
    toPeers(
      context.peers.filter((peer) => !(peer in context.current!.copies)),
      queryMessage(context),
    ),
} as const;
const askStore = {
  type: "sendEach",
  params: ({ context }: Args) =>
    toPeers(
      (context.mode === "CA" ? context.view : context.peers).filter(
        (peer) => peer !== context.id && !context.current!.stored.includes(peer),
      ),
      storeMessage(context),
    ),
} as const;
const askSync = {
  type: "sendEach",
  params: ({ context }: Args) =>
    toPeers(
      context.view.filter((peer) => peer !== context.id && !context.sync!.answered.includes(peer)),
      syncMessage(context),
    ),
} as const;
const askPrimary = {
  type: "send",
  params: ({ context }: Args) => ({
    to: context.current!.primary!,
    message: forwardMessage(context),
  }),
} as const;
const sayHere = {
  type: "broadcast",
  params: ({ context }: Args) => ({ to: context.peers, message: { type: "Heartbeat" } }),
} as const;

const replyStored = replying<Store>(
  (_, { client, op }) => ({ type: "StoreReply", client, op }) satisfies StoreReply,
);
const acknowledge = replying<Replicate>(
  (_, { key, versions }) =>
    ({ type: "Ack", key, tags: versions.map((version) => version.tag) }) satisfies Ack,
);

const replySync = replying<Sync>(
  (context, { round }) =>
    ({ type: "SyncReply", round, copies: context.copies }) satisfies SyncReply,
);

const ready = [{ guard: "operation waiting", target: "coordinating" }] as const;

export const storeMachine = store.createMachine({
  id: "store",
  context: ({ input }) => startState(input),
  initial: "starting",
  on: {
    settings: [
      {
        guard: "to CP",
        target: ".CP",
        actions: [
          { type: "sendEach", params: ({ context }) => answersAtSwitch(context) },
          "learnSettings",
          persistWrite,
        ],
      },
      {
        guard: "to AP",
        target: ".AP",
        actions: [
          { type: "sendEach", params: ({ context }) => answersAtSwitch(context) },
          "learnSettings",
          persistWrite,
        ],
      },
      {
        guard: "to CA",
        target: ".CA",
        actions: [
          { type: "sendEach", params: ({ context }) => answersAtSwitch(context) },
          "learnSettings",
          persistWrite,
        ],
      },
      { actions: ["learnSettings", persistWrite] },
    ],
    Read: takeRequest,
    Write: takeRequest,
    Forward: takeRequest,
    Query: {
      actions: replying<ReplicaMessage & { type: "Query" }>(
        (context, { client, op, key }) =>
          ({ type: "QueryReply", client, op, versions: copyOf(context, key) }) satisfies QueryReply,
      ),
    },
    Store: [
      { guard: "brings nothing new", actions: replyStored },
      {
        guard: "conflicts with own copy",
        actions: [noteConflict, "takeVersions", persistCopies, replyStored],
      },
      { actions: ["takeVersions", persistCopies, replyStored] },
    ],
    Replicate: [
      { guard: "brings nothing new", actions: acknowledge },
      {
        guard: "conflicts with own copy",
        actions: [noteConflict, "takeVersions", persistCopies, acknowledge],
      },
      { actions: ["takeVersions", persistCopies, acknowledge] },
    ],
    Ack: { guard: "has it all", actions: ["dropHint", persistHints] },
  },
  states: {
    starting: {
      always: [
        { guard: "set to CP", target: "CP" },
        { guard: "set to AP", target: "AP" },
        { target: "CA" },
      ],
    },
    CP: {
      initial: "serving",
      states: {
        serving: { always: ready },
        /** It serves all the same: it only shows that it has just had to refuse. */
        refusing: {
          always: ready,
          after: { grudge: { target: "serving", actions: "forgetRefusal" } },
        },
        coordinating: {
          initial: "querying",
          entry: "takeNext",
          after: {
            patience: {
              target: "refusing",
              actions: [
                noting("refused", (context) => ({
                  ...operationOf(context),
                  outcome: outcomeWhenGivenUp(context.current!),
                  heard: Object.keys(context.current!.copies),
                  stored: context.current!.stored,
                })),
                ...answer(givingUp(NO_MAJORITY)),
              ],
            },
          },
          states: {
            querying: {
              entry: askQuery,
              always: [
                {
                  guard: "read without write-back",
                  target: "#store.CP.serving",
                  actions: [...answer((context) => done(context, newestFound(context)))],
                },
                {
                  guard: "read finds old copies",
                  target: "storing",
                  actions: noting("read-repair", (context) => ({
                    ...operationOf(context),
                    value: newestFound(context)[0]?.value ?? null,
                    behind: behind(context),
                  })),
                },
                { guard: "query majority", target: "storing" },
              ],
              after: { resendInterval: { actions: [askQuery, restartResend] } },
              on: { QueryReply: { guard: "about this operation", actions: "recordCopy" } },
            },
            storing: {
              entry: ["beginStoring", persistWrite, askStore],
              always: {
                guard: "store majority",
                target: "#store.CP.serving",
                actions: [...answer((context) => done(context, context.current!.versions ?? []))],
              },
              after: { resendInterval: { actions: [askStore, restartResend] } },
              on: { StoreReply: { guard: "about this operation", actions: "recordStored" } },
            },
          },
        },
      },
    },
    AP: {
      initial: "serving",
      on: {
        Read: [...known, readHere],
        Write: [...known, ...writeHere],
        // Sent on before the store was switched over.
        Forward: [...known, { guard: "asks to read", ...readHere }, ...writeHere],
      },
      states: {
        serving: { always: { guard: "hints pending", target: "handingOff" } },
        handingOff: {
          always: { guard: "no hints", target: "serving" },
          after: {
            hintInterval: {
              actions: [
                noting("handing-off", (context) => ({ hints: context.hints })),
                { type: "sendEach", params: ({ context }) => handOff(context) },
                restart("hintInterval", (context) => context.times.hint),
              ],
            },
          },
        },
      },
    },
    CA: {
      initial: "backup",
      entry: ["enterCA", sayHere],
      on: {
        Heartbeat: { actions: "hear" },
        Sync: [
          {
            guard: "conflicts with own copies",
            actions: ["hear", noteConflicts, "takeAll", persistCopies, replySync],
          },
          { actions: ["hear", "takeAll", persistCopies, replySync] },
        ],
      },
      after: {
        heartbeatInterval: [
          {
            guard: "gives somebody up",
            actions: [
              "lookAround",
              noting("view-changed", ({ view, silent }) => ({ view, silent })),
              sayHere,
              restartHeartbeat,
            ],
          },
          { actions: ["lookAround", sayHere, restartHeartbeat] },
        ],
      },
      states: {
        backup: {
          always: [
            { guard: "somebody is silent", target: "refusing" },
            { guard: "is primary", target: "primary" },
            { guard: "operation waiting", target: "forwarding" },
          ],
        },
        forwarding: {
          entry: ["takeNext", "choosePrimary", askPrimary],
          after: {
            resendInterval: { actions: [askPrimary, restartResend] },
            forwardPatience: {
              target: "backup",
              actions: [
                noting("primary-silent", (context) => ({
                  ...operationOf(context),
                  primary: context.current!.primary,
                  outcome: outcomeWhenGivenUp(context.current!),
                })),
                ...answer(givingUp(phrase("the primary does not answer"))),
              ],
            },
          },
          on: {
            ForwardReply: {
              guard: "about this operation",
              target: "backup",
              actions: [
                {
                  type: "send",
                  params: given<ForwardReply, EffectParams["send"]>((context, { result }) =>
                    replyTo(context.current!.request, result),
                  ),
                },
                { type: "finish", params: given<ForwardReply, Result>((_, { result }) => result) },
              ],
            },
          },
        },
        primary: {
          always: [
            { guard: "somebody is silent", target: "refusing" },
            { guard: "is not primary", target: "backup" },
            { guard: "view not compared", target: "comparing" },
            {
              guard: "read waiting",
              actions: ["takeNext", ...answer(ownCopy)],
            },
            { guard: "write waiting", target: "storing" },
          ],
        },
        comparing: {
          entry: ["beginSync", askSync],
          always: [
            { guard: "somebody is silent", target: "refusing" },
            { guard: "is not primary", target: "backup" },
            {
              guard: "copies agree",
              target: "primary",
              actions: ["endSync", noting("primary", (context) => ({ view: context.view }))],
            },
            { guard: "copies differed", target: "comparing", reenter: true },
          ],
          after: { resendInterval: { actions: [askSync, restartResend] } },
          on: {
            SyncReply: [
              {
                guard: "round answered with conflicts",
                actions: [noteConflicts, "recordSync", persistCopies],
              },
              { guard: "of this round", actions: ["recordSync", persistCopies] },
            ],
          },
        },
        storing: {
          entry: ["takeNext", "beginPrimaryWrite", persistWrite, askStore],
          always: {
            guard: "stored by the whole view",
            target: "primary",
            actions: [...answer((context) => done(context, context.current!.versions ?? []))],
          },
          after: {
            resendInterval: { actions: [askStore, restartResend] },
            patience: {
              target: "primary",
              actions: [
                noting("not-everybody", (context) => ({
                  ...operationOf(context),
                  missing: context.view.filter((id) => !context.current!.stored.includes(id)),
                })),
                ...answer(givingUp(phrase("not every copy answered"))),
              ],
            },
          },
          on: { StoreReply: { guard: "about this operation", actions: "recordStored" } },
        },
        refusing: {
          entry: noting("store-stops", (context) => ({ silent: context.silent })),
          always: [
            { guard: "everybody answers", target: "backup" },
            {
              guard: "operation waiting",
              actions: [
                "takeNext",
                noting("refused-stopped", (context) => ({
                  ...operationOf(context),
                  silent: context.silent,
                })),
                ...answer((context) =>
                  notDone(context, "fail", `no word from ${context.silent.join(", ")}`),
                ),
              ],
            },
          ],
          exit: noting("store-resumes", () => ({})),
        },
      },
    },
  },
});

/** A replica of the store. `config` of its node is `StoreTimes`. */
export const replica = anyBehavior(defineNode(storeMachine));
