/** What stands behind the `#` of the page's address: `#/raft-election?run=…`. */
export interface Address {
  /** The lesson; null for the page's beginning. */
  readonly lesson: string | null;
  /** A packed run. */
  readonly run: string | null;
  /** A seed to begin with. */
  readonly seed: number | null;
}

/** Reads a hash, with or without its `#`. What it does not know it leaves alone. */
export function readAddress(hash: string): Address {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split("?", 2);
  const words = new URLSearchParams(query);
  const lesson = path.replace(/\/+$/, "");
  const seed = words.get("seed");
  return {
    lesson: lesson === "" ? null : lesson,
    run: words.get("run"),
    seed: seed !== null && /^\d{1,15}$/.test(seed) ? Number(seed) : null,
  };
}

/** The hash of a run's link. */
export function linkTo(lesson: string, packed: string | null): string {
  return packed === null ? `#/${lesson}` : `#/${lesson}?run=${packed}`;
}
