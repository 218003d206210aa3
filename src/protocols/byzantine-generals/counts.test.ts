/** Messages of OM(m) as published, beside those that are sent. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { emptyScript } from "../../kernel/intervention.ts";
import { Run } from "../../kernel/run.ts";
import { SECOND } from "../../kernel/time.ts";
import { bearable, messagesOf } from "./counts.ts";
import { camp } from "./testing/camp.ts";

const file = new URL("../../../../shared/cases/vectors/vectors.json", import.meta.url);
const published = existsSync(file)
  ? Object.entries(
      (
        JSON.parse(readFileSync(file, "utf8")) as {
          readonly OM_messages: Readonly<Record<string, number>>;
        }
      ).OM_messages,
    ).map(([row, count]) => {
      const [, n, m] = /^n=(\d+),m=(\d+)$/.exec(row)!;
      return [Number(n), Number(m), count] as const;
    })
  : [];

/** More than these are not sent in a test: n = 13, m = 4 takes 108,384. */
const MOST = 5_000;

describe.skipIf(published.length === 0)("as published (skipped without the table)", () => {
  test.each(published)("%d generals, OM(%d): %d messages by the formula", (n, m, count) => {
    expect(messagesOf(n, m)).toBe(count);
  });

  test.each(published.filter(([, , count]) => count <= MOST))(
    "%d generals, OM(%d): %d messages are sent",
    (n, m, count) => {
      const scenario = camp(n);
      const run = new Run(scenario, { ...emptyScript(scenario.id, 1), knobs: { m: String(m) } });
      run.seek(2 * SECOND - 1);
      expect(run.world.counters.sent).toBe(count);
      const readings = scenario.meters[0]!.read(run.world.meters[0], run.world);
      expect(readings.map(({ value }) => value)).toEqual([count, count]);
    },
  );
});

test("n > 3m", () => {
  for (let n = 1; n < 30; n++) {
    const m = bearable(n);
    expect(n > 3 * m && n <= 3 * (m + 1)).toBe(true);
  }
});
