/** A run is the same whatever its reader speaks: only sentences differ. */
import { afterEach, describe, expect, test } from "vitest";
import { isCrowd } from "../kernel/crowd.ts";
import { emptyScript } from "../kernel/intervention.ts";
import { randomFaults } from "../kernel/random-faults.ts";
import { Run } from "../kernel/run.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { printScript } from "../kernel/script-text.ts";
import { SECOND } from "../kernel/time.ts";
import type { TraceEvent } from "../kernel/trace.ts";
import { scenarioAt } from "../kernel/variant.ts";
import { speak, type Translations } from "../languages/say.ts";
import { entriesOf, languages, ownWords } from "../languages/testing/files.ts";
import type { TraceRow } from "../wire/frame.ts";
import { Rows } from "./rows.ts";

const lessons = Object.entries(
  import.meta.glob<Scenario>("../scenarios/*/scenario.ts", { import: "scenario", eager: true }),
).map(([path, scenario]) => [path.split("/").at(-2)!, scenario] as const);

afterEach(() => speak("en", {}));

function wordsOf(lesson: string, language: string): Translations {
  return Object.fromEntries(
    [...entriesOf(language), ...ownWords(lesson, language, "words.json")].map(({ key, text }) => [
      key,
      text,
    ]),
  );
}

/** Troubled runs, one with the settings as they stand, and one with each knob at its last value and all rules off. */
function play(scenario: Scenario): readonly Run[] {
  const last = Object.fromEntries(
    scenario.knobs.map(({ id, values }) => [id, values.at(-1)!.value]),
  );
  const off = Object.fromEntries(scenario.rules.map(({ id }) => [id, false]));
  return [
    { knobs: {}, rules: {} },
    { knobs: { ...last, workload: "on" }, rules: off },
  ].map(({ knobs, rules }, seed) => {
    const known = Object.fromEntries(
      Object.entries(knobs).filter(([id, value]) =>
        scenario.knobs.some(
          (knob) => knob.id === id && knob.values.some((each) => each.value === value),
        ),
      ),
    );
    const crowd = isCrowd(scenarioAt(scenario, known).nodes);
    const until = (crowd ? 3 : 12) * SECOND;
    const steps = randomFaults(scenarioAt(scenario, known), seed + 3, until);
    const run = new Run(scenario, {
      ...emptyScript(scenario.id, seed + 3),
      knobs: known,
      rules,
      steps,
    });
    run.seek(until + (crowd ? 0 : 3) * SECOND);
    return run;
  });
}

/** An event without its sentences for people. */
function bare(event: TraceEvent): unknown {
  if (event.kind === "verdict") {
    const { simple: _, expert: __, ...finding } = event.data.finding;
    return { ...event, data: { ...event.data, finding } };
  }
  if (event.kind === "remark") return { ...event, data: { word: event.data.word } };
  return event;
}

function toldOf(run: Run): readonly TraceRow[] {
  const rows = new Rows(run.scenario);
  return run.events(1, run.world.lastEvent).map((event) => rows.row(event));
}

describe.each(lessons)("%s", (lesson, scenario) => {
  test.each(languages)("in %s the same happens as in English", (language) => {
    const english = play(scenario);
    const rows = english.map(toldOf);
    speak(language, wordsOf(lesson, language));
    const other = play(scenario);
    for (const [i, run] of other.entries()) {
      const twin = english[i]!;
      expect(run.hash()).toBe(twin.hash());
      expect(printScript(run.record())).toBe(printScript(twin.record()));
      expect(run.world.findings.map(({ verdict }) => verdict)).toEqual(
        twin.world.findings.map(({ verdict }) => verdict),
      );
      const [events, before] = [run, twin].map((each) => each.events(1, each.world.lastEvent));
      expect(events!.map(bare)).toEqual(before!.map(bare));
      // What draws and filters reads fields, which are not words.
      const told = toldOf(run);
      const fields = ({ simple: _, expert: __, label: ___, ...rest }: TraceRow) => rest;
      expect(told.map(fields)).toEqual(rows[i]!.map(fields));
      expect(told.map(({ simple }) => simple)).not.toEqual(rows[i]!.map(({ simple }) => simple));
    }
  });
});
