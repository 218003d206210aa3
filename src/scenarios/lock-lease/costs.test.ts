/** What the expert text says that a turn costs, counted: messages, disk writes, and time. */
import { expect, test } from "vitest";
import { Run } from "../../kernel/run.ts";
import { parseScript } from "../../kernel/script.ts";
import { MILLISECOND, parseDuration, SECOND } from "../../kernel/time.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { HABITS, HIGH, LOW, SERVICE_TIME } from "./moments.ts";
import { scenario } from "./scenario.ts";

test("7 messages, 5 disk writes, 6d + 2s + w + l", () => {
  const fixed = 2 * SERVICE_TIME + parseDuration("800ms")! + HABITS.lastStep;
  for (let seed = 1; seed <= 20; seed++) {
    const text = [
      "scenario lock-lease",
      `seed ${seed}`,
      "set workload off",
      "at 1s fire alice nextTurn",
    ];
    const run = new Run(scenario, parseScript(text.join("\n"), vocabularyOf(scenario)));
    run.seek(5 * SECOND);
    const events = run.events(1, run.trace.last);
    const told = events.find((event) => event.kind === "return");
    if (told?.kind !== "return") throw new Error(`seed ${seed}: not answered`);
    const took = told.time - told.data.began;
    // Delays are rounded to microseconds one by one.
    expect(took, `seed ${seed}`).toBeGreaterThanOrEqual(6 * LOW + fixed - MILLISECOND);
    expect(took, `seed ${seed}`).toBeLessThanOrEqual(6 * HIGH + fixed + MILLISECOND);
    expect(run.world.counters.sent).toBe(7);
    const writes = events.flatMap((event) => (event.kind === "persist" ? [event.node] : []));
    expect(writes).toEqual(["alice", "lock", "storage", "storage", "lock"]);
  }
});
