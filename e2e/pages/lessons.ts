/** Every lesson that stands: the folders of `src/scenarios`. */
import { readdirSync } from "node:fs";

export const LESSONS: readonly string[] = readdirSync("src/scenarios", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted();
