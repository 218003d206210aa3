import { describe, expect, it } from "vitest";
import type { FlightFrame } from "../wire/frame.ts";
import type { Manifest } from "../wire/manifest.ts";
import { layOut } from "./layout.ts";
import { marksOf, progressAt } from "./messages.ts";
import { coursesOf, pairsOf } from "./pairs.ts";

function flight(more: Partial<FlightFrame> = {}): FlightFrame {
  return {
    id: 1,
    from: "n1",
    to: "n2",
    view: { glyph: "square", tone: "leader", label: "AppendEntries", fields: [] },
    sent: 0,
    since: 1_000,
    progress: 0.2,
    arrives: 5_000,
    waits: null,
    cause: 0,
    ...more,
  };
}

const manifest = {
  nodes: [
    { id: "n1", kind: "server", place: { x: 0.2, y: 0.5 } },
    { id: "n2", kind: "server", place: { x: 0.8, y: 0.5 } },
  ],
  links: [
    { from: "n1", to: "n2" },
    { from: "n2", to: "n1" },
  ],
} as unknown as Manifest;
const layout = layOut(manifest.nodes, 1000, 400, false);
const courses = coursesOf(pairsOf(manifest), layout);
const marks = (...flights: FlightFrame[]): ReturnType<typeof marksOf> =>
  marksOf(flights, courses, 3_000, layout.r, 8, null);

describe("a message's place", () => {
  it("moves evenly from where it was to its receiver", () => {
    expect(progressAt(flight(), 1_000, null)).toBeCloseTo(0.2);
    expect(progressAt(flight(), 3_000, null)).toBeCloseTo(0.6);
    expect(progressAt(flight(), 5_000, null)).toBe(1);
  });

  it("neither starts early nor overshoots", () => {
    expect(progressAt(flight(), 0, null)).toBeCloseTo(0.2);
    expect(progressAt(flight(), 9_000, null)).toBe(1);
    expect(progressAt(flight({ since: 5_000 }), 5_000, null)).toBe(1);
  });

  it("advances in steps where motion is reduced", () => {
    expect(progressAt(flight(), 3_000, 5)).toBeCloseTo(0.6);
    expect(progressAt(flight(), 2_900, 5)).toBeCloseTo(0.4);
  });

  it("keeps the two directions of a link apart, each to its right", () => {
    const [there, back] = marks(flight(), flight({ id: 2, from: "n2", to: "n1" }));
    expect(there!.dx).toBeCloseTo(1);
    expect(back!.dx).toBeCloseTo(-1);
    expect(there!.y).toBeGreaterThan(back!.y);
  });

  it("queues up before a receiver who does not take it", () => {
    const waits = [1, 2, 3].map((id) => flight({ id, waits: "hand" }));
    const places = marks(...waits).map((mark) => mark.x);
    expect(places[0]).toBeGreaterThan(places[1]!);
    expect(places[1]).toBeGreaterThan(places[2]!);
    expect(places[0]).toBeLessThan(layout.spots.get("n2")!.x);
  });

  it("is nowhere when there is no such link", () => {
    expect(marks(flight({ to: "n9" }))).toEqual([]);
  });
});
