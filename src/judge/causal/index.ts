import type { Checker } from "../checker.ts";
import { causal, causalConvergence } from "./bad-patterns.ts";
import { causalMemory } from "./causal-memory.ts";
import { checker } from "./judging.ts";
import { pram } from "./pram.ts";

/** The causal family and PRAM, over registers. */
export const CAUSAL: readonly Checker[] = [
  checker("causal-memory", causalMemory),
  checker("causal-convergence", causalConvergence),
  checker("causal", causal),
  checker("pram", pram),
];
