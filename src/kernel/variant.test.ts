import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyScript } from "./intervention.ts";
import { randomFaults } from "./random-faults.ts";
import { Run } from "./run.ts";
import { printScript } from "./script-text.ts";
import { parseActions, parseScript } from "./script.ts";
import { chatterScenario, chosenScenario, type ChatterState } from "./testing/chatter.ts";
import { SECOND } from "./time.ts";
import { choicesAt, scenarioAt } from "./variant.ts";
import { vocabularyOf } from "./vocabulary.ts";

const scenario = chosenScenario();
const vocabulary = vocabularyOf(scenario);
const choices = fc.record({
  talkers: fc.constantFrom("2", "3", "5"),
  disk: fc.constantFrom("empty", "notes"),
});

describe("what is chosen before the start", () => {
  test("a scenario without such a knob is itself, whatever the settings", () => {
    const plain = chatterScenario();
    expect(scenarioAt(plain, { mood: "bad", talkers: "5" })).toBe(plain);
    expect(choicesAt(plain, { mood: "bad" })).toEqual({});
  });

  test("the same choices give the same object, from the scenario and from any of its variants", () => {
    fc.assert(
      fc.property(choices, choices, (one, other) => {
        const variant = scenarioAt(scenario, one);
        expect(scenarioAt(scenario, { ...one, mood: "bad" })).toBe(variant);
        expect(scenarioAt(scenarioAt(scenario, other), one)).toBe(variant);
        expect(variant.nodes).toHaveLength(Number(one.talkers));
      }),
    );
    expect(scenarioAt(scenario, {})).toBe(scenarioAt(scenario, { talkers: "3", disk: "empty" }));
  });

  test("a run consists of what was chosen, and its disks hold it", () => {
    const run = new Run(scenario, {
      ...emptyScript("chosen", 1),
      knobs: { talkers: "5", disk: "notes" },
    });
    expect(run.scenario).toBe(scenarioAt(scenario, { talkers: "5", disk: "notes" }));
    const states = run.world.nodes.map((node) => node.state as ChatterState);
    expect(states.map(({ said }) => said)).toEqual([10, 0, 0, 0, 0]);
    expect(states[0]!.peers).toEqual(["n2", "n3", "n4", "n5"]);
    expect(run.world.settings.knobs).toEqual({ talkers: "5", disk: "notes", mood: "good" });
  });

  test("a recorded run of any variant is met again, trouble and all, however it is looked at", () => {
    fc.assert(
      fc.property(choices, fc.nat({ max: 1_000 }), (knobs, seed) => {
        const variant = scenarioAt(scenario, knobs);
        const steps = randomFaults(variant, seed, 4 * SECOND);
        const run = new Run(scenario, { ...emptyScript("chosen", seed), knobs, steps });
        run.seek(5 * SECOND);
        const text = printScript(run.record());
        const again = new Run(scenario, parseScript(text, vocabulary));
        again.seek(5 * SECOND);
        expect(`hash ${again.hash()}`).toBe(/^hash .*$/m.exec(text)![0]);
        // Nobody notices when a variant is given in the scenario's place.
        const given = new Run(variant, parseScript(text, vocabularyOf(variant)));
        given.seek(5 * SECOND);
        expect(given.hash()).toBe(again.hash());
        again.seek(2 * SECOND);
        expect(again.before()?.nodes).toHaveLength(Number(knobs.talkers));
        expect(again.events(1, 3)).toEqual(given.events(1, 3));
      }),
      { numRuns: 25 },
    );
  });
});

describe("scripts speak of the run that their settings start", () => {
  const read = (...lines: string[]) =>
    parseScript(["scenario chosen", ...lines].join("\n"), vocabulary);

  test("nodes that only a variant has are known behind its setting", () => {
    expect(read("set talkers 5", "at 1s cut n4-n5").steps).toHaveLength(1);
    expect(() => read("set talkers 2", "at 1s crash n2", "at 2s crash n3")).toThrow(
      "line 4: there is no node “n3”; did you mean “n1”?",
    );
    expect(() => read("at 1s crash n4")).toThrow("line 2: there is no node “n4”");
    expect(() => read("set talkers 2", "at 1s cut n1-n3")).toThrow("there is no node “n3”");
  });

  test("what is chosen before the start is not turned later", () => {
    const later =
      "talkers is chosen before the run starts; write “set talkers 5” before the first “at”";
    expect(() => read("at 5s set talkers 5")).toThrow(`line 2: ${later}`);
    expect(() => read("set talkers 5", "at 5s set talkers 5")).toThrow(`line 3: ${later}`);
    for (const line of ["set talkers 5", "at 5s set talkers 5", "crash n1; set talkers 5"])
      expect(() => parseActions(line, vocabulary, 0)).toThrow(later);
    expect(parseActions("set mood bad", vocabulary, 0)).toHaveLength(1);
    expect(() => read("set talkers 4")).toThrow("line 2: there is no value of talkers “4”");
  });

  test("the words of a run that is open are those of its variant", () => {
    const run = new Run(scenario, read("set talkers 5"));
    const words = vocabularyOf(run.scenario);
    expect(parseActions("crash n5", words, 0)).toHaveLength(1);
    expect(words.linked("n5", "n4")).toBe(true);
    expect(words.under({ talkers: "2" }).nodes).toEqual(["n1", "n2"]);
    expect(words.under({ talkers: "5" })).toBe(words);
  });
});
