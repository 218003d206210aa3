/** Which part of a link a knife is over: near an end one direction, in the middle both. Pure. */
import type { Point } from "./geometry.ts";
import { nearestOn, type Course } from "./pairs.ts";

export interface Aim {
  readonly course: Course;
  /** `there`: from a to b; `back`: from b to a. */
  readonly way: "both" | "there" | "back";
}

/** A link shorter than this, in pixels, has no room for three places to aim at. */
const SHORT = 72;

/** @param oneWay the nearer end even in the middle, as with Shift. */
export function aimAt(course: Course, at: Point, oneWay: boolean): Aim {
  const { pair } = course;
  if (!pair.there || !pair.back) return { course, way: pair.there ? "there" : "back" };
  const { t } = nearestOn(course, at);
  if (oneWay) return { course, way: t <= 0.5 ? "there" : "back" };
  if (course.length < SHORT || (t > 1 / 3 && t < 2 / 3)) return { course, way: "both" };
  return { course, way: t <= 0.5 ? "there" : "back" };
}

export function sameAim(a: Aim | null, b: Aim | null): boolean {
  return a === b || (a !== null && b !== null && a.course === b.course && a.way === b.way);
}
