/**
 * The CAP store under random trouble: CP keeps its promise and recovers, AP converges, what is not promised is broken in
 * some seed, and each rule off is convicted. NETSPLIT_SEEDS raises the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { emptyScript, type TimedIntervention } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import { SECOND } from "../../kernel/time.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
/** A conviction may look this far. */
const CONVICTION_SEEDS = Math.max(SEEDS, 5_000);
const TROUBLE = 30 * SECOND;
const END = TROUBLE + scenario.recovery;

/** For all seeds of one test, in real ms: an order of magnitude more than it takes. */
const PATIENCE = Math.max(120_000, 300 * SEEDS);

interface Setting {
  readonly knobs?: Readonly<Record<string, string>>;
  readonly rules?: Readonly<Record<string, boolean>>;
}

/** A run whose clients stop when trouble does, if `quiet`. */
function troubled(seed: number, { knobs = {}, rules = {} }: Setting, quiet = false): Run {
  const steps: TimedIntervention[] = randomFaults(scenario, seed, TROUBLE);
  if (quiet) steps.push({ at: TROUBLE, what: { do: "set", knob: "workload", value: "off" } });
  return new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, rules, steps });
}

/** Plays to a time, whatever is violated on the way; a machine that throws is an error. */
function play(run: Run, until: number): Run {
  while (run.time < until) {
    const alarm = run.advance(until);
    if (alarm?.kind !== "fault") continue;
    const event = run.event(alarm.event);
    throw new Error(
      `seed ${run.script.seed}: ${event?.kind === "fault" ? event.data.error : "a machine threw"}`,
    );
  }
  return run;
}

function finding(run: Run, monitor: string) {
  const place = scenario.monitors.findIndex((each) => each.id === monitor);
  return run.world.findings[place]!;
}

/** The first seed that breaks a promise. */
function convict(monitor: string, setting: Setting, quiet = false): number {
  for (let seed = 1; seed <= CONVICTION_SEEDS; seed++) {
    const run = play(troubled(seed, setting, quiet), quiet ? END : TROUBLE);
    if (finding(run, monitor).verdict === "violated") {
      console.log(
        `${JSON.stringify(setting)}: seed ${seed} breaks ${monitor}: ${finding(run, monitor).expert}`,
      );
      return seed;
    }
  }
  return 0;
}

describe(`${SEEDS} seeds of trouble`, () => {
  test("CP stays linearizable, and serves both clients afterwards", { timeout: PATIENCE }, () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const run = play(troubled(seed, {}), END);
      expect(finding(run, "linearizable"), `seed ${seed}`).toEqual({ verdict: "holds" });
      for (const client of ["c1", "c2"]) {
        const answered = run
          .events(run.trace.last - 400, run.trace.last)
          .some(
            (event) =>
              event.kind === "return" && event.node === client && event.data.outcome === "ok",
          );
        expect(answered, `seed ${seed}: ${client} is served after recovery`).toBe(true);
      }
    }
  });

  for (const conflicts of ["last-write-wins", "keep-both"]) {
    test(`AP answers whatever happens, and converges (${conflicts})`, { timeout: PATIENCE }, () => {
      for (let seed = 1; seed <= SEEDS; seed++) {
        const run = play(troubled(seed, { knobs: { mode: "AP", conflicts } }, true), END);
        const memory = run.world.memories[1] as { judged: boolean };
        expect(memory.judged, `seed ${seed}: convergence was judged`).toBe(true);
        expect(finding(run, "eventual"), `seed ${seed}`).toEqual({ verdict: "holds" });
        // Available in Gilbert & Lynch's sense: whoever is asked answers. Only silence is no answer.
        for (const event of run.events(1, run.trace.last)) {
          if (event.kind === "return" && event.data.about?.["mode"] === "AP")
            expect(event.data.outcome, `seed ${seed}`).toBe("ok");
        }
      }
    });
  }

  test("CA that stops stays linearizable", { timeout: PATIENCE }, () => {
    // Its heartbeats make these the longest runs.
    for (let seed = 1; seed <= SEEDS / 2; seed++) {
      const run = play(troubled(seed, { knobs: { mode: "CA" } }), END);
      expect(finding(run, "linearizable"), `seed ${seed}`).toEqual({ verdict: "holds" });
    }
  });
});

describe("what is not promised is broken in some seed", () => {
  for (const knobs of [
    { mode: "AP", conflicts: "last-write-wins" },
    { mode: "AP", conflicts: "keep-both" },
    { mode: "CA", silence: "carry-on" },
  ]) {
    test(`${Object.values(knobs).join(", ")} is not linearizable`, () => {
      expect(convict("linearizable", { knobs })).toBeGreaterThan(0);
    });
  }
});

describe("each rule off is convicted", () => {
  test("write-back off breaks linearizable in CP", { timeout: PATIENCE }, () => {
    expect(convict("linearizable", { rules: { "write-back": false } })).toBeGreaterThan(0);
  });
  test("hinted-handoff off breaks eventual in AP", { timeout: PATIENCE }, () => {
    const knobs = { mode: "AP" };
    expect(
      convict("eventual", { knobs, rules: { "hinted-handoff": false } }, true),
    ).toBeGreaterThan(0);
  });
});
