import { describe, expect, it } from "vitest";
import type { NetworkFrame } from "../wire/frame.ts";
import type { Manifest } from "../wire/manifest.ts";
import { linkName } from "./handles.ts";
import { layOut, reach, remarkPlate } from "./layout.ts";
import { coursesOf, distanceToCourse, nameOf, pairsOf, statesOf } from "./pairs.ts";

const ids = ["n1", "n2", "n3", "n4", "n5", "c1", "c2"];
const around: Manifest["nodes"] = ids.map((id, i) => ({
  id,
  kind: id.startsWith("c") ? "client" : "server",
  place: {
    x: 0.5 + 0.4 * Math.cos((i / 7) * 2 * Math.PI),
    y: 0.5 + 0.4 * Math.sin((i / 7) * 2 * Math.PI),
  },
}));

function network(more: Partial<NetworkFrame> = {}): NetworkFrame {
  return {
    cut: [],
    held: [],
    holdAll: false,
    holdTimers: false,
    partition: null,
    conditions: [],
    ...more,
  };
}

const LINKS = ["n1", "n2", "n3"].flatMap((from) =>
  ["n1", "n2", "n3"].filter((to) => to !== from).map((to) => ({ from, to })),
);

function row(): Manifest {
  const nodes = [0.1, 0.5, 0.9].map((x, i) => ({
    id: `n${i + 1}`,
    kind: "server",
    place: { x, y: 0.5 },
  }));
  return { nodes, links: LINKS } as unknown as Manifest;
}

describe("the layout", () => {
  for (const [width, height] of [
    [360, 420],
    [1010, 450],
    [1280, 720],
  ] as const)
    it(`keeps everything inside ${width}×${height} and apart`, () => {
      const { spots } = layOut(around, width, height, false);
      for (const a of spots.values()) {
        expect(a.x - a.ring).toBeGreaterThanOrEqual(0);
        expect(a.x + a.ring).toBeLessThanOrEqual(width);
        expect(a.y - a.ring).toBeGreaterThanOrEqual(0);
        expect(a.y + a.ring).toBeLessThanOrEqual(height);
        const others = [...spots.values()].filter((b) => b !== a);
        for (const b of others)
          expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.ring + b.ring);
      }
    });

  it("stays legible on a telephone", () => {
    expect(layOut(around, 360, 420, false).r).toBeGreaterThan(19);
  });

  it("keeps clear of what lies over its edges", () => {
    const { spots } = layOut(around, 1010, 450, false, { top: 60, bottom: 40 });
    for (const spot of spots.values()) {
      expect(spot.y - spot.ring).toBeGreaterThanOrEqual(60);
      expect(spot.y + spot.ring).toBeLessThanOrEqual(410);
    }
  });

  it("makes a presenter's nodes larger where there is room", () => {
    const plain = layOut(around, 1280, 720, false);
    expect(layOut(around, 1280, 720, true).r).toBeGreaterThan(plain.r);
    // As large a part of a wall as of a small projector's picture.
    expect(layOut(around, 3816, 1640, true).r).toBeGreaterThan(120);
  });
});

describe("links", () => {
  it("swing around a node that stands in the way", () => {
    const manifest = row();
    const layout = layOut(manifest.nodes, 1000, 400, false);
    const course = coursesOf(pairsOf(manifest), layout).get("n1-n3")!;
    const middle = layout.spots.get("n2")!;
    expect(course.bent).toBe(true);
    expect(distanceToCourse(middle, course)).toBeGreaterThan(middle.ring);
  });

  it("say which directions are cut", () => {
    const manifest = row();
    const pairs = pairsOf(manifest);
    const courses = coursesOf(pairs, layOut(manifest.nodes, 1000, 400, false));
    const course = courses.get("n1-n2")!;
    const name = (more: Partial<NetworkFrame>): string =>
      linkName(course, statesOf(pairs, network(more)).get("n1-n2"));
    expect(name({})).toBe("Link n1 to n2");
    expect(name({ cut: [{ from: "n1", to: "n2" }] })).toBe("Link n1 to n2, cut from n1 to n2 only");
    expect(
      name({
        cut: [
          { from: "n1", to: "n2" },
          { from: "n2", to: "n1" },
        ],
      }),
    ).toBe("Link n1 to n2, cut");
    expect(name({ holdAll: true })).toBe("Link n1 to n2, held");
  });

  it("mark what hands have changed", () => {
    const manifest = row();
    const pairs = pairsOf(manifest);
    const usual = { latency: "40ms..60ms", loss: 0, duplication: 0, order: "any" as const };
    const conditions = LINKS.map((link) =>
      link.from === "n1" && link.to === "n3"
        ? { ...link, ...usual, loss: 0.5, usual }
        : { ...link, ...usual, usual: null },
    );
    const states = statesOf(pairs, network({ conditions }));
    expect([...states].map(([key, state]) => [key, state.altered])).toEqual([
      ["n1-n3", "n1→n3 loses 50 %"],
    ]);
  });

  it("of one direction only are named by it", () => {
    const manifest = { ...row(), links: [{ from: "n2", to: "n1" }] };
    expect(pairsOf(manifest).map(nameOf)).toEqual(["n2>n1"]);
  });
});

describe("what is repainted with a node", () => {
  it.each([6, 11, 14, 30, 110])("takes in a remark over it, at radius %d", (r) => {
    for (const client of [true, false]) {
      const spot = { id: "c1", x: 200, y: 200, r, ring: r * 1.08, client };
      const { gap, height } = remarkPlate(spot);
      expect(reach(spot).y).toBeLessThan(spot.y - spot.ring - gap - height);
    }
  });
});
