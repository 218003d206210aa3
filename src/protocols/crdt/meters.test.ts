import { expect, test } from "vitest";
import { anyMeter, type Reading } from "../../kernel/monitor.ts";
import { Run } from "../../kernel/run.ts";
import { parseScript } from "../../kernel/script.ts";
import { SECOND } from "../../kernel/time.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { agreement, load } from "./meters.ts";
import { replicas } from "./testing/replicas.ts";

const scenario = { ...replicas, meters: [anyMeter(agreement), anyMeter(load)] };

/** What the meters read after so many seconds of such a script, by name. */
function readings(seconds: number, ...lines: readonly string[]): Record<string, Reading["value"]> {
  const text = ["scenario replicas", "seed 1", "set workload off", ...lines].join("\n");
  const run = new Run(scenario, parseScript(text, vocabularyOf(scenario)));
  run.seek(seconds * SECOND);
  return Object.fromEntries(
    scenario.meters
      .flatMap((meter, i) => meter.read(run.world.meters[i], run.world))
      .map(({ id, value }) => [id, value]),
  );
}

const APART = [
  "set spread op-based",
  "at 1s partition n1 c1 | n2 c2 | n3",
  "at 2s client c1 add cart milk",
  "at 2s client c2 add cart tea",
];

test("replicas that hold the same are alike, and those that do not are not", () => {
  expect(readings(1, ...APART)["alike"]).toBe(3);
  expect(readings(3, ...APART)["alike"]).toBe(1);
  expect(readings(6, ...APART, "at 4s heal")["alike"]).toBe(3);
  expect(
    readings(3, "at 1s partition n1 c1 | n2 n3", "at 2s client c1 add cart milk")["alike"],
  ).toBe(2);
});

test("an update takes until the last replica has seen it", () => {
  expect(readings(3, ...APART)["everywhere"]).toBeNull();
  // Links take 10 ms.
  expect(readings(2, "set spread op-based", "at 1s client c1 add cart milk")["everywhere"]).toBe(
    10,
  );
  expect(readings(6, ...APART, "at 4s heal")["everywhere"]).toBeGreaterThan(2_000);
});

test("what is sent counts for the way in which it was spread", () => {
  const add = (name: string) => `client c1 add cart ${name}`;
  const lines = [
    "set spread op-based",
    `at 1s ${add("a")}`,
    "at 2s set spread state-based",
    ...Array.from({ length: 10 }, (_, i) => `at ${3 + i}s ${add(`x${i}`)}`),
  ];
  const early = readings(2, ...lines);
  expect(early["op-based"]).toBeGreaterThan(100);
  expect(early["state-based"]).toBeNull();
  const late = readings(14, ...lines);
  expect(late["op-based"]).toBe(early["op-based"]);
  // A payload bears everything, a single operation does not.
  expect(late["state-based"]).toBeGreaterThan(late["op-based"]!);
});
