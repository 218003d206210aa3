/** Logs, progress and the choice of a primary: the pure parts, in examples and under random order. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entry, Standing, Update } from "./messages.ts";
import { choose, isMoreComplete } from "./operator.ts";
import {
  accept,
  acknowledged,
  answerable,
  backupsHaveCaughtUp,
  follow,
  heldOf,
  safeLength,
  shipments,
  shipped,
  valueOf,
  write,
  type ServerContext,
} from "./state.ts";

function serverOf(id: string, change: Partial<ServerContext> = {}): ServerContext {
  const peers = ["n1", "n2", "n3"].filter((each) => each !== id);
  const context: ServerContext = {
    id,
    peers,
    operator: "op",
    config: { first: "n1", ship: 1, fallback: 1 },
    rules: {},
    knobs: { replication: "semi-synchronous", silence: "wait" },
    epoch: 0,
    primary: null,
    synced: 0,
    log: [],
    progress: {},
    waiting: [],
    alone: false,
    dropped: 0,
    restarted: false,
  };
  return { ...context, ...follow(context, 1, "n1"), ...change };
}

const entry = (op: number, epoch = 1): Entry => ({ epoch, client: "c1", op, key: "x", value: op });
const entries = (count: number): Entry[] => Array.from({ length: count }, (_, i) => entry(i + 1));

function ask(context: ServerContext, op: number, f = "write"): ServerContext {
  const operation = { f, key: "x", ...(f === "write" ? { value: op } : {}) };
  return { ...context, ...accept(context, "c1", { type: "ClientRequest", op, operation }) };
}

describe("a backup", () => {
  test("holds a beginning of its primary’s log, in whatever order and how often updates come", () => {
    const whole = entries(8);
    const update = fc
      .tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }))
      .map(([a, b]): Update => {
        const [previous, end] = [Math.min(a, b), Math.max(a, b)];
        return { type: "Update", epoch: 1, previous, entries: whole.slice(previous, end) };
      });
    fc.assert(
      fc.property(fc.array(update, { maxLength: 30 }), (updates) => {
        let backup = serverOf("n2");
        for (const each of updates) {
          const before = heldOf(backup);
          backup = { ...backup, ...write(backup, each) };
          expect(heldOf(backup)).toBeGreaterThanOrEqual(before);
          expect(backup.log).toEqual(whole.slice(0, backup.log.length));
        }
      }),
    );
  });

  test("joins an epoch with the whole log alone, and says what it gave up", () => {
    const old = serverOf("n2", { log: [...entries(2), entry(9)], synced: 1 });
    const behind = { ...old, ...follow(old, 2, "n3") };
    expect(heldOf(behind)).toBe(-1);
    const part: Update = { type: "Update", epoch: 2, previous: 2, entries: [entry(3, 2)] };
    expect(write(behind, part)).toEqual({});
    const all: Update = { ...part, previous: 0, entries: [...entries(2), entry(3, 2)] };
    const joined = { ...behind, ...write(behind, all) };
    expect([heldOf(joined), joined.dropped]).toEqual([3, 1]);
  });
});

describe("a primary", () => {
  test.each([
    ["asynchronous", [3, 3, 3]],
    ["semi-synchronous", [-1, 2, 3]],
    ["synchronous", [-1, -1, 2]],
  ])("%s counts what enough backups hold", (replication, safe) => {
    let primary = serverOf("n1", { log: entries(3), knobs: { replication } });
    const seen = [safeLength(primary)];
    for (const [peer, length] of [
      ["n2", 2],
      ["n3", 3],
    ] as const) {
      primary = { ...primary, ...acknowledged(primary, peer, length) };
      seen.push(safeLength(primary));
    }
    expect(seen).toEqual(safe);
  });

  test("writes a repeated request once, and answers it when the first is safe", () => {
    let primary = ask(ask(serverOf("n1"), 1), 1);
    expect(primary.log).toHaveLength(1);
    primary = { ...primary, waiting: [] };
    primary = ask(primary, 1);
    expect(answerable(primary)).toEqual([]);
    primary = { ...primary, ...acknowledged(primary, "n3", 1) };
    expect(answerable(primary)).toHaveLength(1);
  });

  test("a read waits for what it has seen", () => {
    let primary = ask(ask(serverOf("n1"), 1), 2, "read");
    expect(answerable(primary)).toEqual([]);
    primary = { ...primary, ...acknowledged(primary, "n2", 1) };
    expect(answerable(primary).map(({ op }) => op)).toEqual([1, 2]);
    expect(valueOf(primary.log, "x")).toBe(1);
    expect(valueOf(primary.log, "y")).toBe(null);
  });

  test("sends again what has not been acknowledged for a whole tick", () => {
    let primary = ask(serverOf("n1"), 1);
    const tick = () => {
      const out = shipments(primary).map(({ to, update }) => `${to} ${update.previous}`);
      primary = { ...primary, ...shipped(primary, true) };
      return out;
    };
    expect(tick()).toEqual(["n2 0", "n3 0"]);
    primary = { ...primary, ...acknowledged(primary, "n2", 1), ...shipped(primary, true) };
    primary = { ...primary, ...acknowledged(primary, "n2", 1) };
    expect(tick()).toEqual(["n3 0"]);
  });

  test("that answers alone waits again when enough backups have caught up", () => {
    let primary = serverOf("n1", { log: entries(2), alone: true });
    expect(safeLength(primary)).toBe(2);
    primary = { ...primary, ...acknowledged(primary, "n2", 1) };
    expect(primary.alone).toBe(true);
    primary = { ...primary, ...acknowledged(primary, "n2", 2) };
    expect([primary.alone, backupsHaveCaughtUp(primary)]).toEqual([false, true]);
  });
});

describe("the operator", () => {
  const standing = fc.record({
    synced: fc.integer({ min: 1, max: 4 }),
    length: fc.integer({ min: 0, max: 4 }),
  });

  test("chooses a log that no other is more complete than", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("n1", "n2", "n3"), standing, { minKeys: 1 }),
        fc.constantFrom("n1", "n2", null),
        (sealed: Record<string, Standing>, former) => {
          const chosen = choose({ sealed, former, rules: {} });
          const best = sealed[chosen]!;
          const others = Object.entries(sealed);
          expect(others.some(([, each]) => isMoreComplete(each, best))).toBe(false);
          // Whoever was primary before is chosen again only if nobody else is as complete.
          if (chosen === former)
            expect(others.every(([id, each]) => id === former || isMoreComplete(best, each))).toBe(
              true,
            );
        },
      ),
    );
  });

  test("takes the first to answer where the rule is off", () => {
    const sealed = { n3: { synced: 1, length: 0 }, n2: { synced: 1, length: 5 } };
    expect(choose({ sealed, former: "n1", rules: { "longest-log": false } })).toBe("n3");
    expect(choose({ sealed, former: "n1", rules: {} })).toBe("n2");
  });
});
