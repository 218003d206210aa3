import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareTags,
  highestCounter,
  keepBoth,
  lastWriteWins,
  newest,
  overwrite,
  sameVersions,
  type Merge,
  type Siblings,
} from "./siblings.ts";
import { covers } from "./version-vector.ts";

/** Something that happens among three replicas: one writes, or one takes over another's versions. */
type Step =
  | { readonly do: "write"; readonly at: number }
  | { readonly do: "send"; readonly from: number; readonly to: number };

const replica = fc.integer({ min: 0, max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("write" as const), at: replica }),
  fc.record({ do: fc.constant("send" as const), from: replica, to: replica }),
);
const steps = fc.array(step, { maxLength: 25 });

interface Play {
  readonly replicas: readonly Siblings[];
  /** For each value, the values that its writer had seen, directly or through others. */
  readonly seen: ReadonlyMap<number, ReadonlySet<number>>;
}

/** Only states that can come about are merged: laws need not hold of nonsense. */
function play(history: readonly Step[], merge: Merge): Play {
  const replicas: Siblings[] = [[], [], []];
  const known = [new Set<number>(), new Set<number>(), new Set<number>()];
  const seen = new Map<number, ReadonlySet<number>>();
  let value = 0;
  for (const each of history) {
    if (each.do === "write") {
      const own = replicas[each.at]!;
      seen.set(++value, new Set(known[each.at]));
      known[each.at]!.add(value);
      const by = `n${each.at + 1}`;
      replicas[each.at] = overwrite(own, value, { counter: highestCounter(own) + 1, by });
    } else {
      replicas[each.to] = merge(replicas[each.to]!, replicas[each.from]!);
      for (const other of known[each.from]!) known[each.to]!.add(other);
    }
  }
  return { replicas, seen };
}

/** Equal in all that is kept. */
function same(a: Siblings, b: Siblings): boolean {
  return (
    sameVersions(a, b) &&
    a.every(
      (version, i) => covers(version.vector, b[i]!.vector) && covers(b[i]!.vector, version.vector),
    )
  );
}

describe.each([
  ["last write wins", lastWriteWins],
  ["keep both", keepBoth],
] as const)("%s", (_, merge) => {
  test("merging is commutative, associative and idempotent", () => {
    fc.assert(
      fc.property(steps, (history) => {
        const [a, b, c] = play(history, merge).replicas as [Siblings, Siblings, Siblings];
        expect(same(merge(a, b), merge(b, a))).toBe(true);
        expect(same(merge(merge(a, b), c), merge(a, merge(b, c)))).toBe(true);
        expect(merge(a, a)).toBe(a);
        expect(merge(merge(a, b), b)).toEqual(merge(a, b));
      }),
      { numRuns: 500 },
    );
  });

  test("what brings nothing new leaves the very same object", () => {
    fc.assert(
      fc.property(steps, (history) => {
        const [a, b] = play(history, merge).replicas as [Siblings, Siblings];
        const both = merge(a, b);
        expect(merge(both, a)).toBe(both);
        expect(merge(both, b)).toBe(both);
      }),
    );
  });

  test("versions come highest tag first, each tag once", () => {
    fc.assert(
      fc.property(steps, (history) => {
        const [a, b] = play(history, merge).replicas as [Siblings, Siblings];
        const both = merge(a, b);
        for (let i = 1; i < both.length; i++)
          expect(compareTags(both[i - 1]!.tag, both[i]!.tag)).toBeGreaterThan(0);
      }),
    );
  });
});

test("last write wins keeps one version, that of the highest tag", () => {
  fc.assert(
    fc.property(steps, (history) => {
      const [a, b] = play(history, lastWriteWins).replicas as [Siblings, Siblings];
      const both = lastWriteWins(a, b);
      expect(both.length).toBeLessThanOrEqual(1);
      for (const version of [...a, ...b])
        expect(compareTags(newest(both)!.tag, version.tag)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("keep both drops a write only when the writer of another one had seen it", () => {
  fc.assert(
    fc.property(steps, (history) => {
      const { replicas, seen } = play(history, keepBoth);
      const both = keepBoth(replicas[0]!, replicas[1]!).map((version) => version.value as number);
      const all = [...replicas[0]!, ...replicas[1]!].map((version) => version.value as number);
      const expected = all.filter((value) => !all.some((other) => seen.get(other)!.has(value)));
      expect(new Set(both)).toEqual(new Set(expected));
    }),
    { numRuns: 500 },
  );
});

test("a write that has seen siblings takes the place of all of them", () => {
  const left = overwrite([], "a", { counter: 1, by: "n1" });
  const right = overwrite([], "b", { counter: 1, by: "n2" });
  const both = keepBoth(left, right);
  expect(both.map((version) => version.value)).toEqual(["b", "a"]);
  const merged = overwrite(both, "c", { counter: 2, by: "n1" });
  expect(keepBoth(both, merged)).toEqual(merged);
  expect(keepBoth(merged, right)).toBe(merged);
});
