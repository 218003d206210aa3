/** The tree of blocks that a peer knows, and which of its branches the peer follows. Pure. */
import { fingerprint } from "../../kernel/chance.ts";
import type { NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import type { Block, BlockId, Transaction } from "./messages.ts";

/** The parent of the first block. */
export const GENESIS: BlockId = "genesis";

/** How many blocks below its tip a peer keeps, as a pruned node of Bitcoin Core does. A longer branch cannot be gone back on. */
const KEPT = 288;
/** They are let go at every height that is a multiple of this. */
const SHEAF = 32;
/** More blocks than this are not sent in one answer; Bitcoin's own limit. */
const MOST_SENT = 500;

export interface Chain {
  /** Every block that is known, on whatever branch. */
  readonly blocks: Readonly<Record<BlockId, Block>>;
  /** The last block of the branch that is followed. */
  readonly tip: BlockId;
}

export const EMPTY: Chain = { blocks: {}, tip: GENESIS };

/** What blocks that came have changed. */
export interface Growth {
  /** Those that were new and valid, the oldest first. */
  readonly added: readonly Block[];
  /** A block that leads to others that are not known. */
  readonly missing: BlockId | null;
  /** Blocks of the branch that was followed before and is not any more, the newest first. */
  readonly left: readonly Block[];
}

export function knows({ blocks }: Chain, id: BlockId): boolean {
  return id === GENESIS || Object.hasOwn(blocks, id);
}

/** The height of the chain, or of a block in it. Its work is the same number. */
export function heightOf({ blocks, tip }: Chain, id: BlockId = tip): number {
  return blocks[id]?.height ?? 0;
}

/** The blocks from one down to the oldest that is kept; by default of the branch that is followed. */
export function* downFrom({ blocks, tip }: Chain, id: BlockId = tip): Generator<Block> {
  for (let block = blocks[id]; block !== undefined; block = blocks[block.parent]) yield block;
}

/** The newest blocks of the branch that is followed, the oldest first. */
export function newest(chain: Chain, count: number): readonly Block[] {
  const blocks: Block[] = [];
  for (const block of downFrom(chain)) {
    if (blocks.length === count) break;
    blocks.unshift(block);
  }
  return blocks;
}

/** The block by which a coin was spent on the branch below a block; null when it was not. */
export function spendingOf(chain: Chain, coin: number, id: BlockId = chain.tip): Block | null {
  for (const block of downFrom(chain, id))
    if (block.transactions.some((each) => each.coin === coin)) return block;
  return null;
}

/** In how many blocks of the branch a block is buried, itself counted; 0 when it is not on the branch that is followed. */
export function confirmationsOf(chain: Chain, { id, height }: Block): number {
  const top = heightOf(chain);
  if (height > top) return 0;
  for (const block of downFrom(chain)) {
    if (block.height < height) return 0;
    if (block.id === id) return top - height + 1;
  }
  return 0;
}

/** The next block on top of another. What contradicts the branch below stays out (§5, step 5). */
export function mined(
  chain: Chain,
  parent: BlockId,
  miner: NodeId,
  pool: readonly Transaction[],
  now: Micros,
): Block {
  const height = heightOf(chain, parent) + 1;
  const spent = new Set<number>();
  if (pool.length > 0)
    for (const block of downFrom(chain, parent))
      for (const { coin } of block.transactions) spent.add(coin);
  const transactions = pool.filter(({ coin }) => !spent.has(coin));
  const content = `${parent} ${height} ${miner} ${now} ${JSON.stringify(transactions)}`;
  const id = (fingerprint(content) >>> 0).toString(16).padStart(8, "0");
  return { id, parent, height, miner, transactions };
}

/** One step up, and no coin that is spent below. */
function isValid(chain: Chain, { parent, height, transactions }: Block): boolean {
  return (
    height === heightOf(chain, parent) + 1 &&
    transactions.every(({ coin }) => spendingOf(chain, coin, parent) === null)
  );
}

/**
 * The chain after blocks have come.
 * @param mostWork follow the branch with the most work, of equals the one seen first; else stay on the first for ever.
 */
export function grown(
  chain: Chain,
  blocks: readonly Block[],
  mostWork: boolean,
): { readonly chain: Chain; readonly growth: Growth } {
  const added: Block[] = [];
  let missing: BlockId | null = null;
  let all = chain;
  for (const block of blocks) {
    if (knows(all, block.id)) continue;
    if (!knows(all, block.parent)) missing = block.id;
    else if (isValid(all, block)) {
      added.push(block);
      all = { ...all, blocks: { ...all.blocks, [block.id]: block } };
    }
  }
  let tip = all.tip;
  for (const block of added)
    if (block.height > heightOf(all, tip) && (mostWork || isAbove(all, block, tip))) tip = block.id;
  const left = tip === chain.tip ? [] : branches(all, all, chain.tip, tip).a;
  return { chain: pruned({ ...all, tip }), growth: { added, missing, left } };
}

/** Whether a block stands on a branch through another. */
function isAbove(chain: Chain, block: Block, below: BlockId): boolean {
  const floor = heightOf(chain, below);
  let { parent, height } = block;
  while (height > floor + 1) {
    const next = chain.blocks[parent];
    if (!next) return false;
    ({ parent, height } = next);
  }
  return parent === below;
}

interface Branches {
  /** Blocks above the last common one, the newest first. */
  readonly a: readonly Block[];
  readonly b: readonly Block[];
}

/** Where two branches part, each in the chain of a peer that knows it. */
export function branches(
  one: Chain,
  other: Chain,
  from: BlockId = one.tip,
  to: BlockId = other.tip,
): Branches {
  const a: Block[] = [];
  const b: Block[] = [];
  let [x, y] = [from, to];
  while (x !== y) {
    const left = one.blocks[x];
    const right = other.blocks[y];
    if (!left && !right) break;
    if (left && (!right || left.height >= right.height)) {
      a.push(left);
      x = left.parent;
    }
    if (right && (!left || right.height >= left.height)) {
      b.push(right);
      y = right.parent;
    }
  }
  return { a, b };
}

function pruned(chain: Chain): Chain {
  const height = heightOf(chain);
  const floor = height - KEPT;
  if (floor <= 0 || height % SHEAF !== 0) return chain;
  const kept = Object.entries(chain.blocks).filter(([, { height }]) => height >= floor);
  return { ...chain, blocks: Object.fromEntries(kept) };
}

/** What tells another peer how far one's chain goes: each of the last ten blocks, then at distances that double. */
export function locator(chain: Chain): readonly BlockId[] {
  const have: BlockId[] = [];
  let step = 1;
  let next = heightOf(chain);
  for (const { id, height } of downFrom(chain)) {
    if (height > next) continue;
    have.push(id);
    if (have.length >= 10) step *= 2;
    next = height - step;
  }
  return have;
}

/** The blocks that lead from what another peer has to a block, the oldest first. */
export function between(
  chain: Chain,
  have: readonly BlockId[],
  want: BlockId | null,
): readonly Block[] {
  const known = new Set(have);
  const way: Block[] = [];
  for (const block of downFrom(chain, want ?? chain.tip)) {
    if (known.has(block.id)) break;
    way.unshift(block);
  }
  return way.slice(0, MOST_SENT);
}
