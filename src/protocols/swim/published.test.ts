/**
 * The group against what is published: the time to the first ping, the bound of §4.3, and memberlist's formulas.
 *
 * Each measured figure is the mean of independent runs and must lie within four of its own standard errors, as the runs scatter among
 * themselves.
 */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { emptyScript } from "../../kernel/intervention.ts";
import { anyMeter } from "../../kernel/monitor.ts";
import { Run } from "../../kernel/run.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import type { Ping } from "./messages.ts";
import { firstPings } from "./meters.ts";
import { retransmitLimit } from "./parameters.ts";
import {
  expectedFirstDetection,
  expectedRoundRobin,
  geometricShare,
  infectedAfter,
  memberlistRetransmits,
  memberlistSuspicion,
  roundRobinShare,
} from "./published.ts";
import { group } from "./testing/group.ts";

const FOLDER = new URL("../../../../shared/cases/vectors/", import.meta.url);
const here = existsSync(FOLDER);
if (!here)
  console.info(
    "Published detection times and time-outs: held against the formulas alone, because shared/cases/vectors is not beside the project.",
  );

function read(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as never;
}

describe.runIf(here)("the formulas give the published figures", () => {
  test("periods to the first detection, and their limit e/(e − 1)", () => {
    const table = read("vectors.json")["swim_expected_first_detection_periods"];
    for (const [n, mean] of Object.entries(table as Record<string, number>))
      expect(expectedFirstDetection(Number(n)), n).toBeCloseTo(mean, 4);
    expect(expectedFirstDetection(1_000_000)).toBeCloseTo(
      read("vectors.json")["swim_limit"] as number,
      5,
    );
  });

  test("memberlist’s suspicion time-out and retransmit limit", () => {
    const { suspicionTimeout_mult3_interval1s_div3_ms: times, retransmitLimit_mult3: limits } =
      read("memberlist.json") as Record<string, Record<string, number>>;
    for (const [n, ms] of Object.entries(times!))
      expect((1_000 * memberlistSuspicion(3, Number(n))) / 3, n).toBeCloseTo(ms, 6);
    for (const [n, limit] of Object.entries(limits!))
      expect(memberlistRetransmits(3, Number(n)), n).toBe(limit);
  });
});

test("the formulas are distributions, and agree with each other", () => {
  expect(expectedFirstDetection(8)).toBeCloseTo(1 / (1 - (6 / 7) ** 7), 12);
  for (const n of [8, 10, 12]) {
    const periods = Array.from({ length: 200 }, (_, i) => i + 1);
    const sum = (of: (period: number) => number) => periods.reduce((s, p) => s + of(p), 0);
    expect(sum((p) => geometricShare(n, p))).toBeCloseTo(1, 9);
    expect(sum((p) => p * geometricShare(n, p))).toBeCloseTo(expectedFirstDetection(n), 9);
    expect(sum((p) => roundRobinShare(n, p))).toBeCloseTo(1, 9);
    expect(sum((p) => p * roundRobinShare(n, p))).toBeCloseTo(expectedRoundRobin(n), 9);
    // Who goes round has rather asked those that have waited longest.
    expect(expectedRoundRobin(n)).toBeLessThan(expectedFirstDetection(n));
  }
});

test("the paper’s model of infection: all but n^−(2λ−2) after λ ln n periods", () => {
  const n = 8;
  for (const lambda of [1, 1.5, 2])
    expect(n - infectedAfter(n, lambda * Math.log(n))).toBeCloseTo(n ** (2 - 2 * lambda), 0);
});

/** Mean periods to the first ping in one run, and the share of waits of one period in per cent. */
function measure(members: number, order: string, seed: number) {
  const scenario = group(members, { meters: [anyMeter(firstPings)] });
  const run = new Run(scenario, { ...emptyScript(scenario.id, seed), knobs: { order } });
  run.seek(20 * SECOND);
  const { waits } = run.world.meters[0] as ReturnType<typeof firstPings.start>;
  const count = waits.reduce((sum, each) => sum + each, 0);
  return {
    mean: waits.reduce((sum, each, i) => sum + (i + 1) * each, 0) / count,
    first: (100 * waits[0]!) / count,
  };
}

function pooled(figures: readonly number[]): { mean: number; error: number } {
  const mean = figures.reduce((a, b) => a + b, 0) / figures.length;
  const squares = figures.reduce((sum, figure) => sum + (figure - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (figures.length - 1) / figures.length) };
}

describe.each([
  [8, "random", expectedFirstDetection, geometricShare],
  [12, "random", expectedFirstDetection, geometricShare],
  [8, "round-robin", expectedRoundRobin, roundRobinShare],
  [12, "round-robin", expectedRoundRobin, roundRobinShare],
] as const)("%d members, %s", (members, order, expected, share) => {
  test("periods to the first ping are as published", () => {
    const runs = Array.from({ length: 16 }, (_, i) => measure(members, order, i + 1));
    const mean = pooled(runs.map((run) => run.mean));
    console.log(
      `${order}, ${members}: ${mean.mean.toFixed(3)} ± ${mean.error.toFixed(3)} measured, ${expected(members).toFixed(4)} published`,
    );
    expect(mean.error, "the runs tell something").toBeLessThan(0.03);
    expect(Math.abs(mean.mean - expected(members))).toBeLessThan(4 * mean.error);
    const first = pooled(runs.map((run) => run.first));
    expect(Math.abs(first.mean - 100 * share(members, 1))).toBeLessThan(4 * first.error);
  });
});

test("round robin: at most 2n − 1 periods from one ping to the next of the same pair, and no rumour more often than its limit", () => {
  for (let seed = 1; seed <= 6; seed++) {
    const scenario = group(8);
    const run = new Run(scenario, {
      ...emptyScript(scenario.id, seed),
      steps: [
        { at: 2 * SECOND, what: { do: "pause", node: "n3" } },
        { at: 4 * SECOND, what: { do: "resume", node: "n3" } },
      ],
    });
    run.seek(25 * SECOND);
    const last = new Map<string, number>();
    const told = new Map<string, number>();
    let longest = 0;
    for (const event of run.events(1, run.trace.last)) {
      if (event.kind !== "send") continue;
      const { updates } = event.data.message as Ping;
      for (const { member, status, incarnation } of updates) {
        // Beside the rumours there is what concerns sender and receiver.
        if (member === event.node || member === event.peer || status !== "suspect") continue;
        const rumour = `${event.node} tells ${member} ${incarnation}`;
        if ((event.data.message.type as string) !== "PingReq")
          told.set(rumour, (told.get(rumour) ?? 0) + 1);
      }
      if (event.data.message.type !== "Ping" || (event.data.message as Ping).for !== null) continue;
      const pair = `${event.node}>${event.peer}`;
      if (last.has(pair) && event.node !== "n3")
        longest = Math.max(longest, event.time - last.get(pair)!);
      last.set(pair, event.time);
    }
    expect(longest / (500 * MILLISECOND)).toBeLessThanOrEqual(2 * 8 - 1);
    expect(longest / (500 * MILLISECOND)).toBeGreaterThan(8);
    expect(told.size).toBeGreaterThan(3);
    expect(Math.max(...told.values())).toBeLessThanOrEqual(retransmitLimit(8));
  }
});
