/** What peers say to each other: blocks and transactions flood from neighbour to neighbour (Nakamoto 2008 §5). */
import type { NodeId } from "../../kernel/behavior.ts";

/** A block's fingerprint; what a hash is in Bitcoin. */
export type BlockId = string;

/** A coin changes hands. Two transactions of one coin contradict each other: only one may stand in a chain. */
export interface Transaction {
  readonly coin: number;
  readonly to: NodeId;
}

/** One page of the public record. All blocks are equally hard to find, so that a chain's work is its height. */
export interface Block {
  readonly id: BlockId;
  readonly parent: BlockId;
  /** How many blocks lead from the first to this one. */
  readonly height: number;
  readonly miner: NodeId;
  readonly transactions: readonly Transaction[];
}

/** New blocks, the oldest first: mostly a single one; several where a peer had missed some, or a miner had kept them back. */
export interface Blocks {
  readonly type: "Blocks";
  readonly blocks: readonly Block[];
}

/** Asks for the blocks that lead to one; Bitcoin's `getblocks`. */
export interface GetBlocks {
  readonly type: "GetBlocks";
  /** The one that was heard of; null: the receiver's tip. */
  readonly want: BlockId | null;
  /** What the sender has of its own chain, the newest first: each of the last ten, then ever fewer (a block locator). */
  readonly have: readonly BlockId[];
}

/** A payment that stands in no block yet. */
export interface Payment {
  readonly type: "Payment";
  readonly transaction: Transaction;
}

/** The shop hands over what was paid for with this coin. */
export interface Goods {
  readonly type: "Goods";
  readonly coin: number;
}

export type PeerMessage = Blocks | GetBlocks | Payment;
export type NakamotoMessage = PeerMessage | Goods;
