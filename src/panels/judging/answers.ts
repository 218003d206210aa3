import { Check, CircleHelp, X, type LucideIcon } from "lucide-react";
import { say } from "../../languages/say.ts";
import type { Answer, Consistency, Standpoint, Verdict } from "../../wire/judging.ts";

/** Beside its colour each answer has a sign and a word. */
export const SIGN: Readonly<Record<Answer, LucideIcon>> = {
  yes: Check,
  no: X,
  unknown: CircleHelp,
};

/** An answer in a word. What a run's copies do not agree on now, they may still come to agree on. */
export function wordFor(answer: Answer, question: Consistency, running: boolean): string {
  if (answer === "no" && question === "eventual" && running) return say`not yet`;
  return answer === "yes" ? say`yes` : answer === "no" ? say`no` : say`unknown`;
}

/** What is most worth asking: the strongest consistency. */
export function chosenOf(
  lattice: readonly Standpoint[],
  question: Consistency | null,
): Standpoint | undefined {
  return lattice.find(({ consistency }) => consistency === question) ?? lattice[0];
}

/** What a verdict that was not needed follows from, for a no: the strongest of what it implies that was judged and broken. */
export function provenBy(lattice: readonly Standpoint[], of: Standpoint): Standpoint | null {
  const seen = new Set<Consistency>();
  const open = [...of.implies];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const weaker = lattice.find(({ consistency }) => consistency === next);
    if (weaker?.verdict?.answer === "no") return weaker;
    open.push(...(weaker?.implies ?? []));
  }
  return null;
}

/** The verdict that proves an answer: its own, or the one that it follows from. */
export function proofOf(lattice: readonly Standpoint[], of: Standpoint): Verdict | null {
  return of.verdict ?? (of.answer === "no" ? (provenBy(lattice, of)?.verdict ?? null) : null);
}
