/** What the kernel promises, whatever protocol runs on it: properties over random scripts of a scenario that only talks. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyBehavior, type Behavior } from "./behavior.ts";
import { emptyScript, type Script } from "./intervention.ts";
import { randomFaults } from "./random-faults.ts";
import { ActionError, Run } from "./run.ts";
import { printScript } from "./script-text.ts";
import { parseScript } from "./script.ts";
import { MILLISECOND, SECOND } from "./time.ts";
import type { TraceEvent } from "./trace.ts";
import { scripts, steps } from "./testing/arbitraries.ts";
import { chatterScenario, type ChatterState } from "./testing/chatter.ts";
import { vocabularyOf } from "./vocabulary.ts";
import type { World } from "./world.ts";

const scenario = chatterScenario();
const SPAN = 2 * SECOND;
const moment = fc.integer({ min: 0, max: SPAN });
const script = scripts(SPAN);

function played(script: Script, until = SPAN): Run {
  const run = new Run(scenario, script);
  run.seek(until);
  return run;
}

const traceOf = (run: Run): TraceEvent[] => run.events(1, run.trace.last);

describe("determinism", () => {
  test("the same script gives the same hash and the same trace, over hundreds of random scripts", () => {
    fc.assert(
      fc.property(script, (script) => {
        const [a, b] = [played(script), played(script)];
        expect(b.hash()).toBe(a.hash());
        expect(traceOf(b)).toEqual(traceOf(a));
      }),
      { numRuns: 300 },
    );
  });

  test("hundreds of seeds of random trouble give as many different hashes, each of them twice", () => {
    const hashes = new Set<string>();
    for (let seed = 1; seed <= 300; seed++) {
      const script = { ...emptyScript("chatter", seed), steps: randomFaults(scenario, seed, SPAN) };
      const hash = played(script).hash();
      expect(played(script).hash()).toBe(hash);
      hashes.add(hash);
    }
    expect(hashes.size).toBe(300);
  });

  test("random trouble survives being written down", () => {
    for (let seed = 1; seed <= 50; seed++) {
      const script = { ...emptyScript("chatter", seed), steps: randomFaults(scenario, seed, SPAN) };
      expect(parseScript(printScript(script), vocabularyOf(scenario))).toEqual(script);
    }
  });

  test("how the playhead got there does not matter: in one go, in slices, step by step", () => {
    fc.assert(
      fc.property(script, fc.array(moment, { maxLength: 8 }), (script, stops) => {
        const sliced = new Run(scenario, script);
        for (const stop of stops.toSorted((a, b) => a - b)) sliced.advance(stop);
        sliced.advance(SPAN);
        const stepped = new Run(scenario, script);
        while (stepped.world.steps < sliced.world.steps && stepped.stepForward() !== false)
          continue;
        stepped.seek(SPAN);
        const hash = played(script).hash();
        expect(sliced.hash()).toBe(hash);
        expect(stepped.hash()).toBe(hash);
      }),
      { numRuns: 100 },
    );
  });

  test("a further node that says nothing changes nobody's luck", () => {
    const five = { ...chatterScenario(5) };
    const silent = {
      ...five,
      links: (a: { id: string }, b: { id: string }) => (a.id === "n5" || b.id === "n5" ? null : {}),
    };
    const lonely = {
      ...silent,
      nodes: silent.nodes.map((node) => (node.id === "n5" ? { ...node, kind: "other" } : node)),
      presenters: {},
    };
    const mute = {
      ...lonely,
      nodes: lonely.nodes.map((node) =>
        node.id === "n5"
          ? {
              ...node,
              behavior: {
                ...node.behavior,
                boot: () => ({ state: {}, effects: [] }),
                mode: () => "",
                data: () => null,
              },
            }
          : node,
      ),
    };
    const a = new Run(scenario, emptyScript("chatter", 5));
    const b = new Run(mute, emptyScript("chatter", 5));
    a.seek(SPAN);
    b.seek(SPAN);
    const strip = (run: Run) =>
      traceOf(run)
        .filter((event) => event.node !== "n5")
        .map(({ time, kind, node, peer }) => [time, kind, node, peer]);
    expect(strip(b)).toEqual(strip(a));
  });
});

describe("history", () => {
  test("seek equals replay from the start, anywhere and in any order", () => {
    fc.assert(
      fc.property(script, fc.array(moment, { minLength: 1, maxLength: 6 }), (script, moments) => {
        const run = played(script);
        for (const at of moments) {
          run.seek(at);
          expect(run.time).toBe(at);
          expect(run.hash()).toBe(played(script, at).hash());
        }
      }),
      { numRuns: 100 },
    );
  });

  test("a step back and a step on lead to the same place", () => {
    fc.assert(
      fc.property(script, moment, fc.integer({ min: 1, max: 20 }), (script, at, count) => {
        const run = played(script);
        run.seek(at);
        run.stepForward();
        const [steps, hash] = [run.world.steps, run.hash()];
        let back = 0;
        while (back < count && run.stepBack()) back++;
        expect(run.world.steps).toBe(steps - back);
        for (let i = 0; i < back; i++) run.stepForward();
        expect(run.hash()).toBe(hash);
      }),
      { numRuns: 100 },
    );
  });

  test("a visited event is the last that has happened", () => {
    const run = played({ ...emptyScript("chatter", 3), steps: randomFaults(scenario, 3, SPAN) });
    for (const id of [1, 5, 77, run.trace.last, 300, 12]) {
      run.seekEvent(id);
      expect(run.world.lastEvent).toBeGreaterThanOrEqual(id);
      const before = run.world.lastEvent;
      if (run.stepBack()) expect(run.world.lastEvent).toBeLessThan(id);
      run.seekEvent(before);
    }
  });

  test("an act in the past forks and leaves the original untouched; going back finds all of it", () => {
    fc.assert(
      fc.property(script, moment, steps(SPAN, 3), (script, at, acts) => {
        const run = played(script);
        const [hash, trace] = [run.hash(), traceOf(run)];
        const first = run.lane;
        run.seek(at);
        for (const { what } of acts) {
          try {
            run.act({ at: run.time, what });
          } catch (error) {
            expect(error).toBeInstanceOf(ActionError);
          }
        }
        run.seek(SPAN);
        const fork = { hash: run.hash(), id: run.lane.id, script: run.record() };
        // A fork's future is empty: what was done later in the old one was not done here.
        if (fork.id !== first.id) expect(run.lane.steps.filter((step) => step.at > at)).toEqual([]);
        run.switchLane(first.id);
        run.seek(SPAN);
        expect(run.hash()).toBe(hash);
        expect(traceOf(run)).toEqual(trace);
        run.switchLane(fork.id);
        run.seek(SPAN);
        expect(run.hash()).toBe(fork.hash);
        expect(played(fork.script).hash()).toBe(fork.hash);
      }),
      { numRuns: 100 },
    );
  });

  test("a recording replays to its hash wherever it was taken, in the middle of an instant too", () => {
    fc.assert(
      fc.property(script, moment, fc.nat(5), (script, at, further) => {
        const run = played(script);
        run.seek(at);
        for (let i = 0; i < further; i++) run.stepForward();
        const recording = parseScript(printScript(run.record()), vocabularyOf(scenario));
        const again = new Run(scenario, recording);
        again.seek(recording.until!);
        expect(again.hash()).toBe(recording.hash);
      }),
      { numRuns: 200 },
    );
  });

  test("an act announced for later happens then, and does not fork what has not been played", () => {
    const run = new Run(scenario, emptyScript("chatter", 1));
    run.seek(SECOND);
    run.act({ at: 1.5 * SECOND, what: { do: "crash", node: "n1" } });
    expect(run.time).toBe(SECOND);
    expect(run.lanes).toHaveLength(1);
    run.seek(SPAN);
    expect(run.world.node("n1").status).toBe("crashed");
    run.seek(SECOND);
    run.act({ at: 1.2 * SECOND, what: { do: "crash", node: "n2" } });
    expect(run.lanes).toHaveLength(2);
    expect(run.time).toBe(SECOND);
  });

  test("memory stays bounded and what was let go is made again", () => {
    const script = { ...emptyScript("chatter", 9), steps: randomFaults(scenario, 9, 20 * SECOND) };
    const whole = new Run(scenario, script);
    const frugal = new Run(scenario, script, 4_096);
    whole.seek(40 * SECOND);
    frugal.seek(40 * SECOND);
    expect(whole.trace.last).toBeGreaterThan(10_000);
    expect(frugal.trace.first).toBeGreaterThan(whole.trace.last - 6_000);
    for (const from of [1, 3, 900, 5_000, frugal.trace.first - 1]) {
      expect(frugal.events(from, from + 50)).toEqual(whole.events(from, from + 50));
      expect(frugal.event(from)).toEqual(whole.event(from));
    }
  });
});

describe("network laws", () => {
  test("no message from nowhere, none delivered twice, none forgotten", () => {
    fc.assert(
      fc.property(script, (script) => {
        const run = played(script);
        const under = new Map<number, { from: string | null; to: string | null; at: number }>();
        for (const event of traceOf(run)) {
          if (event.kind === "send" || event.kind === "duplicate")
            under.set(event.message, { from: event.node, to: event.peer, at: event.time });
          if (event.kind !== "deliver" && event.kind !== "drop") continue;
          const sent = under.get(event.message);
          expect(sent, `m${event.message}`).toBeDefined();
          expect(event.time).toBeGreaterThanOrEqual(sent!.at);
          if (event.kind === "deliver")
            expect([event.peer, event.node]).toEqual([sent!.from, sent!.to]);
          under.delete(event.message);
        }
        expect([...under.keys()]).toEqual([...run.world.flights.keys()].sort((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });

  test("a cut direction delivers nothing while it is cut", () => {
    fc.assert(
      fc.property(script, (script) => {
        const run = new Run(scenario, script);
        let seen = 0;
        let cut = cutDirections(run.world);
        while (run.time < SPAN && run.stepForward() !== false) {
          for (const event of run.events(seen + 1, run.world.lastEvent)) {
            if (event.kind === "deliver" && !resumed(run, event) && !slowed(script, event.node))
              expect(cut.has(`${event.peer}>${event.node}`), `event ${event.id}`).toBe(false);
          }
          seen = run.world.lastEvent;
          cut = cutDirections(run.world);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("a link that keeps order delivers in the order of sending", () => {
    fc.assert(
      fc.property(steps(SPAN), (more) => {
        const acts = more.filter(
          ({ what }) => what.do !== "order" && what.do !== "duplication" && what.do !== "duplicate",
        );
        const run = played({
          ...emptyScript("chatter", 4),
          steps: [{ at: 0, what: { do: "order", link: null, order: "fifo" } }, ...acts],
        });
        const last = new Map<string, number>();
        const early = new Set([...firstMessages(run)]);
        for (const event of traceOf(run)) {
          if (event.kind !== "deliver" || early.has(event.message)) continue;
          const link = `${event.peer}>${event.node}`;
          expect(event.message, `event ${event.id} on ${link}`).toBeGreaterThan(
            last.get(link) ?? 0,
          );
          last.set(link, event.message);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("a held link delivers nothing but by hand", () => {
    const hold = { at: 0, what: { do: "hold", link: null } } as const;
    const run = played({ ...emptyScript("chatter", 2), steps: [hold] });
    expect(run.world.counters.delivered).toBe(0);
    const waiting = [...run.world.flights.values()].filter((flight) => flight.waits === "hand");
    expect(waiting.length).toBeGreaterThan(20);
    run.act({ at: run.time, what: { do: "deliver", message: waiting[3]!.id } });
    expect(run.world.counters.delivered).toBe(1);
    run.act({ at: run.time, what: { do: "release", link: null } });
    run.seek(run.time + 1);
    expect(run.world.counters.delivered).toBeGreaterThanOrEqual(waiting.length);
  });

  test("loss and duplication happen about as often as they should", () => {
    const steps = [
      { at: 0, what: { do: "loss", link: null, share: 0.3 } },
      { at: 0, what: { do: "duplication", link: null, share: 0.2 } },
    ] as const;
    const run = played({ ...emptyScript("chatter", 6), steps }, 60 * SECOND);
    const { sent, lost } = run.world.counters;
    const copies = traceOf(run).filter((event) => event.kind === "duplicate").length;
    expect(Math.abs(lost / (sent + copies * 0.3) - 0.3)).toBeLessThan(0.06);
    expect(Math.abs(copies / sent - 0.2)).toBeLessThan(0.02);
  });
});

describe("nodes", () => {
  test("a crash loses exactly the volatile state: what comes back is the disk", () => {
    fc.assert(
      fc.property(
        fc.nat(1_000),
        moment,
        fc.integer({ min: 1, max: 500 * MILLISECOND }),
        fc.boolean(),
        (seed, at, gap, wiped) => {
          const run = played(emptyScript("chatter", seed), at);
          const before = run.world.node("n1").state as ChatterState;
          run.act({ at, what: { do: "crash", node: "n1" } });
          const down = run.world.node("n1");
          expect([down.state, down.timers, down.mode]).toEqual([undefined, [], ""]);
          run.seek(at + gap);
          run.act({ at: run.time, what: { do: "restart", node: "n1", wiped } });
          const after = run.world.node("n1").state as ChatterState;
          expect(after.steps).toBe(0);
          expect(after.heard).toEqual([]);
          expect(after.said).toBe(wiped ? 0 : before.said);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("a paused node does nothing, and on resuming handles all it missed, in the order in which it came", () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.integer({ min: 0, max: SECOND }), (seed, at) => {
        const run = played(emptyScript("chatter", seed), at);
        run.act({ at, what: { do: "pause", node: "n2" } });
        run.seek(at + 300 * MILLISECOND);
        const asleep = traceOf(run).filter(
          (event) => event.time > at && event.node === "n2" && event.kind !== "send",
        );
        expect(asleep).toEqual([]);
        const missed = run.world
          .node("n2")
          .backlog.flatMap((entry) => (entry.what === "flight" ? [entry.id] : []));
        run.act({ at: run.time, what: { do: "resume", node: "n2" } });
        const resumed = run.time;
        run.seek(resumed + 1);
        const caught = traceOf(run).filter(
          (event) => event.kind === "deliver" && event.node === "n2" && event.time === resumed,
        );
        expect(caught.map((event) => event.message).slice(0, missed.length)).toEqual(missed);
      }),
      { numRuns: 60 },
    );
  });

  test("a timer that rang in a pause can still be cancelled by a switch of the settings", () => {
    const rings: string[] = [];
    const waiting: Behavior<null> = {
      boot: () => ({
        state: null,
        effects: [
          {
            type: "setTimer",
            params: { id: "once", label: "chat", delay: 100, event: { type: "chat" } },
          },
        ],
      }),
      react(state, stimulus) {
        rings.push(stimulus.type);
        return {
          state,
          effects:
            stimulus.type === "settings" ? [{ type: "cancelTimer", params: { id: "once" } }] : [],
        };
      },
      mode: () => "",
      data: () => null,
    };
    const alone = {
      ...scenario,
      nodes: [{ id: "n1", kind: "talker", behavior: anyBehavior(waiting) }],
    };
    const text = "scenario chatter\nat 50us pause n1\nat 200us set mood bad\nat 300us resume n1";
    new Run(alone, parseScript(text)).seek(SECOND);
    expect(rings).toEqual(["settings"]);
  });

  test("timers run on the node's own clock: at half speed they take twice as long", () => {
    const slow = played(
      {
        ...emptyScript("chatter", 8),
        steps: [{ at: 0, what: { do: "drift", node: "n1", rate: 500_000 } }],
      },
      60 * SECOND,
    );
    const said = (id: string) => (slow.world.node(id).state as ChatterState).said;
    expect(said("n1") / said("n2")).toBeGreaterThan(0.45);
    expect(said("n1") / said("n2")).toBeLessThan(0.55);
    const state = slow.world.node("n1").state as ChatterState;
    expect(Math.abs(state.wakes.at(-1)! - 30 * SECOND)).toBeLessThan(SECOND);
  });

  test("a machine that throws takes its own node down, seen, and the run can go back before it", () => {
    const bad = chatterScenario(4, "bad");
    const run = new Run(bad, emptyScript("chatter", 1));
    const alarm = run.advance(60 * SECOND);
    expect(alarm?.kind).toBe("fault");
    const fault = run.event(alarm!.event)!;
    expect([fault.kind, fault.node, fault.data]).toEqual(["fault", "bad", { error: "thirteen" }]);
    expect(run.event(fault.cause)?.kind).toBe("deliver");
    expect(run.world.node("bad").status).toBe("crashed");
    run.stepBack();
    expect(run.world.node("bad").status).toBe("up");
    run.advance(60 * SECOND);
    run.advance(61 * SECOND);
    expect(run.time).toBe(61 * SECOND);
  });

  test("an act that would do nothing is refused in a sentence, and nothing is done", () => {
    const run = played(emptyScript("chatter", 1), SECOND);
    const hash = run.hash();
    expect(() => run.act({ at: run.time, what: { do: "resume", node: "n1" } })).toThrow(
      new ActionError("n1 is not paused"),
    );
    expect(() =>
      run.act({ at: run.time, what: { do: "restart", node: "n1", wiped: false } }),
    ).toThrow("n1 is running");
    expect(() => run.act({ at: run.time, what: { do: "drop", message: 9_999 } })).toThrow(
      "m9999 is not on its way at 1s",
    );
    expect(run.hash()).toBe(hash);
    expect(run.lanes).toHaveLength(1);
  });
});

test("every event but the first has a cause that happened before it", () => {
  const run = played({ ...emptyScript("chatter", 11), steps: randomFaults(scenario, 11, SPAN) });
  for (const event of traceOf(run)) expect(event.cause).toBeLessThan(event.id);
});

function cutDirections(world: World): Set<string> {
  const name = (i: number) => world.nodes[i]!.spec.id;
  return new Set(
    [...world.network.directions()]
      .filter(([a, b]) => world.network.link(a, b)!.cut)
      .map(([a, b]) => `${name(a)}>${name(b)}`),
  );
}

/** What a paused node had received already is handled when it resumes, cut or not. */
function resumed(run: Run, event: TraceEvent): boolean {
  return run
    .events(Math.max(1, event.id - 2_000), event.id)
    .some(
      (other) => other.kind === "resume" && other.node === event.node && other.time === event.time,
    );
}

/** What waited for its turn at a slow node had come through before the cut. */
function slowed(script: Script, node: string | null): boolean {
  return script.steps.some(({ what }) => what.do === "slow" && what.node === node);
}

/** Messages sent at the start, before the link was told to keep order. */
function* firstMessages(run: Run): Generator<number> {
  for (const event of run.events(1, run.trace.last))
    if (event.kind === "send" && event.time === 0) yield event.message;
}
