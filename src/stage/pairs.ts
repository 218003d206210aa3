/** Pairs of linked nodes, the way between them on the stage, and what state each direction is in. */
import { say } from "../languages/say.ts";
import type { Conditions, NetworkFrame } from "../wire/frame.ts";
import type { Manifest } from "../wire/manifest.ts";
import { distance, distanceToSegment, type Point } from "./geometry.ts";
import type { Layout, Spot } from "./layout.ts";

/** Two nodes with a link, a before b in the lesson's order. */
export interface Pair {
  /** `n1-n2`: its name in scripts and on its handle. */
  readonly key: string;
  readonly a: string;
  readonly b: string;
  /** Which directions exist. */
  readonly there: boolean;
  readonly back: boolean;
  readonly client: boolean;
}

/**
 * The way between two nodes: a quadratic curve from the edge of a to the edge of b. It is straight unless a third node
 * stands in the way.
 */
export interface Course {
  readonly pair: Pair;
  readonly from: Point;
  readonly over: Point;
  readonly to: Point;
  readonly bent: boolean;
  readonly length: number;
  /** Where its mark and its handle are, 0 to 1: away from other links. */
  readonly anchor: number;
}

export interface PairState {
  readonly cutThere: boolean;
  readonly cutBack: boolean;
  readonly heldThere: boolean;
  readonly heldBack: boolean;
  /** The partition stands between the two. */
  readonly parted: boolean;
  /** What hands have changed of its conditions, in a few words: `500ms, loses 20 %`; null when nothing. */
  readonly altered: string | null;
}

/** The ways of all links, by the pair's key. */
export interface Courses {
  get(key: string): Course | undefined;
  /** All of them; none in a crowd, whose ways are made when they are asked for. */
  readonly listed: readonly Course[];
}

/** Beyond this many links only those that say something are drawn. */
export const MANY_LINKS = 400;

interface Ends {
  readonly from: string;
  readonly to: string;
}

/** The directions of a crowd that hands have touched, with their ways back. */
export function touchedIn({ cut, held, conditions }: NetworkFrame): Ends[] {
  return [...cut, ...held, ...conditions].flatMap(({ from, to }) => [
    { from, to },
    { from: to, to: from },
  ]);
}

/** @param touched in a crowd, whose links are not listed: those that something is to be said of. */
export function pairsOf(manifest: Manifest, touched: readonly Ends[] = []): Pair[] {
  const links = manifest.links === "all" ? touched : manifest.links;
  const order = new Map(manifest.nodes.map((node, i) => [node.id, i]));
  const clients = new Set(manifest.nodes.filter((n) => n.kind === "client").map((n) => n.id));
  const pairs = new Map<string, { -readonly [K in keyof Pair]: Pair[K] }>();
  for (const { from, to } of links) {
    const forward = (order.get(from) ?? 0) < (order.get(to) ?? 0);
    const [a, b] = forward ? [from, to] : [to, from];
    const key = `${a}-${b}`;
    const pair = pairs.get(key) ?? {
      key,
      a,
      b,
      there: false,
      back: false,
      client: clients.has(a) || clients.has(b),
    };
    if (forward) pair.there = true;
    else pair.back = true;
    pairs.set(key, pair);
  }
  return [...pairs.values()];
}

/** Ways for all pairs. Only stages with few links are looked through for nodes in the way. */
export function coursesOf(pairs: readonly Pair[], layout: Layout): Courses {
  const courses = spread(pairs, layout);
  const byKey = new Map(courses.map((one) => [one.pair.key, one]));
  return { get: (key) => byKey.get(key), listed: courses };
}

/** How many ways of a crowd are remembered. */
const REMEMBERED = 20_000;

/** The ways of a crowd, where everyone is linked with everyone, the lesson's first node before the second. */
export function crowdCourses(layout: Layout): Courses {
  const made = new Map<string, Course>();
  const order = new Map([...layout.spots.keys()].map((id, i) => [id, i]));
  const get = (key: string): Course | undefined => {
    const known = made.get(key);
    if (known) return known;
    const [a = "", b = ""] = key.split("-");
    const from = layout.spots.get(a);
    const to = layout.spots.get(b);
    if (!from || !to || order.get(a)! >= order.get(b)!) return undefined;
    const pair = { key, a, b, there: true, back: true, client: from.client || to.client };
    const course = courseOf(pair, from, to, 0);
    if (made.size >= REMEMBERED) made.clear();
    made.set(key, course);
    return course;
  };
  return { get, listed: [] };
}

function spread(pairs: readonly Pair[], layout: Layout): readonly Course[] {
  const spots = [...layout.spots.values()];
  const few = pairs.length <= MANY_LINKS;
  const straight: Course[] = [];
  for (const pair of pairs) {
    const a = layout.spots.get(pair.a);
    const b = layout.spots.get(pair.b);
    if (a && b) straight.push(courseOf(pair, a, b, few ? bend(a, b, spots) : 0));
  }
  if (!few || straight.length > 120) return straight;
  return straight.map((one) => anchored(one, straight, spots));
}

/** Links end a little outside the timer ring. */
const GAP = 4;

function courseOf(pair: Pair, a: Spot, b: Spot, bulge: number): Course {
  const length = Math.max(1, distance(a, b));
  const nx = -(b.y - a.y) / length;
  const ny = (b.x - a.x) / length;
  const over = { x: (a.x + b.x) / 2 + nx * bulge * 2, y: (a.y + b.y) / 2 + ny * bulge * 2 };
  const from = towards(a, over, Math.min(a.ring + GAP, length / 2 - 1));
  const to = towards(b, over, Math.min(b.ring + GAP, length / 2 - 1));
  return {
    pair,
    from,
    over: bulge === 0 ? { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } : over,
    to,
    bent: bulge !== 0,
    length: Math.max(1, distance(from, to)),
    anchor: 0.5,
  };
}

function towards(from: Point, to: Point, by: number): Point {
  const length = Math.max(1, distance(from, to));
  return {
    x: from.x + ((to.x - from.x) * by) / length,
    y: from.y + ((to.y - from.y) * by) / length,
  };
}

/** How far a link has to swing out so as not to run through a third node. */
function bend(a: Spot, b: Spot, spots: readonly Spot[]): number {
  const size = Math.max(a.ring, b.ring);
  const length = Math.max(1, distance(a, b));
  // Upwards first: cells hang below. Longer links swing out farther, so that they do not share a way.
  const up = b.x >= a.x ? -1 : 1;
  for (const by of [0, 0.4, -0.4, 0.8, -0.8, 1.25, -1.35, 1.8, -2, 2.6, -2.8]) {
    const bulge = up * by * (size + length * 0.035);
    const over = {
      x: (a.x + b.x) / 2 - ((b.y - a.y) / length) * bulge * 2,
      y: (a.y + b.y) / 2 + ((b.x - a.x) / length) * bulge * 2,
    };
    const free = spots.every((spot) => {
      if (spot.id === a.id || spot.id === b.id) return true;
      const room = spot.ring * (bulge === 0 ? 1 : 1.06);
      let last: Point = a;
      for (let i = 1; i <= 8; i++) {
        const next = curve(a, over, b, i / 8);
        if (distanceToSegment(spot, last, next) < room) return false;
        last = next;
      }
      return true;
    });
    if (free) return bulge;
  }
  return 0;
}

function curve(a: Point, over: Point, b: Point, t: number): Point {
  const u = 1 - t;
  return {
    x: u * u * a.x + 2 * u * t * over.x + t * t * b.x,
    y: u * u * a.y + 2 * u * t * over.y + t * t * b.y,
  };
}

/** Chooses the stretch of a link that lies farthest from other links and nodes. */
function anchored(one: Course, all: readonly Course[], spots: readonly Spot[]): Course {
  let best = 0.5;
  let most = -1;
  for (const t of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]) {
    const here = pointOn(one, t);
    // The middle is where one looks first: another place must be clearly freer.
    let room = 26 - Math.abs(t - 0.5) * 12;
    for (const other of all) {
      if (other !== one) room = Math.min(room, distanceToCourse(here, other));
    }
    for (const spot of spots) {
      if (spot.id === one.pair.a || spot.id === one.pair.b) continue;
      room = Math.min(room, Math.max(0, distance(here, spot) - spot.ring));
    }
    if (room > most + 1) [best, most] = [t, room];
  }
  return { ...one, anchor: best };
}

/** A point of the way, 0 at the edge of a, 1 at the edge of b. */
export function pointOn(course: Course, t: number): Point {
  return curve(course.from, course.over, course.to, t);
}

/** The direction of the way from a to b at t, as a vector of length 1. */
export function headingOn(course: Course, t: number): Point {
  const { from, over, to } = course;
  const x = (1 - t) * (over.x - from.x) + t * (to.x - over.x);
  const y = (1 - t) * (over.y - from.y) + t * (to.y - over.y);
  const length = Math.hypot(x, y) || 1;
  return { x: x / length, y: y / length };
}

/** The way as a chain of points. */
export function chainOf(course: Course): Point[] {
  if (!course.bent) return [course.from, course.to];
  return Array.from({ length: 11 }, (_, i) => pointOn(course, i / 10));
}

export function distanceToCourse(p: Point, course: Course): number {
  if (!course.bent) return distanceToSegment(p, course.from, course.to);
  const chain = chainOf(course);
  let least = Infinity;
  for (let i = 1; i < chain.length; i++) {
    const a = chain[i - 1];
    const b = chain[i];
    if (a && b) least = Math.min(least, distanceToSegment(p, a, b));
  }
  return least;
}

/** The place on the way that is nearest to a point: how far along, 0 at a and 1 at b, and how far away in pixels. */
export function nearestOn(course: Course, p: Point): { readonly t: number; readonly away: number } {
  const chain = chainOf(course);
  let best = { t: 0, away: Infinity };
  for (let i = 1; i < chain.length; i++) {
    const a = chain[i - 1];
    const b = chain[i];
    if (!a || !b) continue;
    const dx = b.x - a.x;
    const dy = b.y - a.y;
    const square = dx * dx + dy * dy;
    const along = square === 0 ? 0 : ((p.x - a.x) * dx + (p.y - a.y) * dy) / square;
    const u = Math.max(0, Math.min(1, along));
    const away = Math.hypot(p.x - a.x - u * dx, p.y - a.y - u * dy);
    if (away < best.away) best = { t: (i - 1 + u) / (chain.length - 1), away };
  }
  return best;
}

/** The state of every pair; pairs without an entry are whole and ordinary. */
export function statesOf(pairs: readonly Pair[], network: NetworkFrame): Map<string, PairState> {
  const cut = new Set(network.cut.map((one) => `${one.from}>${one.to}`));
  const held = new Set(network.held.map((one) => `${one.from}>${one.to}`));
  const group = new Map<string, number>();
  network.partition?.forEach((ids, i) => ids.forEach((id) => group.set(id, i)));
  const changed = new Map<string, string>();
  for (const one of network.conditions)
    if (one.usual) changed.set(`${one.from}>${one.to}`, changes(one, one.usual));
  const states = new Map<string, PairState>();
  for (const pair of pairs) {
    const there = `${pair.a}>${pair.b}`;
    const back = `${pair.b}>${pair.a}`;
    const inA = group.get(pair.a);
    const inB = group.get(pair.b);
    const state: PairState = {
      cutThere: cut.has(there),
      cutBack: cut.has(back),
      heldThere: network.holdAll || held.has(there),
      heldBack: network.holdAll || held.has(back),
      parted: inA !== undefined && inB !== undefined && inA !== inB,
      altered: together(there, changed.get(there), back, changed.get(back)),
    };
    const { cutThere, cutBack, heldThere, heldBack, altered } = state;
    if (cutThere || cutBack || heldThere || heldBack || altered !== null)
      states.set(pair.key, state);
  }
  return states;
}

/** What a direction has become, without what it was already. */
function changes(is: Conditions, usual: Conditions): string {
  const parts: string[] = [];
  if (is.latency !== usual.latency) parts.push(is.latency.replace("..", "–"));
  if (is.loss !== usual.loss) parts.push(say`loses ${`${Math.round(is.loss * 100)} %`}`);
  if (is.duplication !== usual.duplication)
    parts.push(say`doubles ${`${Math.round(is.duplication * 100)} %`}`);
  if (is.order !== usual.order) parts.push(is.order === "fifo" ? say`in order` : say`any order`);
  return parts.join(", ");
}

function together(
  there: string,
  one: string | undefined,
  back: string,
  other: string | undefined,
): string | null {
  if (one === other) return one ?? null;
  const named = (direction: string, text: string): string =>
    `${direction.replace(">", "→")} ${text}`;
  if (other === undefined) return named(there, one ?? "");
  return one === undefined ? named(back, other) : `${named(there, one)}; ${named(back, other)}`;
}

/** Whether nothing passes between the two in any direction that exists. */
export function isCut(pair: Pair, state: PairState | undefined): boolean {
  if (!state) return false;
  return (!pair.there || state.cutThere) && (!pair.back || state.cutBack);
}

/** How a script names the whole pair, or its only direction. */
export function nameOf(pair: Pair): string {
  if (pair.there && pair.back) return pair.key;
  return pair.there ? `${pair.a}>${pair.b}` : `${pair.b}>${pair.a}`;
}
