/**
 * The first page load has a budget, and this holds the build to it: the entry of `index.html` with
 * all that it imports statically, and the simulation worker's entry with all that it does. Lazy
 * chunks (texts, scenarios' code, mermaid) are not part of it, and mermaid must not become one.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { ROOT } from "./install.mjs";

const LIMIT_KB = 200;
const WORKER = /^simulation\.worker-[\w-]+\.js$/;

/** `import a from "./b.js"`, `import"./b.js"`, `export * from "./b.js"`, minified or not. */
const STATIC_IMPORT =
  /(?:^|[;}\s])(?:import|export)\s*(?:[\w$*\s{},]+?from\s*)?["'](\.{1,2}\/[^"']+\.js)["']/g;

/**
 * The files that a module imports statically, as it names them.
 * @param {string} code
 */
export const staticImports = (code) =>
  [...code.matchAll(STATIC_IMPORT)].flatMap(([, path]) => path ?? []);

/**
 * A page's scripts: its module scripts and what it preloads.
 * @param {string} html
 */
export const scriptsOf = (html) =>
  [...html.matchAll(/<(?:script|link)\b[^>]*>/g)]
    .filter(([tag]) => /type="module"|rel="modulepreload"/.test(tag))
    .flatMap(([tag]) => /(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? []);

/**
 * All files that some entries need before the first of their lines runs.
 * @param {string[]} entries
 */
function closure(entries) {
  const files = new Set(entries);
  for (const file of files) {
    for (const path of staticImports(readFileSync(file, "utf8"))) {
      files.add(join(dirname(file), path));
    }
  }
  return [...files];
}

/** Measures `dist`, prints the table, and returns whether the budget holds. */
export function checkBudget(dist = join(ROOT, "dist")) {
  const page = closure(
    scriptsOf(readFileSync(join(dist, "index.html"), "utf8")).map((path) => join(dist, path)),
  );
  const workers = readdirSync(join(dist, "assets")).filter((file) => WORKER.test(file));
  const worker = closure(workers.map((file) => join(dist, "assets", file)));

  const rows = [
    ...page.map((file) => ({ where: "page", file })),
    ...worker.map((file) => ({ where: "worker", file })),
  ].map(({ where, file }) => ({
    where,
    file: relative(dist, file),
    kB: gzipSync(readFileSync(file)).length / 1000,
  }));
  const total = rows.reduce((sum, { kB }) => sum + kB, 0);

  for (const { where, file, kB } of rows.toSorted((a, b) => b.kB - a.kB)) {
    console.log(`${kB.toFixed(1).padStart(8)} kB  ${where.padEnd(7)} ${file}`);
  }
  console.log(`${total.toFixed(1).padStart(8)} kB  gzip, of ${LIMIT_KB} kB for the first load`);

  const faults = [];
  if (page.length === 0) faults.push("index.html loads no script: is dist whole?");
  if (worker.length === 0) faults.push("dist/assets holds no simulation worker: is dist whole?");
  const mermaid = rows.filter(({ file }) => /mermaid/i.test(file));
  if (mermaid.length > 0)
    faults.push(`The first load carries ${mermaid[0]?.file}: load it lazily.`);
  if (total > LIMIT_KB) {
    faults.push(`The first load is ${(total - LIMIT_KB).toFixed(1)} kB above its budget.`);
  }
  for (const fault of faults) console.error(fault);
  return faults.length === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(checkBudget() ? 0 : 1);
