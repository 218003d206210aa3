/** What hands can do to messages on their way, to timers, and to nodes that are slow or lie. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyScript, type Intervention } from "./intervention.ts";
import { jsonLength } from "./json-length.ts";
import { objection } from "./objection.ts";
import { Run } from "./run.ts";
import type { Settings } from "./settings.ts";
import { MILLISECOND, SECOND, type Micros } from "./time.ts";
import { scripts } from "./testing/arbitraries.ts";
import { chatterScenario, type ChatterState } from "./testing/chatter.ts";
import { nextTrouble } from "./trouble.ts";
import { progressAt } from "./world.ts";

const scenario = chatterScenario();

/** A run in which every message takes 100 ms, at a moment when some are on their way. */
function slowLinks(...first: readonly Intervention[]): Run {
  const latency = { kind: "fixed", value: 100 * MILLISECOND } as const;
  const all: Intervention[] = [{ do: "latency", link: null, latency }, ...first];
  const steps = all.map((what) => ({ at: 0, what }));
  const run = new Run(scenario, { ...emptyScript("chatter", 5), steps });
  run.seek(SECOND);
  return run;
}

const flightsOf = (run: Run) => [...run.world.flights.values()];
const now = (run: Run, what: Intervention) => run.act({ at: run.time, what });

function deliveryOf(run: Run, message: number): Micros | undefined {
  return run
    .events(1, run.trace.last)
    .find((event) => event.kind === "deliver" && event.message === message)?.time;
}

describe("a message that is moved", () => {
  test("goes on from where it was put, at its own pace", () => {
    const run = slowLinks();
    const message = flightsOf(run)[0]!;
    now(run, { do: "move", message: message.id, to: 0.25 });
    const moved = run.world.flights.get(message.id)!;
    expect(progressAt(moved, run.time)).toBe(0.25);
    expect(moved.arrives).toBe(run.time + 75 * MILLISECOND);
    run.seek(run.time + 200 * MILLISECOND);
    expect(deliveryOf(run, message.id)).toBe(moved.arrives);
  });

  test("at the end of its way has arrived, and overtakes what it is put before", () => {
    const run = slowLinks();
    const behind = flightsOf(run).find((late) =>
      flightsOf(run).some(
        (early) => early.from === late.from && early.to === late.to && early.arrives < late.arrives,
      ),
    )!;
    const ahead = flightsOf(run).find(
      (each) => each.from === behind.from && each.to === behind.to && each.arrives < behind.arrives,
    )!;
    now(run, { do: "move", message: behind.id, to: 1 });
    run.seek(run.time + SECOND);
    expect(deliveryOf(run, behind.id)!).toBeLessThan(deliveryOf(run, ahead.id)!);
  });

  test("on a link that keeps order takes nothing over", () => {
    const run = slowLinks({ do: "order", link: null, order: "fifo" });
    for (const { id } of flightsOf(run).toReversed())
      now(run, { do: "move", message: id, to: 0.99 });
    const ids = flightsOf(run);
    run.seek(run.time + SECOND);
    const overtakings = ids.flatMap((a) =>
      ids.filter(
        (b) =>
          a.id < b.id &&
          a.from === b.from &&
          a.to === b.to &&
          deliveryOf(run, a.id)! > deliveryOf(run, b.id)!,
      ),
    );
    expect(overtakings).toEqual([]);
  });
});

describe("held timers", () => {
  test("ring by hand alone, and when they are let go in the order in which they were due", () => {
    const run = new Run(scenario, emptyScript("chatter", 3));
    run.seek(SECOND);
    now(run, { do: "hold", link: "timers" });
    const rung = run.world.counters.timers;
    run.seek(2 * SECOND);
    expect(run.world.counters.timers).toBe(rung);
    const due = run.world.nodes
      .flatMap((node) => node.timers)
      .toSorted((a, b) => a.time - b.time || a.sequence - b.sequence);
    expect(due.map((timer) => timer.waits)).toEqual(["hand", "hand", "hand", "hand"]);
    now(run, { do: "fire", node: "n3", timer: "chat" });
    expect(run.world.counters.timers).toBe(rung + 1);
    const last = run.trace.last;
    now(run, { do: "release", link: "timers" });
    run.seek(run.time);
    const rings = run.events(last, run.trace.last).filter((event) => event.kind === "timer");
    const waited = due.filter((timer) => timer.node !== 2);
    expect(rings.slice(0, 3).map((event) => event.node)).toEqual(
      waited.map((timer) => scenario.nodes[timer.node]!.id),
    );
  });
});

describe("a slow node", () => {
  test("handles one thing after another, in the order in which they came, and forgets nothing", () => {
    const by = 30 * MILLISECOND;
    const run = slowLinks();
    now(run, { do: "slow", node: "n1", by });
    run.seek(3 * SECOND);
    const handled = run
      .events(1, run.trace.last)
      .filter(
        (event) =>
          event.node === "n1" &&
          event.time > SECOND + 200 * MILLISECOND &&
          (event.kind === "deliver" || event.kind === "timer"),
      );
    expect(handled.length).toBeGreaterThan(20);
    for (let i = 1; i < handled.length; i++)
      expect(handled[i]!.time - handled[i - 1]!.time).toBeGreaterThanOrEqual(by);
    const waiting = flightsOf(run).filter((flight) => flight.waits === "turn");
    expect(waiting.length).toBeGreaterThan(3);
    const order = waiting.toSorted((a, b) => a.time - b.time).map((flight) => flight.id);
    now(run, { do: "slow", node: "n1", by: 0 });
    run.seek(10 * SECOND);
    expect(order.map((id) => deliveryOf(run, id))).not.toContain(undefined);
  });

  test("that crashes loses what waited for its turn", () => {
    const run = slowLinks();
    now(run, { do: "slow", node: "n1", by: 200 * MILLISECOND });
    run.seek(2 * SECOND);
    const waiting = flightsOf(run).filter((flight) => flight.waits === "turn");
    expect(waiting.length).toBeGreaterThan(0);
    expect(objection(run.world, { do: "drop", message: waiting[0]!.id }, scenario)).toMatch(
      "its turn at n1",
    );
    now(run, { do: "crash", node: "n1" });
    const lost = run.events(1, run.trace.last).filter((event) => event.kind === "drop");
    for (const { id } of waiting) expect(lost.map((event) => event.message)).toContain(id);
    expect(flightsOf(run).some((flight) => flight.waits === "turn")).toBe(false);
  });
});

describe("a traitor", () => {
  test("says what its treachery says, to each receiver, and is honest again when told", () => {
    const run = slowLinks();
    now(run, { do: "traitor", node: "n2", as: "mumbles" });
    const from = run.trace.last;
    run.seek(3 * SECOND);
    const said = run
      .events(from, run.trace.last)
      .flatMap((event) => (event.kind === "send" && event.node === "n2" ? [event] : []));
    expect(said.length).toBeGreaterThan(10);
    for (const { peer, data } of said)
      expect(data.message["number" as never]).toBe(peer === "n1" ? 0 : -1);
    now(run, { do: "traitor", node: "n2", as: "silent" });
    const { lastEvent } = run.world;
    run.seek(4 * SECOND);
    const after = run.events(lastEvent, run.trace.last);
    expect(after.some((event) => event.kind === "send" && event.node === "n2")).toBe(false);
    expect((run.world.node("n2").state as ChatterState).said).toBeGreaterThan(said.length);
    now(run, { do: "traitor", node: "n2", as: null });
    expect(objection(run.world, { do: "traitor", node: "n2", as: null }, scenario)).toBe(
      "n2 is honest",
    );
  });
});

test("a setting under which nothing can run is refused, and changes nothing", () => {
  const moody = {
    ...scenario,
    unworkable: ({ knobs }: Settings) => (knobs["mood"] === "bad" ? "no bad moods here" : null),
  };
  const run = new Run(moody, {
    ...emptyScript("chatter", 1),
    steps: [{ at: SECOND, what: { do: "set", knob: "mood", value: "bad" } }],
  });
  expect(() => now(run, { do: "set", knob: "mood", value: "bad" })).toThrow("no bad moods here");
  run.seek(2 * SECOND);
  expect(run.world.settings.knobs["mood"]).toBe("good");
});

describe("random trouble under a dial", () => {
  test("stays within the fault model, strikes as often as the dial says, and the same each time", () => {
    for (const rate of [1, 2, 3] as const) {
      const strikes: string[] = [];
      const again: string[] = [];
      for (const told of [strikes, again]) {
        const run = new Run(scenario, emptyScript("chatter", 11));
        for (;;) {
          const strike = nextTrouble(scenario, 11, run.time, rate);
          expect(strike.at).toBeGreaterThan(run.time);
          if (strike.at > 30 * SECOND) break;
          run.seek(strike.at);
          for (const what of strike.what(run.world)) {
            expect(objection(run.world, what, scenario)).toBeNull();
            now(run, what);
            told.push(`${run.time} ${JSON.stringify(what)}`);
          }
          const down = run.world.nodes.filter((node) => node.status !== "up");
          expect(down.length).toBeLessThanOrEqual(scenario.faults.down);
          for (const [a, b] of run.world.network.directions()) {
            const { loss, duplication } = run.world.network.link(a, b)!.conditions;
            expect(loss).toBeLessThanOrEqual(scenario.faults.loss);
            expect(duplication).toBeLessThanOrEqual(scenario.faults.duplication);
          }
        }
      }
      expect(again).toEqual(strikes);
      expect(strikes.length).toBeGreaterThanOrEqual({ 1: 5, 2: 14, 3: 40 }[rate]);
    }
  });

  test("does nothing that the fault model does not know", () => {
    const faults = {
      ...scenario.faults,
      cut: false,
      partition: false,
      loss: 0,
      duplication: 0,
      drift: 0,
    };
    const calm = { ...scenario, faults };
    const run = new Run(calm, emptyScript("chatter", 4));
    const kinds = new Set<string>();
    for (let i = 0; i < 200; i++) {
      const strike = nextTrouble(calm, 4, run.time, 3);
      run.seek(strike.at);
      for (const what of strike.what(run.world)) {
        kinds.add(what.do);
        now(run, what);
      }
    }
    expect([...kinds].toSorted()).toEqual(["crash", "pause", "restart", "resume"]);
  });
});

describe("counting", () => {
  test("a message weighs what it takes as JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const plain = JSON.parse(JSON.stringify(value).replaceAll(/\\./g, "x")) as unknown;
        expect(jsonLength(plain)).toBe(JSON.stringify(plain).length);
      }),
    );
  });

  test("bytes add up over everything that was sent", () => {
    fc.assert(
      fc.property(scripts(SECOND), (script) => {
        const run = new Run(scenario, script);
        run.seek(SECOND);
        const sum = run
          .events(1, run.trace.last)
          .reduce(
            (bytes, event) =>
              bytes + (event.kind === "send" ? JSON.stringify(event.data.message).length : 0),
            0,
          );
        expect(run.world.counters.bytes).toBe(sum);
      }),
      { numRuns: 50 },
    );
  });
});
