import { describe, expect, it } from "vitest";
import type { NetworkFrame } from "../wire/frame.ts";
import type { Manifest } from "../wire/manifest.ts";
import { aimAt } from "./aim.ts";
import { cutOrHeal, partitionBy, underKnife } from "./deeds.ts";
import { layOut } from "./layout.ts";
import { coursesOf, pairsOf, pointOn, statesOf } from "./pairs.ts";
import type { Plan } from "./plan.ts";

const places = { n1: [0.2, 0.25], n2: [0.2, 0.75], n3: [0.8, 0.25], n4: [0.8, 0.75] } as const;
const ids = Object.keys(places);
const manifest = {
  nodes: Object.entries(places).map(([id, [x, y]]) => ({ id, kind: "server", place: { x, y } })),
  links: ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => ({ from, to }))),
} as unknown as Manifest;

function planOf(cut: NetworkFrame["cut"]): Plan {
  const layout = layOut(manifest.nodes, 1000, 500, false);
  const pairs = pairsOf(manifest);
  const courses = coursesOf(pairs, layout);
  const network = {
    cut,
    held: [],
    holdAll: false,
    holdTimers: false,
    partition: null,
    conditions: [],
  };
  const states = statesOf(pairs, network);
  return { layout, pairs, courses, states, fault: null, shown: courses.listed };
}

const box = { x: 0, y: 0, width: 1000, height: 500 };
const down = [
  { x: 490, y: 20 },
  { x: 500, y: 480 },
];
const across = [
  { x: 20, y: 250 },
  { x: 980, y: 250 },
];
const there = { from: "n1", to: "n3" };
const back = { from: "n3", to: "n1" };

describe("a hand on a link", () => {
  it("cuts what is whole or half cut, and heals what is cut", () => {
    for (const [cut, deed] of [
      [[], "cut n1-n3"],
      [[there], "cut n1-n3"],
      [[there, back], "heal n1-n3"],
    ] as const) {
      const plan = planOf(cut);
      const course = plan.courses.get("n1-n3")!;
      const middle = pointOn(course, 0.5);
      expect(cutOrHeal(aimAt(course, middle, false), plan.states.get("n1-n3"))).toBe(deed);
    }
  });

  it("cuts one direction from the end that it is nearer to", () => {
    const plan = planOf([there]);
    const course = plan.courses.get("n1-n3")!;
    const state = plan.states.get("n1-n3");
    expect(cutOrHeal(aimAt(course, course.to, false), state)).toBe("cut n3>n1");
    expect(cutOrHeal(aimAt(course, course.from, false), state)).toBe("heal n1>n3");
  });

  it("takes the outer thirds for one way and the middle for both, unless Shift says one way", () => {
    const plan = planOf([]);
    const course = plan.courses.get("n1-n3")!;
    const way = (t: number, oneWay = false): string =>
      aimAt(course, pointOn(course, t), oneWay).way;
    expect([0.2, 0.4, 0.6, 0.8].map((t) => way(t))).toEqual(["there", "both", "both", "back"]);
    expect([0.4, 0.6].map((t) => way(t, true))).toEqual(["there", "back"]);
  });
});

it("a knife spares what is cut already", () => {
  const plan = planOf([there, back]);
  expect(underKnife(down, plan).map((one) => one.pair.key)).toEqual(["n1-n4", "n2-n3", "n2-n4"]);
});

describe("a partition by hand", () => {
  it("is written as a script writes it", () => {
    expect(partitionBy(down, planOf([]), box, null)).toBe("partition n1 n2 | n3 n4");
  });

  it("divides the groups that there are, when asked to", () => {
    const groups = [
      ["n1", "n2"],
      ["n3", "n4"],
    ];
    expect(partitionBy(across, planOf([]), box, groups)).toBe("partition n1 | n2 | n3 | n4");
  });

  it("is none when the stroke leaves every node on one side", () => {
    const edge = [
      { x: 5, y: 10 },
      { x: 5, y: 400 },
    ];
    expect(partitionBy(edge, planOf([]), box, null)).toBeNull();
  });
});
