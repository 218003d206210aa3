/** The tree of blocks: which branch is followed, what is left, what is sent to whom. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  between,
  branches,
  confirmationsOf,
  EMPTY,
  GENESIS,
  grown,
  heightOf,
  locator,
  mined,
  newest,
  spendingOf,
  type Chain,
} from "./chain.ts";
import type { Block, Transaction } from "./messages.ts";

/** A branch of so many blocks above a block. */
function branch(chain: Chain, parent: string, miner: string, length: number): Block[] {
  const blocks: Block[] = [];
  let all = chain;
  let top = parent;
  for (let i = 0; i < length; i++) {
    const block = mined(all, top, miner, [], i);
    blocks.push(block);
    all = { ...all, blocks: { ...all.blocks, [block.id]: block } };
    top = block.id;
  }
  return blocks;
}

function after(chain: Chain, blocks: readonly Block[], mostWork = true): Chain {
  return grown(chain, blocks, mostWork).chain;
}

const trunk = branch(EMPTY, GENESIS, "m1", 3);
const base = after(EMPTY, trunk);
const [left] = branch(base, base.tip, "m1", 1);
const right = branch(base, base.tip, "m2", 2);

describe("most work wins", () => {
  test("of two branches of one height the first seen stays", () => {
    const forked = after(after(base, [left!]), right.slice(0, 1));
    expect(forked.tip).toBe(left!.id);
  });

  test("the longer one is gone over to, and what is left is told", () => {
    const { chain, growth } = grown(after(base, [left!]), right, true);
    expect(chain.tip).toBe(right[1]!.id);
    expect(growth.left).toEqual([left]);
    expect(growth.added).toEqual(right);
  });

  test("rule off, the first branch stays for ever, and is still extended", () => {
    const chain = after(after(base, [left!]), right, false);
    expect(chain.tip).toBe(left!.id);
    const more = branch(chain, left!.id, "m1", 2);
    expect(after(chain, more, false).tip).toBe(more[1]!.id);
  });
});

test("a block without its parent is asked for", () => {
  expect(grown(base, right.slice(1), true).growth).toEqual({
    added: [],
    missing: right[1]!.id,
    left: [],
  });
});

test("a block that spends a coin twice is no block", () => {
  const coin: Transaction = { coin: 1, to: "shop" };
  const paid = after(base, [mined(base, base.tip, "m1", [coin], 7)]);
  expect(spendingOf(paid, 1)?.height).toBe(4);
  expect(mined(paid, paid.tip, "m2", [coin], 8).transactions).toEqual([]);
  const honest = mined(paid, paid.tip, "m2", [], 8);
  const forged = { ...honest, transactions: [{ coin: 1, to: "attacker" }] };
  expect(grown(paid, [forged], true).growth.added).toEqual([]);
});

test("confirmations count the block itself, and none on a branch that is left", () => {
  expect(confirmationsOf(base, trunk[0]!)).toBe(3);
  expect(confirmationsOf(base, trunk[2]!)).toBe(1);
  const over = after(after(base, [left!]), right);
  expect(confirmationsOf(over, left!)).toBe(0);
});

test("whatever two peers have, the answer to a locator leads from one to the other", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      (common, mine, theirs) => {
        const shared = after(EMPTY, branch(EMPTY, GENESIS, "m1", common));
        const one = after(shared, branch(shared, shared.tip, "m2", mine));
        const other = after(shared, branch(shared, shared.tip, "m3", theirs));
        const sent = between(other, locator(one), null);
        const joined = grown(one, sent, true);
        expect(joined.growth.missing).toBeNull();
        expect(heightOf(joined.chain)).toBe(common + Math.max(mine, theirs));
        expect(branches(one, other)).toMatchObject({ a: { length: mine }, b: { length: theirs } });
      },
    ),
  );
});

test("old blocks are let go, and the chain keeps its height", () => {
  const chain = after(EMPTY, branch(EMPTY, GENESIS, "m1", 416));
  expect(heightOf(chain)).toBe(416);
  expect(Object.keys(chain.blocks)).toHaveLength(289);
  expect(newest(chain, 3).map(({ height }) => height)).toEqual([414, 415, 416]);
});
