import { expect, test } from "vitest";
import type { TraceData, TraceEvent, TraceKind } from "../../kernel/trace.ts";
import { afterStep, NOTHING_KNOWN } from "./lost-updates.ts";

/** The losses after these events, each as `later < earlier`. */
function losses(...events: readonly (readonly [TraceKind, string, unknown])[]): readonly string[] {
  const trace = events.map(
    ([kind, node, data], i) =>
      ({ id: i + 1, time: i, kind, node, peer: null, message: 0, cause: 0, data }) as TraceEvent,
  );
  const { lost } = afterStep(NOTHING_KNOWN, { node: null, before: null, events: trace });
  return lost.map(({ later, earlier }) => `${later} < ${earlier}`);
}

const operation = (f: string) => ({ f, key: "x" });
const asks = (client: string, op: number) =>
  ["call", client, { op, operation: operation("write") } satisfies TraceData["call"]] as const;
const done = (client: string, op: number) =>
  ["return", client, { op, operation: operation("write"), outcome: "ok" }] as const;
const reads = (client: string, write: string | null) =>
  [
    "return",
    client,
    { op: 0, operation: operation("read"), outcome: "ok", about: { write } },
  ] as const;
const drops = (dropped: string, kept: string) =>
  ["note", "n1", { note: "kept", about: { dropped, kept } }] as const;

test("a write loses to its own client’s earlier one", () => {
  const two = [asks("c1", 1), done("c1", 1), asks("c1", 2), done("c1", 2)];
  expect(losses(...two, drops("c1 2", "c1 1"))).toEqual(["c1 2 < c1 1"]);
  expect(losses(...two, drops("c1 1", "c1 2"))).toEqual([]);
});

test("to what its client had read, and to what the writer of that had known", () => {
  const chain = [
    ...[asks("c1", 1), done("c1", 1), reads("c2", "c1 1"), asks("c2", 1), done("c2", 1)],
    ...[reads("c3", "c2 1"), asks("c3", 1), done("c3", 1)],
  ];
  expect(losses(...chain, drops("c3 1", "c2 1"))).toEqual(["c3 1 < c2 1"]);
  expect(losses(...chain, drops("c3 1", "c1 1"))).toEqual(["c3 1 < c1 1"]);
});

test("not to a concurrent one, and not to one whose answer came after the write was asked for", () => {
  const apart = [asks("c1", 1), asks("c2", 1), done("c1", 1), reads("c2", null), done("c2", 1)];
  expect(losses(...apart, drops("c2 1", "c1 1"))).toEqual([]);
  const late = [asks("c1", 1), done("c1", 1), asks("c2", 1), reads("c2", "c1 1"), done("c2", 1)];
  expect(losses(...late, drops("c2 1", "c1 1"))).toEqual([]);
});

test("only once it has been acknowledged, whichever comes first, and each write once", () => {
  const asked = [asks("c1", 1), done("c1", 1), asks("c1", 2)];
  const loss = drops("c1 2", "c1 1");
  expect(losses(...asked, loss)).toEqual([]);
  expect(losses(...asked, loss, done("c1", 2))).toEqual(["c1 2 < c1 1"]);
  expect(losses(...asked, done("c1", 2), loss, loss)).toEqual(["c1 2 < c1 1"]);
});
