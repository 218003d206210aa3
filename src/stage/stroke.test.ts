import { describe, expect, it } from "vitest";
import type { Manifest } from "../wire/manifest.ts";
import type { Point } from "./geometry.ts";
import { layOut } from "./layout.ts";
import { coursesOf, pairsOf } from "./pairs.ts";
import { crossedBy, extensions, isLasso, splitBy } from "./stroke.ts";

const box = { x: 0, y: 0, width: 1000, height: 400 };
const nodes = [
  { id: "n1", x: 200, y: 100 },
  { id: "n2", x: 200, y: 300 },
  { id: "n3", x: 700, y: 100 },
  { id: "n4", x: 800, y: 300 },
];

function ring(x: number, y: number, r: number): Point[] {
  return Array.from({ length: 41 }, (_, i) => ({
    x: x + r * Math.cos((i / 40) * 2 * Math.PI),
    y: y + r * Math.sin((i / 40) * 2 * Math.PI),
  }));
}

describe("a partition drawn by hand", () => {
  it("parts left from right", () => {
    const down = [
      { x: 450, y: 0 },
      { x: 470, y: 400 },
    ];
    expect(splitBy(down, nodes, box)).toEqual([
      ["n1", "n2"],
      ["n3", "n4"],
    ]);
    expect(splitBy([...down].reverse(), nodes, box)).toEqual([
      ["n1", "n2"],
      ["n3", "n4"],
    ]);
  });

  it("carries a short stroke on to the border", () => {
    const stroke = [
      { x: 300, y: 200 },
      { x: 420, y: 200 },
    ];
    expect(splitBy(stroke, nodes, box)).toEqual([
      ["n1", "n3"],
      ["n2", "n4"],
    ]);
    const ends = extensions(stroke, box).map(([, to]) => to);
    expect(ends[0]!.x).toBeCloseTo(0);
    expect(ends[1]!.x).toBeCloseTo(1000);
  });

  it("cuts off a corner", () => {
    const stroke = [
      { x: 600, y: 400 },
      { x: 750, y: 220 },
      { x: 1000, y: 200 },
    ];
    expect(splitBy(stroke, nodes, box)).toEqual([["n1", "n2", "n3"], ["n4"]]);
  });

  it("takes a closed stroke for a lasso", () => {
    const around = ring(200, 100, 60);
    expect(isLasso(around)).toBe(true);
    expect(splitBy(around, nodes, box)).toEqual([["n1"], ["n2", "n3", "n4"]]);
    expect(extensions(around, box)).toEqual([]);
  });

  it("means nothing when all nodes are on one side", () => {
    const stroke = [
      { x: 10, y: 0 },
      { x: 20, y: 400 },
    ];
    expect(splitBy(stroke, nodes, box)).toBeNull();
    expect(splitBy([{ x: 10, y: 10 }], nodes, box)).toBeNull();
  });
});

describe("a knife", () => {
  const manifest = {
    nodes: [
      { id: "n1", kind: "server", place: { x: 0.2, y: 0.25 } },
      { id: "n2", kind: "server", place: { x: 0.2, y: 0.75 } },
      { id: "n3", kind: "server", place: { x: 0.8, y: 0.5 } },
    ],
    links: ["n1", "n2", "n3"].flatMap((from) =>
      ["n1", "n2", "n3"].filter((to) => to !== from).map((to) => ({ from, to })),
    ),
  } as unknown as Manifest;
  const courses = coursesOf(pairsOf(manifest), layOut(manifest.nodes, 1000, 400, false)).listed;

  it("cuts the links that it crosses and no others", () => {
    const stroke = [
      { x: 500, y: 0 },
      { x: 510, y: 200 },
      { x: 500, y: 400 },
    ];
    expect(crossedBy(stroke, courses).map((one) => one.pair.key)).toEqual(["n1-n3", "n2-n3"]);
  });

  it("misses when it passes beside", () => {
    expect(
      crossedBy(
        [
          { x: 950, y: 0 },
          { x: 950, y: 400 },
        ],
        courses,
      ),
    ).toEqual([]);
  });
});
