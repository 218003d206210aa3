/**
 * A replica of the strong and of the sequential store (Attiya & Welch 1994). Operations are broadcast in one total order: their replica
 * submits them to the sequencer, which numbers them; every replica delivers them in the order of numbers, and the one that had asked answers
 * its client when it delivers the operation itself.
 *
 * **Strong**: reads and writes are ordered. **Sequential**: writes alone; a read is answered at once from the copy at hand.
 *
 * The sequencer is fixed and keeps its log on disk. While it is down nobody's operation is ordered; a group that elects another one is the
 * subject of the lessons on consensus. What is lost is sent again: by the client as far as the sequencer, by the sequencer from there on.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import { describeOperation } from "../../kernel/operation.ts";
import type { ClientRequest } from "../client.ts";
import {
  defineNode,
  diskAtStart,
  effects,
  givenIn,
  type CommonEvent,
  type Received,
} from "../machine.ts";
import type { Delivered, Entry, Ordered, ReplicaMessage, Submit } from "./messages.ts";
import {
  hasNumber,
  isEarly,
  isOld,
  isSequencer,
  learnDelivered,
  missingBefore,
  order,
  orderOnDisk,
  readsAtOnce,
  receive,
  repliesDue,
  submission,
  unacknowledgedEntries,
  wakeOrder,
  type OrderContext,
  type OrderDisk,
} from "./order.ts";
import { reply, requestGuards } from "./requests.ts";
import { answering, TOTAL_ORDER } from "./store.ts";

type ReplicaEvent =
  | Received<ClientRequest>
  | Received<Submit>
  | Received<Ordered>
  | Received<Delivered>
  | CommonEvent;
type Args = { context: OrderContext; event: ReplicaEvent };
type Change = Partial<OrderContext>;

const given = givenIn<OrderContext>();

const replica = setup({
  types: { context: {} as OrderContext, events: {} as ReplicaEvent, input: {} as Boot },
  actions: {
    ...effects,
    look: assign(({ context }) => ({ looked: context.last })),
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules } : {},
    ),
    answerAtOnce: assign(
      given<ClientRequest, Change>((context, request) => ({
        ...answering(context, request.from, request),
        pending: null,
      })),
    ),
    wait: assign(given<ClientRequest, Change>((_, { from }) => ({ pending: from }))),
    orderOwn: assign(
      given<ClientRequest, Change>((context, request) =>
        order(context, context.id, { ...request, client: request.from }),
      ),
    ),
    order: assign(given<Submit, Change>((context, submit) => order(context, submit.from, submit))),
    receive: assign(given<Ordered, Change>((context, { entries }) => receive(context, entries))),
    learn: assign(
      given<Delivered, Change>((context, { from, upTo }) => learnDelivered(context, from, upTo)),
    ),
  },
  guards: {
    ...requestGuards,
    "a read that need not be ordered": given<ClientRequest, boolean>(
      (context, { operation }) => operation.f === "read" && readsAtOnce(context),
    ),
    "is the sequencer": ({ context }) => isSequencer(context),
    "has a number": given<Submit, boolean>(hasNumber),
    "delivered before": given<Ordered, boolean>((context, { entries }) => isOld(context, entries)),
    "total-order: its turn has not come": given<Ordered, boolean>(
      (context, { entries }) => context.rules[TOTAL_ORDER] !== false && isEarly(context, entries),
    ),
    "before its turn": given<Ordered, boolean>((context, { entries }) => isEarly(context, entries)),
    "somebody has not delivered all": ({ context }) => context.log.length > 0,
    "everybody has delivered all": ({ context }) => context.log.length === 0,
    "own operation under way": ({ context }) => context.pending !== null,
    "own operation delivered": ({ context }) => context.pending === null,
  },
  delays: { resend: ({ context }) => context.config.resend },
});

// ── What is sent and written ──────────────────────────────────────────────────────────────────────────────────

const persist = {
  type: "persist",
  params: ({ context }: Args): EffectParams["persist"] => orderOnDisk(context),
} as const;

const submit = {
  type: "send",
  params: given<ClientRequest, EffectParams["send"]>(({ config }, request) => ({
    to: config.sequencer,
    message: submission(request.from, request),
  })),
} as const;

/** After it has been ordered. */
const toEverybody = {
  type: "broadcast",
  params: ({ context }: Args): EffectParams["broadcast"] => ({
    to: context.peers,
    message: { type: "Ordered", entries: context.log.slice(-1) } as ReplicaMessage,
  }),
} as const;

/** After entries have been delivered. */
const replies = {
  type: "sendEach",
  params: ({ context }: Args): EffectParams["sendEach"] => repliesDue(context),
} as const;

const acknowledge = {
  type: "send",
  params: ({ context }: Args): EffectParams["send"] => ({
    to: context.config.sequencer,
    message: { type: "Delivered", upTo: context.delivered } as ReplicaMessage,
  }),
} as const;

const sendAgain = {
  type: "sendEach",
  params: ({ context }: Args): EffectParams["sendEach"] =>
    unacknowledgedEntries(context).map(({ to, entries }) => ({
      to,
      message: { type: "Ordered", entries } as ReplicaMessage,
    })),
} as const;

// ── Notes ─────────────────────────────────────────────────────────────────────────────────────────────────────

const nameOf = ({ client, operation }: Entry): string =>
  `${client} ${describeOperation(operation)}`;

/** After it has been ordered. */
const noteOrdered = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => {
    const entry = context.log.at(-1)!;
    return { note: "ordered", about: { index: entry.index, what: nameOf(entry) } };
  },
} as const;

/** After entries have been delivered. */
const noteDelivered = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] | null => {
    const { latest, delivered } = context;
    if (latest.length === 0) return null;
    return { note: "delivered", about: { what: latest.map(nameOf), upTo: delivered } };
  },
} as const;

/** Before it is received. */
const noteEarly = (note: string) =>
  ({
    type: "note",
    params: given<Ordered, EffectParams["note"]>((context, { entries }) => {
      const entry = entries[0]!;
      const missing = missingBefore(context, entry.index);
      return { note, about: { index: entry.index, what: nameOf(entry), missing } };
    }),
  }) as const;

const noteAgain = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] | null => {
    const gone = unacknowledgedEntries(context);
    if (gone.length === 0) return null;
    return {
      note: "entries-again",
      about: {
        to: gone.map(({ to }) => to),
        from: Math.min(...gone.map(({ entries }) => entries[0]!.index)),
      },
    };
  },
} as const;

const noteWoke = {
  type: "note",
  params: ({ event }: Args): EffectParams["note"] | null => {
    const { delivered } = diskAtStart(event) as Partial<OrderDisk>;
    return delivered === undefined ? null : { note: "woke-in-order", about: { delivered } };
  },
} as const;

// ── The chart ─────────────────────────────────────────────────────────────────────────────────────────────────

const orderedMachine = replica.createMachine({
  id: "replica",
  context: ({ input }) => wakeOrder(input),
  entry: noteWoke,
  initial: "settled",
  on: {
    settings: { actions: "learnSettings" },
    ClientRequest: [
      { guard: "older than answered" },
      { guard: "answered before", actions: reply },
      { guard: "a read that need not be ordered", actions: ["answerAtOnce", persist, reply] },
      {
        guard: "is the sequencer",
        actions: ["orderOwn", persist, noteOrdered, toEverybody, replies],
      },
      { actions: ["wait", submit] },
    ],
    Submit: [{ guard: "has a number" }, { actions: ["order", persist, noteOrdered, toEverybody] }],
    Ordered: [
      { guard: "delivered before", actions: acknowledge },
      { guard: "total-order: its turn has not come", actions: [noteEarly("waits"), "receive"] },
      {
        guard: "before its turn",
        actions: [noteEarly("out-of-turn"), "receive", persist, replies],
      },
      { actions: ["receive", persist, noteDelivered, replies, acknowledge] },
    ],
    Delivered: { actions: ["learn", persist] },
  },
  states: {
    settled: {
      always: [
        { guard: "somebody has not delivered all", target: "spreading" },
        { guard: "own operation under way", target: "waiting" },
      ],
    },
    waiting: { always: { guard: "own operation delivered", target: "settled" } },
    spreading: {
      always: { guard: "everybody has delivered all", target: "settled" },
      after: {
        resend: { target: "spreading", reenter: true, actions: [noteAgain, sendAgain, "look"] },
      },
    },
  },
});

/** A replica of the strong or the sequential store. `config` of its node is `ReplicaConfig`. */
export const orderedReplica = anyBehavior(defineNode(orderedMachine));
