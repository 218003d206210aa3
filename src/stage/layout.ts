/**
 * Where the nodes stand and how large they are. A lesson gives places as fractions of the stage; the free space decides
 * the size, so that names can be read from a lecture hall's last row and still fit on a telephone.
 */
import { quadtree, type Quadtree } from "d3";
import { isCrowd, type Manifest } from "../wire/manifest.ts";
import type { Box, Point } from "./geometry.ts";
import type { Insets } from "./scene.ts";

/** One node's place on the stage, in CSS pixels before zooming. */
export interface Spot extends Point {
  readonly id: string;
  /** The body's radius. */
  readonly r: number;
  /** The timer ring's radius; links and messages end here. */
  readonly ring: number;
  readonly client: boolean;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The radius of a server's body: every other size on the stage follows from it. */
  readonly r: number;
  /** So many nodes that each is a plain disc. */
  readonly crowd: boolean;
  readonly spots: ReadonlyMap<string, Spot>;
}

const RING = 1.22;
const CLIENT = 0.66;
const SMALLEST = 7;
/** The nodes of a crowd are discs without words. */
const SMALLEST_DISC = 2.5;
const NO_INSETS: Insets = { top: 0, bottom: 0 };

interface Area {
  readonly width: number;
  readonly height: number;
  readonly insets: Insets;
}

/** Lays the nodes out on a stage of the given size. */
export function layOut(
  cards: Manifest["nodes"],
  width: number,
  height: number,
  presenter: boolean,
  insets: Insets = NO_INSETS,
): Layout {
  const wish = Math.max(16, Math.min(width * 0.03 + 16, height * 0.09)) * (presenter ? 1.5 : 1);
  const area = { width, height, insets };
  const fill = presenter || width < 560;
  // Margins grow with the size and leave less room between nodes: the largest size that still fits is searched for.
  const crowd = isCrowd(cards);
  const smallest = crowd ? SMALLEST_DISC : SMALLEST;
  let low = smallest;
  let high = Math.max(smallest, Math.min(wish, presenter ? Math.max(110, height * 0.1) : 74));
  for (let round = 0; round < 12; round++) {
    const middle = round === 0 ? high : (low + high) / 2;
    if (roomFor(cards, placed(cards, area, middle, fill), crowd) >= middle) low = middle;
    else high = middle;
  }
  const r = low;
  const places = placed(cards, area, r, fill);
  const spots = new Map<string, Spot>();
  cards.forEach((card, i) => {
    const place = places[i];
    if (!place) return;
    const client = card.kind === "client";
    const own = client ? r * CLIENT : r;
    spots.set(card.id, {
      id: card.id,
      // A crowd's rows would look uneven if each place were rounded.
      x: crowd ? place.x : Math.round(place.x),
      y: crowd ? place.y : Math.round(place.y),
      r: own,
      ring: client ? own * 1.08 : own * RING,
      client,
    });
  });
  return { width, height, r, crowd, spots };
}

/** The largest radius at which no two nodes, with what hangs under them, come too close. */
function roomFor(cards: Manifest["nodes"], places: readonly Point[], crowd: boolean): number {
  let room = Infinity;
  if (crowd) return apart(places) / 2.6;
  for (let i = 0; i < places.length; i++) {
    for (let j = i + 1; j < places.length; j++) {
      const a = places[i];
      const b = places[j];
      if (!a || !b) continue;
      const upper = a.y <= b.y ? cards[i] : cards[j];
      const clients = Number(cards[i]?.kind === "client") + Number(cards[j]?.kind === "client");
      const wide = [3, 2.5, 2][clients] ?? 3;
      // Cells and a caption hang under the upper of the two.
      const high = upper?.kind === "client" ? 2.6 - 0.4 * clients : 3.8 - 0.6 * clients;
      room = Math.min(room, Math.max(Math.abs(a.x - b.x) / wide, Math.abs(a.y - b.y) / high));
    }
  }
  return room;
}

/** How near the two nearest of many places are. */
function apart(places: readonly Point[]): number {
  const tree = quadtree<Point>(
    [],
    ({ x }) => x,
    ({ y }) => y,
  );
  let least = Infinity;
  for (const place of places) {
    const near = tree.find(place.x, place.y);
    if (near) least = Math.min(least, Math.hypot(near.x - place.x, near.y - place.y));
    tree.add(place);
  }
  return least;
}

function placed(
  cards: Manifest["nodes"],
  { width, height, insets }: Area,
  r: number,
  fill: boolean,
): Point[] {
  const side = r * RING + Math.max(8, r * 0.35);
  const top = insets.top + r * RING + Math.max(10, r * 0.5);
  const bottom = insets.bottom + r * RING + Math.max(26, r * 1.15);
  const xs = fit(
    cards.map((card) => card.place.x * width),
    side,
    width - side,
    fill,
  );
  const ys = fit(
    cards.map((card) => card.place.y * height),
    top,
    height - bottom,
    fill,
  );
  return cards.map((_, i) => ({ x: xs[i] ?? 0, y: ys[i] ?? 0 }));
}

/** Keeps values between the bounds without changing their order or proportions; `fill` stretches them to both bounds. */
function fit(values: readonly number[], low: number, high: number, fill: boolean): number[] {
  if (high <= low) return values.map(() => (low + high) / 2);
  const least = Math.min(...values);
  const most = Math.max(...values);
  if (most - least < 1) return values.map((value) => Math.max(low, Math.min(high, value)));
  const from = fill ? low : Math.max(low, least);
  const to = fill ? high : Math.min(high, most);
  return values.map((value) => from + ((value - least) / (most - least)) * (to - from));
}

/** The places of a crowd as a tree, made once for a layout. */
const trees = new WeakMap<Layout, Quadtree<Spot>>();

/** The nodes within a square around a place. */
export function around(layout: Layout, { x, y }: Point, half: number): Spot[] {
  let tree = trees.get(layout);
  if (!tree) {
    const spots = [...layout.spots.values()];
    tree = quadtree(
      spots,
      (spot) => spot.x,
      (spot) => spot.y,
    );
    trees.set(layout, tree);
  }
  const found: Spot[] = [];
  tree.visit((node, left, top, right, bottom) => {
    if (left > x + half || right < x - half || top > y + half || bottom < y - half) return true;
    if (node.length === undefined)
      for (let leaf: typeof node | undefined = node; leaf; leaf = leaf.next)
        if (Math.abs(leaf.data.x - x) <= half && Math.abs(leaf.data.y - y) <= half)
          found.push(leaf.data);
    return false;
  });
  return found;
}

/** How far over a node's ring the plate with an onlooker's remark begins, and how high it is. */
export function remarkPlate({ r, client }: Spot): {
  readonly gap: number;
  readonly height: number;
} {
  return { gap: 3, height: 1.6 * Math.max(10.5, r * (client ? 0.42 : 0.28)) };
}

/** All that may be drawn for a node, so that a change of it repaints no more than this. */
export function reach(spot: Spot, crowd = false): Box {
  if (crowd) {
    const all = spot.ring + 6;
    return { x: spot.x - all, y: spot.y - all, width: all * 2, height: all * 2 };
  }
  const half = Math.max(spot.r * 2.9, 74);
  const remark = remarkPlate(spot);
  // A pixel more, for the plate's edge.
  const top = spot.ring + Math.max(spot.r * 0.6 + 10, remark.gap + remark.height + 1);
  const bottom = spot.ring + Math.max(spot.r * 1.35, 40);
  return { x: spot.x - half, y: spot.y - top, width: half * 2, height: top + bottom };
}

/** What hangs on a node, as far as it takes room. */
export interface Dress {
  readonly cells: number;
  readonly caption: boolean;
  readonly crown: boolean;
}

/** Where names of messages should not be put: the node, its crown, its cells and its caption. */
export function solid(spot: Spot, dress: Dress): Box {
  const { r, ring } = spot;
  const wide = Math.max(
    ring,
    dress.caption ? Math.max(r * 1.6, 40) : 0,
    Math.min(r * 1.8, dress.cells * Math.max(r * 0.27, 8)),
  );
  const top = ring + (dress.crown ? r * 0.42 : 0);
  const under =
    (dress.cells > 0 ? Math.max(r * 0.68, 18) : 0) + (dress.caption ? Math.max(r * 0.45, 16) : 0);
  return { x: spot.x - wide, y: spot.y - top, width: wide * 2, height: top + ring + under };
}
