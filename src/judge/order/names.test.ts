/** What processes, keys and values are called changes no verdict of either search. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { judge } from "../check.ts";
import { register } from "../models/register.ts";
import { registerHistories, renamed } from "../testing/register-histories.ts";

test.each(["linearizable", "sequential"] as const)("%s does not care for names", (consistency) => {
  const seen = { yes: 0, no: 0, unknown: 0 };
  fc.assert(
    fc.property(
      registerHistories({ most: 12, processes: 3, keys: 2, repeated: true }),
      (history) => {
        const { answer } = judge(history, { consistency, model: register });
        seen[answer]++;
        expect(judge(renamed(history), { consistency, model: register }).answer).toBe(answer);
      },
    ),
    { numRuns: 500 },
  );
  // Both answers must be frequent, or nothing has been tested.
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(50);
  expect(seen.unknown).toBe(0);
});
