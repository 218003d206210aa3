import { assert, describe, expect, it } from "vitest";
import { between, drawAgain, mix } from "../kernel/chance.ts";
import type { NodeId, Operation, Outcome } from "../kernel/behavior.ts";
import type { Finding } from "../kernel/monitor.ts";
import { TraceRecord, type TraceEvent } from "../kernel/trace.ts";
import type { World } from "../kernel/world.ts";
import { hasOrder, linearizable, type Interval } from "./linearizability.ts";
import type { Pending } from "./register.ts";

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

  it("agrees with trying all orders, writes of an earlier time still to take effect", () => {
    for (let seed = 1; seed <= 5_000; seed++) {
      const history = randomHistory(seed + 2_000_000, false);
      const lingering: Pending[] = [
        { id: -1, f: "write", value: 1 },
        { id: -2, f: "write", value: "old" },
      ];
      const before = lingering.map((write): Interval => ({
        id: write.id,
        f: "write",
        value: write.value,
        began: -1,
        ended: null,
        outcome: "unknown",
      }));
      expect(hasOrder(history, [null, 2], lingering), `seed ${seed}`).toBe(
        bruteForce([...before, ...history], [null, 2]),
      );
    }
  });

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

// ── The monitor ───────────────────────────────────────────────────────────────────────────────────────────────

const monitor = linearizable({
  period: ({ knobs }) => knobs["mode"] ?? "",
  promised: () => true,
  present: () => new Map([["x", ["kept"]]]),
});

/** Lets the monitor watch calls and returns, in the order of time. */
class Watched {
  private readonly world = { settings: { knobs: {}, rules: {} }, nodes: [] } as unknown as World;
  private memory = monitor.start(this.world);
  private event = 0;

  /** Answers the call event's number. */
  call(client: NodeId, operation: Operation, time: number): number {
    const id = ++this.event;
    this.see(new TraceRecord(id, time, "call", client, null, 0, 0, { op: id, operation }));
    return id;
  }

  return(
    client: NodeId,
    call: number,
    operation: Operation,
    began: number,
    time: number,
    outcome: Outcome,
    value?: unknown,
  ): void {
    const data = { op: call, operation, outcome, value, call, began };
    this.see(new TraceRecord(++this.event, time, "return", client, null, 0, 0, data));
  }

  /** A whole operation that nothing overlaps. */
  did(client: NodeId, operation: Operation, began: number, value?: unknown): void {
    this.return(
      client,
      this.call(client, operation, began),
      operation,
      began,
      began + 100_000,
      "ok",
      value,
    );
  }

  switchTo(mode: string): void {
    Object.assign(this.world, { settings: { knobs: { mode }, rules: {} } });
  }

  get finding(): Finding {
    return monitor.judge(this.memory, this.world);
  }

  private see(event: TraceRecord): void {
    const step = { node: null, before: undefined, events: [event as TraceEvent] };
    this.memory = monitor.observe(this.memory, step, this.world);
  }
}

const write = (value: unknown, key = "x"): Operation => ({ f: "write", key, value });
const read = (key = "x"): Operation => ({ f: "read", key });

/** A sentence without its times. */
function timeless(sentence: string | undefined): string {
  return (sentence ?? "").replaceAll(/\d+(\.\d+)? ?s\b/g, "…");
}

describe("the monitor", () => {
  it("names the write that a stale read contradicts, and nothing that has no part in it", () => {
    const seen = new Watched();
    for (let i = 0; i < 50; i++) seen.did("c1", write(`before ${i}`), i * 1_000_000);
    seen.did("c1", write("1"), 60_000_000);
    seen.did("c1", write("2"), 61_000_000);
    seen.did("c2", read("y"), 61_500_000, undefined);
    expect(seen.finding.verdict).toBe("holds");
    seen.did("c2", read(), 62_000_000, "1");
    expect(seen.finding).toMatchObject({
      verdict: "violated",
      nodes: ["c2", "c1"],
      events: [101, 102, 103, 104, 107, 108],
    });
    expect(timeless(seen.finding.simple)).toBe(
      "c2 read x = 1 at …, although c1 had been told at … that 2 is written.",
    );
    expect(timeless(seen.finding.expert)).toBe(
      "c2 read x = 1 at … although c1's write of 2 had been acknowledged at …. No order of these 3 operations explains it.",
    );
  });

  it("names the read that a new–old inversion contradicts", () => {
    const seen = new Watched();
    seen.did("c1", write("old"), 0);
    seen.call("c1", write("new"), 1_000_000);
    seen.did("c2", read(), 2_000_000, "new");
    seen.did("c3", read(), 3_000_000, "old");
    expect(timeless(seen.finding.expert)).toContain(
      "c3 read x = old at … although c2 had read new by …: a new–old inversion",
    );
  });

  it("does not believe that a write has failed once it was read", () => {
    const seen = new Watched();
    const call = seen.call("c1", write("ghost"), 0);
    seen.did("c2", read(), 1_000_000, "ghost");
    seen.return("c1", call, write("ghost"), 0, 2_000_000, "fail");
    expect(seen.finding.expert).toContain("write x = ghost was reported to have failed");
  });

  it("judges keys apart", () => {
    const seen = new Watched();
    seen.did("c1", write("1", "x"), 0);
    seen.did("c1", write("2", "y"), 1_000_000);
    seen.did("c2", read("x"), 2_000_000, "1");
    seen.did("c2", read("y"), 3_000_000, "2");
    expect(seen.finding.verdict).toBe("holds");
  });

  it("begins anew with another promise: what is kept anywhere may be read, and an unknown write may come", () => {
    const seen = new Watched();
    const call = seen.call("c1", write("late"), 0);
    seen.return("c1", call, write("late"), 0, 500_000, "unknown");
    seen.did("c1", write("1"), 1_000_000);
    seen.did("c2", read(), 2_000_000, null);
    expect(seen.finding.verdict).toBe("violated");
    seen.switchTo("CP");
    seen.did("c2", read(), 3_000_000, "kept");
    seen.did("c2", read(), 4_000_000, "late");
    expect(seen.finding.verdict).toBe("holds");
    seen.did("c2", read(), 5_000_000, "1");
    expect(seen.finding.verdict).toBe("violated");
  });

  it("says that it does not know when more can have happened than it can follow", () => {
    const seen = new Watched();
    // Twelve clients write one value and twelve another: any of them may be what each read found.
    for (let i = 0; i < 24; i++) seen.call(`w${i}`, write(i % 2 === 0 ? "a" : "b"), i);
    for (let i = 0; i < 8; i++) seen.did("r", read(), 1_000_000 * (i + 1), i % 2 === 0 ? "a" : "b");
    expect(seen.finding.verdict).toBe("unknown");
    // What it has lost track of it does not judge either.
    seen.did("r", read(), 20_000_000, "never written");
    expect(seen.finding.verdict).toBe("unknown");
  });
});
