/**
 * `npm run convictions`: asks the search for a bad run under each rule switched off, and writes what it found to
 * each lesson's `convictions.json` and, all together, to `docs/convictions.md`. `--only RULE,…` or `--only LESSON/RULE,…` asks for some anew and keeps the others; `--budget 60s`, `--seed N` and `--set K=V` as for `netsplit search`.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
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
  "Usage: npm run convictions -- [--only [LESSON/]RULE,…] [--budget 60s] [--seed N] [--set K=V]",
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

/**
 * What the search has found, as a lesson's `convictions.json` keeps it.
 * @typedef {{ off: string, breaks: string, promised: boolean, seed: number, interventions: number,
 *   events: number, walks: number, seconds: number, sentence: string, script: string[] }} Conviction
 */

/** By lesson, what stands there already. @type {Map<string, Conviction[]>} */
const known = new Map(
  lessons.map(({ id }) => [
    id,
    existsSync(fileOf(id)) ? JSON.parse(readFileSync(fileOf(id), "utf8")) : [],
  ]),
);

const only = options.only?.split(",") ?? null;
let missed = 0;
for (const { lesson, what, flags } of cases) {
  const heading = `${lesson}: ${what}`;
  if (only && !only.includes(what) && !only.includes(`${lesson}/${what}`)) continue;
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
  console.log(
    `${heading}: ${outcome.violated}, ${outcome.interventions} interventions, ${explored.runs} walks, ${explored.seconds} s`,
  );
  const script = outcome.script.trimEnd().split("\n");
  /** @type {Conviction} */
  const found = {
    off: what,
    breaks: outcome.violated,
    promised: outcome.promised,
    seed: Number(/^seed (\d+)$/m.exec(outcome.script)?.[1]),
    interventions: outcome.interventions,
    events: outcome.events,
    walks: explored.runs,
    seconds: Number(explored.seconds.toFixed(1)),
    sentence: outcome.sentence,
    script,
  };
  const stood = known.get(lesson) ?? [];
  const before = stood.find(({ off }) => off === what);
  // People try to do with fewer: of two runs the shorter one stays, as long as it breaks what it broke.
  const kept = before && before.interventions < found.interventions && breaksStill(before);
  if (kept)
    console.log(`  ${before.interventions} interventions were enough before: that run stays`);
  known.set(lesson, [...stood.filter(({ off }) => off !== what), kept ? before : found]);
  write();
}
write();
runTool("oxfmt", [FILE, ...lessons.map(({ id }) => fileOf(id))]);
if (missed > 0) process.exitCode = 1;

/** Plays it again, to the same end. @param {Conviction} conviction */
function breaksStill({ script, breaks }) {
  const file = join(mkdtempSync(join(tmpdir(), "netsplit-")), "run.netsplit");
  writeFileSync(file, `${script.join("\n")}\n`);
  const { hash, verdicts } = netsplit(["replay", file]);
  /** @param {{ name: string, verdict: string }} each */
  const broken = ({ name, verdict }) => name === breaks && verdict === "violated";
  return script.includes(`hash ${hash}`) && verdicts.some(broken);
}

/** @param {string} lesson */
function fileOf(lesson) {
  return join(ROOT, "src", "scenarios", lesson, "convictions.json");
}

/** Each lesson's own file, in the order of its rules, and the table of all of them. */
function write() {
  const order = cases.map(({ what }) => what);
  for (const [lesson, found] of known) {
    found.sort((a, b) => order.indexOf(a.off) - order.indexOf(b.off));
    writeFileSync(fileOf(lesson), `${JSON.stringify(found, null, 2)}\n`);
  }
  const all = [...known].flatMap(([lesson, found]) => found.map((each) => ({ lesson, ...each })));
  const missing = cases
    .filter(({ lesson, what }) => !known.get(lesson)?.some(({ off }) => off === what))
    .map(({ lesson, what }) => `\`${lesson}: ${what}\``);
  const open =
    missing.length === 0
      ? ""
      : `Looked for and not found within the budget yet: ${missing.join(", ")}.\n\n`;
  writeFileSync(
    FILE,
    `# Convictions

Why each rule is there: with it switched off, this run breaks a promise. \`npm run convictions\` asked the search for them, unaided, wrote
each lesson's \`convictions.json\`, and this file from those; a test replays every script from its text. Beside the rules stand two settings of CAP: what a
store gives up that stays available, or takes silence for death. Seconds are those of the machine that searched, found and made short together.

${open}| off | lesson | breaks | seed | interventions | events | walks | seconds |
| --- | --- | --- | --- | --- | --- | --- | --- |
${all.map((each) => `| \`${each.off}\` | ${each.lesson} | ${each.breaks}${each.promised ? "" : " (not promised)"} | ${each.seed} | ${each.interventions} | ${each.events} | ${each.walks} | ${each.seconds.toFixed(1)} |`).join("\n")}

${all.map(({ lesson, off, breaks, sentence, script }) => `## ${lesson}: ${off}\n\nBreaks \`${breaks}\`: ${sentence}\n\n\`\`\`\n${script.join("\n")}\n\`\`\`\n`).join("\n")}`,
  );
}
