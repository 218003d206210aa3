/**
 * What the live verdict on linearizability costs for each completed operation of a lesson (goal: at most 2 ms over 2,000
 * operations): the CAP lesson with faults, played with its judges and without, and the growth of the cost with the history.
 * Baseline: the same run without that one monitor.
 */
import { randomFaults } from "../src/kernel/random-faults.ts";
import { emptyScript } from "../src/kernel/intervention.ts";
import { Run } from "../src/kernel/run.ts";
import type { Scenario } from "../src/kernel/scenario.ts";
import { SECOND } from "../src/kernel/time.ts";
import { scenario } from "../src/scenarios/cap/scenario.ts";

const OPERATIONS = 2_000;
const WINDOW = 500;

const unjudged: Scenario = {
  ...scenario,
  monitors: scenario.monitors.filter((monitor) => monitor.id !== "linearizable"),
};

/** Wall ms until each further window of operations had completed. */
function windows(
  judged: Scenario,
  mode: string,
): { readonly ms: number[]; readonly until: number } {
  const until = 4_000 * SECOND;
  const script = {
    ...emptyScript("cap", 11),
    knobs: { mode },
    steps: randomFaults(judged, 11, until),
  };
  const run = new Run(judged, script);
  const ms: number[] = [];
  let start = performance.now();
  while (run.world.counters.returns < OPERATIONS) {
    run.advance(run.time + SECOND / 10);
    if (run.world.counters.returns < (ms.length + 1) * WINDOW) continue;
    ms.push(performance.now() - start);
    start = performance.now();
  }
  return { ms, until: run.time };
}

for (const mode of ["CP", "AP"]) {
  windows(scenario, mode);
  const [with_, without] = [windows(scenario, mode), windows(unjudged, mode)];
  const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
  const each = (sum(with_.ms) - sum(without.ms)) / OPERATIONS;
  const last = (with_.ms.at(-1)! - without.ms.at(-1)!) / WINDOW;
  console.log(
    `${mode}: ${OPERATIONS} operations in ${(with_.until / SECOND).toFixed(0)} simulated seconds under faults: ${sum(with_.ms).toFixed(0)} ms judged, ${sum(without.ms).toFixed(0)} ms not (baseline)`,
  );
  console.log(
    `  the verdict costs ${(each * 1_000).toFixed(0)} µs an operation, of the last ${WINDOW} ${(last * 1_000).toFixed(0)} µs; goal 2,000 µs`,
  );
}
