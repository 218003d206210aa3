/** What stands in a lesson's place where people judge histories of their own: `#/check`. */
export const CHECK = "check";

/** What the words mean: `#/glossary`, and one of them: `#/glossary/quorum`. */
export const GLOSSARY = "glossary";
/** A lesson's sheet for teachers: `#/cap/sheet`. */
const SHEET = "sheet";

/** What of the page an address shows. */
export type Place =
  | { readonly is: "lesson" }
  | { readonly is: "home" }
  | { readonly is: "check" }
  | { readonly is: "glossary"; readonly term: string | null }
  | { readonly is: "sheet"; readonly lesson: string };

/** The place that an address names. Frames of other pages show lessons only. */
export function placeOf(address: Address): Place {
  const { lesson, run, seed, embed } = address;
  if (embed) return { is: "lesson" };
  if (lesson === null) return { is: run === null && seed === null ? "home" : "lesson" };
  if (lesson === CHECK) return { is: "check" };
  const [first = "", second = null, ...more] = lesson.split("/");
  if (first === GLOSSARY && more.length === 0) return { is: "glossary", term: second };
  if (second === SHEET && more.length === 0) return { is: "sheet", lesson: first };
  return { is: "lesson" };
}

/** What stands behind the `#` of the page's address: `#/raft-election?run=…`. */
export interface Address {
  /** The lesson; null for the page's beginning. */
  readonly lesson: string | null;
  /** A packed run. */
  readonly run: string | null;
  /** The run is an attempt at this challenge, to be judged by playing it. */
  readonly challenge: string | null;
  /** A seed to begin with. */
  readonly seed: number | null;
  /** In a frame of another page: stage, caption and transport alone. */
  readonly embed: boolean;
  /** The colours asked for; null for those that the reader's system wants. */
  readonly theme: "light" | "dark" | null;
  /** Whether it starts by itself; null for what the page does otherwise. */
  readonly play: boolean | null;
  /** The language asked for, as BCP 47 has it. */
  readonly language: string | null;
}

/** Reads a hash, with or without its `#`. What it does not know it leaves alone. */
export function readAddress(hash: string): Address {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split("?", 2);
  const words = new URLSearchParams(query);
  const lesson = path.replace(/\/+$/, "");
  const seed = words.get("seed");
  const theme = words.get("theme");
  const play = words.get("play");
  return {
    lesson: lesson === "" ? null : lesson,
    run: words.get("run"),
    challenge: words.get("challenge"),
    seed: seed !== null && /^\d{1,15}$/.test(seed) ? Number(seed) : null,
    embed: words.get("embed") === "1",
    theme: theme === "light" || theme === "dark" ? theme : null,
    play: play === "1" ? true : play === "0" ? false : null,
    language: words.get("lang"),
  };
}

/** The hash of a run's link. */
export function linkTo(lesson: string, packed: string | null): string {
  return packed === null ? `#/${lesson}` : `#/${lesson}?run=${packed}`;
}

export function linkToTerm(term: string): string {
  return `#/${GLOSSARY}/${term}`;
}

export function linkToSheet(lesson: string): string {
  return `#/${lesson}/${SHEET}`;
}
