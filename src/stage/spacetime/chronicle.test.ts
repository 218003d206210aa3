import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TraceRow } from "../../wire/frame.ts";
import type { Manifest } from "../../wire/manifest.ts";
import { Chronicle } from "./chronicle.ts";

const MANIFEST = {
  nodes: [
    { id: "n1", kind: "server" },
    { id: "n2", kind: "server" },
    { id: "c1", kind: "client" },
  ],
  charts: {
    server: {
      states: [
        { id: "up", name: "up", tone: "follower" },
        { id: "up.leader", name: "leader", tone: "leader" },
        { id: "up.idle", name: "idle" },
      ],
    },
  },
} as unknown as Manifest;

const BLANK = {
  peer: null,
  message: 0,
  cause: 0,
  simple: "",
  expert: "",
  weight: "detail",
} as const;
const row = (id: number, kind: TraceRow["kind"], more: Partial<TraceRow> = {}): TraceRow => ({
  ...{ id, kind, time: id * 100_000, node: "n1", label: "", ...BLANK },
  ...more,
});

/** Runs in which everything happens that a chronicle tells apart, with messages on their way for long and short. */
const runs: fc.Arbitrary<TraceRow[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(
        ...(["send", "send", "send", "deliver", "deliver", "drop", "held", "duplicate"] as const),
        ...(["mode", "crash", "restart", "pause", "resume", "timer", "note"] as const),
        ...(["call", "return", "intervention", "verdict"] as const),
      ),
      node: fc.constantFrom("n1", "n2", "c1"),
      pick: fc.nat(),
      wait: fc.integer({ min: 0, max: 800_000 }),
    }),
    { maxLength: 80 },
  )
  .map((steps) => {
    const rows: TraceRow[] = [];
    const flying: TraceRow[] = [];
    let [time, messages] = [0, 0];
    for (const { kind, node, pick, wait } of steps) {
      time += wait;
      const peer = node === "n1" ? "n2" : "n1";
      const one = flying[flying.length === 0 ? 0 : pick % flying.length];
      const next = (more: Partial<TraceRow> = {}): TraceRow => {
        const made = row(rows.length + 1, kind, { time, node, ...more });
        rows.push(made);
        return made;
      };
      if (kind === "send") flying.push(next({ peer, message: ++messages }));
      else if (kind === "duplicate") {
        if (one)
          flying.push(
            next({ node: one.node, peer: one.peer, message: ++messages, of: one.message }),
          );
      } else if (kind === "deliver" || kind === "drop" || kind === "held") {
        if (!one) continue;
        if (kind !== "held") flying.splice(flying.indexOf(one), 1);
        const ends = kind === "deliver" ? { node: one.peer, peer: one.node } : one;
        next({ node: ends.node, peer: ends.peer, message: one.message, at: 0.5 });
      } else if (kind === "intervention" || kind === "verdict") next({ node: null });
      else if (kind === "mode")
        next({ mode: { from: "up.idle", to: pick % 2 === 0 ? "up.leader" : "up.idle" } });
      else next({ weight: pick % 2 === 0 ? "turn" : "detail" });
    }
    return rows;
  });

function told(rows: readonly TraceRow[]): Chronicle {
  const chronicle = new Chronicle(MANIFEST);
  chronicle.follow(rows, 1);
  return chronicle;
}

/** All that it knows, as plain data. */
function plain({ rows, tracks, lines, hands, verdicts, order }: Chronicle) {
  return { rows, tracks, lines, hands, verdicts, length: order.length };
}

describe("a chronicle", () => {
  test("that follows a run through forks knows what one knows that begins anew", () => {
    fc.assert(
      fc.property(runs, runs, fc.nat(), fc.nat(), (first, second, cut, step) => {
        const chronicle = new Chronicle(MANIFEST);
        const rows: TraceRow[] = [];
        let revision = 0;
        for (let at = 0; at < first.length; at += 1 + (step % 7)) {
          rows.push(...first.slice(at, at + 1 + (step % 7)));
          chronicle.follow(rows, ++revision);
        }
        // The other future is the beginning of this one, told anew from somewhere on, and then rows of its own.
        rows.length = first.length === 0 ? 0 : cut % first.length;
        const from = rows.at(-1);
        rows.push(
          ...second
            .filter((each) => each.id > (from?.id ?? 0) && each.time >= (from?.time ?? 0))
            .map((each) => ({ ...each, message: each.message === 0 ? 0 : each.message + 1_000 })),
        );
        chronicle.follow(rows, ++revision);
        expect(plain(chronicle)).toEqual(plain(told(rows)));
      }),
    );
  });

  test("finds every line between two times, however long it lasts", () => {
    fc.assert(
      fc.property(
        runs,
        fc.nat({ max: 20_000_000 }),
        fc.nat({ max: 4_000_000 }),
        (rows, from, by) => {
          const chronicle = told(rows);
          const to = from + by;
          const expected = chronicle.lines.filter(
            (line) => line.sent <= to && (line.end === null || line.end >= from),
          );
          const found = [...chronicle.between(from, to)];
          expect(new Set(found)).toEqual(new Set(expected));
          expect(found.length).toBe(expected.length);
        },
      ),
    );
  });

  test("begins anew where the oldest rows are gone, and still knows the state that came before", () => {
    const rows = [
      row(1, "mode", { mode: { from: "", to: "up.idle" } }),
      row(2, "timer"),
      row(3, "mode", { mode: { from: "up.idle", to: "up.leader" } }),
    ];
    const chronicle = told(rows);
    chronicle.follow(rows.slice(2), 2);
    expect(chronicle.tracks[0]!.bands).toMatchObject([
      { time: 0, name: "idle", tone: "follower" },
      { time: 300_000, name: "leader", tone: "leader" },
    ]);
  });

  test("of regions side by side the first gives the colour, and all give the name", () => {
    const rows = [
      row(1, "mode", { mode: { from: "", to: "up.idle+hints.none" } }),
      row(2, "mode", { mode: { from: "up.idle+hints.none", to: "up.leader+hints.kept" } }),
    ];
    expect(told(rows).tracks[0]!.bands).toMatchObject([
      { name: "idle+none", tone: "follower" },
      { name: "leader+kept", tone: "leader" },
    ]);
  });

  test("says whether anything is new", () => {
    const rows = [row(1, "timer")];
    const chronicle = new Chronicle(MANIFEST);
    expect(chronicle.follow(rows, 1)).toBe(true);
    expect(chronicle.follow(rows, 1)).toBe(false);
  });

  test("pairs calls and returns, and tells how they came out", () => {
    const on = { node: "c1" };
    const { tracks } = told([
      row(1, "call", on),
      row(2, "return", { ...on, outcome: "ok" }),
      row(3, "call", on),
      row(4, "return", { ...on, outcome: "unknown" }),
      row(5, "call", on),
      row(6, "return", { ...on, outcome: "fail" }),
      row(7, "call", on),
    ]);
    expect(tracks[2]!.spans.map(({ outcome }) => outcome)).toEqual(["ok", "unknown", "fail", null]);
  });

  test("a crashed node is down until it restarts, a paused one keeps its state", () => {
    const { tracks } = told([
      row(1, "mode", { mode: { from: "", to: "up.leader" } }),
      row(2, "pause"),
      row(3, "resume"),
      row(4, "crash"),
      row(5, "restart"),
      row(6, "mode", { mode: { from: "", to: "up.idle" } }),
    ]);
    expect(tracks[0]!.bands.map(({ status, name }) => `${status} ${name}`)).toEqual([
      "up leader",
      "paused leader",
      "up leader",
      "crashed ",
      "up ",
      "up idle",
    ]);
  });
});
