/**
 * How fast the search is. Exhaustively: states a second on Gray & Lamport's TwoPhase with six resource managers (goal 50,000;
 * the interpreter of TLA+ that people use in the browser reaches about 100) and through real XState machines on a lesson of
 * three servers (goal 5,000). At random: walks and steps a second on each lesson that it looks at.
 */
import { emptyScript } from "../src/kernel/intervention.ts";
import type { Scenario } from "../src/kernel/scenario.ts";
import { exploreAll } from "../src/search/breadth-first.ts";
import type { Explored, Method, Outcome, Report } from "../src/search/request.ts";
import { search } from "../src/search/search.ts";
import { twoPhaseCommit } from "../src/search/testing/commit-models.ts";
import { scenario as cap } from "../src/scenarios/cap/scenario.ts";
import { scenario as election } from "../src/scenarios/raft-election/scenario.ts";
import { scenario as reads } from "../src/scenarios/raft-reads/scenario.ts";
import { scenario as replication } from "../src/scenarios/raft-replication/scenario.ts";

const ROUNDS = 5;
/** Wall ms for each lesson. */
const SPAN = 8_000;

function row(name: string, rate: number, unit: string, goal: number | null): void {
  const told =
    goal === null ? "" : `goal ${goal.toLocaleString("en")}${rate < goal ? "  MISSED" : ""}`;
  console.log(
    `  ${name.padEnd(44)} ${Math.round(rate).toLocaleString("en").padStart(9)} ${unit.padEnd(9)} ${told}`,
  );
}

/** Searches for a while; what was explored a second. */
function rates(scenario: Scenario, method: Method): Explored {
  const steps = search(scenario, {
    script: emptyScript(scenario.id, 1),
    from: 0,
    allowance: null,
    target: null,
    method,
    seed: 1,
    runs: null,
    states: null,
    worker: { index: 0, of: 1 },
  });
  const start = performance.now();
  let step: IteratorResult<Report, Outcome>;
  do step = steps.next();
  while (!step.done && performance.now() - start < SPAN);
  const seconds = (performance.now() - start) / 1000;
  const { explored } = step.value;
  return {
    ...explored,
    runs: explored.runs / seconds,
    states: explored.states / seconds,
    steps: explored.steps / seconds,
  };
}

console.log("exhaustive");
let best = 0;
for (let round = 0; round < ROUNDS; round++) {
  const start = performance.now();
  const { states } = exploreAll(twoPhaseCommit(6));
  best = Math.max(best, states / ((performance.now() - start) / 1000));
}
row("TwoPhase, 6 resource managers", best, "states/s", 50_000);
row("raft-reads: 3 servers, 2 clients", rates(reads, "exhaustive").states, "states/s", 5_000);
console.log("random walks");
for (const scenario of [election, replication, reads, cap]) {
  const { runs, steps } = rates(scenario, "walks");
  row(scenario.id, runs, "walks/s", null);
  row("", steps, "steps/s", null);
}
