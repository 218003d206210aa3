/** Switching modes, conflict handling and silence handling while clients work and things break. */
import { expect, test } from "vitest";
import { between, drawAgain, mix, pick } from "../../kernel/chance.ts";
import { emptyScript, type TimedIntervention } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
const TROUBLE = 30 * SECOND;

/** Settings that change at any moment, now and then two at once. */
function switches(seed: number): TimedIntervention[] {
  let draws = 0;
  const luck = () => drawAgain(mix(seed), draws++);
  const knobs = scenario.knobs.filter((knob) => knob.id !== "workload");
  const steps: TimedIntervention[] = [];
  for (let at = 0; at < TROUBLE; at += between(luck(), 0, 5 * SECOND) + 1 * MILLISECOND) {
    const knob = pick(luck(), [knobs[0]!, ...knobs]);
    const { value } = pick(luck(), knob.values);
    steps.push({ at, what: { do: "set", knob: knob.id, value } });
  }
  return steps;
}

/** `fail` is a promise: the value of such a write is on no disk at the end, and nobody has read it. */
function expectFailedToBeGone(run: Run): void {
  const failed = new Set<unknown>();
  const seen: unknown[] = run.world.nodes.flatMap((node) =>
    Object.values((node.disk["copies"] ?? {}) as Record<string, readonly { value: unknown }[]>)
      .flat()
      .map((version) => version.value),
  );
  for (const event of run.events(1, run.trace.last)) {
    if (event.kind !== "return") continue;
    const { operation, outcome, value } = event.data;
    if (operation.f === "read") seen.push(value);
    else if (outcome === "fail") failed.add(operation.value);
  }
  expect(
    seen.filter((value) => failed.has(value)),
    `seed ${run.script.seed}`,
  ).toEqual([]);
}

test(
  `${SEEDS} seeds of switching under trouble: whatever is promised at the moment holds`,
  { timeout: Math.max(120_000, 300 * SEEDS) },
  () => {
    let modes = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const steps = [...randomFaults(scenario, seed, TROUBLE), ...switches(seed)].sort(
        (a, b) => a.at - b.at,
      );
      const run = new Run(scenario, { ...emptyScript(scenario.id, seed), steps });
      const alarm = run.advance(TROUBLE + scenario.recovery);
      const event = alarm === null ? null : run.event(alarm.event);
      expect(event?.data ?? null, `seed ${seed}`).toBe(null);
      expectFailedToBeGone(run);
      modes += run.script.steps.filter((step) => step.what.do === "set").length;
      // Nobody is left waiting: whatever was asked before the end of trouble has been answered.
      for (const node of run.world.nodes)
        for (const call of node.calls) expect(call.began, `seed ${seed}`).toBeGreaterThan(TROUBLE);
    }
    expect(modes).toBeGreaterThan(SEEDS);
  },
);
