import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emptyScript } from "../kernel/intervention.ts";
import type { Explored, Found, SearchRequest } from "../search/request.ts";
import { readFlags } from "./flags.ts";
import { searchInPool, type WorkerOrder } from "./search-pool.ts";
import { printSearch, SEARCH_FLAGS, searchCommand } from "./search.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "netsplit-search-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("bad usage is one sentence", () => {
  test.each([
    [[], /search takes one lesson/],
    [["raft-electoin"], /no lesson “raft-electoin”; did you mean “raft-election”/],
    [["cap", "--rule-off", "write-bak"], /no rule “write-bak”; did you mean “write-back”/],
    [["cap", "--set", "mode=XP"], /no value of mode “XP”/],
    [["cap", "--budget", "soon"], /--budget “soon” is no time/],
    [["cap", "--runs", "-1"], /--runs “-1” is no whole number/],
    [["cap", "--method", "walk"], /no method “walk”; did you mean “walks”/],
    [["cap", "--promise", "linear"], /no promise “linear”/],
    [["cap", "--allow", "crashs=2"], /no kind of fault “crashs”; did you mean “crashes”/],
    [["cap", "--allow", "crashes"], /--allow is written --allow crashes=2/],
    [["cap", "--workers", "0"], /1 to 64 workers/],
    [["cap", "--sed", "1"], /no flag --sed; did you mean --seed/],
  ])("%j", async (argv, sentence) => {
    await expect(async () =>
      searchCommand(readFlags(argv, SEARCH_FLAGS), () => {}),
    ).rejects.toThrow(sentence);
  });
});

const explored: Explored = {
  runs: 3,
  states: 20,
  depth: 0,
  frontier: 0,
  steps: 100,
  complete: false,
};

const found: Found = {
  script: "scenario cap\nseed 1\n",
  monitor: "linearizable",
  promised: true,
  title: "",
  simple: "",
  expert: "A stale read.",
  at: 1,
  interventions: 2,
  events: 40,
};

/** A worker that says these things and then does this. */
function worker(replies: readonly unknown[], then: string): URL {
  const file = join(folder, `${Math.abs(replies.length * 31 + then.length)}.mjs`);
  writeFileSync(
    file,
    `import { parentPort } from "node:worker_threads";
     for (const reply of ${JSON.stringify(replies)}) parentPort.postMessage(reply);
     setTimeout(() => { ${then} }, 50);`,
  );
  return pathToFileURL(file);
}

const report = (best: Found | null) => ({
  is: "report",
  report: { phase: "walks", explored, best },
});

const order: WorkerOrder = {
  lesson: "cap",
  request: { script: emptyScript("cap", 1), from: 0 } as SearchRequest,
};

const never = new AbortController().signal;

describe("the pool", () => {
  test("a worker that dies costs a sentence; what it had explored counts", async () => {
    const said: string[] = [];
    const file = worker([report(null)], `throw new Error("out of luck")`);
    const pooled = await searchInPool(file, [order, order], 60_000, never, (s) => said.push(s));
    expect(pooled.found).toBe(null);
    expect(pooled.explored).toMatchObject({ runs: 6, states: 40 });
    expect(said).toHaveLength(2);
    expect(said.toSorted()[0]).toMatch(/search worker 1 of 2 died \(out of luck\)/);
  });

  test("ended by hand it keeps what was explored, and a run that was being shrunk", async () => {
    const interrupt = new AbortController();
    setTimeout(() => interrupt.abort(), 1_000);
    const file = worker([report(found)], "setInterval(() => {}, 1000)");
    const pooled = await searchInPool(file, [order], 60_000, interrupt.signal, () => {});
    expect(pooled).toMatchObject({ found, explored, interrupted: true });
  });

  test("the first bad run ends it; what makes no sense is refused", async () => {
    const outcome = { is: "outcome", outcome: { found, explored } };
    const finds = worker([outcome], "setInterval(() => {}, 1000); ");
    expect(await searchInPool(finds, [order, order], 60_000, never, () => {})).toMatchObject({
      found,
    });
    const refuses = worker([{ is: "refused", why: "no such promise" }], "");
    await expect(searchInPool(refuses, [order], 60_000, never, () => {})).rejects.toThrow(
      "no such promise",
    );
  });
});

describe("what is printed", () => {
  test("a find is a script with comments; nothing found is no proof", () => {
    const seen = { ...explored, seconds: 1.5 };
    const told = printSearch({
      found: true,
      violated: "linearizable",
      promised: false,
      sentence: "A stale read.",
      interventions: 2,
      events: 40,
      script: found.script,
      explored: seen,
      interrupted: false,
    });
    expect(told).toBe(
      "# linearizable (not promised here): A stale read.\n# 2 interventions, 40 events; found in 3 walks, 20 states, 1.5 s\nscenario cap\nseed 1\n",
    );
    expect(printSearch({ found: false, explored: seen, interrupted: true })).toBe(
      "# nothing found in 3 walks, 20 states, 1.5 s; ended by hand. That is no proof that nothing is there.\n",
    );
  });
});
