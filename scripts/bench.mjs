/**
 * `npm run bench`: builds `bench/*.bench.ts` as Vite builds the rest, and runs each in a process of
 * its own, one after the other, so that no measurement warms or disturbs the next.
 * `--only name,…` runs some of them.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled, ROOT } from "./install.mjs";
import { runTool } from "./tool.mjs";
import { badUsage, readOptions } from "./usage.mjs";

const SUFFIX = ".bench.ts";
const folder = join(ROOT, "bench");
const all = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length));

const { only } = readOptions(["only"], "Usage: npm run bench -- [--only NAME,…]");
const names = only?.split(",") ?? all;
const unknown = names.find((name) => !all.includes(name));
if (unknown !== undefined) {
  badUsage(`There is no benchmark '${unknown}'; there are: ${all.join(", ") || "none"}.`);
}
if (names.length === 0) badUsage(`There is nothing to measure: bench/ holds no *${SUFFIX}.`);
ensureInstalled();
const built = runTool("vite", ["build", "--config", "vite.node.config.ts", "--mode", "bench"]);
if (built !== 0) process.exit(built);

for (const name of names) {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(
    process.execPath,
    ["--enable-source-maps", "--expose-gc", join(ROOT, "dist-bench", `${name}.js`)],
    { cwd: ROOT, stdio: "inherit" },
  );
  if (status !== 0) process.exit(status ?? 1);
}
