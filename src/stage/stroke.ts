/** What a line drawn by hand means: a knife across links, or a partition of the nodes. Pure. */
import { crossings, distance, insidePolygon, lengthOf, type Box, type Point } from "./geometry.ts";
import { chainOf, type Course } from "./pairs.ts";

/** The links that a knife's stroke crosses. */
export function crossedBy(stroke: readonly Point[], courses: Iterable<Course>): Course[] {
  const crossed: Course[] = [];
  for (const course of courses) {
    const chain = chainOf(course);
    for (let i = 1; i < chain.length; i++) {
      const a = chain[i - 1];
      const b = chain[i];
      if (a && b && crossings(a, b, stroke) > 0) {
        crossed.push(course);
        break;
      }
    }
  }
  return crossed;
}

/** Whether a stroke comes back to where it began: a lasso. */
export function isLasso(stroke: readonly Point[]): boolean {
  const first = stroke[0];
  const last = stroke.at(-1);
  if (!first || !last) return false;
  const length = lengthOf(stroke);
  return length > 120 && distance(first, last) < Math.max(28, length * 0.14);
}

/**
 * The nodes on either side of a stroke, each side in the given order, the side of the first node first. Null when a
 * side is empty. An open stroke goes on straight to the border of the stage; a closed one parts inside from outside.
 */
export function splitBy(
  stroke: readonly Point[],
  nodes: readonly (Point & { readonly id: string })[],
  box: Box,
): [string[], string[]] | null {
  if (isLasso(stroke)) {
    const inside = sides(nodes, stroke);
    if (inside) return inside;
  }
  const area = closed(stroke, box);
  return area && sides(nodes, area);
}

function sides(
  nodes: readonly (Point & { readonly id: string })[],
  area: readonly Point[],
): [string[], string[]] | null {
  const within: string[] = [];
  const without: string[] = [];
  for (const node of nodes) (insidePolygon(node, area) ? within : without).push(node.id);
  if (within.length === 0 || without.length === 0) return null;
  return within[0] === nodes[0]?.id ? [within, without] : [without, within];
}

/** How an open stroke would go on to the border at both its ends; nothing for a lasso. */
export function extensions(stroke: readonly Point[], box: Box): [Point, Point][] {
  const first = stroke[0];
  const last = stroke.at(-1);
  if (!first || !last || lengthOf(stroke) < 8 || isLasso(stroke)) return [];
  return [
    [first, onwards(stroke, first, box)],
    [last, onwards([...stroke].reverse(), last, box)],
  ];
}

/** The area on one side of an open stroke: the stroke, on to the border, and back along the border. */
function closed(stroke: readonly Point[], box: Box): Point[] | null {
  const first = stroke[0];
  const last = stroke.at(-1);
  if (!first || !last || lengthOf(stroke) < 8) return null;
  const start = onwards(stroke, first, box);
  const end = onwards([...stroke].reverse(), last, box);
  const corners = [
    { x: box.x, y: box.y },
    { x: box.x + box.width, y: box.y },
    { x: box.x + box.width, y: box.y + box.height },
    { x: box.x, y: box.y + box.height },
  ];
  const round = 2 * (box.width + box.height);
  const from = around(end, box);
  const way = (around(start, box) - from + round) % round;
  const passed = corners
    .map((corner) => ({ corner, at: (around(corner, box) - from + round) % round }))
    .filter(({ at }) => at < way)
    .sort((a, b) => a.at - b.at)
    .map(({ corner }) => corner);
  return [start, ...stroke, end, ...passed];
}

/** Where the stroke, carried on beyond its first point, meets the border. */
function onwards(stroke: readonly Point[], from: Point, box: Box): Point {
  // The hand trembles when it sets down: the direction is taken over the first stretch.
  const stretch = Math.max(1, Math.min(40, lengthOf(stroke) / 3));
  const behind = stroke.find((p) => distance(p, from) >= stretch) ?? stroke.at(-1) ?? from;
  let dx = from.x - behind.x;
  let dy = from.y - behind.y;
  if (dx === 0 && dy === 0) dy = -1;
  let by = Infinity;
  if (dx > 0) by = Math.min(by, (box.x + box.width - from.x) / dx);
  if (dx < 0) by = Math.min(by, (box.x - from.x) / dx);
  if (dy > 0) by = Math.min(by, (box.y + box.height - from.y) / dy);
  if (dy < 0) by = Math.min(by, (box.y - from.y) / dy);
  by = Math.max(0, by);
  return { x: from.x + dx * by, y: from.y + dy * by };
}

/** How far along the border, clockwise from the upper left corner, the nearest point of it lies. */
function around(p: Point, box: Box): number {
  const x = Math.max(0, Math.min(box.width, p.x - box.x));
  const y = Math.max(0, Math.min(box.height, p.y - box.y));
  const { width, height } = box;
  const least = Math.min(y, width - x, height - y, x);
  if (least === y) return x;
  if (least === width - x) return width + y;
  if (least === height - y) return width + height + (width - x);
  return 2 * width + height + (height - y);
}
