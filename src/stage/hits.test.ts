import { describe, expect, it } from "vitest";
import type { Manifest } from "../wire/manifest.ts";
import { hit, MOUSE, nearestSpeck, sameTarget } from "./hits.ts";
import { layOut } from "./layout.ts";
import { coursesOf, pairsOf, pointOn } from "./pairs.ts";

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
const courses = coursesOf(pairsOf(manifest), layout).listed;
const n1 = layout.spots.get("n1")!;

describe("what lies under the pointer", () => {
  it("is the nearest message in reach", () => {
    const specks = [
      { id: 1, x: 100, y: 100 },
      { id: 2, x: 108, y: 100 },
    ];
    expect(nearestSpeck({ x: 106, y: 101 }, specks, 10)?.id).toBe(2);
    expect(nearestSpeck({ x: 130, y: 100 }, specks, 10)).toBeUndefined();
  });

  it("is a node anywhere in its body, whatever flies over it", () => {
    const specks = [{ id: 1, x: n1.x + 4, y: n1.y }];
    expect(hit(n1, { layout, specks, courses }, MOUSE)).toEqual({ is: "node", id: "n1" });
  });

  it("is a message before the link that it travels", () => {
    const middle = pointOn(courses[0]!, 0.5);
    const specks = [{ id: 7, x: middle.x + 5, y: middle.y }];
    expect(hit(middle, { layout, specks, courses }, MOUSE)).toEqual({ is: "message", id: 7 });
    expect(hit(middle, { layout, specks: [], courses }, MOUSE)).toEqual({
      is: "link",
      from: "n1",
      to: "n2",
    });
  });

  it("is nothing in the open", () => {
    expect(hit({ x: 500, y: 20 }, { layout, specks: [], courses }, MOUSE)).toBeNull();
  });
});

it("compares targets by what they name", () => {
  expect(sameTarget({ is: "node", id: "n1" }, { is: "node", id: "n1" })).toBe(true);
  expect(sameTarget({ is: "message", id: 1 }, { is: "event", id: 1 })).toBe(false);
  expect(sameTarget({ is: "link", from: "a", to: "b" }, null)).toBe(false);
});
