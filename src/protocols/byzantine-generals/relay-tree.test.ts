/**
 * The tree against the paper’s own definition of OM(m), written down as it is recursive, with traitors that say anything: the same
 * value; and the theorem, that IC1 and IC2 hold when n > 3m and at most m are traitors.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bearable } from "./counts.ts";
import { opposite, type Plan } from "./messages.ts";
import {
  heardOn,
  majority,
  NOTHING,
  pathsThrough,
  valueOf,
  withReport,
  type RelayTree,
} from "./relay-tree.ts";

/** What a general says on a path to a receiver; null: nothing. The path ends with the general itself. */
type Says = (path: readonly string[], to: string, wanted: Plan) => Plan | null;

/** OM(m) as it stands in the paper: what each lieutenant uses, of what this commander says. */
function om(
  m: number,
  path: readonly string[],
  lieutenants: readonly string[],
  wanted: (to: string) => Plan,
  says: Says,
): Readonly<Record<string, Plan>> {
  const received = Object.fromEntries(
    lieutenants.map((to) => [to, says(path, to, wanted(to)) ?? "retreat"]),
  );
  if (m === 0) return received;
  const reported = lieutenants.map((acting) => {
    const others = lieutenants.filter((each) => each !== acting);
    const used = om(m - 1, [...path, acting], others, () => received[acting]!, says);
    return [acting, used] as const;
  });
  return Object.fromEntries(
    lieutenants.map((each) => [
      each,
      majority([
        received[each]!,
        ...reported.flatMap(([acting, used]) => (acting === each ? [] : [used[each]!])),
      ]),
    ]),
  );
}

/** The same by rounds of messages and trees, as the machines do it. */
function byRounds(m: number, lieutenants: readonly string[], order: Plan, says: Says) {
  const trees = new Map<string, RelayTree>(lieutenants.map((id) => [id, NOTHING]));
  const put = (to: string, path: readonly string[], plan: Plan | null): void => {
    if (plan !== null) trees.set(to, withReport(trees.get(to)!, path, plan));
  };
  for (const to of lieutenants) put(to, [], says(["c"], to, order));
  for (let round = 0; round < m; round++) {
    for (const from of lieutenants) {
      const others = lieutenants.filter((each) => each !== from);
      for (const mouths of pathsThrough(others, round)) {
        const wanted = heardOn(trees.get(from)!, mouths) ?? "retreat";
        for (const to of others.filter((each) => !mouths.includes(each)))
          put(to, [...mouths, from], says(["c", ...mouths, from], to, wanted));
      }
    }
  }
  return Object.fromEntries(
    lieutenants.map((id) => [
      id,
      valueOf(
        trees.get(id),
        lieutenants.filter((each) => each !== id),
        m,
      ),
    ]),
  );
}

const plan = fc.constantFrom<Plan>("attack", "retreat");

/** An order among some generals, with traitors that say anything, drawn from a seed for each path and receiver. */
const war = fc
  .record({
    generals: fc.integer({ min: 2, max: 7 }),
    m: fc.integer({ min: 0, max: 3 }),
    order: plan,
  })
  .chain(({ generals, m, order }) => {
    const names = ["c", ...Array.from({ length: generals - 1 }, (_, i) => `l${i + 1}`)];
    return fc.record({
      lieutenants: fc.constant(names.slice(1)),
      m: fc.constant(Math.min(m, generals - 2)),
      order: fc.constant(order),
      traitors: fc.subarray(names),
      lie: fc.func(fc.constantFrom<Plan | null>("attack", "retreat", null)),
    });
  });

const lying =
  (traitors: readonly string[], lie: (path: string, to: string) => Plan | null): Says =>
  (path, to, wanted) =>
    traitors.includes(path.at(-1)!) ? lie(path.join(), to) : wanted;

test("rounds and trees come to what the recursive definition says, whatever traitors say", () => {
  fc.assert(
    fc.property(war, ({ lieutenants, m, order, traitors, lie }) => {
      const says = lying(traitors, lie);
      const defined = om(m, ["c"], lieutenants, () => order, says);
      expect(byRounds(m, lieutenants, order, says)).toEqual(defined);
    }),
    { numRuns: 300 },
  );
});

test("Theorem 1: with more than 3m generals and at most m traitors, IC1 and IC2 hold", () => {
  fc.assert(
    fc.property(war, ({ lieutenants, order, traitors, lie }) => {
      const m = bearable(lieutenants.length + 1);
      const few = traitors.slice(0, m);
      const used = byRounds(m, lieutenants, order, lying(few, lie));
      const loyal = lieutenants.filter((each) => !few.includes(each)).map((each) => used[each]);
      expect(new Set(loyal).size).toBeLessThanOrEqual(1);
      if (!few.includes("c")) for (const each of loyal) expect(each).toBe(order);
    }),
    { numRuns: 500 },
  );
});

describe("with too few generals one traitor is enough", () => {
  const breaks = (generals: number, m: number): boolean => {
    const lieutenants = Array.from({ length: generals - 1 }, (_, i) => `l${i + 1}`);
    const traitor = lieutenants.at(-1)!;
    const says = lying([traitor], () => opposite("attack"));
    const used = byRounds(m, lieutenants, "attack", says);
    return lieutenants.some((each) => each !== traitor && used[each] !== "attack");
  };
  test.each([
    [3, 1, true],
    [4, 1, false],
    // Passing on more often than so many generals bear helps the traitor.
    [4, 2, true],
    [7, 1, false],
    [7, 2, false],
  ])("%d generals by OM(%d): a lieutenant disobeys is %s", (generals, m, expected) => {
    expect(breaks(generals, m)).toBe(expected);
  });
});

test("a tie is RETREAT", () => {
  expect(majority(["attack", "retreat"])).toBe("retreat");
  expect(majority(["attack", "retreat", "attack"])).toBe("attack");
  expect(majority([])).toBe("retreat");
});
