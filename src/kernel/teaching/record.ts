/**
 * Breaking a lesson with one's own hands: for each rule that the search has convicted, a challenge to break a promise without
 * that rule. The shortest bad run that the search has found is the record to beat.
 */
import { once } from "./condition.ts";
import { violated } from "./happenings.ts";
import type { Challenge } from "./lesson.ts";

/** What the search has found with something switched off, as a lesson's `convictions.json` keeps it. */
export interface Conviction {
  /** The rule that was off, or `mode AP`: a setting. */
  readonly off: string;
  /** The monitor whose promise broke. */
  readonly breaks: string;
  /** The lines of the run's script. */
  readonly script: readonly string[];
}

/** A challenge to break any promise without one rule. */
export interface RecordToBeat extends Challenge {
  readonly rule: string;
  /** The monitor whose promise the search broke. */
  readonly breaks: string;
}

/** Attempts may take so many actions more than the record. */
const MORE = 12;

/** The records of a lesson, one for each rule that is convicted. An attempt begins as the record does: with its seed and its settings. */
export function recordsOf(
  convictions: readonly Conviction[],
  rules: readonly { readonly id: string }[],
): readonly RecordToBeat[] {
  return rules.flatMap(({ id: rule }) => {
    const found = convictions.find(({ off }) => off === rule);
    if (!found) return [];
    const deeds = found.script.filter((line) => line.startsWith("at "));
    return {
      rule,
      breaks: found.breaks,
      id: `without-${rule}`,
      opens: found.script.filter((line) => /^(?:seed|set|rule) /.test(line)),
      goal: once(violated()),
      most: deeds.length + MORE,
      best: deeds.length,
      solution: deeds,
    };
  });
}
