/** Breach: the judge itself, and a package. */
import * as v from "valibot"; // refused: boundaries/dependencies
import { verdict } from "#src/judge/verdict.ts"; // refused: boundaries/dependencies
export const judging = [v, verdict];
