/**
 * The linter refuses what it should. A boundary rule that resolves no import reports nothing and
 * looks green, so the enforcement itself is tested, twice:
 *
 * - `planted/` holds breaches of every kind, each marked `// refused: <rule>` on its line, beside
 *   clean twins without a mark. What is reported must be exactly what is marked.
 * - every layer imports every other: what passes must be exactly the table of imports, written here
 *   once more, from the design and not from the configuration.
 *
 * Both run in a folder outside the tree, with the repository's own configuration.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");
const WHAT_THE_LINTER_READS = [".oxlintrc.json", "package.json", "lint/glob-imports.mjs"];

const temporary: string[] = [];
afterAll(() => temporary.forEach((folder) => rmSync(folder, { recursive: true })));

/** An empty house with this repository's rules in it. */
function house(): string {
  const folder = mkdtempSync(join(tmpdir(), "netsplit-lint-"));
  temporary.push(folder);
  for (const file of [...WHAT_THE_LINTER_READS, ...readdirSync(ROOT)]) {
    const wanted = WHAT_THE_LINTER_READS.includes(file) || /^tsconfig.*\.json$/.test(file);
    if (wanted) cpSync(join(ROOT, file), join(folder, file));
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
}

interface Report {
  diagnostics: { filename: string; code: string; labels: { span: { line: number } }[] }[];
}

/** `src/kernel/package.ts:2 boundaries/dependencies`, one for each line and rule, in order. */
function refusedIn(folder: string): string[] {
  const run = spawnSync(
    process.execPath,
    [join(ROOT, "node_modules/oxlint/bin/oxlint"), "--format", "json", "src"],
    { cwd: folder, encoding: "utf8" },
  );
  const report = JSON.parse(run.stdout) as Report;
  const lines = report.diagnostics.map(({ filename, code, labels }) => {
    const rule = code.replace(/^(.*)\((.*)\)$/, "$1/$2");
    return `${filename}:${labels[0]?.span.line} ${rule}`;
  });
  return [...new Set(lines)].toSorted();
}

const sourcesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

it("refuses the planted breaches, each on its line, and nothing else", () => {
  const folder = house();
  cpSync(join(ROOT, "lint/planted/src"), join(folder, "src"), { recursive: true });

  const marked = sourcesIn(join(folder, "src")).flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .flatMap((text, at) => {
        const rule = /\/\/ refused: (\S+)$/.exec(text)?.[1];
        return rule ? [`${file.slice(folder.length + 1)}:${at + 1} ${rule}`] : [];
      }),
  );

  expect(marked.length).toBeGreaterThan(50);
  expect(refusedIn(folder)).toEqual(marked.toSorted());
});

/** from → what it may import; `type` after a layer: as a type only. Everybody may import `languages`. */
const TABLE: Record<string, string[]> = {
  languages: [],
  kernel: [],
  structures: [],
  "protocols/machine": ["kernel"],
  "protocols/x": ["kernel", "structures", "protocols/machine"],
  judge: ["kernel", "structures"],
  search: ["kernel", "judge"],
  "scenarios/x": [
    "kernel",
    "structures",
    "judge",
    "protocols/machine",
    "protocols/x",
    "protocols/y",
  ],
  catalog: ["kernel type"],
  wire: ["kernel", "judge type", "search type"],
  worker: ["kernel", "wire", "judge", "search", "scenarios/x", "scenarios/y"],
  store: ["wire", "catalog"],
  stage: ["wire"],
  panels: ["wire", "catalog", "store"],
  app: ["wire", "catalog", "store", "stage", "panels"],
  cli: ["kernel", "judge", "search", "scenarios/x", "scenarios/y", "catalog"],
};
/** Two that are only imported: a second protocol and a second scenario. */
const LAYERS = [...Object.keys(TABLE), "protocols/y", "scenarios/y"];

const fileOf = (layer: string): string =>
  layer === "protocols/machine" ? "protocols/machine.ts" : `${layer}/thing.ts`;

describe.each([
  ["values", (name: string) => `import { thing as ${name} }`, ""],
  ["types", (name: string) => `import type { thing as ${name} }`, " type"],
])("the table of imports, for %s", (_, clause, suffix) => {
  const folder = house();
  for (const layer of LAYERS) {
    const others = LAYERS.filter((other) => other !== layer);
    const imports = others.map((to, at) => `${clause(`t${at}`)} from "#src/${fileOf(to)}";`);
    const path = join(folder, "src", fileOf(layer));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, [...imports, "export const thing = 1;", ""].join("\n"));
  }
  const refused = new Set(refusedIn(folder));

  it.each(Object.entries(TABLE))("%s", (layer, mayImport) => {
    const others = LAYERS.filter((other) => other !== layer);
    const passed = others.filter(
      (_other, at) => !refused.has(`src/${fileOf(layer)}:${at + 1} boundaries/dependencies`),
    );
    const expected = others.filter(
      (other) =>
        other === "languages" ||
        mayImport.includes(other) ||
        (suffix && mayImport.includes(`${other}${suffix}`)),
    );
    expect(passed).toEqual(expected);
  });
});
