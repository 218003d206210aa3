/** What the expert text says that a write costs and a crash may lose, counted and measured. */
import { expect, test } from "vitest";
import { Run } from "../../kernel/run.ts";
import { parseScript } from "../../kernel/script.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { scenario } from "./scenario.ts";

/** One-way delays, least and most, in ms, and the interval of batches, as in `scenario.ts`. */
const CLIENT = [60, 100] as const;
const SERVER = [120, 200] as const;
const SHIP = 600;

function play(seed: number, ...lines: string[]): Run {
  const text = ["scenario primary-backup", `seed ${seed}`, "set workload off", ...lines];
  return new Run(scenario, parseScript(text.join("\n"), vocabularyOf(scenario)));
}

function reading(run: Run, id: string): number | null | undefined {
  return run.world.meters
    .flatMap((memory, i) => scenario.meters[i]!.read(memory, run.world))
    .find((each) => each.id === id)?.value;
}

test.each([
  ["asynchronous", 0],
  ["semi-synchronous", 1],
  ["synchronous", 1],
])(
  "a write under %s replication: six messages, and %d round trips between servers",
  (way, trips) => {
    for (let seed = 1; seed <= 20; seed++) {
      const run = play(seed, `set replication ${way}`, "at 1.1s client c1 write x milk");
      run.seek(3 * SECOND);
      const events = run.events(1, run.trace.last).filter(({ time }) => time > SECOND);
      const sent = events.filter(
        (event) => event.kind === "send" && !["Ping", "Pong"].includes(event.data.message.type),
      );
      expect(sent, `seed ${seed}`).toHaveLength(6);
      const latency = reading(run, `write-${way}`)!;
      expect(latency).toBeGreaterThanOrEqual(2 * CLIENT[0] + 2 * trips * SERVER[0]);
      expect(latency).toBeLessThanOrEqual(2 * CLIENT[1] + 2 * trips * SERVER[1] + 1);
    }
  },
);

test("waiting for the slower of two backups takes longer than for the faster", () => {
  const total = (way: string): number => {
    let sum = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const run = play(seed, `set replication ${way}`, "at 1.1s client c1 write x milk");
      run.seek(3 * SECOND);
      sum += reading(run, `write-${way}`)!;
    }
    return sum;
  };
  expect(total("semi-synchronous")).toBeGreaterThan(total("asynchronous"));
  expect(total("synchronous")).toBeGreaterThan(total("semi-synchronous"));
});

test("a crash loses no more than a batch’s interval of what was acknowledged asynchronously", () => {
  let lost = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const crash = 4 + seed / 20;
    const run = play(
      seed,
      "set workload on",
      "set replication asynchronous",
      `at ${crash}s crash n1`,
    );
    run.seek(9 * SECOND);
    const rpo = reading(run, "rpo")!;
    expect(rpo, `seed ${seed}`).toBeLessThanOrEqual(SHIP + CLIENT[1]);
    if (rpo > 0) lost++;
  }
  expect(lost).toBeGreaterThan(2);
});

test("a failover takes as long as the silence that begins it, and no longer than a client’s patience more", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const run = play(seed, "set workload on", "at 4s crash n1");
    run.seek(12 * SECOND);
    const rto = reading(run, "rto")! * MILLISECOND;
    expect(rto, `seed ${seed}`).toBeGreaterThan(SECOND);
    expect(rto, `seed ${seed}`).toBeLessThan(1.6 * SECOND + 5 * SECOND);
  }
});
