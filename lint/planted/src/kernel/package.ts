/** Breach: a package, and a module of Node. */
import { max } from "d3"; // refused: boundaries/dependencies
import { readFileSync } from "node:fs"; // refused: boundaries/dependencies
export const things = [max, readFileSync];
