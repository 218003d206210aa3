/** The live judges of sequential and causal consistency against the judge of whole histories, which tries every order. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "../../judge/check.ts";
import type { History, Operation } from "../../judge/operation.ts";
import { registerHistories } from "../../judge/testing/register-histories.ts";
import { emptyScript } from "../../kernel/intervention.ts";
import { Run } from "../../kernel/run.ts";
import { SECOND } from "../../kernel/time.ts";
import {
  contradicts,
  observed,
  proofOf,
  type Access,
} from "../../protocols/consistency-models/observed.ts";
import { STORES } from "../../protocols/consistency-models/store.ts";
import { scenario } from "./scenario.ts";

function accessOf({ id, process, f, key, input, output, outcome }: Operation): Access {
  return {
    client: process,
    writes: f === "write",
    key: key ?? "",
    value: (f === "write" ? input : output) ?? null,
    outcome,
    call: id,
    ended: null,
  };
}

/** The other way round. */
function historyOf(accesses: readonly Access[]): History {
  return {
    operations: accesses.map(({ client, writes, key, value, outcome }, id): Operation => ({
      id,
      process: client,
      f: writes ? "write" : "read",
      key,
      input: writes ? value : null,
      output: writes || outcome !== "ok" ? undefined : value,
      outcome: outcome === "open" ? "unknown" : outcome,
      called: 2 * id,
      returned: outcome === "open" || outcome === "unknown" ? null : 2 * id + 1,
    })),
  };
}

/** Whoever reads what nobody can have written is accused by the judge alone: no store here makes values up. */
function madeUp({ operations }: History): boolean {
  return operations.some(
    (read) =>
      read.f === "read" &&
      read.outcome === "ok" &&
      (read.output ?? null) !== null &&
      !operations.some(
        (write) =>
          write.f === "write" &&
          write.outcome !== "fail" &&
          write.key === read.key &&
          write.input === read.output,
      ),
  );
}

const histories = (repeated: boolean) =>
  registerHistories({ most: 12, processes: 3, keys: 2, repeated }).filter(
    (history) => !madeUp(history),
  );

describe("on random histories", () => {
  test("causal consistency is decided exactly", () => {
    fc.assert(
      fc.property(histories(false), (history) => {
        const { answer } = judge(history, { consistency: "causal" });
        expect(contradicts("causal", history.operations.map(accessOf))).toBe(answer === "no");
      }),
      { numRuns: 1_500 },
    );
  });

  test("nobody is accused wrongly of breaking sequential consistency, and nearly nobody gets away", () => {
    let guilty = 0;
    let accused = 0;
    fc.assert(
      fc.property(histories(false), (history) => {
        const { answer } = judge(history, { consistency: "sequential" });
        const contradicted = contradicts("sequential", history.operations.map(accessOf));
        if (contradicted) expect(answer).toBe("no");
        if (answer === "no") guilty++;
        if (contradicted) accused++;
      }),
      { numRuns: 1_500 },
    );
    expect(guilty).toBeGreaterThan(300);
    expect(accused / guilty).toBeGreaterThan(0.98);
  });

  test("values written twice do not lead to a wrong accusation", () => {
    fc.assert(
      fc.property(histories(true), (history) => {
        for (const consistency of ["causal", "sequential"] as const)
          if (contradicts(consistency, history.operations.map(accessOf)))
            expect(judge(history, { consistency }).answer).toBe("no");
      }),
      { numRuns: 500 },
    );
  });

  test("a proof is still a contradiction, and the judge agrees", () => {
    fc.assert(
      fc.property(histories(false), (history) => {
        const accesses = history.operations.map(accessOf);
        for (const consistency of ["causal", "sequential"] as const) {
          if (!contradicts(consistency, accesses)) continue;
          const proof = proofOf(consistency, accesses);
          expect(proof.length).toBeLessThanOrEqual(accesses.length);
          expect(judge(historyOf(proof), { consistency }).answer).toBe("no");
        }
      }),
      { numRuns: 300 },
    );
  });
});

test("what clients of the five stores were told is judged as the judge of whole histories does", () => {
  for (let seed = 1; seed <= 4; seed++)
    for (const store of STORES) {
      const run = new Run(scenario, { ...emptyScript(scenario.id, seed), knobs: { store } });
      run.seek(7 * SECOND);
      const accesses = run
        .events(1, run.trace.last)
        .reduce<readonly Access[]>((all, event) => observed(all, event), []);
      for (const consistency of ["causal", "sequential"] as const)
        expect(contradicts(consistency, accesses), `seed ${seed}, ${store}, ${consistency}`).toBe(
          judge(historyOf(accesses), { consistency }).answer === "no",
        );
    }
});
