/**
 * The protocol's own race between the chain and the attacker, many seeds pooled, against the exact odds. Blocks travel in a microsecond
 * and the attacker hardly ever gives up, as in Rosenfeld's model. The tolerance is the statistics' own: four standard errors.
 */
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { emptyScript } from "../../kernel/intervention.ts";
import type { Reading } from "../../kernel/monitor.ts";
import { Run } from "../../kernel/run.ts";
import { SECOND } from "../../kernel/time.ts";
import { impatientOdds, rosenfeldOdds, whitepaperOdds } from "./odds.ts";
import { networkOf } from "./testing/network.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 40);
const LENGTH = 200 * SECOND;

/** Attacks, and how many of them won, in all seeds. */
function attacks(
  share: string,
  confirmations: string,
  patience: number,
  off: Readonly<Record<string, boolean>> = {},
): { readonly all: number; readonly won: number } {
  const scenario = networkOf(1, 1, patience);
  let all = 0;
  let won = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = new Run(scenario, {
      ...emptyScript(scenario.id, seed),
      knobs: { share, confirmations },
      rules: off,
    });
    run.seek(LENGTH);
    const meter = scenario.meters[1]!;
    const readings: readonly Reading[] = meter.read(run.world.meters[1], run.world);
    const value = (id: string): number => readings.find((each) => each.id === id)?.value ?? 0;
    const count = value("attacks");
    all += count;
    won += Math.round((value("won") * count) / 100);
  }
  return { all, won };
}

function expectOdds(measured: { readonly all: number; readonly won: number }, odds: number): void {
  const { all, won } = measured;
  const error = Math.sqrt((odds * (1 - odds)) / all);
  expect(Math.abs(won / all - odds), `${won} of ${all}, ${odds} expected`).toBeLessThan(4 * error);
}

const FILE = new URL("../../../../shared/cases/vectors/vectors.json", import.meta.url);
if (!existsSync(FILE))
  console.info("Rosenfeld's values: from the formula, because shared/cases/vectors is not there.");

/** As published, where the file is there. */
function published(z: number): number {
  if (!existsSync(FILE)) return rosenfeldOdds(0.1, z);
  const vectors = JSON.parse(readFileSync(FILE, "utf8")) as {
    readonly "rosenfeld_exact_q0.1": Readonly<Record<string, number>>;
  };
  return vectors["rosenfeld_exact_q0.1"][z]!;
}

test.each([1, 2, 3])("q = 0.1, z = %d: as Rosenfeld has it", (z) => {
  const measured = attacks("10%", String(z), 10);
  console.info(
    `q = 0.1, z = ${z}: ${measured.won} of ${measured.all} attacks won, ${(measured.won / measured.all).toFixed(4)}; Rosenfeld ${published(z)}, whitepaper ${whitepaperOdds(0.1, z).toFixed(4)}`,
  );
  expectOdds(measured, published(z));
});

test("q = 0.3, z = 2, and giving up three blocks behind: as the walk with two ends has it", () => {
  const measured = attacks("30%", "2", 3);
  console.info(
    `q = 0.3, z = 2, giving up: ${measured.won} of ${measured.all}, ${(measured.won / measured.all).toFixed(4)}; exact ${impatientOdds(0.3, 2, 3).toFixed(4)}`,
  );
  expectOdds(measured, impatientOdds(0.3, 2, 3));
});

test("without confirmations every attack wins: the block is ready before the payment is made", () => {
  const { all, won } = attacks("10%", "1", 10, { confirmations: false });
  expect(all).toBeGreaterThan(SEEDS);
  expect(won).toBe(all);
});
