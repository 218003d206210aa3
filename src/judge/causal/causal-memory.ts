import type { Accesses } from "./accesses.ts";
import { causal } from "./bad-patterns.ts";
import { causesOf } from "./causal-order.ts";
import type { Pattern, Sources } from "./pattern.ts";
import { firstConflict } from "./view.ts";

/**
 * Causal memory (CM; Ahamad, Neiger, Burns, Kohli & Hutto 1995): every process sees all writes in one order that keeps
 * causal order and explains all its reads. The patterns of causal consistency come first, being simpler to tell.
 */
export function causalMemory(accesses: Accesses, sources: Sources): Pattern | null {
  return (
    causal(accesses, sources) ??
    firstConflict(accesses, sources, () => ({ graph: causesOf(accesses, sources) }))
  );
}
