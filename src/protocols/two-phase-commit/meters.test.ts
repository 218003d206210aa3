/** What is published of the protocol's cost, beside what is measured. */
import { expect, test } from "vitest";
import { Run } from "../../kernel/run.ts";
import { parseScript } from "../../kernel/script.ts";
import { SECOND } from "../../kernel/time.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { commitCluster } from "./testing/cluster.ts";

const cluster = commitCluster();

function play(...lines: string[]): Run {
  return new Run(
    cluster,
    parseScript(["scenario cluster", ...lines].join("\n"), vocabularyOf(cluster)),
  );
}

function reading(run: Run, id: string): number | null | undefined {
  const readings = run.world.meters.flatMap((memory, i) =>
    cluster.meters[i]!.read(memory, run.world),
  );
  return readings.find((each) => each.id === id)?.value;
}

test("without failures: three rounds and 3n messages (BHG §7.4), n more with acknowledgements", () => {
  const run = play("at 1s client c1 book mon");
  run.seek(3 * SECOND);
  const n = 3;
  const sent = run
    .events(1, run.trace.last)
    .flatMap((event) => (event.kind === "send" ? [event.data.message.type] : []));
  const count = (...types: readonly string[]) => sent.filter((type) => types.includes(type)).length;
  expect(count("VoteReq", "Yes", "No", "Commit", "Abort")).toBe(3 * n);
  expect(reading(run, "messages-per-commit")).toBe(4 * n);
  // The client's request, three rounds of 10 ms, and nothing else until the last participant has committed.
  const committed = run
    .events(1, run.trace.last)
    .filter((event) => event.kind === "note" && event.data.note === "committed");
  expect(committed.map(({ time }) => time)).toEqual([1.04 * SECOND, 1.04 * SECOND, 1.04 * SECOND]);
});

test("the blocking meter counts locks and their age, also of who is down", () => {
  const run = play("at 1s client c1 book mon", "at 1.025s crash tm", "at 3s crash p2");
  run.seek(1.025 * SECOND);
  expect(reading(run, "locks-held")).toBe(3);
  run.seek(4.5 * SECOND);
  expect(reading(run, "locks-held")).toBe(3);
  expect(reading(run, "oldest-lock")).toBeGreaterThan(3_000);
  const freed = play("at 1s client c1 book mon", "at 1.025s crash tm", "at 3s restart tm");
  freed.seek(4 * SECOND);
  expect(reading(freed, "locks-held")).toBe(0);
  expect(reading(freed, "oldest-lock")).toBe(null);
});
