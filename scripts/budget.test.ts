import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checkBudget, scriptsOf, staticImports } from "./budget.mjs";

describe("staticImports", () => {
  it.each([
    [`import a from "./a.js";`, ["./a.js"]],
    [`import"./a.js";import{b as c}from"./b.js";`, ["./a.js", "./b.js"]],
    [`let x=1;import d,{e}from'../d.js'`, ["../d.js"]],
    [
      `import*as n from"./n.js";export*from"./o.js";export{p}from"./p.js"`,
      ["./n.js", "./o.js", "./p.js"],
    ],
    [`const t=()=>import("./lazy.js")`, []],
    [`new Worker(new URL("./w.js",import.meta.url))`, []],
  ])("%s", (code, expected) => expect(staticImports(code)).toEqual(expected));
});

it("takes module scripts and preloads from a page, and nothing else", () => {
  const html = `<link rel="icon" href="./favicon.svg"><link rel="stylesheet" href="./a.css">
    <script type="module" crossorigin src="./assets/index-1.js"></script>
    <link rel="modulepreload" crossorigin href="./assets/vendor-2.js">`;
  expect(scriptsOf(html)).toEqual(["./assets/index-1.js", "./assets/vendor-2.js"]);
});

describe("checkBudget", () => {
  let dist: string;
  const write = (file: string, text: string) => writeFileSync(join(dist, file), text);
  /** Does not compress. */
  const noise = (bytes: number) => {
    let state = 1;
    const next = () => (state = (state * 48_271) % 2_147_483_647);
    return Array.from({ length: bytes }, () => String.fromCharCode(35 + (next() % 64))).join("");
  };

  beforeEach(() => {
    dist = mkdtempSync(join(tmpdir(), "netsplit-budget-"));
    mkdirSync(join(dist, "assets"));
    write("index.html", `<script type="module" src="./assets/index-1.js"></script>`);
    write("assets/index-1.js", `import"./vendor-2.js";import("./mermaid-3.js")`);
    write("assets/vendor-2.js", "1");
    write("assets/mermaid-3.js", noise(500_000));
    write("assets/simulation.worker-4.js", "2");
    vi.spyOn(console, "log").mockImplementation(() => {});
    vi.spyOn(console, "error").mockImplementation(() => {});
  });
  afterEach(() => {
    rmSync(dist, { recursive: true });
    vi.restoreAllMocks();
  });

  it("passes a small first load, whatever the lazy chunks weigh", () =>
    expect(checkBudget(dist)).toBe(true));

  it("refuses what is imported statically beyond the limit", () => {
    write("assets/vendor-2.js", noise(400_000));
    expect(checkBudget(dist)).toBe(false);
  });

  it("counts the worker", () => {
    write("assets/simulation.worker-4.js", noise(400_000));
    expect(checkBudget(dist)).toBe(false);
  });

  it("refuses mermaid, however small", () => {
    write("assets/index-1.js", `import"./mermaid-3.js"`);
    write("assets/mermaid-3.js", "3");
    expect(checkBudget(dist)).toBe(false);
  });

  it("refuses a build without a worker", () => {
    rmSync(join(dist, "assets/simulation.worker-4.js"));
    expect(checkBudget(dist)).toBe(false);
  });
});
