/**
 * A shop: a peer that mines nothing. It follows the chain, and hands over what was paid for once the payment's block is buried deep
 * enough: z confirmations are that block and z - 1 on top of it (Nakamoto 2008 §11). What it has handed over does not come back.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams, type NodeId } from "../../kernel/behavior.ts";
import { defineNode, effects, messageOf } from "../machine.ts";
import { downFrom, heightOf } from "./chain.ts";
import { awaitedIn } from "./lesson.ts";
import type { Payment } from "./messages.ts";
import {
  answerBlocks,
  afterGrowth,
  askAround,
  noteJoined,
  awake,
  blocksIn,
  grow,
  isNewPayment,
  isNews,
  pooled,
  relayPayment,
  type PeerConfig,
  type PeerContext,
  type PeerEvent,
} from "./peer.ts";

export interface ShopConfig extends PeerConfig {
  /** Who buys here. */
  readonly customer: NodeId;
}

/** How far a sale is. */
export interface Sale {
  readonly coin: number;
  readonly state: "unpaid" | "delivered" | "reversed";
  /** With how many confirmations the goods went out. */
  readonly confirmations: number;
}

export interface ShopContext extends PeerContext {
  readonly config: ShopConfig;
  /** The last sales, the oldest first. On disk. */
  readonly sales: readonly Sale[];
  /** Those that the last step has changed. */
  readonly changed: readonly Sale[];
}

type Args = { context: ShopContext; event: PeerEvent };

/** So many sales are remembered. */
const SALES = 8;

/** Looks at every sale again: what is confirmed deeply enough is delivered, what was delivered and is spent otherwise is lost. */
function reviewed(context: ShopContext): Pick<ShopContext, "sales" | "changed"> {
  const { chain, pool, id, settings } = context;
  const sales = new Map(context.sales.map((sale) => [sale.coin, sale]));
  const last = context.sales.at(-1)?.coin ?? 0;
  const ordered = (coin: number): void => {
    if (coin > last && !sales.has(coin))
      sales.set(coin, { coin, state: "unpaid", confirmations: 0 });
  };
  for (const { coin, to } of pool) if (to === id) ordered(coin);
  // By coin: to whom it went on the branch that is followed, and how deep that is buried.
  const spent = new Map<number, { readonly to: NodeId; readonly confirmations: number }>();
  const top = heightOf(chain);
  for (const { transactions, height } of downFrom(chain))
    for (const { coin, to } of transactions) {
      spent.set(coin, { to, confirmations: top - height + 1 });
      if (to === id) ordered(coin);
    }
  const changed: Sale[] = [];
  for (const sale of sales.values()) {
    const { to = id, confirmations = 0 } = spent.get(sale.coin) ?? {};
    if (sale.state === "unpaid" && to === id && confirmations >= awaitedIn(settings))
      changed.push({ coin: sale.coin, state: "delivered", confirmations });
    // A payment that the chain contradicts is none.
    else if (sale.state === "delivered" && to !== id) changed.push({ ...sale, state: "reversed" });
  }
  for (const sale of changed) sales.set(sale.coin, sale);
  const kept = [...sales.values()].toSorted((a, b) => a.coin - b.coin).slice(-SALES);
  return { sales: kept, changed };
}

const shop = setup({
  types: { context: {} as ShopContext, events: {} as PeerEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ context, event }) => {
      const settings = event.type === "settings" ? event.settings : context.settings;
      return { settings, ...reviewed({ ...context, settings }) };
    }),
    hear: assign(({ context, event }) => {
      const next = { ...context, ...grow(context, blocksIn(event)) };
      return { ...next, ...reviewed(next) };
    }),
    remember: assign(({ context, event }) => {
      const pool = pooled(context.pool, messageOf<Payment>(event).transaction);
      return { pool, ...reviewed({ ...context, pool }) };
    }),
  },
  guards: {
    news: isNews,
    "first seen": isNewPayment,
    "waits for confirmations": ({ context }) => isWaiting(context),
    "has delivered all": ({ context }) => !isWaiting(context),
  },
  delays: { joining: ({ context }) => context.config.joining },
});

function isWaiting({ sales }: ShopContext): boolean {
  return sales.some(({ state }) => state === "unpaid");
}

const persistSales = {
  type: "persist",
  params: ({ context: { sales, changed } }: Args): EffectParams["persist"] | null =>
    changed.length === 0 ? null : { sales },
} as const;

const handOver = {
  type: "sendEach",
  params: ({ context: { changed, config } }: Args): EffectParams["sendEach"] =>
    changed
      .filter(({ state }) => state === "delivered")
      .map(({ coin }) => ({ to: config.customer, message: { type: "Goods", coin } })),
} as const;

const noteDelivered = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] | null => {
    const sale = context.changed.find(({ state }) => state === "delivered");
    return sale
      ? { note: "delivered", about: { coin: sale.coin, confirmations: sale.confirmations } }
      : null;
  },
} as const;

const noteReversed = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] | null => {
    const sale = context.changed.find(({ state }) => state === "reversed");
    return sale
      ? { note: "reversed", about: { coin: sale.coin, confirmations: sale.confirmations } }
      : null;
  },
} as const;

const afterReview = [persistSales, handOver, noteDelivered, noteReversed] as const;

const shopMachine = shop.createMachine({
  id: "shop",
  context: ({ input }) => ({
    ...(awake(input) as PeerContext & { config: ShopConfig }),
    sales: (input.disk as { readonly sales?: readonly Sale[] }).sales ?? [],
    changed: [],
  }),
  initial: "joining",
  on: {
    settings: { actions: ["learnSettings", ...afterReview] },
    Blocks: { guard: "news", actions: ["hear", ...afterGrowth, ...afterReview] },
    GetBlocks: { actions: answerBlocks },
    Payment: {
      guard: "first seen",
      actions: ["remember", relayPayment, ...afterReview],
    },
  },
  states: {
    joining: {
      entry: [askAround, noteJoined],
      after: { joining: { target: "selling" } },
    },
    selling: { always: { guard: "waits for confirmations", target: "waiting" } },
    waiting: { always: { guard: "has delivered all", target: "selling" } },
  },
});

/** The shop. `config` of its node is {@link ShopConfig}. */
export const shopNode = anyBehavior(defineNode(shopMachine));
