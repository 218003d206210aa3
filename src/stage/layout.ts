/**
 * Where the nodes stand and how large they are. A lesson gives places as fractions of the stage; the free space decides
 * the size, so that names can be read from a lecture hall's last row and still fit on a telephone.
 */
import type { Manifest } from "../wire/manifest.ts";
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
  readonly spots: ReadonlyMap<string, Spot>;
}

const RING = 1.22;
const CLIENT = 0.66;
const SMALLEST = 7;
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
  let low = SMALLEST;
  let high = Math.max(SMALLEST, Math.min(wish, presenter ? Math.max(110, height * 0.1) : 74));
  for (let round = 0; round < 12; round++) {
    const middle = round === 0 ? high : (low + high) / 2;
    if (roomFor(cards, placed(cards, area, middle, fill)) >= middle) low = middle;
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
      x: Math.round(place.x),
      y: Math.round(place.y),
      r: own,
      ring: client ? own * 1.08 : own * RING,
      client,
    });
  });
  return { width, height, r, spots };
}

/** The largest radius at which no two nodes, with what hangs under them, come too close. */
function roomFor(cards: Manifest["nodes"], places: readonly Point[]): number {
  let room = Infinity;
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

/** How far over a node's ring the plate with an onlooker's remark begins, and how high it is. */
export function remarkPlate({ r, client }: Spot): {
  readonly gap: number;
  readonly height: number;
} {
  return { gap: 3, height: 1.6 * Math.max(10.5, r * (client ? 0.42 : 0.28)) };
}

/** All that may be drawn for a node, so that a change of it repaints no more than this. */
export function reach(spot: Spot): Box {
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
