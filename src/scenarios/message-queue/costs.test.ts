/** What the expert text says that a job costs, counted: messages, by the size of the batch, and time. */
import { expect, test } from "vitest";
import { Run } from "../../kernel/run.ts";
import { parseScript } from "../../kernel/script.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { scenario } from "./scenario.ts";

function played(seconds: number, ...lines: readonly string[]): Run {
  const text = ["scenario message-queue", ...lines].join("\n");
  const run = new Run(scenario, parseScript(text, vocabularyOf(scenario)));
  run.seek(seconds * SECOND);
  return run;
}

/** What a reading of the queue says at the end. */
function reading(run: Run, id: string): number {
  const readings = scenario.meters[0]!.read(run.world.meters[0], run.world);
  return readings.find((each) => each.id === id)!.value!;
}

function notes(run: Run, note: string) {
  return run
    .events(1, run.trace.last)
    .filter((event) => event.kind === "note" && event.data.note === note);
}

test.each([1, 2, 4])("a job in a batch of %d costs 3 + 2 / B messages", (batch) => {
  // Jobs are stored while no worker can ask; then one worker takes all of them, in full batches.
  const lines = ["seed 1", "set workload off", "set capacity 12", `set batch ${batch}`];
  const away = ["w1", "w2", "w3"].map((worker) => `at 10ms cut ${worker}-broker`);
  const jobs = Array.from({ length: 8 }, () => "at 20ms client p1 send job");
  const back = ["at 3900ms crash w2", "at 3900ms crash w3", "at 3900ms heal"];
  const run = played(20, ...lines, ...away, ...jobs, ...back);
  expect(notes(run, "deleted")).toHaveLength(8);
  const sent = run
    .events(1, run.trace.last)
    .flatMap((event) => (event.kind === "send" ? [event] : []));
  const last = notes(run, "deleted").at(-1)!.time;
  const polls = sent.filter(
    ({ node, time, data }) =>
      node === "w1" &&
      data.message.type === "ReceiveMessage" &&
      time > 10 * MILLISECOND &&
      time < last - 300 * MILLISECOND,
  );
  const others = sent.filter(({ data }) => data.message.type !== "ReceiveMessage");
  expect((others.length + polls.length) / 8).toBe(3 + 2 / batch);
});

test("a job takes two delays and the work with an idle worker, and a timeout more when it crashes", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const opens = [`seed ${seed}`, "set workload off", "at 1s client p1 send job"];
    const took = (run: Run): number => (notes(run, "done")[0]!.time - SECOND) / MILLISECOND;
    const plain = played(8, ...opens);
    expect(took(plain), `seed ${seed}`).toBeGreaterThanOrEqual(2 * 150 + 500);
    expect(took(plain), `seed ${seed}`).toBeLessThanOrEqual(2 * 200 + 800);
    const worker = notes(plain, "done")[0]!.node!;
    const crashed = played(8, ...opens, `at 1.5s crash ${worker}`);
    expect(took(crashed), `seed ${seed}`).toBeGreaterThanOrEqual(3_000 + 2 * 150 + 500);
    expect(took(crashed), `seed ${seed}`).toBeLessThanOrEqual(3_000 + 2 * 200 + 800);
  }
});

test.each([
  [1, 2.9, 3],
  [4, 3.75, 4.07],
])("in a rush three workers with batches of %d do %d to %d jobs a second", (batch, low, high) => {
  for (const seed of [1, 2, 3]) {
    const knobs = ["set workload rush", "set visibility 6s", "set capacity 12"];
    const run = played(60, `seed ${seed}`, ...knobs, `set batch ${batch}`);
    expect(reading(run, "done") / 60, `seed ${seed}`).toBeGreaterThan(low);
    expect(reading(run, "done") / 60, `seed ${seed}`).toBeLessThan(high);
  }
});

test("without dead letters, poison takes all workers for ever; with them, work goes on", () => {
  for (const seed of [1, 2, 3]) {
    const doneLate = (...rules: readonly string[]): number => {
      const run = played(80, `seed ${seed}`, ...rules, "set poison 0.33");
      return notes(run, "done").filter(({ time }) => time > 60 * SECOND).length;
    };
    expect(doneLate("rule dead-letter off"), `seed ${seed}`).toBe(0);
    expect(doneLate(), `seed ${seed}`).toBeGreaterThan(5);
  }
});
