/** What the presets are for, and what the texts say of them, under many seeds and from the midst of a busy run. */
import { describe, expect, test } from "vitest";
import { Run } from "../../kernel/run.ts";
import { parseActions, parseScript } from "../../kernel/script.ts";
import { SECOND } from "../../kernel/time.ts";
import type { TraceEvent } from "../../kernel/trace.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { believers } from "../../protocols/fenced-failover/world.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
const vocabulary = vocabularyOf(scenario);
const BEGIN = 6 * SECOND;

/** A run that has gone on for 6 s, then a preset, then so many seconds more. */
function after(preset: string, seed: number, seconds: number, ...settings: string[]): Run {
  const text = [`scenario ${scenario.id}`, `seed ${seed}`, ...settings].join("\n");
  const run = new Run(scenario, parseScript(text, vocabulary));
  run.seek(BEGIN);
  const chosen = scenario.presets.find(({ id }) => id === preset)!;
  if ("opens" in chosen) throw new Error("a trouble, not a set-up");
  const lines = chosen.script(run.world).join("\n");
  for (const action of parseActions(lines, vocabulary, run.time)) run.act(action);
  run.seek(BEGIN + seconds * SECOND);
  return run;
}

function broken(run: Run): readonly string[] {
  return scenario.monitors
    .filter((_, i) => run.world.findings[i]?.verdict === "violated")
    .map(({ id }) => id);
}

function noted(run: Run, note: string): readonly TraceEvent[] {
  return run
    .events(1, run.trace.last)
    .filter((event) => event.kind === "note" && event.data.note === note && event.time >= BEGIN);
}

describe.each(SEEDS)("under seed %d", (seed) => {
  test("a primary that is cut off believes on, and is fenced off", () => {
    const run = after("cut-off", seed, 9);
    expect(noted(run, "refused").length).toBeGreaterThan(0);
    expect(noted(run, "overwrote")).toEqual([]);
    expect(broken(run)).toEqual([]);
  });

  test("without fencing it goes on writing, over what another has written", () => {
    const run = after("cut-off", seed, 12, "rule fencing off");
    expect(believers(run.world)).toHaveLength(2);
    expect(broken(run)).toContain("one-effective-primary");
    expect(noted(run, "overwrote").length).toBeGreaterThan(0);
  });

  test("without a majority two hold the same number, and fencing lets both pass", () => {
    const run = after("each-alone", seed, 12, "rule majority off");
    expect(broken(run)).toContain("one-effective-primary");
  });

  test("with it nobody takes over alone", () => {
    const run = after("each-alone", seed, 12);
    expect(noted(run, "took-over")).toEqual([]);
    expect(broken(run)).toEqual([]);
  });

  test("one cut makes a second primary only where nobody is asked", () => {
    expect(noted(after("one-cut", seed, 6), "took-over")).toEqual([]);
    const alone = after("one-cut", seed, 6, "rule majority off");
    expect(noted(alone, "took-over").length).toBeGreaterThan(0);
    expect(broken(alone)).toEqual([]);
  });

  test("a nap ends at the disk, or at the first heartbeat of the next one", () => {
    const run = after("nap", seed, 9);
    expect(believers(run.world)).toHaveLength(1);
    expect(noted(run, "took-over").length).toBeGreaterThan(0);
    expect(broken(run)).toEqual([]);
  });

  test("a primary without its disk resigns, and another takes over", () => {
    const run = after("disk-away", seed, 9);
    expect(noted(run, "resigned").length).toBeGreaterThan(0);
    expect(noted(run, "took-over").length).toBeGreaterThan(0);
    expect(broken(run)).toEqual([]);
  });

  test("a failover costs a round of votes and a claim after the silence", () => {
    const run = after("crash-primary", seed, 8);
    const [took] = noted(run, "took-over");
    const asked = noted(run, "asks-for-votes").findLast(
      ({ id, node }) => id < took!.id && node === took!.node,
    )!;
    // Two round trips, between servers and to the disk, and an access of 30 ms, or two where another waits.
    const round = took!.time - asked.time;
    expect(round).toBeGreaterThan(2 * (80 + 60) * 1_000);
    expect(round).toBeLessThan(2 * (140 + 100) * 1_000 + 60_000);
  });
});

test("who is hasty is back sooner", () => {
  const total = (silence: string): number =>
    SEEDS.map((seed) => {
      const run = after("crash-primary", seed, 9, `set silence ${silence}`);
      expect(broken(run)).toEqual([]);
      return noted(run, "took-over")[0]!.time - BEGIN;
    }).reduce((a, b) => a + b);
  const [hasty, usual, patient] = ["600ms", "1200ms", "3s"].map(total);
  expect(hasty).toBeLessThan(usual!);
  expect(usual).toBeLessThan(patient!);
});
