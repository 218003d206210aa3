import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CONCURRENT,
  FUTURE,
  HappenedBefore,
  ITSELF,
  PAST,
  processOf,
  vectorClocks,
  type CausalRow,
} from "./happened-before.ts";

const NODES = ["n1", "n2", "n3"];

/** Runs of three nodes: what each step does is drawn, and made to fit what has been sent by then. */
const traces: fc.Arbitrary<CausalRow[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(
        ...(["note", "send", "send", "deliver", "deliver", "deliver"] as const),
        ...(["duplicate", "drop", "held", "crash", "intervention", "verdict"] as const),
      ),
      node: fc.nat({ max: NODES.length - 1 }),
      pick: fc.nat(),
    }),
    { maxLength: 60 },
  )
  .map((steps) => {
    const rows: CausalRow[] = [];
    const flying: { id: number; by: number }[] = [];
    let messages = 0;
    for (const { kind, node, pick } of steps) {
      const id = rows.length + 1;
      const on = NODES[node]!;
      const one = flying.length > 0 ? flying[pick % flying.length]! : null;
      const row = { id, kind, node: on, message: 0, cause: 0 };
      if (kind === "send") {
        flying.push({ id: ++messages, by: id });
        rows.push({ ...row, message: messages });
      } else if (kind === "intervention" || kind === "verdict") {
        const cause = kind === "verdict" && id > 1 ? 1 + (pick % (id - 1)) : 0;
        rows.push({ ...row, node: null, cause });
      } else if (kind === "note" || kind === "crash") {
        const last = rows.at(-1);
        rows.push({ ...row, cause: last?.kind === "intervention" ? last.id : 0 });
      } else if (one && kind === "duplicate") {
        flying.push({ id: ++messages, by: id });
        rows.push({ ...row, message: messages, of: one.id, cause: one.by });
      } else if (one) {
        if (kind !== "held") flying.splice(flying.indexOf(one), 1);
        rows.push({ ...row, message: one.id, cause: one.by });
      }
    }
    return rows;
  });

/** The same order from its definition, by Warshall's closure. */
function closure(rows: readonly CausalRow[]): boolean[][] {
  const before = rows.map(() => rows.map(() => false));
  rows.forEach((b, j) => {
    rows.slice(0, j).forEach((a, i) => {
      const program = processOf(a) !== null && processOf(a) === processOf(b);
      const departs = a.kind === "send" || a.kind === "duplicate";
      const arrives = ["deliver", "drop", "held"].includes(b.kind);
      const message = departs && arrives && a.message === b.message;
      const copy = departs && b.kind === "duplicate" && a.message === b.of;
      const outside = b.cause === a.id && (a.node === null || b.node === null);
      before[i]![j] = program || message || copy || outside;
    });
  });
  rows.forEach((_, k) => {
    rows.forEach((_a, i) => {
      if (before[i]![k]) rows.forEach((_b, j) => (before[i]![j] ||= before[k]![j]!));
    });
  });
  return before;
}

function orderOf(rows: readonly CausalRow[]): HappenedBefore {
  const order = new HappenedBefore();
  for (const row of rows) order.push(row);
  return order;
}

function sideOf(before: boolean[][], event: number, other: number): number {
  if (event === other) return ITSELF;
  return before[other]![event] ? PAST : before[event]![other] ? FUTURE : CONCURRENT;
}

describe("happened-before", () => {
  test("is the closure of each node's order and of messages, for every event", () => {
    fc.assert(
      fc.property(traces, (rows) => {
        const before = closure(rows);
        const order = orderOf(rows);
        rows.forEach((_, event) => {
          const cone = order.cone(event);
          const expected = rows.map((_row, other) => sideOf(before, event, other));
          expect([...cone.sides.subarray(0, cone.length)]).toEqual(expected);
          const onNodes = expected.filter((_side, at) => processOf(rows[at]!) !== null);
          const count = (side: number) => onNodes.filter((each) => each === side).length;
          expect([cone.past, cone.future, cone.concurrent]).toEqual(
            [PAST, FUTURE, CONCURRENT].map(count),
          );
        });
      }),
    );
  });

  test("grows with the trace, and a fork leaves no trace of the future left behind", () => {
    fc.assert(
      fc.property(traces, fc.nat(), fc.nat(), (rows, cut, place) => {
        fc.pre(rows.length > 0);
        const kept = cut % rows.length;
        const order = orderOf(rows);
        order.truncate(kept);
        expect(order.length).toBe(kept);
        const cone = kept > 0 ? order.cone(place % kept) : null;
        for (const row of rows.slice(kept)) order.push(row);
        if (!cone) return;
        order.widen(cone);
        const whole = orderOf(rows).cone(place % kept);
        expect([...cone.sides.subarray(0, cone.length)]).toEqual([...whole.sides]);
        expect(cone).toMatchObject({
          past: whole.past,
          future: whole.future,
          concurrent: whole.concurrent,
        });
      }),
    );
  });

  test("knows rows by their ids, also where the oldest are gone", () => {
    const order = orderOf([7, 9, 10].map((id) => ({ ...NOTE, id })));
    expect([6, 7, 8, 9, 10, 11].map((id) => order.placeOf(id))).toEqual([-1, 0, -1, 1, 2, -1]);
  });
});

const NOTE: CausalRow = { id: 1, kind: "note", node: "n1", message: 0, cause: 0 };

describe("vector clocks", () => {
  const less = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) =>
    NODES.every((node) => (a[node] ?? 0) <= (b[node] ?? 0)) &&
    NODES.some((node) => (a[node] ?? 0) < (b[node] ?? 0));

  test("order events exactly as happened-before does", () => {
    fc.assert(
      fc.property(traces, (rows) => {
        const before = closure(rows);
        const stamped = [...vectorClocks(rows)];
        expect(stamped.map(({ row }) => row)).toEqual(
          rows.filter((row) => processOf(row) !== null),
        );
        for (const e of stamped) {
          for (const f of stamped) {
            expect(less(e.clock, f.clock)).toBe(before[e.row.id - 1]![f.row.id - 1]);
          }
        }
      }),
    );
  });

  test("count each node's own events one by one", () => {
    fc.assert(
      fc.property(traces, (rows) => {
        const seen = new Map<string, number>();
        for (const { node, clock } of vectorClocks(rows)) {
          seen.set(node, (seen.get(node) ?? 0) + 1);
          expect(clock[node]).toBe(seen.get(node));
        }
      }),
    );
  });
});
