/** Runs under random trouble, for the tests of lessons. */
import { emptyScript } from "../intervention.ts";
import { randomFaults } from "../random-faults.ts";
import { Run } from "../run.ts";
import type { Scenario } from "../scenario.ts";
import type { Settings } from "../settings.ts";
import { SECOND, type Micros } from "../time.ts";
import { scenarioAt } from "../variant.ts";

/** How long trouble lasts. */
export const TROUBLE: Micros = 30 * SECOND;

/** A run of the scenario with this seed's trouble, under such settings. */
export function troubledRun(
  scenario: Scenario,
  seed: number,
  { knobs = {}, rules = {} }: Partial<Settings> = {},
): Run {
  const steps = randomFaults(scenarioAt(scenario, knobs), seed, TROUBLE);
  return new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, rules, steps });
}

/** The first promise that a run breaks before a time, by name; null when none. @throws when a node's program failed. */
export function brokenPromise(run: Run, until: Micros): string | null {
  while (run.time < until) {
    const alarm = run.advance(until);
    if (!alarm) continue;
    const event = run.event(alarm.event);
    if (event?.kind === "verdict") return event.data.monitor;
    if (event?.kind === "fault") throw new Error(`seed ${run.script.seed}: ${event.data.error}`);
  }
  return null;
}
