import { assert, describe, expect, it } from "vitest";
import { between, drawAgain, mix } from "../kernel/chance.ts";
import { hasOrder, type Interval } from "./linearizability.ts";

/** Tries every order that respects real time; unknown writes may be left out. */
function bruteForce(history: readonly Interval[], initial: readonly unknown[]): boolean {
  const ops = history.filter(
    (op) => op.outcome === "ok" || (op.f === "write" && op.outcome === "unknown"),
  );
  const explain = (value: unknown, left: readonly Interval[]): boolean => {
    if (left.every((op) => op.outcome === "unknown")) return true;
    return left.some((op) => {
      const rest = left.filter((other) => other !== op);
      // Nothing that ended before it began may come after it.
      const late = rest.some(
        (other) => other.outcome === "ok" && other.ended !== null && other.ended < op.began,
      );
      if (late) return false;
      if (op.f === "read") return op.value === value && explain(value, rest);
      return explain(op.value, rest);
    });
  };
  return initial.some((value) => explain(value, ops));
}

/** A random small history: a few clients, each one operation after another, few values so that some collide. */
function randomHistory(seed: number, uniqueValues: boolean): Interval[] {
  let draws = 0;
  const roll = (low: number, high: number) => between(drawAgain(mix(seed), draws++), low, high);
  const clients = roll(2, 4);
  const history: Interval[] = [];
  const count = roll(2, 7);
  const clock = Array.from({ length: clients }, () => roll(0, 4));
  const stuck = new Set<number>();
  for (let id = 1; id <= count; id++) {
    const client = roll(0, clients - 1);
    if (stuck.has(client)) continue;
    const began = clock[client]! * 10 + id / 100;
    const length = roll(1, 6);
    clock[client] = clock[client]! + length + roll(0, 2);
    const f = roll(0, 1) === 0 ? "read" : "write";
    const fate = roll(0, 9);
    const outcome = fate < 7 ? "ok" : fate < 9 ? "unknown" : "fail";
    const value =
      f === "write"
        ? uniqueValues
          ? id
          : roll(1, 2)
        : [null, ...history.map((op) => op.value)][roll(0, history.length)];
    // Some never return at all.
    const ended = outcome === "unknown" && roll(0, 1) === 0 ? null : began + length * 10 - 5;
    if (ended === null) stuck.add(client);
    history.push({ id, f, value, began, ended, outcome });
  }
  return history;
}

describe("linearizability of a register", () => {
  for (const unique of [true, false]) {
    it(`agrees with trying all orders, ${unique ? "unique values" : "colliding values"}`, () => {
      let yes = 0;
      let no = 0;
      for (let seed = 1; seed <= 20_000; seed++) {
        const history = randomHistory(unique ? seed : seed + 1_000_000, unique);
        const expected = bruteForce(history, [null]);
        const verdict = hasOrder(history, [null]);
        assert(verdict === expected, `seed ${seed}: ${JSON.stringify(history)} gives ${verdict}`);
        if (expected) yes++;
        else no++;
      }
      // Both answers are well represented, or the comparison shows little.
      expect(Math.min(yes, no)).toBeGreaterThan(2_000);
    });
  }

  it("takes any of several initial values", () => {
    const read = (id: number, value: unknown): Interval => ({
      id,
      f: "read",
      value,
      began: id * 10,
      ended: id * 10 + 5,
      outcome: "ok",
    });
    expect(hasOrder([read(1, "a"), read(2, "a")], ["a", "b"])).toBe(true);
    expect(hasOrder([read(1, "a"), read(2, "b")], ["a", "b"])).toBe(false);
    expect(
      hasOrder([read(1, "a"), read(2, "b")], ["a"], [{ id: -1, f: "write", value: "b" }]),
    ).toBe(true);
  });
});
