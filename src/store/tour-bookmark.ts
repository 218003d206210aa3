/** Where a tour was left, kept in this browser only: a run is a script, so the very run can be gone on with. */
import { remember } from "./preferences.ts";

export interface Bookmark {
  readonly step: number;
  /** The event from which on the step counts. */
  readonly since: number;
  /** The recording of the run. */
  readonly script: string;
}

/** Longer runs are not kept. */
const LONGEST = 64 * 1024;

export function keepTour(lesson: string, bookmark: Bookmark): void {
  if (bookmark.script.length <= LONGEST) remember(nameOf(lesson), JSON.stringify(bookmark));
}

export function forgetTour(lesson: string): void {
  remember(nameOf(lesson), "");
}

/** Null when there is none, or what there is cannot be read. */
export function keptTour(lesson: string): Bookmark | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`netsplit.${nameOf(lesson)}`) || "null");
    const { step, since, script } = (kept ?? {}) as Partial<Record<keyof Bookmark, unknown>>;
    if (!isCount(step) || !isCount(since) || typeof script !== "string") return null;
    return { step, since, script };
  } catch {
    return null;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function nameOf(lesson: string): string {
  return `tour.${lesson}`;
}
