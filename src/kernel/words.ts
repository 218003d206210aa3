import { say } from "../languages/say.ts";

/** The known word nearest to a mistyped one (Levenshtein distance), if it is near enough to be meant; else null. */
export function nearest(word: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.max(2, Math.ceil(word.length / 2)) + 1;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/**
 * `there is no node “n9”; did you mean “n5”?`, or the list of what there is.
 * @param what in the language that is spoken.
 */
export function unknownWord(what: string, word: string, known: readonly string[]): string {
  const shown = word.length > 40 ? `${word.slice(0, 40)}…` : word;
  const near = nearest(word.slice(0, 40), known);
  if (near !== null) return say`there is no ${what} “${shown}”; did you mean “${near}”?`;
  if (known.length === 0) return say`there is no ${what} “${shown}”; this lesson has none`;
  const list = `${known.slice(0, 12).join(", ")}${known.length > 12 ? ", …" : ""}`;
  return say`there is no ${what} “${shown}”; known: ${list}`;
}
