/**
 * A replica of the eventual and of the weak store. It reads and writes the copy at hand and answers at once; each write goes to everybody,
 * once, and may be lost or overtaken.
 *
 * **Eventual** (Terry et al. 1995; Vogels 2009): of two writes the one with the later stamp stays, everywhere; and every now and then a
 * replica compares all that it has with another one, drawn by lot, so that what was lost is made up for (Demers et al. 1987).
 * **Weak**: neither. Whatever comes last stays, and what is lost is lost.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import { between, drawAgain, pick } from "../../kernel/chance.ts";
import { compareTags } from "../../structures/siblings.ts";
import type { ClientRequest } from "../client.ts";
import {
  defineNode,
  diskAtStart,
  effects,
  givenIn,
  luckOf,
  type CommonEvent,
  type Received,
} from "../machine.ts";
import {
  gossipOnDisk,
  newerHere,
  repairs,
  replaces,
  takeIn,
  wakeGossip,
  writeHere,
  type GossipContext,
} from "./gossip.ts";
import type { Compare, Newer, ReplicaMessage, Update } from "./messages.ts";
import { isRead, reply, requestGuards } from "./requests.ts";
import { answering, type StoreDisk } from "./store.ts";

type ReplicaEvent =
  | Received<ClientRequest>
  | Received<Update>
  | Received<Compare>
  | Received<Newer>
  | CommonEvent;
type Args = { context: GossipContext; event: ReplicaEvent };
type Change = Partial<GossipContext>;

const given = givenIn<GossipContext>();

const replica = setup({
  types: { context: {} as GossipContext, events: {} as ReplicaEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules } : {},
    ),
    answerAtOnce: assign(
      given<ClientRequest, Change>((context, request) => answering(context, request.from, request)),
    ),
    write: assign(
      given<ClientRequest, Change>((context, request) => writeHere(context, request.from, request)),
    ),
    take: assign(
      given<Update, Change>((context, { key, copy }) => takeIn(context, { [key]: copy })),
    ),
    takeAll: assign(
      given<Compare | Newer, Change>((context, { copies }) => takeIn(context, copies)),
    ),
  },
  guards: {
    ...requestGuards,
    "a read": isRead,
    "takes its place": given<Update, boolean>(replaces),
    "anti-entropy": ({ context }) => repairs(context),
    "no anti-entropy": ({ context }) => !repairs(context),
  },
  delays: {
    round: ({ context, event }) =>
      between(luckOf(event), context.config.roundLow, context.config.roundHigh),
  },
});

// ── What is sent and written ──────────────────────────────────────────────────────────────────────────────────

const persist = {
  type: "persist",
  params: ({ context }: Args): EffectParams["persist"] => gossipOnDisk(context),
} as const;

/** After it has been written. */
const toEverybody = {
  type: "broadcast",
  params: ({ context }: Args): EffectParams["broadcast"] => {
    const [key, copy] = Object.entries(context.latest)[0]!;
    return { to: context.peers, message: { type: "Update", key, copy } as ReplicaMessage };
  },
} as const;

const compare = {
  type: "send",
  params: ({ context, event }: Args): EffectParams["send"] | null =>
    Object.keys(context.copies).length === 0
      ? null
      : {
          to: pick(drawAgain(luckOf(event), 1), context.peers),
          message: { type: "Compare", copies: context.copies } as ReplicaMessage,
        },
} as const;

/** After what was shown has been taken in: what is newer here goes back. */
const answerComparison = {
  type: "send",
  params: given<Compare, EffectParams["send"] | null>((context, { from, copies }) => {
    const newer = newerHere(context, copies);
    return Object.keys(newer).length === 0
      ? null
      : { to: from, message: { type: "Newer", copies: newer } as ReplicaMessage };
  }),
} as const;

// ── Notes ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** After it has been written. */
const noteWritten = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => {
    const [key, { value, stamp }] = Object.entries(context.latest)[0]!;
    return { note: "written-here", about: { key, value, counter: stamp.counter } };
  },
} as const;

/** Before it is taken in. */
const noteTaken = {
  type: "note",
  params: given<Update, EffectParams["note"]>(({ copies }, { key, copy, from }) => {
    const here = copies[key];
    const backwards = here !== undefined && compareTags(copy.stamp, here.stamp) < 0;
    return {
      note: backwards ? "went-back" : "taken",
      about: { key, value: copy.value, before: here?.value ?? null, from },
    };
  }),
} as const;

const noteOlder = {
  type: "note",
  params: given<Update, EffectParams["note"]>(({ copies }, { key, copy, from }) => ({
    note: "older",
    about: { key, value: copy.value, stays: copies[key]!.value, from },
  })),
} as const;

/** After it has been taken in. */
const noteRepaired = {
  type: "note",
  params: given<Compare | Newer, EffectParams["note"] | null>(({ latest }, { from }) => {
    const what = Object.entries(latest).map(([key, { value }]) => ({ key, value }));
    return what.length === 0 ? null : { note: "made-up", about: { what, from } };
  }),
} as const;

const noteWoke = {
  type: "note",
  params: ({ event }: Args): EffectParams["note"] | null => {
    const { copies } = diskAtStart(event) as Partial<StoreDisk>;
    return copies === undefined ? null : { note: "woke", about: {} };
  },
} as const;

// ── The chart ─────────────────────────────────────────────────────────────────────────────────────────────────

const gossipMachine = replica.createMachine({
  id: "replica",
  context: ({ input }) => wakeGossip(input),
  entry: noteWoke,
  initial: "telling",
  on: {
    settings: { actions: "learnSettings" },
    ClientRequest: [
      { guard: "older than answered" },
      { guard: "answered before", actions: reply },
      { guard: "a read", actions: ["answerAtOnce", persist, reply] },
      { actions: ["write", persist, noteWritten, reply, toEverybody] },
    ],
    Update: [
      { guard: "takes its place", actions: [noteTaken, "take", persist] },
      { actions: noteOlder },
    ],
    Compare: { actions: ["takeAll", persist, noteRepaired, answerComparison] },
    Newer: { actions: ["takeAll", persist, noteRepaired] },
  },
  states: {
    telling: { always: { guard: "anti-entropy", target: "comparing" } },
    comparing: {
      always: { guard: "no anti-entropy", target: "telling" },
      after: { round: { target: "comparing", reenter: true, actions: compare } },
    },
  },
});

/** A replica of the eventual or the weak store. `config` of its node is `ReplicaConfig`. */
export const gossipReplica = anyBehavior(defineNode(gossipMachine));
