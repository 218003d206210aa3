/** Undo and redo: nothing is lost by either, and both come to the very same state. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Deeds } from "./deeds.ts";
import { emptyScript, type TimedIntervention } from "./intervention.ts";
import { ActionError, Run } from "./run.ts";
import { printIntervention } from "./script-text.ts";
import { SECOND } from "./time.ts";
import { scripts, steps } from "./testing/arbitraries.ts";
import { chatterScenario } from "./testing/chatter.ts";

const scenario = chatterScenario();
const SPAN = 2 * SECOND;
const moment = fc.integer({ min: 0, max: SPAN });

/** Acts as the page does. False when the act made no sense at that moment. */
function act(run: Run, deeds: Deeds, action: TimedIntervention): boolean {
  try {
    deeds.doing(printIntervention(action.what), () => run.act(action));
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(ActionError);
    return false;
  }
}

/** Where the run is, whole: its moment, its fingerprint and the script that leads there. */
function place(run: Run): unknown {
  return [run.time, run.hash(), run.lane.steps];
}

describe("undo and redo", () => {
  test("each comes to where it says, however many are undone and done again", () => {
    fc.assert(
      fc.property(
        scripts(SPAN),
        fc.array(fc.tuple(moment, steps(SPAN, 1), fc.boolean()), { minLength: 1, maxLength: 6 }),
        (script, acts) => {
          const run = new Run(scenario, script);
          const deeds = new Deeds(run);
          run.seek(SPAN);
          const before: unknown[] = [];
          const after: unknown[] = [];
          for (const [at, [what], later] of acts) {
            if (!what) continue;
            run.seek(at);
            const here = place(run);
            // A hand acts now; a script of one's own also earlier or later.
            if (!act(run, deeds, later ? what : { ...what, at: run.time })) continue;
            before.push(here);
            after.push(place(run));
          }
          for (const expected of before.toReversed()) {
            deeds.undo();
            expect(place(run)).toEqual(expected);
          }
          expect(() => deeds.undo()).toThrow(ActionError);
          for (const expected of after) {
            deeds.redo();
            expect(place(run)).toEqual(expected);
          }
          expect(() => deeds.redo()).toThrow(ActionError);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("what has been undone stays as a future that can be returned to, and the way there leaves no trail", () => {
    const run = new Run(scenario, emptyScript("chatter", 1));
    const deeds = new Deeds(run);
    run.seek(SECOND);
    act(run, deeds, { at: SECOND, what: { do: "crash", node: "n1" } });
    run.seek(1.5 * SECOND);
    act(run, deeds, { at: 1.5 * SECOND, what: { do: "crash", node: "n2" } });
    run.seek(SPAN);
    const [hash, id] = [run.hash(), run.lane.id];
    deeds.undo();
    expect(run.time).toBe(1.5 * SECOND);
    deeds.undo();
    expect([run.time, run.lane.steps]).toEqual([SECOND, []]);
    expect(run.lanes).toHaveLength(2);
    expect(run.labelOf(run.lanes[0]!)).toBe("before you undo crash n2");
    deeds.redo();
    expect(run.lane.steps).toHaveLength(1);
    run.seek(SPAN);
    expect(run.world.node("n2").status).toBe("up");
    run.switchLane(id);
    run.seek(SPAN);
    expect(run.hash()).toBe(hash);
  });

  test("a new deed after an undo leaves nothing to do again, and the lane it is in stays", () => {
    const run = new Run(scenario, emptyScript("chatter", 1));
    const deeds = new Deeds(run);
    run.seek(SECOND);
    act(run, deeds, { at: SECOND, what: { do: "crash", node: "n1" } });
    deeds.undo();
    act(run, deeds, { at: run.time, what: { do: "pause", node: "n2" } });
    expect(deeds.next).toEqual({ undo: "pause n2", redo: null });
    expect(run.lanes).toHaveLength(2);
    run.switchLane(1);
    expect(deeds.next).toEqual({ undo: "crash n1", redo: null });
  });

  test("several lines are one deed; one that changes nothing is none", () => {
    const run = new Run(scenario, emptyScript("chatter", 1));
    const deeds = new Deeds(run);
    run.seek(SECOND);
    deeds.doing("crash n1; crash n2", () => {
      run.act({ at: SECOND, what: { do: "crash", node: "n1" } });
      run.act({ at: SECOND, what: { do: "crash", node: "n2" } });
    });
    expect(act(run, deeds, { at: SECOND, what: { do: "crash", node: "n1" } })).toBe(false);
    deeds.undo();
    expect(run.world.nodes.map((node) => node.status)).toEqual(["up", "up", "up", "up"]);
    expect(deeds.next.undo).toBeNull();
  });
});

describe("lanes", () => {
  test("take a name, give it back, and are let go but for the one that is shown", () => {
    const run = new Run(scenario, emptyScript("chatter", 1));
    run.seek(SPAN);
    run.act({ at: SECOND, what: { do: "crash", node: "n1" } });
    const [first, second] = run.lanes as [(typeof run.lanes)[0], (typeof run.lanes)[0]];
    run.nameLane(1, "all is well");
    expect(run.labelOf(first)).toBe("all is well");
    run.nameLane(1, null);
    expect(run.labelOf(first)).toBe("before you crash n1");
    expect(run.scriptOf(second.id).steps).toHaveLength(1);
    expect(() => run.dropLane(second.id)).toThrow(ActionError);
    run.dropLane(1);
    expect(run.lanes).toEqual([second]);
    expect(() => run.dropLane(1)).toThrow("there is no future with the number 1");
  });
});

test("the world before the playhead is what a step back shows, and looking disturbs nothing", () => {
  fc.assert(
    fc.property(scripts(SPAN), moment, (script, at) => {
      const run = new Run(scenario, script);
      run.seek(at);
      const hash = run.hash();
      const before = run.before();
      expect(run.hash()).toBe(hash);
      if (!run.stepBack()) return;
      expect(before?.nodes).toEqual(run.world.nodes);
    }),
    { numRuns: 100 },
  );
});
