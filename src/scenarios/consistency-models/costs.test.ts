/** What Attiya and Welch say that reads and writes must cost, beside what they cost here. */
import { expect, test } from "vitest";
import { emptyScript } from "../../kernel/intervention.ts";
import { Run } from "../../kernel/run.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { boundsOf, needsOf } from "../../protocols/consistency-models/meters.ts";
import { STORES, type Store } from "../../protocols/consistency-models/store.ts";
import { scenario } from "./scenario.ts";

/** As in `scenario.ts`. */
const DELAYS = { d: 240 * MILLISECOND, u: 160 * MILLISECOND };

/** The slowest read and write of half a minute, in µs. */
function slowest(store: Store): { read: number; write: number } {
  const run = new Run(scenario, { ...emptyScript(scenario.id, 1), knobs: { store } });
  run.seek(30 * SECOND);
  const { meters } = run.scenario;
  const place = meters.findIndex(({ id }) => id === "cost");
  const readings = meters[place]!.read(run.world.meters[place], run.world);
  const value = (id: string) => readings.find((each) => each.id === id)!.value! * MILLISECOND;
  return { read: value("slowest-read"), write: value("slowest-write") };
}

test.each(STORES)(
  "the %s store: no faster than theory allows, no slower than it needs",
  (store) => {
    const { read, write } = slowest(store);
    const least = boundsOf(store, DELAYS);
    const most = needsOf(store, DELAYS);
    console.log(
      `${store}: read ${read / MILLISECOND} ms, write ${write / MILLISECOND} ms; at least ${(least.together ?? 0) / MILLISECOND} ms together`,
    );
    expect(read).toBeGreaterThanOrEqual(least.read ?? 0);
    expect(write).toBeGreaterThanOrEqual(least.write ?? 0);
    expect(read + write).toBeGreaterThanOrEqual(least.together ?? 0);
    expect(read).toBeLessThanOrEqual(most.read);
    expect(write).toBeLessThanOrEqual(most.write);
  },
);

test("the same seed asks the same of every store", () => {
  const wishes = (store: Store) => {
    const run = new Run(scenario, { ...emptyScript(scenario.id, 3), knobs: { store } });
    run.seek(12 * SECOND);
    return run
      .events(1, run.trace.last)
      .filter((event) => event.kind === "call" && event.node === "c2")
      .slice(0, 10)
      .map((event) => (event.kind === "call" ? event.data.operation : null));
  };
  const [strong, ...others] = STORES.map(wishes);
  expect(strong).toHaveLength(10);
  for (const other of others) expect(other).toEqual(strong);
});
