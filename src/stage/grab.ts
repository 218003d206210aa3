/** A hand that has taken hold of a message: where it would put it, and what that would do. Pure. */
import { say } from "../languages/say.ts";
import type { FlightFrame, NetworkFrame } from "../wire/frame.ts";
import { distance, type Point } from "./geometry.ts";
import type { Layout } from "./layout.ts";
import { onLane, progressAt } from "./messages.ts";
import { nearestOn, type Course } from "./pairs.ts";

/** A message in the hand. */
export interface Grip {
  readonly flight: FlightFrame;
  readonly course: Course;
  /** How far along its link it was when it was taken, 0 to 1, and where. */
  readonly progress: number;
  readonly place: Point;
  /** Where the hand took hold. */
  readonly from: Point;
  /** Where a hand doubles it. */
  readonly twice: Point;
}

/** What would happen if the hand let go now. */
export interface Intent {
  readonly does: "nothing" | "move" | "deliver" | "drop" | "duplicate";
  /** As scripts write it; null where nothing would change. */
  readonly deed: string | null;
  readonly label: string;
  /** Where the message would be. */
  readonly at: Point;
  readonly heading: Point;
}

/** Farther from its link than this, in pixels, a message is taken away. */
const OFF = 40;
/** The size of the place where a hand doubles a message. */
export const TWICE = 17;
const NEAR_TWICE = 24;
/** A share of the way that is not worth a line in the script. */
const STILL = 0.008;

export function gripOf(
  flight: FlightFrame,
  course: Course,
  from: Point,
  time: number,
  layout: Layout,
): Grip {
  const progress = progressAt(flight, time, null);
  const { at: place } = onLane(course, flight.from, progress, lane(layout));
  return { flight, course, progress, place, from, twice: twicePlace(place, course, layout) };
}

/** @param copy the hand holds the key that doubles. */
export function intentOf(
  grip: Grip,
  at: Point,
  copy: boolean,
  around: {
    readonly time: number;
    readonly layout: Layout;
    readonly flights: Iterable<FlightFrame>;
    readonly network: NetworkFrame;
  },
): Intent {
  const { flight, course } = grip;
  const { id } = flight;
  const { layout } = around;
  const near = nearestOn(course, at);
  const taken = nearestOn(course, grip.from);
  const there = course.pair.a === flight.from;
  const travelled = there ? near.t - taken.t : taken.t - near.t;
  const over = (node: string): boolean => {
    const spot = layout.spots.get(node);
    return spot !== undefined && distance(at, spot) <= spot.ring;
  };
  const home = over(flight.from);
  const arrived = over(flight.to);
  const to = home ? 0 : arrived ? 1 : clamp(grip.progress + travelled);
  const { at: place, heading } = onLane(course, flight.from, to, lane(layout));

  if (copy || distance(at, grip.twice) <= NEAR_TWICE)
    return { does: "duplicate", deed: `duplicate m${id}`, label: say`duplicate`, at, heading };
  if (!home && !arrived && near.away > OFF)
    return { does: "drop", deed: `drop m${id}`, label: say`drop`, at, heading };
  if (to >= 0.98) {
    const label =
      flight.waits === "hand"
        ? say`deliver`
        : [say`deliver`, said(around.time - flight.arrives)].join(", ");
    return { does: "deliver", deed: `deliver m${id}`, label, at: place, heading };
  }
  // Scripts write a share with whole percents: finer than a hand can drag.
  const share = Math.round(to * 100) / 100;
  if (Math.abs(share - grip.progress) < STILL)
    return { does: "nothing", deed: null, label: flight.view.label, at: place, heading };
  const deed = `move m${id} ${Math.round(share * 100)}%`;
  return { does: "move", deed, label: moved(grip, share, around), at: place, heading };
}

/** What moving a message to a share of its way means for when it arrives, and whom it overtakes. */
function moved(
  { flight, progress }: Grip,
  share: number,
  { time, flights, network }: Parameters<typeof intentOf>[3],
): string {
  const { from, to } = flight;
  const left = 1 - flight.progress;
  const whole =
    flight.waits === null && left > 0
      ? (flight.arrives - flight.since) / left
      : flight.arrives - flight.sent;
  let arrives = time + (1 - share) * whole;
  const others = [...flights].filter(
    (other) => other !== flight && other.from === from && other.to === to && other.waits === null,
  );
  const order = network.conditions.find((one) => one.from === from && one.to === to)?.order;
  if (order === "fifo") {
    const ahead = others.filter((other) => other.id < flight.id);
    arrives = Math.max(arrives, ...ahead.map((other) => other.arrives));
  }
  if (flight.waits !== null) return say`arrives in ${duration(arrives - time)}`;
  const overtaken = others
    .filter((other) => other.arrives < flight.arrives && other.arrives > arrives)
    .sort((a, b) => a.arrives - b.arrives)[0];
  const overtaking = others
    .filter((other) => other.arrives >= flight.arrives && other.arrives < arrives)
    .sort((a, b) => b.arrives - a.arrives)[0];
  const passes =
    order === "fifo"
      ? []
      : overtaken
        ? [say`before m${overtaken.id}`]
        : overtaking
          ? [say`after m${overtaking.id}`]
          : [];
  const by = arrives - flight.arrives;
  if (share > progress && by >= 0) return say`no sooner: this link keeps order`;
  return [said(by), ...passes].join(", ");
}

/** `22 ms sooner`, `1.2 s later`. */
function said(by: number): string {
  const much = duration(Math.abs(by));
  return by < 0 ? say`${much} sooner` : say`${much} later`;
}

function duration(micros: number): string {
  return micros >= 1_000_000
    ? `${(micros / 1_000_000).toFixed(1)} s`
    : `${Math.round(micros / 1_000)} ms`;
}

function lane(layout: Layout): number {
  return Math.max(2, layout.r * 0.1);
}

function clamp(share: number): number {
  return Math.max(0, Math.min(1, share));
}

/** Beside the link, on the side with more room, and on the stage. */
function twicePlace(place: Point, course: Course, layout: Layout): Point {
  const { heading } = onLane(course, course.pair.a, nearestOn(course, place).t, 0);
  const away = OFF + TWICE + 12;
  const choices = [1, -1].map((side) => ({
    x: place.x - heading.y * away * side,
    y: place.y + heading.x * away * side,
  }));
  const room = (p: Point): number => {
    const edge = Math.min(p.x, p.y, layout.width - p.x, layout.height - p.y) - TWICE;
    const nodes = [...layout.spots.values()].map((spot) => distance(p, spot) - spot.ring - TWICE);
    return Math.min(edge, ...nodes);
  };
  const [one, other] = choices;
  if (!one || !other) return place;
  return room(one) >= room(other) ? one : other;
}
