/**
 * The balancer's queues against what is published of them. `time` is what the page shows: the mean time that a request spends at a
 * server, in mean times of service.
 *
 * Each measured figure is the mean of independent runs after a warm-up. It must lie within four of its own standard errors, as the runs
 * scatter among themselves. For random choice the published figure (M/M/1) is exact for any number of servers; for two choices it is
 * the limit for very many. How far 100 servers are from it is of the order of 1/n, which is allowed beside the scatter.
 */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { emptyScript } from "../../kernel/intervention.ts";
import { Run } from "../../kernel/run.ts";
import { SECOND } from "../../kernel/time.ts";
import { measuredTail, queueLengths, timeAtServer } from "./meters.ts";
import { mm1Time, supermarketTime, tailOf } from "./published.ts";
import { balanced, SMALL } from "./testing/balanced.ts";

const FOLDER = new URL("../../../../shared/cases/vectors/", import.meta.url);
const here = existsSync(FOLDER);
if (!here)
  console.info(
    "Published waits: held against the formulas alone, because shared/cases/vectors is not beside the project.",
  );

function read(name: string): Record<string, Record<string, unknown>> {
  return JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as never;
}

describe.runIf(here)("the formulas give the published figures", () => {
  test("M/M/1", () => {
    const table = read("vectors.json")["mm1"] as Record<string, { "W/service": number }>;
    for (const [load, row] of Object.entries(table))
      expect(mm1Time(Number(load)), load).toBeCloseTo(row["W/service"], 3);
  });

  test("the supermarket model with one, two, three and five choices", () => {
    for (const [load, row] of Object.entries(read("supermarket.json")))
      for (const [choices, time] of Object.entries(row))
        expect(supermarketTime(Number(load), Number(choices)), `${load}, ${choices}`).toBeCloseTo(
          time as number,
          3,
        );
  });
});

/** What one run measures between its warm-up and its end. */
function measure(
  algorithm: "random" | "two-choices",
  load: number,
  { servers, warm, long }: { servers: number; warm: number; long: number },
  seed: number,
) {
  // So short a way that what the balancer knows of a queue is true.
  const scenario = balanced({ ...SMALL, servers }, { kind: "fixed", value: 1 });
  const run = new Run(scenario, {
    ...emptyScript(scenario.id, seed),
    knobs: { algorithm, load: `${100 * load}%` },
    rules: { "health-check": false },
    // Measuring begins anew when a weight is turned, which neither algorithm looks at.
    steps: [{ at: warm * SECOND, what: { do: "set", knob: "weight", value: "50%" } }],
  });
  run.seek((warm + long) * SECOND);
  const memory = run.world.meters[
    scenario.meters.findIndex(({ id }) => id === "queues")
  ] as ReturnType<typeof queueLengths.start>;
  return { time: timeAtServer(memory, run.world)!, tail: measuredTail(memory, run.world) };
}

/** Mean and standard error of independent figures. */
function pooled(figures: readonly number[]): { mean: number; error: number } {
  const mean = figures.reduce((a, b) => a + b, 0) / figures.length;
  const squares = figures.reduce((sum, figure) => sum + (figure - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (figures.length - 1) / figures.length) };
}

describe.each([
  ["random", 0.5, 1, { servers: 20, warm: 10, long: 50 }, 8],
  ["random", 0.7, 1, { servers: 20, warm: 20, long: 60 }, 8],
  ["two-choices", 0.5, 2, { servers: 100, warm: 6, long: 12 }, 4],
  ["two-choices", 0.7, 2, { servers: 100, warm: 8, long: 12 }, 4],
] as const)("%s at a load of %d", (algorithm, load, choices, long, seeds) => {
  test("waits and queue lengths are the published ones", () => {
    const runs = Array.from({ length: seeds }, (_, i) => measure(algorithm, load, long, i + 1));
    // With one choice nothing depends on the number of servers.
    const finite = choices === 1 ? 0 : 1 / long.servers;
    const time = pooled(runs.map((run) => run.time));
    const published = supermarketTime(load, choices);
    console.log(
      `${algorithm}, load ${load}: ${time.mean.toFixed(3)} ± ${time.error.toFixed(3)} measured, ${published.toFixed(4)} published`,
    );
    expect(time.error / published, "the runs tell something").toBeLessThan(0.06);
    expect(Math.abs(time.mean - published)).toBeLessThan(4 * time.error + finite * published);
    for (let length = 1; length <= 3; length++) {
      const share = pooled(runs.map(({ tail }) => tail[length] ?? 0));
      const expected = 100 * tailOf(load, choices, length);
      expect(Math.abs(share.mean - expected), `at least ${length}`).toBeLessThan(
        4 * share.error + 100 * finite,
      );
    }
  });
});
