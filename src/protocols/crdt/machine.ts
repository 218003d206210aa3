/**
 * A replica of conflict-free replicated objects (Shapiro et al. 2011). It does at once what its client asks, asking nobody, and spreads
 * it afterwards, in one of two ways that the knob `spread` chooses also while it runs.
 *
 * **State-based**: while somebody is not known to have all that it has, it sends everything that it holds to one of those, drawn by
 * lot, every round of gossip. Whoever gets it merges and says what it has seen by now. Nothing is hurt by what is lost, doubled or late.
 * **Operation-based**: the update goes to everybody at once, and again to whoever has not acknowledged it. It takes effect
 * once, and after all that its source had seen when it made it: causal delivery, by version vectors (Birman et al. 1991).
 *
 * In both ways the payloads hold the first so many updates of each replica, and with each its causes; that is why one may take
 * over from the other. All that is told to anybody is on disk before.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import { between, drawAgain, pick } from "../../kernel/chance.ts";
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
  nameOf,
  type Acknowledge,
  type Downstream,
  type ReplicaMessage,
  type State,
} from "./messages.ts";
import { valueOf } from "./objects.ts";
import {
  behind,
  bringsNews,
  decide,
  DEDUPE_OPS,
  deliver,
  deliverAgain,
  durablePart,
  isOpBased,
  isSpreading,
  learn,
  merge,
  nextReady,
  receive,
  serve,
  standingOf,
  unacknowledged,
  wake,
  type ReplicaContext,
  type ReplicaDisk,
} from "./state.ts";

type ReplicaEvent =
  | Received<ClientRequest>
  | Received<State>
  | Received<Downstream>
  | Received<Acknowledge>
  | CommonEvent;
type Args = { context: ReplicaContext; event: ReplicaEvent };
type Change = Partial<ReplicaContext>;

const given = givenIn<ReplicaContext>();

const asksFor = (what: "update" | "value") =>
  given<ClientRequest, boolean>((context, { operation }) => what in decide(context, operation));

const stands = (as: ReturnType<typeof standingOf>) =>
  given<Downstream, boolean>((context, { update }) => standingOf(context, update) === as);

const replica = setup({
  types: { context: {} as ReplicaContext, events: {} as ReplicaEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules, knobs: event.settings.knobs } : {},
    ),
    serve: assign(
      given<ClientRequest, Change>((context, request) => serve(context, request.from, request)),
    ),
    merge: assign(given<State, Change>((context, state) => merge(context, state))),
    learn: assign(
      given<State | Acknowledge, Change>((context, { from, seen }) => learn(context, from, seen)),
    ),
    receive: assign(given<Downstream, Change>((context, { update }) => receive(context, update))),
    "take effect": assign(({ context }) => deliver(context)),
    "take effect again": assign(
      given<Downstream, Change>((context, { update }) => deliverAgain(context, update)),
    ),
  },
  guards: {
    "older than answered": given<ClientRequest, boolean>(
      ({ answered }, { from, op }) => op < (answered[from]?.op ?? 0),
    ),
    "answered before": given<ClientRequest, boolean>(
      ({ answered }, { from, op }) => op === answered[from]?.op,
    ),
    "an update that can be": asksFor("update"),
    "a query": asksFor("value"),
    "brings news": given<State, boolean>((context, state) => bringsNews(context, state)),
    "dedupe: has taken effect": given<Downstream, boolean>(
      (context, { update }) =>
        context.rules[DEDUPE_OPS] !== false && standingOf(context, update) === "copy",
    ),
    "has taken effect": stands("copy"),
    "lacks causes": stands("early"),
    "causes are here": ({ context }) => nextReady(context) !== undefined,
    "set to op-based": ({ context }) => isOpBased(context),
    "set to state-based": ({ context }) => !isOpBased(context),
    "somebody lacks something": ({ context }) => isSpreading(context),
    "everybody has it": ({ context }) => !isSpreading(context),
  },
  delays: {
    gossip: ({ context, event }) =>
      between(luckOf(event), context.config.gossipLow, context.config.gossipHigh),
    resend: ({ context }) => context.config.resend,
  },
});

// ── What is done ──────────────────────────────────────────────────────────────────────────────────────────────

const persist = {
  type: "persist",
  params: ({ context }: Args): EffectParams["persist"] => durablePart(context),
} as const;

/** After it has been served. */
const reply = {
  type: "send",
  params: given<ClientRequest, EffectParams["send"]>(({ answered }, { from }) => ({
    to: from,
    message: answered[from]!.reply,
  })),
} as const;

/** After it has been made; operation-based only. */
const toEverybody = {
  type: "sendEach",
  params: ({ context }: Args): EffectParams["sendEach"] =>
    isOpBased(context)
      ? context.peers.map((to) => ({
          to,
          message: { type: "Downstream", update: context.outbox.at(-1)! } as ReplicaMessage,
        }))
      : [],
} as const;

const acknowledge = {
  type: "send",
  params: given<State | Downstream, EffectParams["send"]>(({ seen }, { from }) => ({
    to: from,
    message: { type: "Acknowledge", seen } as ReplicaMessage,
  })),
} as const;

/** After an update has taken effect: its source hears of it. */
const acknowledgeLatest = {
  type: "send",
  params: ({ context }: Args): EffectParams["send"] => ({
    to: context.latest!.origin,
    message: { type: "Acknowledge", seen: context.seen } as ReplicaMessage,
  }),
} as const;

/** One of those that lack something, by lot. */
function partner({ context, event }: Args): string {
  return pick(drawAgain(luckOf(event), 1), behind(context));
}

const gossip = {
  type: "send",
  params: (args: Args): EffectParams["send"] => ({
    to: partner(args),
    message: {
      type: "State",
      payloads: args.context.payloads,
      seen: args.context.seen,
    } as ReplicaMessage,
  }),
} as const;

const sendAgain = {
  type: "sendEach",
  params: ({ context }: Args): EffectParams["sendEach"] =>
    unacknowledged(context).map(({ to, update }) => ({
      to,
      message: { type: "Downstream", update } as ReplicaMessage,
    })),
} as const;

// ── Notes ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** After an update has been made here. */
const noteUpdated = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => {
    const update = context.outbox.at(-1)!;
    const { origin, number, key, asked, saw, operation } = update;
    const value = valueOf(context.config.schema, context.payloads, key);
    return {
      note: "updated",
      about: { origin, number, key, asked, saw, operation, value, update: nameOf(update) },
    };
  },
} as const;

/** After an update has taken effect. */
const noteDelivered = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => {
    const update = context.latest!;
    const { key, asked, origin } = update;
    const value = valueOf(context.config.schema, context.payloads, key);
    return { note: "delivered", about: { origin, key, asked, value, update: nameOf(update) } };
  },
} as const;

const noteOf = (note: string) =>
  ({
    type: "note",
    params: given<Downstream, EffectParams["note"]>((context, { update }) => {
      const { key, asked, origin, saw, number } = update;
      const missing = Object.entries({ ...saw, [origin]: number - 1 })
        .filter(([source, count]) => (context.seen[source] ?? 0) < count)
        .map(([source, count]) => nameOf({ origin: source, number: count }));
      const value = valueOf(context.config.schema, context.payloads, key);
      return { note, about: { origin, key, asked, value, missing, update: nameOf(update) } };
    }),
  }) as const;

/** Before it is merged. */
const noteMerged = {
  type: "note",
  params: given<State, EffectParams["note"]>((context, state) => {
    const news = Object.entries(state.seen).flatMap(([origin, count]) => {
      const has = context.seen[origin] ?? 0;
      return count > has ? [{ origin, count: count - has }] : [];
    });
    return { note: "merged", about: { from: state.from, news } };
  }),
} as const;

const noteAgain = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => {
    const gone = unacknowledged(context);
    return {
      note: "sent-again",
      about: {
        to: [...new Set(gone.map(({ to }) => to))],
        updates: [...new Set(gone.map(({ update }) => nameOf(update)))],
      },
    };
  },
} as const;

const noteWoke = {
  type: "note",
  params: ({ event }: Args): EffectParams["note"] | null => {
    const disk = diskAtStart(event);
    const { seen } = disk as Partial<ReplicaDisk>;
    return seen === undefined ? null : { note: "woke", about: { seen } };
  },
} as const;

// ── The chart ─────────────────────────────────────────────────────────────────────────────────────────────────

const replicaMachine = replica.createMachine({
  id: "replica",
  context: ({ input }) => wake(input),
  entry: noteWoke,
  initial: "stateBased",
  on: {
    settings: { actions: "learnSettings" },
    ClientRequest: [
      { guard: "older than answered" },
      { guard: "answered before", actions: reply },
      {
        guard: "an update that can be",
        actions: ["serve", persist, noteUpdated, toEverybody, reply],
      },
      { guard: "a query", actions: ["serve", persist, reply] },
      { actions: ["serve", persist, reply] },
    ],
    State: [
      { guard: "brings news", actions: [noteMerged, "merge", "learn", persist, acknowledge] },
      { actions: ["learn", persist, acknowledge] },
    ],
    Downstream: [
      { guard: "dedupe: has taken effect", actions: [noteOf("copy"), acknowledge] },
      {
        guard: "has taken effect",
        actions: ["take effect again", persist, noteOf("again"), acknowledge],
      },
      { guard: "lacks causes", actions: [noteOf("early"), "receive"] },
      { actions: "receive" },
    ],
    Acknowledge: { actions: ["learn", persist] },
  },
  always: {
    guard: "causes are here",
    actions: ["take effect", persist, noteDelivered, acknowledgeLatest],
  },
  states: {
    stateBased: {
      always: { guard: "set to op-based", target: "opBased" },
      initial: "settled",
      states: {
        settled: { always: { guard: "somebody lacks something", target: "spreading" } },
        spreading: {
          always: { guard: "everybody has it", target: "settled" },
          after: { gossip: { target: "spreading", reenter: true, actions: gossip } },
        },
      },
    },
    opBased: {
      always: { guard: "set to state-based", target: "stateBased" },
      initial: "settled",
      states: {
        settled: { always: { guard: "somebody lacks something", target: "spreading" } },
        spreading: {
          always: { guard: "everybody has it", target: "settled" },
          after: {
            resend: { target: "spreading", reenter: true, actions: [noteAgain, sendAgain] },
          },
        },
      },
    },
  },
});

/** A replica. `config` of its node is `ReplicaConfig`. */
export const replicaNode = anyBehavior(defineNode(replicaMachine));
