/**
 * `npm run convictions`: asks the search for a bad run under each rule switched off, and writes what it found to
 * `docs/convictions.md`. `--only RULE,…` asks for some anew and keeps the others; `--budget 60s`, `--seed N` and `--set K=V` as for `netsplit search`.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled, ROOT } from "./install.mjs";
import { runTool } from "./tool.mjs";
import { readOptions } from "./usage.mjs";

const FILE = join(ROOT, "docs", "convictions.md");
const MODES = [
  { lesson: "cap", what: "mode AP", flags: ["--set", "mode=AP"] },
  { lesson: "cap", what: "mode CA", flags: ["--set", "mode=CA"] },
];

const options = readOptions(
  ["only", "budget", "seed", "set"],
  "Usage: npm run convictions -- [--only RULE,…] [--budget 60s] [--seed N] [--set K=V]",
);
const budget = options.budget ?? "60s";
const seed = options.seed ?? "1";
/** A knob that is turned from the start, to look in one corner. */
const turned = options.set === undefined ? [] : ["--set", options.set];

/** @param {readonly string[]} args */
function netsplit(args) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--enable-source-maps", join(ROOT, "dist-cli", "netsplit.js"), ...args, "--json"],
    { encoding: "utf8", maxBuffer: 1 << 26 },
  );
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return JSON.parse(stdout);
}

ensureInstalled({ quiet: true });
if (ensureBuilt("cli", { quiet: true }) !== 0) process.exit(3);

/** @type {{ id: string, rules: string[] }[]} */
const lessons = netsplit(["list"]);
const cases = [
  ...lessons.flatMap(({ id, rules }) =>
    rules.map((rule) => ({ lesson: id, what: rule, flags: ["--rule-off", rule] })),
  ),
  ...MODES,
];

/** What stands in the file already, by heading. @type {Map<string, { row: string, text: string }>} */
const known = new Map();
if (existsSync(FILE)) {
  const text = readFileSync(FILE, "utf8");
  const rows = new Map(
    text
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .map((row) => {
        const [, what = "", lesson = ""] = row.split("|").map((cell) => cell.trim());
        return [`${what} ${lesson}`, row];
      }),
  );
  for (const section of text.split(/^## /m).slice(1)) {
    const heading = section.slice(0, section.indexOf("\n"));
    const [lesson, what] = heading.split(": ");
    const row = rows.get(`\`${what}\` ${lesson}`);
    if (row) known.set(heading, { row, text: `## ${section.trimEnd()}\n` });
  }
}

const only = options.only?.split(",") ?? null;
let missed = 0;
for (const { lesson, what, flags } of cases) {
  const heading = `${lesson}: ${what}`;
  if (only && !only.includes(what)) continue;
  const outcome = netsplit([
    "search",
    lesson,
    ...flags,
    ...turned,
    "--budget",
    budget,
    "--seed",
    seed,
  ]);
  const { explored } = outcome;
  if (!outcome.found) {
    missed++;
    console.log(`${heading}: nothing found in ${explored.runs} walks, ${explored.seconds} s`);
    continue;
  }
  const runSeed = /^seed (\d+)$/m.exec(outcome.script)?.[1] ?? "";
  console.log(
    `${heading}: ${outcome.violated}, ${outcome.interventions} interventions, ${explored.runs} walks, ${explored.seconds} s`,
  );
  known.set(heading, {
    row: `| \`${what}\` | ${lesson} | ${outcome.violated}${outcome.promised ? "" : " (not promised)"} | ${runSeed} | ${outcome.interventions} | ${outcome.events} | ${explored.runs} | ${explored.seconds.toFixed(1)} |`,
    text: `## ${heading}\n\nBreaks \`${outcome.violated}\`: ${outcome.sentence}\n\n\`\`\`\n${outcome.script.trimEnd()}\n\`\`\`\n`,
  });
  write();
}
write();
runTool("oxfmt", [FILE]);
if (missed > 0) process.exitCode = 1;

function write() {
  const found = cases.flatMap(({ lesson, what }) => known.get(`${lesson}: ${what}`) ?? []);
  const missing = cases
    .map(({ lesson, what }) => `${lesson}: ${what}`)
    .filter((heading) => !known.has(heading));
  const open =
    missing.length === 0
      ? ""
      : `Looked for and not found within the budget yet: ${missing.map((each) => `\`${each}\``).join(", ")}.\n\n`;
  writeFileSync(
    FILE,
    `# Convictions

Why each rule is there: with it switched off, this run breaks a promise. \`npm run convictions\` asked the search for them, unaided,
and wrote this file; a test replays every script from its text. The last two show what a store gives up that stays available, or takes
silence for death. Seconds are those of the machine that searched, found and made short together.

${open}| off | lesson | breaks | seed | interventions | events | walks | seconds |
| --- | --- | --- | --- | --- | --- | --- | --- |
${found.map(({ row }) => row).join("\n")}

${found.map(({ text }) => text).join("\n")}`,
  );
}
