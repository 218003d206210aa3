/**
 * What a learner has done, kept in this browser only. A flat list of deeds, each at most once: bounded, easily merged,
 * and the same on disk, in a file and in memory.
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import { say } from "../languages/say.ts";

/** In the order in which a lesson offers them. */
export const DEEDS = ["opened", "tour", "prediction", "challenge"] as const;
export type DeedKind = (typeof DEEDS)[number];

/** One thing that was done in a lesson. */
export interface Done {
  /** The lesson's id. It may be one that this version does not have: a file from elsewhere keeps it. */
  readonly lesson: string;
  readonly what: DeedKind;
  /** Which tour, prediction or challenge; the lesson's own id for `opened`. */
  readonly id: string;
  /** How well, 0 to 3; none where that is no question. The best of several attempts counts. */
  readonly stars?: number;
}

/** The part of `localStorage` that is used. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export const PROGRESS_VERSION = 1;
/** More than seventy lessons can hold many times over; a file with more is refused. */
export const MOST_DONE = 4_000;
export const STARS = 3;
const KEY = "netsplit.progress";
const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** Why something is no deed, in a sentence about its place; null when it is one. */
export function whyNoDeed(value: unknown, place: () => string = () => ""): string | null {
  if (typeof value !== "object" || value === null) return say`${place()} is no deed.`;
  const { lesson, what, id, stars } = value as Record<string, unknown>;
  if (typeof lesson !== "string" || !ID.test(lesson))
    return say`${place()} has no lesson's id as “lesson”.`;
  if (!DEEDS.some((deed) => deed === what))
    return say`${place()} has none of ${DEEDS.join(", ")} as “what”.`;
  if (typeof id !== "string" || !ID.test(id)) return say`${place()} has no id.`;
  if (stars === undefined) return null;
  const fits = typeof stars === "number" && Number.isInteger(stars) && stars >= 0;
  return fits && stars <= STARS ? null : say`${place()} has stars other than 0 to ${STARS}.`;
}

/** The same deeds, each once and with its best stars, in the order in which they were first done. */
export function merged(...lists: readonly (readonly Done[])[]): readonly Done[] {
  const best = new Map<string, Done>();
  for (const { lesson, what, id, stars } of lists.flat()) {
    const key = `${lesson} ${what} ${id}`;
    const most = Math.max(stars ?? -1, best.get(key)?.stars ?? -1);
    best.set(key, { lesson, what, id, ...(most < 0 ? {} : { stars: most }) });
  }
  return [...best.values()].slice(0, MOST_DONE);
}

/** A learner's progress: read it from `list`, which changes only when something new was done. */
export class Progress {
  readonly list: StoreApi<readonly Done[]>;
  readonly #shelf: Shelf | null;

  /** @param shelf where it is kept; null where nothing can be kept: it then lasts as long as the page. */
  constructor(shelf: Shelf | null) {
    this.#shelf = shelf;
    this.list = createStore<readonly Done[]>(() => this.#kept());
  }

  /** Notes that something was done. Doing it again changes nothing, unless it was done better. */
  done(deed: Done): void {
    if (whyNoDeed(deed) === null) this.add([deed]);
  }

  /** Merges deeds into what there is. */
  add(deeds: readonly Done[]): void {
    // Another tab may have noted something meanwhile.
    const now = this.list.getState();
    this.#keep(merged(now, this.#kept(), deeds));
  }

  /** Forgets everything. */
  reset(): void {
    try {
      this.#shelf?.removeItem(KEY);
    } catch {
      // As when keeping: a browser that forbids it is no error.
    }
    this.list.setState([], true);
  }

  /** Takes over what another tab has kept. */
  refresh(): void {
    this.list.setState(this.#kept(), true);
  }

  has(lesson: string, what: DeedKind, id: string = lesson): boolean {
    return this.of(lesson, what).some((deed) => deed.id === id);
  }

  /** What was done in a lesson; of one kind, when asked for one. */
  of(lesson: string, what?: DeedKind): readonly Done[] {
    return doneIn(this.list.getState(), lesson, what);
  }

  subscribe(tell: (list: readonly Done[]) => void): () => void {
    return this.list.subscribe(tell);
  }

  #keep(list: readonly Done[]): void {
    const now = this.list.getState();
    if (JSON.stringify(list) === JSON.stringify(now)) return;
    try {
      this.#shelf?.setItem(KEY, JSON.stringify({ version: PROGRESS_VERSION, done: list }));
    } catch {
      // Private windows and full disks: it then lasts as long as the page.
    }
    this.list.setState(list, true);
  }

  /** What is on the shelf; what there is no deed is passed over, a newer version's whole. */
  #kept(): readonly Done[] {
    try {
      const kept: unknown = JSON.parse(this.#shelf?.getItem(KEY) ?? "null");
      const { version, done } = (kept ?? {}) as { version?: unknown; done?: unknown };
      if (version !== PROGRESS_VERSION || !Array.isArray(done)) return [];
      return merged(done.filter((deed): deed is Done => whyNoDeed(deed) === null));
    } catch {
      return [];
    }
  }
}

/** What of a list was done in a lesson; of one kind, when asked for one. */
export function doneIn(list: readonly Done[], lesson: string, what?: DeedKind): readonly Done[] {
  return list.filter((deed) => deed.lesson === lesson && (!what || deed.what === what));
}

/** This browser's. */
export const progress = new Progress(shelf());

function shelf(): Shelf | null {
  try {
    return typeof localStorage === "undefined" ? null : localStorage;
  } catch {
    return null;
  }
}
