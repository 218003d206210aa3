/** What lies under the pointer. */
import { quadtree } from "d3";
import type { Point } from "./geometry.ts";
import { distance } from "./geometry.ts";
import type { Layout, Spot } from "./layout.ts";
import { distanceToCourse, type Course } from "./pairs.ts";
import type { Target } from "./scene.ts";

/** Something small that can be pointed at by its middle: a message, alive or dying. */
export interface Speck extends Point {
  readonly id: number;
}

/** A finger is thicker than a mouse. */
export interface Reach {
  readonly speck: number;
  readonly node: number;
  readonly link: number;
}

export const MOUSE: Reach = { speck: 11, node: 3, link: 8 };
export const FINGER: Reach = { speck: 20, node: 10, link: 17 };

/** The message nearest to a point, no farther than the reach. */
export function nearestSpeck(p: Point, specks: readonly Speck[], reach: number): Speck | undefined {
  return quadtree<Speck>(
    [...specks],
    (speck) => speck.x,
    (speck) => speck.y,
  ).find(p.x, p.y, reach);
}

/** The node whose body, ring included, is nearest to a point. */
export function nearestNode(p: Point, layout: Layout, reach: number): Spot | undefined {
  let best: Spot | undefined;
  let least = reach;
  for (const spot of layout.spots.values()) {
    const away = distance(p, spot) - spot.ring;
    if (away <= least) [best, least] = [spot, away];
  }
  return best;
}

export function nearestCourse(
  p: Point,
  courses: Iterable<Course>,
  reach: number,
): Course | undefined {
  let best: Course | undefined;
  let least = reach;
  for (const course of courses) {
    const away = distanceToCourse(p, course);
    if (away <= least) [best, least] = [course, away];
  }
  return best;
}

/** A node's inside first, then messages, then the rim of nodes, then links. */
export function hit(
  p: Point,
  things: {
    readonly layout: Layout;
    readonly specks: readonly Speck[];
    readonly courses: Iterable<Course>;
  },
  reach: Reach,
): Target | null {
  const node = nearestNode(p, things.layout, reach.node);
  if (node && distance(p, node) < node.r * 0.85) return { is: "node", id: node.id };
  const speck = nearestSpeck(p, things.specks, reach.speck);
  if (speck) return { is: "message", id: speck.id };
  if (node) return { is: "node", id: node.id };
  const course = nearestCourse(p, things.courses, reach.link);
  return course ? { is: "link", from: course.pair.a, to: course.pair.b } : null;
}

export function sameTarget(a: Target | null, b: Target | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (a.is === "link" && b.is === "link") return a.from === b.from && a.to === b.to;
  if (a.is === "link" || b.is === "link") return false;
  return a.is === b.is && a.id === b.id;
}
