import { describe, expect, test } from "vitest";
import type { TraceRow } from "../../wire/frame.ts";
import type { Manifest } from "../../wire/manifest.ts";
import { Chronicle } from "./chronicle.ts";
import { layOut, timeAt, xOf } from "./layout.ts";
import { hit, MOUSE, spotOf } from "./spots.ts";
import type { SpacetimeScene, View } from "./view.ts";

const SECOND = 1_000_000;
const row = (id: number, time: number, kind: TraceRow["kind"], more: Partial<TraceRow> = {}) =>
  ({
    ...{ id, time: time * SECOND, kind, node: "n1", peer: null, message: 0, cause: 0 },
    ...{ label: "", simple: "", expert: "", weight: "detail" },
    ...more,
  }) as TraceRow;

const manifest = {
  nodes: ["n1", "n2", "n3"].map((id) => ({ id, kind: "server" })),
  charts: {},
} as unknown as Manifest;

function viewOf(rows: readonly TraceRow[]): View {
  const chronicle = new Chronicle(manifest);
  chronicle.follow(rows, 1);
  return {
    chronicle,
    scene: { manifest, time: 10 * SECOND, end: 10 * SECOND } as SpacetimeScene,
    layout: layOut(["n1", "n2", "n3"], 1_000, 240),
    stretch: { from: 0, span: 10 * SECOND },
    palette: {} as View["palette"],
    cone: null,
  };
}

const view = viewOf([
  row(1, 1, "send", { peer: "n3", message: 1 }),
  row(2, 3, "deliver", { node: "n3", peer: "n1", message: 1 }),
  row(3, 5, "send", { peer: "n2", message: 2 }),
  row(4, 6, "drop", { peer: "n2", message: 2, at: 0.5 }),
  row(5, 8, "intervention", { node: null }),
]);
const under = (x: number, y: number) => hit({ x, y }, view, MOUSE);
const [n1, n2, n3] = view.layout.tracks as [number, number, number];

describe("what stands at a place", () => {
  test("is every event where it is drawn", () => {
    for (const each of view.chronicle.rows) {
      const spot = spotOf(each, view)!;
      expect(under(spot.x, spot.y)).toEqual({ is: "event", id: each.id });
    }
  });

  test("is a message along its line, a lost one only as far as it came", () => {
    const at = (time: number): number => xOf(view.layout, view.stretch, time * SECOND);
    expect(under(at(2), (n1 + n3) / 2)).toEqual({ is: "message", id: 1 });
    expect(under(at(5.5), n1 + (n2 - n1) / 4)).toEqual({ is: "message", id: 2 });
    expect(under(at(6.5), n1 + (n2 - n1) * 0.75)).toBeNull();
  });

  test("is a node along its band, and nothing between the lines", () => {
    const x = xOf(view.layout, view.stretch, 9 * SECOND);
    expect(under(x, n2)).toEqual({ is: "node", id: "n2" });
    expect(under(x, (n2 + n3) / 2)).toBeNull();
    expect(under(2, n2)).toBeNull();
  });
});

test("a place and its moment belong to each other", () => {
  const { layout, stretch } = view;
  expect(timeAt(layout, stretch, xOf(layout, stretch, 1_234_567))).toBeCloseTo(1_234_567, 3);
});
