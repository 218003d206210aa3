/**
 * `npm test`: everything that must hold, from an empty clone, in order of what is quickest to fail.
 * Stops at the first stage that fails, with its exit code.
 *
 *     npm test -- --only lint,unit     only these stages
 *     npm test -- --seeds 500          how many seeds the conformance suite runs (NETSPLIT_SEEDS)
 */
import { ensureBrowser } from "./browser.mjs";
import { checkBudget } from "./budget.mjs";
import { build, ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { runTool } from "./tool.mjs";
import { badUsage, readOptions } from "./usage.mjs";

/** @type {{ name: string, title: string, run: () => number | void }[]} */
const STAGES = [
  { name: "install", title: "Install what the lock file names", run: () => ensureInstalled() },
  { name: "browser", title: "Find a browser", run: () => ensureBrowser() },
  { name: "format", title: "Format", run: () => runTool("oxfmt", ["--check", "."]) },
  {
    name: "lint",
    title: "Lint, with the table of imports",
    run: () => runTool("oxlint", ["--type-aware", "--deny-warnings"]),
  },
  { name: "types", title: "Types", run: () => runTool("typescript", ["-b"]) },
  { name: "unused", title: "Nothing unused (knip)", run: () => runTool("knip", []) },
  { name: "unit", title: "Unit and conformance tests", run: () => runTool("vitest", ["run"]) },
  { name: "build", title: "Build", run: () => build("page") },
  {
    name: "budget",
    title: "First load within its budget",
    run: () => ensureBuilt("page") || (checkBudget() ? 0 : 1),
  },
  {
    name: "e2e",
    title: "What a person does, in a browser",
    run: () => ensureBuilt("page") || runTool("@playwright/test", ["test", "--pass-with-no-tests"]),
  },
];
const NAMES = STAGES.map(({ name }) => name);
const USAGE = `Usage: npm test -- [--only STAGE,…] [--seeds N]; the stages are ${NAMES.join(", ")}.`;

const { only, seeds } = readOptions(["only", "seeds"], USAGE);
const wanted = only?.split(",") ?? NAMES;
const unknown = wanted.find((name) => !NAMES.includes(name));
if (unknown !== undefined) badUsage(`There is no stage '${unknown}'. ${USAGE}`);
if (seeds !== undefined) {
  if (!/^[1-9]\d*$/.test(seeds))
    badUsage(`--seeds wants a whole number above 0, not '${seeds}'. ${USAGE}`);
  process.env["NETSPLIT_SEEDS"] = seeds;
}

/** @param {number} since */
const secondsSince = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const chosen = STAGES.filter(({ name }) => wanted.includes(name));
// A stage alone still needs its tools.
if (!chosen.some(({ name }) => name === "install")) ensureInstalled();

const started = performance.now();
for (const { name, title, run } of chosen) {
  console.log(`\n━━ ${title} (${name})`);
  const since = performance.now();
  const status = run() ?? 0;
  console.log(`━━ ${title}: ${status === 0 ? "passed" : "FAILED"} in ${secondsSince(since)}`);
  if (status !== 0) process.exit(status);
}
console.log(`\nAll ${chosen.length} stages passed in ${secondsSince(started)}.`);
