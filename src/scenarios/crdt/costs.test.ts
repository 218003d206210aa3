/** What the expert text says that an update costs, counted: messages between replicas, when nothing is lost. */
import { expect, test } from "vitest";
import { Run } from "../../kernel/run.ts";
import { parseScript } from "../../kernel/script.ts";
import { SECOND } from "../../kernel/time.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { scenario } from "./scenario.ts";

const N = scenario.nodes.filter(({ kind }) => kind === "replica").length;

/** Messages by their names, after these lines. */
function messages(seed: number, ...lines: readonly string[]): Map<string, number> {
  const text = ["scenario crdt", `seed ${seed}`, "set workload off", ...lines].join("\n");
  const run = new Run(scenario, parseScript(text, vocabularyOf(scenario)));
  run.seek(12 * SECOND);
  const counts = new Map<string, number>();
  for (const event of run.events(1, run.trace.last)) {
    if (event.kind !== "send" || event.data.message.type.startsWith("Client")) continue;
    const { type } = event.data.message;
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}

const ADD = "at 1s client c1 add cart milk";

test("operation-based: n − 1 messages and as many acknowledgements", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const counts = messages(seed, "set spread op-based", ADD);
    expect(Object.fromEntries(counts)).toEqual({ Downstream: N - 1, Acknowledge: N - 1 });
  }
});

test("state-based: everybody who is not known to have it is sent everything, and every State is acknowledged", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const counts = messages(seed, "set spread state-based", ADD);
    expect(counts.get("State"), `seed ${seed}`).toBeGreaterThanOrEqual(N - 1);
    expect(counts.get("State"), `seed ${seed}`).toBeLessThanOrEqual(N * (N - 1));
    expect(counts.get("Acknowledge"), `seed ${seed}`).toBe(counts.get("State"));
  }
});

test("state-based, a burst of updates shares its messages", () => {
  const burst = Array.from(
    { length: 6 },
    (_, i) => `at ${1_000 + 50 * i}ms client c1 add cart x${i}`,
  );
  for (let seed = 1; seed <= 20; seed++) {
    const shared = messages(seed, "set spread state-based", ...burst).get("State")!;
    const single = messages(seed, "set spread op-based", ...burst).get("Downstream")!;
    expect(single).toBeGreaterThanOrEqual(burst.length * (N - 1));
    expect(shared, `seed ${seed}`).toBeLessThan(single);
  }
});
