/** Clean: Node, kernel, judge, search, scenarios, catalog. Breach: the page. */
import { readFileSync } from "node:fs";
import { lessons } from "#src/catalog/lessons.ts";
import { verdict } from "#src/judge/verdict.ts";
import { store } from "#src/store/store.ts"; // refused: boundaries/dependencies
export const main = [readFileSync, lessons, verdict, store];
