/**
 * What every peer does, whether it mines or not: it floods what is new to its neighbours, asks for blocks that it has missed, and
 * follows a branch. A peer that meets a block whose parent it lacks asks its sender for the way there (Nakamoto 2008 §5).
 */
import type { Boot, Disk, EffectParams, NodeId } from "../../kernel/behavior.ts";
import { exponential } from "../../kernel/chance.ts";
import type { Settings } from "../../kernel/settings.ts";
import type { Micros } from "../../kernel/time.ts";
import { luckOf, messageOf, type CommonEvent, type Received } from "../machine.ts";
import {
  between,
  EMPTY,
  grown,
  heightOf,
  knows,
  locator,
  type Chain,
  type Growth,
} from "./chain.ts";
import { followsMostWork, intervalIn, shareIn } from "./lesson.ts";
import type { Block, Blocks, GetBlocks, Goods, Payment, Transaction } from "./messages.ts";

/** A peer's parameters. */
export interface PeerConfig {
  /** Whom it tells what is new. */
  readonly neighbours: readonly NodeId[];
  /** Its share of the honest hash power, 0 to 1; the attacker's is a knob. */
  readonly power?: number;
  /** How long it asks around for blocks before it mines, in local µs. */
  readonly joining: Micros;
}

export interface PeerContext {
  readonly id: NodeId;
  readonly config: PeerConfig;
  readonly settings: Settings;
  readonly chain: Chain;
  /** Payments that were heard of, of each coin the first; the newest last. In memory only. */
  readonly pool: readonly Transaction[];
  /** What the last blocks that came have changed. */
  readonly growth: Growth | null;
}

export type PeerEvent =
  | Received<Blocks>
  | Received<GetBlocks>
  | Received<Payment>
  | Received<Goods>
  | CommonEvent;
type Args = { readonly context: PeerContext; readonly event: PeerEvent };

/** What a peer's disk holds. */
export interface PeerDisk {
  readonly chain?: Chain;
}

/** So many payments are remembered. */
const POOL = 8;

export function awake({ id, config, disk, settings }: Boot): PeerContext {
  const { chain = EMPTY } = disk as PeerDisk;
  return { id, config: config as PeerConfig, settings, chain, pool: [], growth: null };
}

// ── What changes ──────────────────────────────────────────────────────────────────────────────────────────────

/** Blocks, its own or others', join what is known. */
export function grow<C extends PeerContext>(
  { chain, settings }: C,
  blocks: readonly Block[],
): Pick<PeerContext, "chain" | "growth"> {
  return grown(chain, blocks, followsMostWork(settings));
}

/** A payment is remembered; one that contradicts an earlier one is not (first seen). */
export function pooled(pool: readonly Transaction[], transaction: Transaction): Transaction[] {
  return [...pool, transaction].slice(-POOL);
}

export function blocksIn(event: PeerEvent): readonly Block[] {
  return messageOf<Blocks>(event).blocks;
}

/** Whether blocks that came are news. */
export function isNews({ context, event }: Args): boolean {
  return blocksIn(event).some(({ id }) => !knows(context.chain, id));
}

export function isNewPayment({ context, event }: Args): boolean {
  const { coin } = messageOf<Payment>(event).transaction;
  return context.pool.every((each) => each.coin !== coin);
}

// ── What is sent and written ──────────────────────────────────────────────────────────────────────────────────

function blocksMessage(blocks: readonly Block[]): Blocks {
  return { type: "Blocks", blocks };
}

/** The same to all neighbours but the one who said it. */
function toOthers(
  { config }: PeerContext,
  from: NodeId | undefined,
  message: Blocks | Payment,
): EffectParams["sendEach"] {
  return config.neighbours.filter((id) => id !== from).map((to) => ({ to, message }));
}

/** What was new goes on. */
export const relay = {
  type: "sendEach",
  params: ({ context, event }: Args): EffectParams["sendEach"] => {
    const added = context.growth?.added ?? [];
    const { from } = event as Partial<Received<Blocks>>;
    return added.length === 0 ? [] : toOthers(context, from, blocksMessage(added));
  },
} as const;

export const relayPayment = {
  type: "sendEach",
  params: ({ context, event }: Args): EffectParams["sendEach"] => {
    const { from, transaction } = messageOf<Payment>(event);
    return toOthers(context, from, { type: "Payment", transaction });
  },
} as const;

/** Asks whoever sent a block for the way to it. */
export const askForMissing = {
  type: "send",
  params: ({ context, event }: Args): EffectParams["send"] | null => {
    const want = context.growth?.missing ?? null;
    if (want === null) return null;
    const message: GetBlocks = { type: "GetBlocks", want, have: locator(context.chain) };
    return { to: messageOf<Blocks>(event).from, message };
  },
} as const;

/** What the disk has kept of the chain is told when the peer comes back. */
export const noteJoined = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] | null => {
    const height = heightOf(context.chain);
    return height === 0 ? null : { note: "joined", about: { height } };
  },
} as const;

/** Asks all neighbours how far they are. */
export const askAround = {
  type: "sendEach",
  params: ({ context }: Args): EffectParams["sendEach"] => {
    const message: GetBlocks = { type: "GetBlocks", want: null, have: locator(context.chain) };
    return context.config.neighbours.map((to) => ({ to, message }));
  },
} as const;

export const answerBlocks = {
  type: "send",
  params: ({ context, event }: Args): EffectParams["send"] | null => {
    const { from, want, have } = messageOf<GetBlocks>(event);
    const blocks = between(context.chain, have, want);
    return blocks.length === 0 ? null : { to: from, message: blocksMessage(blocks) };
  },
} as const;

export const persistChain = {
  type: "persist",
  params: ({ context }: Args): EffectParams["persist"] | null =>
    context.growth === null || context.growth.added.length === 0
      ? null
      : ({ chain: context.chain } satisfies Disk),
} as const;

// ── What is said ──────────────────────────────────────────────────────────────────────────────────────────────

/** Another branch is followed from now on. */
export const noteReorganised = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] | null => {
    const left = context.growth?.left ?? [];
    return left.length === 0
      ? null
      : {
          note: "reorganised",
          about: {
            depth: left.length,
            from: left[0]!.height,
            to: heightOf(context.chain),
            fork: left.at(-1)!.height - 1,
          },
        };
  },
} as const;

/** A block came that is not on the branch that is followed. */
export const noteRival = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] | null => {
    const { growth, chain } = context;
    const rival = growth?.added.at(-1);
    if (!rival || growth!.left.length > 0 || rival.id === chain.tip) return null;
    const { height, miner } = rival;
    return {
      note: "rival",
      about: { height, miner, mine: chain.blocks[chain.tip]!.miner, tip: heightOf(chain) },
    };
  },
} as const;

export const noteMissing = {
  type: "note",
  params: ({ context, event }: Args): EffectParams["note"] | null =>
    (context.growth?.missing ?? null) === null
      ? null
      : {
          note: "asks",
          about: { peer: messageOf<Blocks>(event).from, height: blocksIn(event).at(-1)!.height },
        },
} as const;

/** What hearing blocks leads to, after they have joined the tree. */
export const afterGrowth = [
  persistChain,
  relay,
  askForMissing,
  noteReorganised,
  noteRival,
  noteMissing,
] as const;

// ── Mining ────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * How long it takes to find the next block: each attempt succeeds with the same tiny probability, whatever was tried before, so the time
 * is exponentially distributed, and all blocks together are a Poisson process. It does not matter what block one mines on top of:
 * nothing is lost by changing over, and so the timer goes on.
 * @param share of all hash power, above 0.
 */
export function findingTime(settings: Settings, share: number, event: PeerEvent): Micros {
  const mean = intervalIn(settings) / share;
  return Math.max(1, Math.round(mean * exponential(luckOf(event))));
}

/** A miner's share of all hash power: the honest share that it has of what the attacker leaves. */
export function honestShare({ config, settings }: PeerContext): number {
  return (config.power ?? 0) * (1 - shareIn(settings));
}
