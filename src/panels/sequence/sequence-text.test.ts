import { describe, expect, test } from "vitest";
import type { TraceRow } from "../../wire/frame.ts";
import { sequenceText } from "./sequence-text.ts";

function row(changes: Partial<TraceRow> & Pick<TraceRow, "id" | "kind" | "time">): TraceRow {
  return {
    node: "n1",
    peer: null,
    message: 0,
    cause: 0,
    label: "",
    simple: "",
    expert: "",
    weight: "detail",
    ...changes,
  };
}

const ROWS: readonly TraceRow[] = [
  row({ id: 1, kind: "send", time: 10, peer: "n2", label: "RequestVote 2" }),
  row({ id: 2, kind: "deliver", time: 20, node: "n2", peer: "n1", label: "RequestVote 2" }),
  row({ id: 3, kind: "drop", time: 30, node: "n1", peer: "n3", label: "RequestVote 2; lost #1" }),
  row({ id: 4, kind: "note", time: 40, node: "n1", label: "n1 leads", weight: "turn" }),
  row({ id: 5, kind: "crash", time: 50, node: "n3", label: "crash" }),
  row({ id: 6, kind: "deliver", time: 99, node: "n2", peer: "n1", label: "too late" }),
];

describe("a sequence diagram's text", () => {
  test("has arrivals, losses, turns and crashes of the stretch, by the nodes' own order", () => {
    expect(sequenceText(["n3", "n1", "n2"], ROWS, { from: 0, to: 60 })).toBe(
      [
        "sequenceDiagram",
        "  participant n3",
        "  participant n1",
        "  participant n2",
        "  n1->>n2: RequestVote 2",
        "  n1-xn3: RequestVote 2, lost 1",
        "  Note over n1: n1 leads",
        "  Note over n3: crash",
        "",
      ].join("\n"),
    );
  });

  test("names only who takes part", () => {
    const text = sequenceText(["n1", "n2", "n3"], ROWS, { from: 15, to: 25 });
    expect(text).not.toContain("n3");
  });
});
