/** A thousand nodes on the stage: everyone is linked with everyone, and nothing is listed that a million ways would need. */
import { describe, expect, it } from "vitest";
import type { NetworkFrame } from "../wire/frame.ts";
import type { Manifest } from "../wire/manifest.ts";
import { distance } from "./geometry.ts";
import { handlesOf } from "./handles.ts";
import { around, layOut, reach } from "./layout.ts";
import { Planner } from "./plan.ts";
import type { Scene } from "./scene.ts";

const COLUMNS = 40;
const nodes = Array.from({ length: 1_000 }, (_, i) => ({
  id: `n${i + 1}`,
  kind: "member",
  place: { x: 0.02 + (0.96 * (i % COLUMNS)) / 39, y: 0.02 + (0.96 * Math.floor(i / COLUMNS)) / 24 },
}));
const manifest = { nodes, links: "all" } as unknown as Manifest;
const quiet: NetworkFrame = {
  cut: [],
  held: [],
  holdAll: false,
  holdTimers: false,
  partition: null,
  conditions: [],
};
const scene = (network: NetworkFrame, more: object = {}): Scene =>
  ({ manifest, network, presenter: false, selected: null, ...more }) as unknown as Scene;

describe("a crowd", () => {
  it.each([
    [1_010, 450],
    [360, 420],
    [1_900, 820],
  ])("stands apart on a stage of %d × %d", (width, height) => {
    const { r, spots, crowd } = layOut(nodes, width, height, false);
    expect(crowd).toBe(true);
    expect(r).toBeGreaterThanOrEqual(2.5);
    const all = [...spots.values()];
    const gaps = all.flatMap((a, i) => all.slice(i + 1).map((b) => distance(a, b) - a.r - b.r));
    expect(gaps.reduce((least, gap) => Math.min(least, gap))).toBeGreaterThan(0);
  });

  it("is asked who stands near a place without looking at everyone", () => {
    const layout = layOut(nodes, 1_010, 450, false);
    const here = layout.spots.get("n500")!;
    const near = around(layout, here, 40).map(({ id }) => id);
    const expected = [...layout.spots.values()]
      .filter((spot) => Math.abs(spot.x - here.x) <= 40 && Math.abs(spot.y - here.y) <= 40)
      .map(({ id }) => id);
    expect(near.toSorted()).toEqual(expected.toSorted());
    expect(reach(here, true).width).toBeLessThan(reach(here).width / 3);
  });

  it("has a way between any two, made when it is asked for, the first node first", () => {
    const { courses, shown, states } = new Planner().of(scene(quiet), 1_010, 450);
    expect(courses.listed).toEqual([]);
    expect(shown).toEqual([]);
    expect(states.size).toBe(0);
    expect(courses.get("n2-n900")?.pair).toMatchObject({ a: "n2", b: "n900", there: true });
    expect(courses.get("n900-n2")).toBeUndefined();
    expect(courses.get("n2-n2000")).toBeUndefined();
    expect(courses.get("n2-n900")).toBe(courses.get("n2-n900"));
  });

  it("has handles around the node that one is at, so that arrows find the next one", () => {
    const plan = new Planner().of(scene(quiet), 1_010, 450);
    const frames = new Map(nodes.map(({ id }) => [id, { id, view: { role: "" } }]));
    const at = (id: string | null) => {
      const pointed = id === null ? null : { is: "node", id };
      return handlesOf(scene(quiet, { nodes: frames, pointed }), plan, []).map(({ mark }) => mark);
    };
    expect(at(null)).toContain("n1");
    expect(at("n500")).toEqual(expect.arrayContaining(["n460", "n499", "n500", "n501", "n540"]));
    expect(at("n500").length).toBeLessThan(80);
  });

  it("shows the links that hands have touched", () => {
    const planner = new Planner();
    planner.of(scene(quiet), 1_010, 450);
    const cut = { ...quiet, cut: [{ from: "n900", to: "n2" }] };
    const { shown, states } = planner.of(scene(cut), 1_010, 450);
    expect(shown.map(({ pair }) => pair.key)).toEqual(["n2-n900"]);
    expect(states.get("n2-n900")).toMatchObject({ cutBack: true, cutThere: false });
    expect(planner.of(scene(quiet), 1_010, 450).shown).toEqual([]);
  });
});
