/**
 * A miner that wants its money back (Nakamoto 2008 §11; Rosenfeld 2014). It finds a block in secret in which it keeps a coin for itself,
 * and then pays the shop with that very coin. The others put the payment into their chain; it mines on top of its own block. Once the
 * goods are here and the secret branch is the longer one, it publishes that: everybody changes over, and the payment has never been.
 * If it falls too far behind, it lets the branch go, has paid, and tries again with the next coin.
 *
 * It relays what it hears like any other peer, and breaks no rule that others could check.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams, type NodeId } from "../../kernel/behavior.ts";
import { defineNode, effects, messageOf, nowOf } from "../machine.ts";
import { heightOf, mined, spendingOf } from "./chain.ts";
import { intervalIn, shareIn } from "./lesson.ts";
import type { Block, Goods, Payment } from "./messages.ts";
import {
  afterGrowth,
  answerBlocks,
  askAround,
  noteJoined,
  awake,
  blocksIn,
  findingTime,
  grow,
  isNewPayment,
  isNews,
  persistChain,
  pooled,
  relay,
  relayPayment,
  type PeerConfig,
  type PeerContext,
  type PeerEvent,
} from "./peer.ts";

export interface AttackerConfig extends PeerConfig {
  readonly shop: NodeId;
  /** How many blocks behind the public branch it gives up. */
  readonly patience: number;
}

export interface AttackerContext extends PeerContext {
  readonly config: AttackerConfig;
  /** The number of the coin that is to be spent twice. On disk. */
  readonly coin: number;
  /** Blocks that nobody else has seen, the oldest first. In memory only. */
  readonly secret: readonly Block[];
  /** The goods for this coin have come. */
  readonly delivered: boolean;
}

type Args = { context: AttackerContext; event: PeerEvent };

/** By how many blocks the secret branch is longer than the public one; below 0: shorter. */
export function leadOf({ chain, secret }: Pick<AttackerContext, "chain" | "secret">): number {
  return (secret.at(-1)?.height ?? heightOf(chain)) - heightOf(chain);
}

/** The next secret block: the first takes the coin back, each other stands on the one before. */
function nextSecret({ chain, secret, id, coin }: AttackerContext, now: number): Block {
  const last = secret.at(-1);
  if (!last) return mined(chain, chain.tip, id, [{ coin, to: id }], now);
  const withSecret = { ...chain, blocks: { ...chain.blocks, [last.id]: last } };
  return mined(withSecret, last.id, id, [], now);
}

/** The next coin, and nothing in hand. */
function startOver({
  coin,
}: AttackerContext): Pick<AttackerContext, "coin" | "secret" | "delivered"> {
  return { coin: coin + 1, secret: [], delivered: false };
}

const attacker = setup({
  types: { context: {} as AttackerContext, events: {} as PeerEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { settings: event.settings } : {},
    ),
    hear: assign(({ context, event }) => grow(context, blocksIn(event))),
    remember: assign(({ context, event }) => ({
      pool: pooled(context.pool, messageOf<Payment>(event).transaction),
    })),
    keepSecret: assign(({ context, event }) => ({
      secret: [...context.secret, nextSecret(context, nowOf(event))],
    })),
    takeGoods: assign({ delivered: true }),
    publish: assign(({ context }) => ({
      ...grow(context, context.secret),
      ...startOver(context),
    })),
    giveUp: assign(({ context }) => startOver(context)),
  },
  guards: {
    news: isNews,
    "first seen": isNewPayment,
    "no hash power": ({ context }) => shareIn(context.settings) === 0,
    "hash power": ({ context }) => shareIn(context.settings) > 0,
    "another rate": ({ context, event }) =>
      event.type === "settings" &&
      shareIn(event.settings) > 0 &&
      (shareIn(event.settings) !== shareIn(context.settings) ||
        intervalIn(event.settings) !== intervalIn(context.settings)),
    "nothing secret": ({ context }) => context.secret.length === 0,
    "for this coin": ({ context, event }) =>
      context.secret.length > 0 && messageOf<Goods>(event).coin === context.coin,
    "goods here, and ahead": ({ context }) => context.delivered && leadOf(context) > 0,
    "too far behind": ({ context }) => leadOf(context) <= -context.config.patience,
  },
  delays: {
    joining: ({ context }) => context.config.joining,
    mining: ({ context, event }) => findingTime(context.settings, shareIn(context.settings), event),
  },
});

const mineOn = {
  type: "restartTimer",
  params: ({ context, event }: Args) => {
    const settings = event.type === "settings" ? event.settings : context.settings;
    return { label: "mining", delay: findingTime(settings, shareIn(settings), event) };
  },
} as const;

/** Pays, as anybody would: to its neighbours, and to the shop itself. */
const pay = {
  type: "sendEach",
  params: ({ context }: Args): EffectParams["sendEach"] => payment(context),
} as const;

function payment({ config, coin }: AttackerContext): EffectParams["sendEach"] {
  const message: Payment = { type: "Payment", transaction: { coin, to: config.shop } };
  return [...config.neighbours, config.shop].map((to) => ({ to, message }));
}

/** A payment that is in no block yet may have been lost: it is sent again when a block comes without it. */
const payAgain = {
  type: "sendEach",
  params: ({ context }: Args): EffectParams["sendEach"] =>
    context.secret.length > 0 && spendingOf(context.chain, context.coin) === null
      ? payment(context)
      : [],
} as const;

const persistCoin = {
  type: "persist",
  params: ({ context }: Args): EffectParams["persist"] => ({ coin: context.coin }),
} as const;

function note(name: string) {
  return {
    type: "note",
    params: ({ context }: Args): EffectParams["note"] => {
      const { coin, secret } = context;
      return { note: name, about: { coin, secret: secret.length, lead: leadOf(context) } };
    },
  } as const;
}

/** Before the branch is handed out: what is noted counts what was secret. */
const notePublished = note("published");
const noteGaveUp = note("gave-up");

const attackerMachine = attacker.createMachine({
  id: "attacker",
  context: ({ input }) => {
    // What was secret is lost in a crash; that coin is spent.
    const { coin } = input.disk as { readonly coin?: number };
    return {
      ...(awake(input) as PeerContext & { config: AttackerConfig }),
      coin: coin === undefined ? 1 : coin + 1,
      secret: [],
      delivered: false,
    };
  },
  initial: "joining",
  on: {
    settings: { actions: "learnSettings" },
    Blocks: { guard: "news", actions: ["hear", ...afterGrowth, payAgain] },
    GetBlocks: { actions: answerBlocks },
    Payment: { guard: "first seen", actions: ["remember", relayPayment] },
  },
  states: {
    joining: {
      entry: [askAround, noteJoined],
      after: {
        joining: [{ guard: "hash power", target: "attacking" }, { target: "watching" }],
      },
    },
    watching: { always: { guard: "hash power", target: "attacking" } },
    attacking: {
      initial: "preparing",
      always: { guard: "no hash power", target: "watching", actions: "giveUp" },
      on: {
        settings: [
          { guard: "another rate", actions: ["learnSettings", mineOn] },
          { actions: "learnSettings" },
        ],
      },
      after: {
        mining: [
          {
            guard: "nothing secret",
            target: ".racing",
            actions: ["keepSecret", persistCoin, pay, note("attacks"), mineOn],
          },
          { actions: ["keepSecret", note("mined-in-secret"), mineOn] },
        ],
      },
      states: {
        preparing: {},
        racing: {
          on: { Goods: { guard: "for this coin", actions: "takeGoods" } },
          always: [
            {
              guard: "goods here, and ahead",
              target: "preparing",
              actions: [notePublished, "publish", persistChain, relay],
            },
            { guard: "too far behind", target: "preparing", actions: [noteGaveUp, "giveUp"] },
          ],
        },
      },
    },
  },
});

/** The attacker. `config` of its node is {@link AttackerConfig}. */
export const attackerNode = anyBehavior(defineNode(attackerMachine));
