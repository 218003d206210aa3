/** What the expert text says that a transfer costs, counted: messages, disk writes of the bank, and time. */
import { expect, test } from "vitest";
import { Run } from "../../kernel/run.ts";
import { parseScript } from "../../kernel/script.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { scenario } from "./scenario.ts";

const PAYS = "at 1s client alice transfer bob 5";

/** One-way delay, least and most; a disk write; when a client asks again. As in `scenario.ts`, in ms. */
const [LOW, HIGH, WRITE, AGAIN] = [180, 240, 120, 900];

test.each<[string, readonly string[], number, number, number]>([
  ["nothing wrong", [PAYS], 2, 2 * LOW + WRITE, 2 * HIGH + WRITE],
  [
    "request lost",
    ["at 1s cut alice>bank", PAYS, "at 1.5s heal"],
    3,
    AGAIN + 2 * LOW + WRITE,
    AGAIN + 2 * HIGH + WRITE,
  ],
  [
    "answer lost",
    [PAYS, "at 1s cut bank>alice", "at 1.8s heal"],
    4,
    AGAIN + 2 * LOW,
    AGAIN + 2 * HIGH,
  ],
])("%s", (_, lines, messages, least, most) => {
  for (let seed = 1; seed <= 20; seed++) {
    const text = [`scenario exactly-once`, `seed ${seed}`, "set workload off", ...lines];
    const run = new Run(scenario, parseScript(text.join("\n"), vocabularyOf(scenario)));
    run.seek(5 * SECOND);
    const events = run.events(1, run.trace.last);
    const answer = events.find((event) => event.kind === "return");
    if (answer?.kind !== "return") throw new Error(`seed ${seed}: not answered`);
    const took = (answer.time - answer.data.began) / MILLISECOND;
    expect(took, `seed ${seed}`).toBeGreaterThanOrEqual(least);
    expect(took, `seed ${seed}`).toBeLessThanOrEqual(most);
    expect(run.world.counters.sent).toBe(messages);
    const writes = events.filter((event) => event.kind === "persist" && event.node === "bank");
    expect(writes).toHaveLength(1);
  }
});
