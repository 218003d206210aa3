/**
 * An honest miner of Bitcoin's protocol (Nakamoto 2008 §5): it works on the next block on top of the longest chain that it knows, with
 * every payment that it has heard of; whoever finds one tells its neighbours, and they go on from there. Two that are found at about the
 * same time fork the chain; each miner stays on the one that it saw first until one branch is longer.
 *
 * In this variant nobody computes a hash: the time to the next block is drawn from the distribution that hashing has, and a block's id
 * is a fingerprint of what it holds. All blocks are equally hard, so the longest chain is the one with the most work. Blocks are sent
 * unasked; Bitcoin today announces them first.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot } from "../../kernel/behavior.ts";
import { defineNode, effects, messageOf, nowOf } from "../machine.ts";
import { mined } from "./chain.ts";
import { intervalIn, shareIn } from "./lesson.ts";
import type { Payment } from "./messages.ts";
import {
  afterGrowth,
  answerBlocks,
  askAround,
  noteJoined,
  awake,
  blocksIn,
  findingTime,
  grow,
  honestShare,
  isNewPayment,
  isNews,
  persistChain,
  pooled,
  relay,
  relayPayment,
  type PeerContext,
  type PeerEvent,
} from "./peer.ts";

type Args = { context: PeerContext; event: PeerEvent };

const miner = setup({
  types: { context: {} as PeerContext, events: {} as PeerEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { settings: event.settings } : {},
    ),
    hear: assign(({ context, event }) => grow(context, blocksIn(event))),
    remember: assign(({ context, event }) => ({
      pool: pooled(context.pool, messageOf<Payment>(event).transaction),
    })),
    find: assign(({ context, event }) => {
      const { chain, id, pool } = context;
      return grow(context, [mined(chain, chain.tip, id, pool, nowOf(event))]);
    }),
  },
  guards: {
    news: isNews,
    "first seen": isNewPayment,
    "another rate": ({ context, event }) =>
      event.type === "settings" &&
      (shareIn(event.settings) !== shareIn(context.settings) ||
        intervalIn(event.settings) !== intervalIn(context.settings)),
  },
  delays: {
    joining: ({ context }) => context.config.joining,
    mining: ({ context, event }) => findingTime(context.settings, honestShare(context), event),
  },
});

const mineOn = {
  type: "restartTimer",
  params: ({ context, event }: Args) => ({
    label: "mining",
    delay: findingTime(
      event.type === "settings" ? event.settings : context.settings,
      honestShare(context),
      event,
    ),
  }),
} as const;

const noteFound = {
  type: "note",
  params: ({ context }: Args) => {
    const { height, transactions } = context.growth!.added[0]!;
    return { note: "found", about: { height, coins: transactions.map(({ coin }) => coin) } };
  },
} as const;

const minerMachine = miner.createMachine({
  id: "miner",
  context: ({ input }) => awake(input),
  initial: "joining",
  on: {
    settings: { actions: "learnSettings" },
    Blocks: { guard: "news", actions: ["hear", ...afterGrowth] },
    GetBlocks: { actions: answerBlocks },
    Payment: { guard: "first seen", actions: ["remember", relayPayment] },
  },
  states: {
    joining: {
      entry: [askAround, noteJoined],
      after: { joining: { target: "mining" } },
    },
    mining: {
      on: {
        // Time to the next block has no memory: it may be drawn anew at any moment.
        settings: [
          { guard: "another rate", actions: ["learnSettings", mineOn] },
          { actions: "learnSettings" },
        ],
      },
      after: { mining: { actions: ["find", persistChain, relay, noteFound, mineOn] } },
    },
  },
});

/** An honest miner. `config` of its node is `PeerConfig`. */
export const minerNode = anyBehavior(defineNode(minerMachine));
