/** What stands in a lesson's place where people judge histories of their own: `#/check`. */
export const CHECK = "check";

/** What stands behind the `#` of the page's address: `#/raft-election?run=…`. */
export interface Address {
  /** The lesson; null for the page's beginning. */
  readonly lesson: string | null;
  /** A packed run. */
  readonly run: string | null;
  /** A seed to begin with. */
  readonly seed: number | null;
  /** In a frame of another page: stage, caption and transport alone. */
  readonly embed: boolean;
  /** The colours asked for; null for those that the reader's system wants. */
  readonly theme: "light" | "dark" | null;
  /** Whether it starts by itself; null for what the page does otherwise. */
  readonly play: boolean | null;
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
    seed: seed !== null && /^\d{1,15}$/.test(seed) ? Number(seed) : null,
    embed: words.get("embed") === "1",
    theme: theme === "light" || theme === "dark" ? theme : null,
    play: play === "1" ? true : play === "0" ? false : null,
  };
}

/** The hash of a run's link. */
export function linkTo(lesson: string, packed: string | null): string {
  return packed === null ? `#/${lesson}` : `#/${lesson}?run=${packed}`;
}
