/**
 * Where the lessons stand on the concept map. A column for each step of prerequisites, a band for each chapter: every
 * arrow points to the right, lessons of a chapter stay together, and nothing overlaps, with five lessons or seventy.
 */
import type { LessonCard } from "../../catalog/card.ts";

/** A lesson's box, in px from the map's upper left corner. */
export interface Spot {
  readonly card: LessonCard;
  readonly x: number;
  readonly y: number;
}

/** A chapter's stripe across the map. */
export interface Band {
  readonly title: string;
  readonly y: number;
  readonly height: number;
}

/** From a lesson to one that builds on it. */
export interface Arrow {
  readonly from: Spot;
  readonly to: Spot;
}

export interface ConceptMap {
  readonly width: number;
  readonly height: number;
  readonly bands: readonly Band[];
  readonly spots: readonly Spot[];
  readonly arrows: readonly Arrow[];
}

export const BOX = { width: 184, height: 60 };
const GAP = { x: 56, y: 12 };
const BAND = { head: 30, foot: 16 };
const MARGIN = 16;

/** @param cards in the order in which lessons are listed; prerequisites that are not among them are left out */
export function conceptMap(cards: readonly LessonCard[]): ConceptMap {
  const before = directly(cards);
  const column = columns(cards, before);
  const spots: Spot[] = [];
  const bands: Band[] = [];
  let y = 0;
  for (const title of new Set(cards.map((card) => card.chapter))) {
    const here = cards.filter((card) => card.chapter === title);
    const filled = new Map<number, number>();
    for (const card of calm(here, before, spots)) {
      const at = column.get(card.id) ?? 0;
      const row = filled.get(at) ?? 0;
      filled.set(at, row + 1);
      spots.push({
        card,
        x: MARGIN + at * (BOX.width + GAP.x),
        y: y + BAND.head + row * (BOX.height + GAP.y),
      });
    }
    const rows = Math.max(...filled.values());
    const height = BAND.head + rows * (BOX.height + GAP.y) - GAP.y + BAND.foot;
    bands.push({ title, y, height });
    y += height;
  }
  const spot = new Map(spots.map((each) => [each.card.id, each]));
  const arrows = cards.flatMap((card) =>
    (before.get(card.id) ?? []).map((id) => ({ from: spot.get(id)!, to: spot.get(card.id)! })),
  );
  const width = Math.max(0, ...spots.map(({ x }) => x)) + BOX.width + MARGIN;
  return { width, height: y, bands, spots, arrows };
}

/** All lessons before one, and before those, and so on. */
export function leadingTo(map: ConceptMap, id: string): ReadonlySet<string> {
  return reach(id, (at) =>
    map.arrows.filter(({ to }) => to.card.id === at).map(({ from }) => from.card.id),
  );
}

/** All lessons that build on one, directly or not. */
export function buildingOn(map: ConceptMap, id: string): ReadonlySet<string> {
  return reach(id, (at) =>
    map.arrows.filter(({ from }) => from.card.id === at).map(({ to }) => to.card.id),
  );
}

export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

/**
 * Where an arrow key leads from a lesson. Up and down walk the column, across the bands; left and right go to the
 * nearest box in the nearest column that has one. Null at the map's edge.
 */
export function neighbour(map: ConceptMap, id: string, key: Direction): Spot | null {
  const here = map.spots.find(({ card }) => card.id === id);
  if (!here) return null;
  const upright = key === "ArrowUp" || key === "ArrowDown";
  const sign = key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1;
  const ahead = map.spots.filter((spot) =>
    upright ? spot.x === here.x && (spot.y - here.y) * sign > 0 : (spot.x - here.x) * sign > 0,
  );
  const far = (spot: Spot): readonly [number, number] => {
    const [dx, dy] = [Math.abs(spot.x - here.x), Math.abs(spot.y - here.y)];
    return upright ? [dy, dx] : [dx, dy];
  };
  return (
    ahead.toSorted((a, b) => {
      const [[a1, a2], [b1, b2]] = [far(a), far(b)];
      return a1 - b1 || a2 - b2;
    })[0] ?? null
  );
}

/** What comes right before each lesson, without what comes before that anyway. */
function directly(cards: readonly LessonCard[]): ReadonlyMap<string, readonly string[]> {
  const known = new Map(cards.map((card) => [card.id, card]));
  const named = (id: string): readonly string[] =>
    known.get(id)?.prerequisites.filter((each) => known.has(each) && each !== id) ?? [];
  return new Map(
    cards.map((card) => {
      const all = named(card.id);
      const farther = new Set(all.flatMap((id) => [...reach(id, named)]));
      return [card.id, all.filter((id) => !farther.has(id))];
    }),
  );
}

/** The longest way to each lesson, in steps. */
function columns(
  cards: readonly LessonCard[],
  before: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, number> {
  const known = new Map<string, number>();
  const depth = (id: string, above: ReadonlySet<string>): number => {
    const found = known.get(id);
    if (found !== undefined) return found;
    // A circle would be a mistake in the cards; it must not hang the page.
    const deeper = (before.get(id) ?? [])
      .filter((each) => !above.has(each))
      .map((each) => 1 + depth(each, new Set([...above, id])));
    const longest = Math.max(0, ...deeper);
    known.set(id, longest);
    return longest;
  };
  return new Map(cards.map((card) => [card.id, depth(card.id, new Set())]));
}

/** A chapter's lessons, so that each stands about as high as what comes before it: fewer arrows cross. */
function calm(
  cards: readonly LessonCard[],
  before: ReadonlyMap<string, readonly string[]>,
  placed: readonly Spot[],
): readonly LessonCard[] {
  const height = new Map(placed.map(({ card, y }) => [card.id, y]));
  const order = new Map(cards.map((card, i) => [card.id, 1e6 + i]));
  const weight = (card: LessonCard): number => {
    const above = (before.get(card.id) ?? []).map((id) => height.get(id) ?? order.get(id) ?? 0);
    return above.length === 0
      ? order.get(card.id)!
      : above.reduce((sum, each) => sum + each, 0) / above.length;
  };
  return cards.toSorted((a, b) => weight(a) - weight(b));
}

function reach(id: string, next: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const ahead = [...next(id)];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    ahead.push(...next(at));
  }
  return found;
}
