/** Clean: kernel and judge. Breach: the worker above it. */
import { verdict } from "#src/judge/verdict.ts";
import { later } from "#src/kernel/later.ts";
import { simulate } from "#src/worker/simulate.ts"; // refused: boundaries/dependencies
export const walk = [later, verdict, simulate];
