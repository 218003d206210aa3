import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printScript } from "./script-text.ts";
import { parseActions, parseScript, ScriptError } from "./script.ts";
import { parseDuration, printDuration, LONGEST } from "./time.ts";
import { vocabularyOf } from "./vocabulary.ts";
import { chatterScenario } from "./testing/chatter.ts";
import { scripts } from "./testing/arbitraries.ts";

const vocabulary = vocabularyOf(chatterScenario());

test("a duration is read back as it was printed", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: LONGEST }), (time) => {
      expect(parseDuration(printDuration(time))).toBe(time);
    }),
  );
});

test("a script is read back as it was printed, checked against the vocabulary", () => {
  fc.assert(
    fc.property(
      scripts(LONGEST),
      fc.option(fc.integer({ min: 0, max: LONGEST })),
      (script, until) => {
        const whole = {
          ...script,
          version: 3,
          hash: "0123456789abcdef",
          ...(until === null ? {} : { until }),
        };
        expect(parseScript(printScript(whole), vocabulary)).toEqual(whole);
      },
    ),
    { numRuns: 500 },
  );
});

test("comments, blank lines and Windows line ends are read over", () => {
  const text = "# a story\r\nscenario chatter\r\n\r\nseed 7   # lucky\r\nat 2s crash n1\r\n";
  expect(parseScript(text, vocabulary)).toEqual({
    scenario: "chatter",
    seed: 7,
    knobs: {},
    rules: {},
    steps: [{ at: 2_000_000, what: { do: "crash", node: "n1" } }],
  });
});

test("the examples of the design are read", () => {
  const text = `scenario raft-election
seed 7
at 2s      crash n1
at 2.5s    cut n2>n3
at 3s      partition n1 n2 | n3 n4 n5
at 4s      heal
at 4.2s    drop m17           # also: delay m17 200ms, duplicate m17, deliver m17
at 5s      set mode AP        # a knob of the scenario
at 6s      rule pre-vote off
at 7s      clock n1 +50ms     # also: drift n1 1.1, pause n2, resume n2, restart n1
at 8s      client c1 write x 1`;
  expect(parseScript(text).steps).toHaveLength(9);
});

describe("what is wrong is said in one sentence with the line and the nearest word", () => {
  const head = "scenario chatter\nseed 1\n";
  test.each<[string, string]>([
    ["at 2s crsh n1", "line 3: there is no action “crsh”; did you mean “crash”?"],
    ["at 2s crash n9", "line 3: there is no node “n9”; did you mean “n1”?"],
    ["at 2s crash", "line 3: “crash” is written crash n1"],
    ["at 2s set mod good", "line 3: there is no knob “mod”; did you mean “mood”?"],
    ["at 2s set mood goo", "line 3: there is no value of mood “goo”; did you mean “good”?"],
    ["at 2s rule maners off", "line 3: there is no rule “maners”; did you mean “manners”?"],
    ["at 2s rule manners of", "line 3: a rule is “on” or “off”, not “of”"],
    [
      "at soon crash n1",
      "line 3: “soon” is no time; write 2s, 2.5s, 200ms or 150us, at most a day",
    ],
    [
      "at 2000000s crash n1",
      "line 3: “2000000s” is no time; write 2s, 2.5s, 200ms or 150us, at most a day",
    ],
    [
      "at 2s crash n1\nat 1s crash n2",
      "line 4: 1s lies before 2s, the time of the line above; lines stand in the order of time",
    ],
    ["at 2s cut n1-n1", "line 3: a link joins two different nodes, not n1 with itself"],
    ["at 2s cut n1", "line 3: “n1” is no link; write n1-n2 for both directions or n1>n2 for one"],
    ["at 2s loss all 130%", "line 3: “130%” is not a share; write 0% to 100%"],
    [
      "at 2s drift n1 40",
      "line 3: “40” is not a clock rate; 1 is a true clock, 0.1 to 10 are possible",
    ],
    [
      "at 2s partition n1 n2",
      "line 3: a partition has two groups or more, like “partition n1 n2 | n3 n4 n5”",
    ],
    ["at 2s partition n1 | n1 n2", "line 3: n1 stands in two groups of the partition"],
    ["at 2s drop n1", "line 3: “n1” is no message; messages are called m1, m2, …"],
    ["at 2s latency all fast", "line 3: “fast” is no latency; write 80ms, 20ms..40ms or 20ms+10ms"],
    ["at 2s fire n1 chatt", "line 3: there is no timer “chatt”; did you mean “chat”?"],
    ["at 2s", "line 3: “at” needs a time and an action, like “at 2s crash n1”"],
    ["seed -4", "line 3: “-4” is not a seed: a whole number from 0 to 9007199254740991"],
    ["hash xyz", "line 3: “xyz” is no hash; one has 16 hexadecimal digits"],
    ["crash n1", "line 3: there is no line “crash”; did you mean “hash”?"],
    [
      "at 1s crash n1\nset mood bad",
      "line 4: “set” without “at” sets how the run starts and stands before the first “at”",
    ],
  ])("%s", (line, sentence) => {
    expect(() => parseScript(head + line, vocabulary)).toThrow(
      new ScriptError(Number(/line (\d+)/.exec(sentence)![1]), sentence.replace(/^line \d+: /, "")),
    );
  });

  test("no scenario", () =>
    expect(() => parseScript("seed 1")).toThrow("the script names no scenario"));
  test("too long", () =>
    expect(() => parseScript("#".repeat(300_000))).toThrow("the script has 300000 characters"));
  test("too many", () =>
    expect(() => parseScript(head + "at 1s heal\n".repeat(5_001))).toThrow(
      "more than 5000 interventions",
    ));
  test("nothing", () =>
    expect(() => parseActions(" ; \n", vocabulary, 0)).toThrow("nothing to do"));
});

describe("settings under which nothing can run are refused with the reason", () => {
  const moody = vocabularyOf({
    ...chatterScenario(),
    unworkable: ({ knobs, rules }) =>
      knobs["mood"] === "bad" && rules["manners"] === false ? "a bad mood needs manners" : null,
  });
  test("at the start, by the last line that sets it", () => {
    const text = "scenario chatter\nset mood bad\nrule manners off\nseed 2\nat 1s crash n1\n";
    expect(() => parseScript(text, moody)).toThrow(new ScriptError(3, "a bad mood needs manners"));
    expect(() => parseScript(text.replace("at 1s crash n1\n", ""), moody)).toThrow("line 3");
  });
  test("later, by the line that turns it", () => {
    const text = "scenario chatter\nset mood bad\nat 1s set mood good\nat 2s rule manners off\n";
    expect(parseScript(text, moody).steps).toHaveLength(2);
    expect(() => parseScript(`${text}at 3s set mood bad\n`, moody)).toThrow(
      new ScriptError(5, "a bad mood needs manners"),
    );
  });
});

test("any text is either read or refused with a ScriptError", () => {
  const words = fc.constantFrom(
    "at",
    "2s",
    "1s",
    "crash",
    "n1",
    "n1-n2",
    "cut",
    "|",
    "partition",
    "set",
    "mood",
    "rule",
    "off",
    "seed",
    "7",
    "m1",
    "delay",
    "#",
    "\n",
    "scenario",
    "chatter",
    "",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words, { maxLength: 30 }).map((list) => list.join(" ")),
      ),
      (text) => {
        try {
          parseScript(text, vocabulary);
        } catch (error) {
          expect(error).toBeInstanceOf(ScriptError);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

test("lines without a time act now, lines with one then", () => {
  expect(
    parseActions("crash n1; at 9s restart n1", vocabulary, 5_000_000).map((step) => step.at),
  ).toEqual([5_000_000, 9_000_000]);
});
