/** Clean: the one suite that sees the whole simulation. */
import { expect, it } from "vitest";
import { lessons } from "#src/catalog/lessons.ts";
import { walk } from "#src/search/walk.ts";
import { scenario } from "./election/scenario.ts";
const all = import.meta.glob("./*/scenario.ts");
it("conforms", () => expect([lessons, walk, scenario, all]).toBeTruthy());
