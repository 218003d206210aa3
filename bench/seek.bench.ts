/**
 * Going anywhere in a run of 100,000 events (goal: median under 50 ms), and what a simulated minute costs in memory.
 */
import { Run } from "../src/kernel/run.ts";
import { SECOND } from "../src/kernel/time.ts";
import { script, steady } from "./steady-raft.ts";

const EVENTS = 100_000;
const JUMPS = 200;

/** Heap in use after a collection, in MB; `node --expose-gc` makes it exact. */
function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

const before = heap();
const run = new Run(steady, script);
const growth: number[] = [];
while (run.trace.last < EVENTS) {
  const start = heap();
  run.advance(run.time + 60 * SECOND);
  growth.push(heap() - start);
}
const end = run.time;
const minutes = end / (60 * SECOND);
console.log(
  `${run.trace.last} trace events, ${run.world.steps} steps, ${minutes.toFixed(0)} simulated minutes, ${run.lane.checkpoints.count} checkpoints`,
);
console.log(
  `  memory: ${((heap() - before) / minutes).toFixed(2)} MB a simulated minute (${((heap() - before) / (run.trace.last / 1000)).toFixed(2)} MB a thousand events), ${(heap() - before).toFixed(0)} MB in all`,
);

// The jumps are the same in every run of this benchmark.
const times = Array.from({ length: JUMPS }, (_, i) => {
  const to = Math.floor(((i * 0.618_033_988_75) % 1) * end);
  const start = performance.now();
  run.seek(to);
  return performance.now() - start;
}).sort((a, b) => a - b);
const at = (share: number) => times[Math.floor(share * (times.length - 1))]!.toFixed(1);
const fromStart = performance.now();
new Run(steady, script).seek(end);
console.log(
  `  seek, ${JUMPS} jumps: median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms; goal 50 ms median; baseline, replay from the start: ${(performance.now() - fromStart).toFixed(0)} ms`,
);

// Ten times as long: memory must level off.
while (run.trace.last < 10 * EVENTS) run.advance(run.time + 600 * SECOND);
console.log(
  `  after ${run.trace.last} events: ${(heap() - before).toFixed(0)} MB, ${run.lane.checkpoints.count} checkpoints`,
);
const far = Array.from({ length: 50 }, (_, i) => {
  const start = performance.now();
  run.seek(Math.floor(((i * 0.618_033_988_75) % 1) * run.lane.end));
  return performance.now() - start;
}).sort((a, b) => a - b);
console.log(`  seek there: median ${far[25]!.toFixed(1)} ms, worst ${far.at(-1)!.toFixed(1)} ms`);
