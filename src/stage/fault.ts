/**
 * The line between the groups of a partition. Each group pulls on the plane with a soft distance to its nearest node;
 * the line runs where two groups pull alike. That keeps it smooth, clear of every node, and right for any layout: a
 * group that is not in one piece gets its islands.
 */
import type { Box, Point } from "./geometry.ts";
import { distance } from "./geometry.ts";
import type { Layout } from "./layout.ts";

interface Sample extends Point {
  readonly group: number;
}

/** The lines that part the groups, as chains of points; they run on to the border or close. */
export function faultLines(groups: readonly (readonly string[])[], layout: Layout): Point[][] {
  const samples = samplesOf(groups, layout);
  const present = new Set(samples.map((sample) => sample.group));
  if (present.size < 2) return [];
  const field = fieldOf(samples, groups.length, layout);
  // With three groups a border between the second and third must stop where the first begins, so each group in turn is
  // parted only from those after it, where those before it do not own the ground.
  const lines: Point[][] = [];
  for (let group = 0; group < groups.length - 1; group++) {
    if (present.has(group)) lines.push(...chained(segments(field, group)));
  }
  return lines.map((line) => (line.length > 8 ? smoothed(line) : line));
}

function samplesOf(groups: readonly (readonly string[])[], layout: Layout): Sample[] {
  const centres: Sample[] = [];
  const below: Sample[] = [];
  groups.forEach((ids, group) => {
    for (const id of ids) {
      const spot = layout.spots.get(id);
      if (!spot) continue;
      centres.push({ x: spot.x, y: spot.y, group });
      // What hangs under a node belongs to it: the line goes around its cells too.
      if (!spot.client && !layout.crowd)
        below.push({ x: spot.x, y: spot.y + spot.ring * 1.35, group });
    }
  });
  const free = below.filter((one) =>
    centres.every((centre) => centre.group === one.group || distance(centre, one) > layout.r * 1.8),
  );
  return [...centres, ...free];
}

interface Field {
  readonly columns: number;
  readonly rows: number;
  readonly step: number;
  readonly origin: Point;
  /** For each group, its soft distance at every grid point. */
  readonly pulls: readonly Float64Array[];
}

function fieldOf(samples: readonly Sample[], count: number, layout: Layout): Field {
  let nearest = Infinity;
  for (const a of samples) {
    for (const b of samples) {
      if (a.group < b.group) nearest = Math.min(nearest, distance(a, b));
    }
  }
  const area = layout.width * layout.height;
  const step = Math.max(3, Math.min(12, nearest / 6, Math.max(5, Math.sqrt(area / 9_000))));
  // Softer is smoother; too soft and a crowd would push the line across a lone node beside it.
  const soft = Math.min(
    Math.min(layout.width, layout.height) * 0.09,
    (nearest * 0.55) / Math.log(samples.length + 2),
  );
  const columns = Math.ceil(layout.width / step) + 4;
  const rows = Math.ceil(layout.height / step) + 4;
  const origin = { x: -1.5 * step, y: -1.5 * step };
  const pulls = Array.from({ length: count }, () => new Float64Array(columns * rows));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x = origin.x + column * step;
      const y = origin.y + row * step;
      const at = row * columns + column;
      for (const pull of pulls) pull[at] = Infinity;
      // log-sum-exp about the smallest distance, so that far corners do not underflow.
      for (const { x: sx, y: sy, group } of samples) {
        const pull = pulls[group];
        if (!pull) continue;
        const far = Math.hypot(x - sx, y - sy);
        const so = pull[at] ?? Infinity;
        const low = Math.min(so, far);
        const high = Math.max(so, far);
        pull[at] = high === Infinity ? low : low - soft * Math.log1p(Math.exp((low - high) / soft));
      }
    }
  }
  return { columns, rows, step, origin, pulls };
}

type Segment = readonly [Point, Point];

/** Marching squares along the border between a group and those after it. */
function segments(field: Field, group: number): Segment[] {
  const { columns, rows, pulls } = field;
  const own = pulls[group];
  if (!own) return [];
  const value = new Float64Array(columns * rows);
  const foreign = new Uint8Array(columns * rows);
  for (let at = 0; at < value.length; at++) {
    let later = Infinity;
    let earlier = Infinity;
    pulls.forEach((pull, i) => {
      const here = pull[at] ?? Infinity;
      if (i < group) earlier = Math.min(earlier, here);
      if (i > group) later = Math.min(later, here);
    });
    const mine = own[at] ?? Infinity;
    // Zero would make a line through a grid point ambiguous.
    value[at] = mine - later || 1e-9;
    foreign[at] = earlier < Math.min(mine, later) ? 1 : 0;
  }
  const found: Segment[] = [];
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const corner = row * columns + column;
      const corners = [corner, corner + 1, corner + columns + 1, corner + columns];
      if (corners.every((at) => foreign[at] === 1)) continue;
      const crossed: Point[] = [];
      for (let side = 0; side < 4; side++) {
        const a = corners[side] ?? 0;
        const b = corners[(side + 1) % 4] ?? 0;
        const va = value[a] ?? 0;
        const vb = value[b] ?? 0;
        if (va < 0 === vb < 0) continue;
        // The same edge must give the same point from both its cells, or chains would break.
        const [low, high, vl, vh] = a < b ? [a, b, va, vb] : [b, a, vb, va];
        crossed.push(mix(gridPoint(field, low), gridPoint(field, high), vl / (vl - vh)));
      }
      const [p, q, s, t] = crossed;
      if (p && q) found.push([p, q]);
      if (s && t) found.push([s, t]);
    }
  }
  return found;
}

function gridPoint(field: Field, at: number): Point {
  const { columns, step, origin } = field;
  return {
    x: origin.x + (at % columns) * step,
    y: origin.y + Math.floor(at / columns) * step,
  };
}

function mix(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}

/** Joins segments that share an end into chains. */
function chained(parts: readonly Segment[]): Point[][] {
  const name = (p: Point): string => `${p.x.toFixed(3)},${p.y.toFixed(3)}`;
  const ends = new Map<string, number[]>();
  parts.forEach(([a, b], i) => {
    for (const end of [name(a), name(b)]) ends.set(end, [...(ends.get(end) ?? []), i]);
  });
  const used = new Set<number>();
  const grow = (from: Point): Point[] => {
    const line: Point[] = [];
    let here = from;
    for (;;) {
      const next = ends.get(name(here))?.find((i) => !used.has(i));
      const part = next === undefined ? undefined : parts[next];
      if (next === undefined || !part) return line;
      used.add(next);
      here = name(part[0]) === name(here) ? part[1] : part[0];
      line.push(here);
    }
  };
  const lines: Point[][] = [];
  parts.forEach((part, i) => {
    if (used.has(i)) return;
    used.add(i);
    const [a, b] = part;
    lines.push([...grow(a).reverse(), a, b, ...grow(b)]);
  });
  return lines;
}

/** Takes the grid's small waves out; ends stay where they are. */
function smoothed(line: readonly Point[]): Point[] {
  let points = [...line];
  for (let round = 0; round < 4; round++) {
    points = points.map((p, i) => {
      const before = points[i - 1];
      const after = points[i + 1];
      if (!before || !after) return p;
      return { x: (before.x + 2 * p.x + after.x) / 4, y: (before.y + 2 * p.y + after.y) / 4 };
    });
  }
  return points;
}

/** The place on the lines with the most room for a word, inside the stage and not too near its border. */
export function roomiest(lines: readonly (readonly Point[])[], layout: Layout): Point | null {
  const inner: Box = {
    x: layout.width * 0.1,
    y: layout.height * 0.1,
    width: layout.width * 0.8,
    height: layout.height * 0.8,
  };
  const spots = [...layout.spots.values()];
  let best: Point | null = null;
  let most = -Infinity;
  for (const line of lines) {
    for (const p of line) {
      if (p.x < inner.x || p.x > inner.x + inner.width) continue;
      if (p.y < inner.y || p.y > inner.y + inner.height) continue;
      let room = layout.r * 3;
      for (const spot of spots) room = Math.min(room, distance(p, spot) - spot.ring);
      // Among places with room enough, the lower middle: where the picture has it.
      const score = room - Math.abs(p.y / layout.height - 0.58) * layout.r * 1.5;
      if (score > most) [best, most] = [p, score];
    }
  }
  return best;
}
