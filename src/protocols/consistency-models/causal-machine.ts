/**
 * A replica of the causal store: causal memory (Ahamad, Neiger, Burns, Kohli & Hutto 1995). It reads and writes the copy at hand and answers
 * at once; each write goes to everybody with what its origin had seen, and takes effect elsewhere after all of that. Two writes that do not
 * know of each other take effect in the order in which they come, which may be another one at another replica: nobody has promised that
 * copies converge. (COPS, Lloyd et al. 2011, adds that promise.)
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import type { ClientRequest } from "../client.ts";
import {
  defineNode,
  diskAtStart,
  effects,
  givenIn,
  type CommonEvent,
  type Received,
} from "../machine.ts";
import {
  causalOnDisk,
  learn,
  missingCauses,
  readiness,
  receiveCausal,
  unacknowledged,
  wakeCausal,
  writeCausally,
  type CausalContext,
  type CausalDisk,
} from "./causality.ts";
import type { Acknowledge, CausalUpdate, ReplicaMessage } from "./messages.ts";
import { isRead, reply, requestGuards } from "./requests.ts";
import { answering, CAUSAL_DELIVERY } from "./store.ts";

type ReplicaEvent =
  | Received<ClientRequest>
  | Received<CausalUpdate>
  | Received<Acknowledge>
  | CommonEvent;
type Args = { context: CausalContext; event: ReplicaEvent };
type Change = Partial<CausalContext>;

const given = givenIn<CausalContext>();

const replica = setup({
  types: { context: {} as CausalContext, events: {} as ReplicaEvent, input: {} as Boot },
  actions: {
    ...effects,
    look: assign(({ context }) => ({ looked: context.seen[context.id] ?? 0 })),
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules } : {},
    ),
    answerAtOnce: assign(
      given<ClientRequest, Change>((context, request) => answering(context, request.from, request)),
    ),
    write: assign(
      given<ClientRequest, Change>((context, request) =>
        writeCausally(context, request.from, request),
      ),
    ),
    receive: assign(given<CausalUpdate, Change>(receiveCausal)),
    learn: assign(
      given<Acknowledge, Change>((context, { from, seen }) => learn(context, from, seen)),
    ),
  },
  guards: {
    ...requestGuards,
    "a read": isRead,
    "has taken effect": given<CausalUpdate, boolean>(
      ({ seen }, update) => readiness(seen, update) === "copy",
    ),
    "causal-delivery: lacks causes": given<CausalUpdate, boolean>(
      ({ seen, rules }, update) =>
        rules[CAUSAL_DELIVERY] !== false && readiness(seen, update) === "early",
    ),
    "lacks causes": given<CausalUpdate, boolean>(
      ({ seen }, update) => readiness(seen, update) === "early",
    ),
    "somebody lacks a write": ({ context }) => context.outbox.length > 0,
    "everybody has all": ({ context }) => context.outbox.length === 0,
  },
  delays: { resend: ({ context }) => context.config.resend },
});

// ── What is sent and written ──────────────────────────────────────────────────────────────────────────────────

const persist = {
  type: "persist",
  params: ({ context }: Args): EffectParams["persist"] => causalOnDisk(context),
} as const;

/** After it has been written. */
const toEverybody = {
  type: "broadcast",
  params: ({ context }: Args): EffectParams["broadcast"] => ({
    to: context.peers,
    message: context.outbox.at(-1)!,
  }),
} as const;

const acknowledge = {
  type: "send",
  params: given<CausalUpdate, EffectParams["send"]>(({ seen }, { from }) => ({
    to: from,
    message: { type: "Acknowledge", seen } as ReplicaMessage,
  })),
} as const;

/** After something has taken effect: everybody whose write that was hears of it. */
const acknowledgeLatest = {
  type: "sendEach",
  params: ({ context }: Args): EffectParams["sendEach"] =>
    [...new Set(context.latest.map(({ origin }) => origin))].map((to) => ({
      to,
      message: { type: "Acknowledge", seen: context.seen } as ReplicaMessage,
    })),
} as const;

const sendAgain = {
  type: "sendEach",
  params: ({ context }: Args): EffectParams["sendEach"] =>
    unacknowledged(context).map(({ to, update }) => ({ to, message: update })),
} as const;

// ── Notes ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** After it has been written. */
const noteWritten = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => {
    const { key, value, saw } = context.outbox.at(-1)!;
    return { note: "written", about: { key, value, saw } };
  },
} as const;

/** After something has taken effect. */
const noteDelivered = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] | null => {
    const { latest } = context;
    if (latest.length === 0) return null;
    const what = latest.map(({ key, value, origin }) => ({ key, value, origin }));
    return { note: "took-effect", about: { what } };
  },
} as const;

/** Before it is received. */
const noteEarly = (note: string) =>
  ({
    type: "note",
    params: given<CausalUpdate, EffectParams["note"]>(({ seen }, update) => {
      const { key, value, origin } = update;
      return { note, about: { key, value, origin, missing: missingCauses(seen, update) } };
    }),
  }) as const;

const noteAgain = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] | null => {
    const gone = unacknowledged(context);
    if (gone.length === 0) return null;
    return {
      note: "writes-again",
      about: {
        to: [...new Set(gone.map(({ to }) => to))],
        writes: [...new Set(gone.map(({ update }) => `${update.origin}.${update.number}`))],
      },
    };
  },
} as const;

const noteWoke = {
  type: "note",
  params: ({ event }: Args): EffectParams["note"] | null => {
    const { seen } = diskAtStart(event) as Partial<CausalDisk>;
    return seen === undefined ? null : { note: "woke", about: {} };
  },
} as const;

// ── The chart ─────────────────────────────────────────────────────────────────────────────────────────────────

const causalMachine = replica.createMachine({
  id: "replica",
  context: ({ input }) => wakeCausal(input),
  entry: noteWoke,
  initial: "settled",
  on: {
    settings: { actions: "learnSettings" },
    ClientRequest: [
      { guard: "older than answered" },
      { guard: "answered before", actions: reply },
      { guard: "a read", actions: ["answerAtOnce", persist, reply] },
      { actions: ["write", persist, noteWritten, reply, toEverybody] },
    ],
    CausalUpdate: [
      { guard: "has taken effect", actions: acknowledge },
      { guard: "causal-delivery: lacks causes", actions: [noteEarly("lacks-causes"), "receive"] },
      { guard: "lacks causes", actions: [noteEarly("too-early"), "receive", persist] },
      { actions: ["receive", persist, noteDelivered, acknowledgeLatest] },
    ],
    Acknowledge: { actions: ["learn", persist] },
  },
  states: {
    settled: { always: { guard: "somebody lacks a write", target: "spreading" } },
    spreading: {
      always: { guard: "everybody has all", target: "settled" },
      after: {
        resend: { target: "spreading", reenter: true, actions: [noteAgain, sendAgain, "look"] },
      },
    },
  },
});

/** A replica of the causal store. `config` of its node is `ReplicaConfig`. */
export const causalReplica = anyBehavior(defineNode(causalMachine));
