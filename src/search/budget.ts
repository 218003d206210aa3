import type { Intervention } from "../kernel/intervention.ts";
import { ALLOWANCES, type Allowance } from "./allowance.ts";

/** What of an allowance an intervention uses up; null for what is free. */
export function costOf(what: Intervention): keyof Allowance | null {
  switch (what.do) {
    case "crash":
      return "crashes";
    case "pause":
      return "pauses";
    case "cut":
      return "cuts";
    case "partition":
      return "partitions";
    case "drop":
      return "drops";
    case "duplicate":
      return "duplicates";
    case "delay":
    case "deliver":
      return "delays";
    case "drift":
      return "drifts";
    case "fire":
      return "fires";
    case "client":
      return "requests";
    case "traitor":
      return what.as === null ? null : "betrayals";
    default:
      return null;
  }
}

/** What is left of an allowance after some interventions. */
export function leftOf(
  allowance: Allowance,
  steps: readonly { readonly what: Intervention }[],
): Allowance {
  const left: { -readonly [K in keyof Allowance]: Allowance[K] } = { ...allowance };
  for (const { what } of steps) {
    const kind = costOf(what);
    if (kind !== null) left[kind]--;
  }
  return left;
}

/** Whether some interventions stay within an allowance. */
export function within(
  allowance: Allowance,
  steps: readonly { readonly what: Intervention }[],
): boolean {
  const left = leftOf(allowance, steps);
  return ALLOWANCES.every((kind) => left[kind] >= 0);
}
