import { describe, expect, test } from "vitest";
import type { FlightFrame, Frame } from "../wire/frame.ts";
import { emptyRun, fold } from "./run.ts";

function flight(id: number): FlightFrame {
  return {
    id,
    from: "n1",
    to: "n2",
    view: { glyph: "circle", tone: "plain", label: "ping", fields: [] },
    sent: 0,
    since: 0,
    progress: 0,
    arrives: 100,
    waits: null,
    cause: 1,
  };
}

function frame(changes: Partial<Frame>): Frame {
  return {
    number: 1,
    time: 10,
    step: 1,
    event: 1,
    end: 10,
    hash: "0",
    whole: false,
    nodes: [],
    flights: [],
    landed: [],
    network: null,
    settings: null,
    readings: null,
    verdicts: null,
    caption: null,
    rows: null,
    lanes: null,
    undo: { undo: null, redo: null },
    alarm: null,
    counters: {},
    ...changes,
  };
}

describe("folding frames", () => {
  test("what a frame leaves alone stays the very same", () => {
    const run = fold(emptyRun(), frame({ whole: true, flights: [flight(1)] }), 0);
    const next = fold(run, frame({ number: 2 }), 16);
    expect(next.flights).toBe(run.flights);
    expect(next.nodes).toBe(run.nodes);
    expect(next.network).toBe(run.network);
    expect(next.fallen).toBe(run.fallen);
  });

  test("messages set out, arrive, or die where they were lost", () => {
    let run = fold(emptyRun(), frame({ flights: [flight(1), flight(2)] }), 0);
    const lost = { reason: "cut", at: 0.4 } as const;
    run = fold(
      run,
      frame({
        landed: [
          { id: 1, time: 5, lost: null },
          { id: 2, time: 6, lost },
        ],
      }),
      1,
    );
    expect(run.flights.size).toBe(0);
    expect(run.fallen).toMatchObject([{ reason: "cut", at: 0.4, time: 6 }]);
  });

  test("a message may be sent and lost within one frame", () => {
    const lost = { reason: "lost", at: 0.9 } as const;
    const both = frame({ flights: [flight(3)], landed: [{ id: 3, time: 5, lost }] });
    const run = fold(emptyRun(), both, 0);
    expect(run.flights.size).toBe(0);
    expect(run.fallen).toHaveLength(1);
  });

  test("the fallen are forgotten after a while, and at once after a leap", () => {
    const lost = { reason: "lost", at: 0.9 } as const;
    const both = frame({ flights: [flight(3)], landed: [{ id: 3, time: 5, lost }] });
    const run = fold(emptyRun(), both, 0);
    expect(fold(run, frame({}), 500).fallen).toHaveLength(1);
    expect(fold(run, frame({}), 5_000).fallen).toHaveLength(0);
    expect(fold(run, frame({ whole: true }), 1).fallen).toHaveLength(0);
  });

  test("a leap keeps nothing that was drawn before", () => {
    const run = fold(emptyRun(), frame({ flights: [flight(1)] }), 0);
    expect([...fold(run, frame({ whole: true, flights: [flight(9)] }), 1).flights.keys()]).toEqual([
      9,
    ]);
  });

  test("an alarm lasts for its own frame", () => {
    const alarm = { kind: "violation", event: 4, simple: "s", expert: "e" } as const;
    const run = fold(emptyRun(), frame({ alarm }), 0);
    expect(run.alarm).toBe(alarm);
    expect(fold(run, frame({}), 1).alarm).toBeNull();
  });
});
