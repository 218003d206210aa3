/** Clean: the page's layers. Breach: the worker's. */
import { inspector } from "#src/panels/inspector.tsx";
import { draw } from "#src/stage/draw.ts";
import { simulate } from "#src/worker/simulate.ts"; // refused: boundaries/dependencies
export const main = [inspector, draw, simulate];
