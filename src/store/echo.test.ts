import { describe, expect, test } from "vitest";
import type { FlightFrame, TraceRow } from "../wire/frame.ts";
import { isAbout, nodeOf, onStage } from "./echo.ts";
import { emptyRun, type Run } from "./run.ts";

const row: TraceRow = {
  id: 4,
  time: 10,
  kind: "deliver",
  node: "n2",
  peer: "n1",
  message: 7,
  cause: 3,
  label: "ping",
  simple: "",
  expert: "",
  weight: "detail",
};

function runWith(flights: number[]): Run {
  const run = emptyRun();
  run.rows.replace(0, [row, { ...row, id: 5, node: null, peer: null, message: 0 }]);
  const flying = flights.map((id) => [id, { id } as FlightFrame] as const);
  return { ...run, flights: new Map(flying) };
}

describe("an event that is pointed at", () => {
  test("shows on the stage as its message while that is on its way, else as its node", () => {
    expect(onStage(runWith([7]), { is: "event", id: 4 })).toEqual({ is: "message", id: 7 });
    expect(onStage(runWith([]), { is: "event", id: 4 })).toEqual({ is: "node", id: "n2" });
  });

  test("shows as nothing where it happened nowhere, or in another future", () => {
    expect(onStage(runWith([]), { is: "event", id: 5 })).toBeNull();
    expect(onStage(runWith([]), { is: "event", id: 99 })).toBeNull();
  });
});

test("what is on the stage already stays what it is", () => {
  const target = { is: "link", from: "n1", to: "n2" } as const;
  expect(onStage(runWith([]), target)).toBe(target);
  expect(onStage(runWith([]), null)).toBeNull();
});

test("a row is about its event, its message, its node and its link", () => {
  for (const target of [
    { is: "event", id: 4 },
    { is: "message", id: 7 },
    { is: "node", id: "n2" },
    { is: "link", from: "n1", to: "n2" },
    { is: "link", from: "n2", to: "n1" },
  ] as const)
    expect(isAbout(row, target)).toBe(true);
  for (const target of [
    { is: "event", id: 7 },
    { is: "message", id: 4 },
    { is: "node", id: "n1" },
    { is: "link", from: "n1", to: "n3" },
    null,
  ] as const)
    expect(isAbout(row, target)).toBe(false);
});

test("a node is meant by its name, or by an event that happened there", () => {
  expect(nodeOf(runWith([]), { is: "node", id: "n3" })).toBe("n3");
  expect(nodeOf(runWith([]), { is: "event", id: 4 })).toBe("n2");
  expect(nodeOf(runWith([]), { is: "event", id: 5 })).toBeNull();
  expect(nodeOf(runWith([]), { is: "message", id: 7 })).toBeNull();
});
