import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyScript, type Script } from "../kernel/intervention.ts";
import { anyMonitor, HOLDS } from "../kernel/monitor.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { parseScript } from "../kernel/script.ts";
import { MILLISECOND } from "../kernel/time.ts";
import { vocabularyOf } from "../kernel/vocabulary.ts";
import { neutralAllowance, type Allowance } from "./allowance.ts";
import { within } from "./budget.ts";
import { Charge } from "./charge.ts";
import { Dice } from "./dice.ts";
import { convictAgain } from "./found.ts";
import { replay } from "./replay.ts";
import type { Outcome, Report, SearchRequest } from "./request.ts";
import { search } from "./search.ts";
import { shrink } from "./shrink.ts";
import { planted } from "./testing/planted.ts";
import { Walks } from "./walks.ts";

const NOTHING: Allowance = {
  crashes: 0,
  cuts: 0,
  partitions: 0,
  pauses: 0,
  drops: 0,
  duplicates: 0,
  delays: 0,
  drifts: 0,
  fires: 0,
  requests: 0,
  betrayals: 0,
};

/** The fewest interventions that each planted bug takes. */
const BUGS = [
  ["on-disk", "nothing-forgotten", 2],
  ["no-repeats", "nothing-twice", 1],
  ["no-laggards", "in-order", 1],
] as const;

function off(...rules: readonly string[]): Script {
  return {
    ...emptyScript("planted", 1),
    rules: Object.fromEntries(rules.map((rule) => [rule, false])),
  };
}

function request(script: Script, change: Partial<SearchRequest> = {}): SearchRequest {
  return {
    script,
    from: 0,
    allowance: null,
    target: null,
    method: "walks",
    seed: 1,
    runs: 2_000,
    states: 50_000,
    worker: { index: 0, of: 1 },
    ...change,
  };
}

/** Carries a search out to its end. */
function searched(
  of: SearchRequest,
  scenario = planted,
): Outcome & { readonly reports: readonly Report[] } {
  const steps = search(scenario, of);
  const reports: Report[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done) return { ...step.value, reports };
    reports.push(step.value);
  }
}

const vocabulary = vocabularyOf(planted);

describe("planted bugs", () => {
  for (const method of ["walks", "exhaustive"] as const) {
    test.each(BUGS)(`${method}: %s off breaks %s`, (rule, monitor, fewest) => {
      const { found } = searched(request(off(rule), { method }));
      expect(found).toMatchObject({ monitor, promised: true });
      // Shrinking ends where nothing it tries makes the run shorter; what exhaustion finds is a shortest one.
      expect(found!.interventions).toBeLessThanOrEqual(method === "walks" ? 6 : fewest);
      // The text alone convicts, and its hash is met.
      const script = parseScript(found!.script, vocabulary);
      expect(script.steps).toHaveLength(found!.interventions);
      expect(script.rules).toEqual({ [rule]: false });
      expect(convictAgain(planted, found!.script, monitor)?.hash()).toBe(script.hash);
    });

    test(`${method}: with all rules on nothing is found`, () => {
      const { found, explored } = searched(request(off(), { method, runs: 300, states: 20_000 }));
      expect(found).toBe(null);
      expect(method === "walks" ? explored.runs : explored.depth).toBeGreaterThan(0);
      expect(explored.states).toBeGreaterThanOrEqual(10);
    });
  }

  test("only the promise that is asked for", () => {
    const both = off("on-disk", "no-repeats");
    const { found } = searched(request(both, { target: "nothing-forgotten" }));
    expect(found?.monitor).toBe("nothing-forgotten");
  });
});

describe("traitors", () => {
  /** The sender may count wrong: what a receiver hears twice it takes twice, where it is allowed to. */
  const treacherous: Scenario = {
    ...planted,
    faults: { ...planted.faults, traitors: 1 },
    treacheries: [
      {
        id: "repeats",
        label: "repeats",
        help: "",
        kinds: ["sender"],
        says: (message) => ({ ...message, number: 1 }),
      },
    ],
  };

  test.each(["walks", "exhaustive"] as const)("%s: somebody is made one", (method) => {
    const allowance = { ...NOTHING, betrayals: 1 };
    const { found } = searched(request(off("no-repeats"), { method, allowance }), treacherous);
    expect(found).toMatchObject({ monitor: "nothing-twice", interventions: 1 });
    expect(found!.script).toContain("traitor s repeats");
    expect(convictAgain(treacherous, found!.script, "nothing-twice")).not.toBe(null);
  });

  test("nobody is, where none are allowed", () => {
    const none = request(off("no-repeats"), { allowance: NOTHING, runs: 100, states: 5_000 });
    expect(searched(none, treacherous).found).toBe(null);
  });
});

describe("the allowance", () => {
  test("what is not allowed is not done: the bug that needs it is not found", () => {
    for (const method of ["walks", "exhaustive"] as const) {
      const allowance = { ...NOTHING, cuts: 1, delays: 1 };
      const { found } = searched(
        request(off("on-disk"), { method, allowance, runs: 200, states: 20_000 }),
      );
      expect(found).toBe(null);
    }
  });

  test("no walk does more than is allowed", () => {
    fc.assert(
      fc.property(
        fc.record({
          crashes: fc.nat(2),
          cuts: fc.nat(2),
          partitions: fc.nat(2),
          pauses: fc.nat(1),
          drops: fc.nat(2),
          duplicates: fc.nat(2),
          delays: fc.nat(2),
          fires: fc.nat(3),
        }),
        fc.nat(1_000),
        (some, seed) => {
          const allowance = { ...NOTHING, ...some };
          const of = request(off(), { allowance, seed });
          const walks = new Walks(planted, of, allowance, new Charge(planted, off(), null), null);
          for (let i = 0; i < 6; i++) walks.walk();
          for (let i = 0; i < 20; i++) {
            const kept = walks.corpus.pick(new Dice(i));
            if (kept) expect(within(allowance, kept.steps)).toBe(true);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test("walks choose among variants that are no crowd, unless one is asked for", () => {
    const of = (count: string) =>
      planted.nodes.flatMap((node, i) =>
        i === 0
          ? [node]
          : Array.from({ length: Number(count) }, (_, j) => ({ ...node, id: `${node.id}-${j}` })),
      );
    const values = ["1", "2", "90"].map((value) => ({ value, label: value }));
    /** Breaks in every run, so that each walk hands out how it began. */
    const broken = anyMonitor<number>({
      id: "broken",
      title: "",
      simple: "",
      source: "",
      start: () => 0,
      observe: (steps) => steps + 1,
      judge: (steps) => (steps > 3 ? { verdict: "violated" } : HOLDS),
    });
    const grown: Scenario = {
      ...planted,
      nodes: of("1"),
      knobs: [{ id: "many", label: "many", help: "", values, atStart: true }],
      variant: ({ many = "1" }) => ({ nodes: of(many) }),
      monitors: [broken],
    };
    const chosen = (knobs: Script["knobs"]) => {
      const script = { ...off(), knobs };
      const charge = new Charge(grown, script, null);
      const walks = new Walks(grown, request(script), NOTHING, charge, null);
      const starts = Array.from({ length: 40 }, () => walks.walk()!.start.knobs["many"] ?? "1");
      return [...new Set(starts)].toSorted();
    };
    expect(chosen({})).toEqual(["1", "2"]);
    expect(chosen({ many: "90" })).toEqual(["90"]);
  });

  test.each([
    [{ crashes: -1 }, /crashes: “-1” is no number of faults/],
    [{ cuts: 1.5 }, /cuts: “1.5” is no number/],
    [{ partitions: 1_000 }, /from 0 to 99/],
    [{ drifts: 1 }, /drifts: 1 are allowed, but the fault model of planted has none/],
    [{ requests: 2 }, /requests: 2 are allowed, but/],
    [{ betrayals: 1 }, /betrayals: 1 are allowed, but/],
  ])("an impossible one is refused in a sentence: %j", (some, sentence) => {
    const of = request(off(), { allowance: { ...NOTHING, ...some } });
    expect(() => search(planted, of).next()).toThrow(sentence);
  });

  test("what else makes no sense is refused too", () => {
    const refused = (change: Partial<SearchRequest>) => () =>
      search(planted, request(off(), change)).next();
    expect(refused({ target: "in-ordre" })).toThrow(
      /no promise “in-ordre”; did you mean “in-order”/,
    );
    expect(refused({ runs: -3 })).toThrow(/runs: “-3”/);
    expect(refused({ from: -1 })).toThrow(/from/);
    expect(refused({ worker: { index: 2, of: 2 } })).toThrow(/no worker 2 of 2/);
  });
});

describe("determinism", () => {
  test("the same request gives the same reports", () => {
    for (const method of ["walks", "exhaustive", "both"] as const) {
      const of = request(off("on-disk"), { method, seed: 7 });
      expect(searched(of)).toEqual(searched(of));
    }
  });

  test("another seed walks elsewhere", () => {
    const steps = (seed: number) => searched(request(off(), { seed, runs: 5 })).explored.steps;
    expect(new Set([1, 2, 3, 4].map(steps)).size).toBeGreaterThan(1);
  });

  test("workers that share a search take different walks", () => {
    const explored = [0, 1].map(
      (index) => searched(request(off(), { runs: 5, worker: { index, of: 2 } })).explored.steps,
    );
    expect(explored[0]).not.toBe(explored[1]);
  });
});

describe("from a moment on", () => {
  const begun = parseScript(
    "scenario planted\nseed 3\nrule on-disk off\nat 150ms crash r1\nat 900ms crash r2\n",
    vocabulary,
  );

  test("what was done by then stays, what came later goes, the rest is the search's", () => {
    for (const method of ["walks", "exhaustive"] as const) {
      const { found } = searched(request(begun, { method, from: 200 * MILLISECOND }));
      const script = parseScript(found!.script, vocabulary);
      expect(script.seed).toBe(3);
      expect(script.steps[0]).toEqual(begun.steps[0]);
      // r1 had taken the first number before it went down.
      expect(script.steps.slice(1)).toMatchObject([{ what: { do: "restart", node: "r1" } }]);
      expect(script.steps[1]!.at).toBeGreaterThanOrEqual(200 * MILLISECOND);
      expect(found!.interventions).toBe(1);
      expect(convictAgain(planted, found!.script, "nothing-forgotten")).not.toBe(null);
    }
  });
});

describe("stopped half-way", () => {
  test("what was explored by then is in the last report, and a bad run as far as it was shrunk", () => {
    const steps = search(planted, request(off("on-disk")));
    let last: Report | null = null;
    for (;;) {
      const step = steps.next();
      if (step.done) break;
      last = step.value;
      if (last.best) break;
    }
    expect(last?.phase).toBe("shrinking");
    expect(last!.explored.runs).toBeGreaterThan(0);
    expect(convictAgain(planted, last!.best!.script, "nothing-forgotten")).not.toBe(null);
  });
});

describe("shrinking", () => {
  test("keeps the verdict and the allowance, and never adds an intervention", () => {
    const allowance = neutralAllowance(planted);
    fc.assert(
      fc.property(fc.constantFrom(...BUGS), fc.nat(10_000), ([rule, monitor], seed) => {
        const script = off(rule);
        const charge = new Charge(planted, script, null);
        const walks = new Walks(planted, request(script, { seed }), allowance, charge, null);
        let caught = null;
        for (let i = 0; i < 40 && caught === null; i++) caught = walks.walk();
        fc.pre(caught !== null && caught.conviction.kind === "verdict");
        const { start, steps, conviction } = caught;
        const trial = {
          scenario: planted,
          start,
          charge: charge.of(monitor),
          fault: false,
          base: null,
          limit: conviction.time,
        };
        const first = replay(trial, steps);
        if (first.conviction === null) throw new Error("what was found is not found again");
        let fewest = first.steps.length;
        const shrinking = shrink(trial, first, {}, (better) => {
          expect(better.conviction).toMatchObject({ kind: "verdict", data: { monitor } });
          expect(better.steps.length).toBeLessThanOrEqual(fewest);
          expect(within(allowance, better.steps)).toBe(true);
          fewest = better.steps.length;
        });
        let step = shrinking.next();
        while (!step.done) step = shrinking.next();
        const again = replay(trial, step.value.steps);
        expect(again.conviction).toMatchObject({ data: { monitor } });
        expect(again).toMatchObject({ at: step.value.at, events: step.value.events });
        expect(step.value.steps.length).toBeLessThanOrEqual(6);
      }),
      { numRuns: 25 },
    );
  });
});
