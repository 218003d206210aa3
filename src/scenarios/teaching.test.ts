/** Plays what every lesson teaches with: its tour to the end, its predictions, its challenges solved and left alone. */
import { existsSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Run } from "../kernel/run.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { parseActions, parseScript } from "../kernel/script.ts";
import {
  follow,
  setUpOf,
  type ChallengeStanding,
  type PredictionStanding,
  type StepStanding,
} from "../kernel/teaching/following.ts";
import type { Tour } from "../kernel/teaching/lesson.ts";
import { recordsOf } from "../kernel/teaching/record.ts";
import { fillIn, type LessonTexts, type Told } from "../kernel/teaching/texts.ts";
import { SECOND, type Micros } from "../kernel/time.ts";
import { vocabularyOf } from "../kernel/vocabulary.ts";

const found = import.meta.glob<Scenario>("./*/scenario.ts", { import: "scenario", eager: true });
const texts = import.meta.glob<LessonTexts>("./*/*/lesson.ts", { import: "texts", eager: true });
const lessons = Object.entries(found).map(
  ([path, scenario]) => [path.split("/")[1]!, scenario] as const,
);

/** Something that is waited for comes true within so long. */
const PATIENCE = 60 * SECOND;

/** And where it does not, nobody tries more often than this. */
const TRIES = 2;

/** A tour is taken so often, at paces drawn at random. */
const PACES = Number(process.env["NETSPLIT_PACES"] ?? 6);

function act(run: Run, lines: readonly string[]): void {
  const actions = parseActions(lines.join("\n"), vocabularyOf(run.scenario), run.time);
  for (const action of actions) run.act(action);
}

/** Plays on, whatever breaks on the way, until something is so; false when it never was. */
function playUntil(run: Run, so: () => boolean): boolean {
  const end = run.time + PATIENCE;
  while (!so()) {
    if (run.time >= end) return false;
    run.advance(Math.min(end, run.time + SECOND), so, 1);
  }
  return true;
}

/** Every word that the text leaves open is known. */
function expectWhole(told: Told | undefined, names: Readonly<Record<string, string>>): void {
  for (const text of told ? [told.simple, told.expert] : []) {
    expect(text).toMatch(/^[\p{L}“{].*[.?!”…)]$/su);
    const open = [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
    for (const name of open) expect(Object.keys(names), text).toContain(name);
    expect(fillIn(text, names)).not.toMatch(/[{}]|undefined|null/);
  }
}

describe.each(lessons)("%s", (folder, scenario) => {
  const { tour, predictions = [], challenges = [] } = scenario;
  const words = texts[`./${folder}/en/lesson.ts`]!;

  test("there is a tour, there are predictions and challenges, and all have their words in every language", () => {
    expect(tour?.steps.length, "steps of the tour").toBeGreaterThanOrEqual(6);
    expect(predictions.length, "predictions").toBeGreaterThanOrEqual(2);
    expect(challenges.length, "challenges").toBeGreaterThanOrEqual(2);
    expect(existsSync(new URL(`./${folder}/en/lesson.ts`, import.meta.url))).toBe(true);
    const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id).toSorted();
    for (const [path, told] of Object.entries(texts)) {
      if (!path.startsWith(`./${folder}/`)) continue;
      expect(Object.keys(told.tour.steps).toSorted(), path).toEqual(ids(tour!.steps));
      expect(Object.keys(told.predictions).toSorted(), path).toEqual(ids(predictions));
      expect(Object.keys(told.challenges).toSorted(), path).toEqual(ids(challenges));
    }
  });

  /** Takes the tour: reads each step for so many simulated µs, and after the last of them for as long again. */
  function expectItsEnd({ steps, opens }: Tour, readings: readonly Micros[]): void {
    const run = new Run(scenario, setUpOf(scenario, opens));
    let since = 0;
    for (const [i, step] of steps.entries()) {
      const text = words.tour.steps[step.id]!;
      const following = follow(run, { is: "step", id: step.id, since });
      const look = () => following.look() as StepStanding;
      const places = run.scenario.nodes.map((node) => node.id);
      for (const pointer of look().points)
        if (pointer.is === "node") expect(places).toContain(pointer.id);
      const met = () => look().met !== null;
      const press = () => {
        const offered = playUntil(run, () => look().action.length > 0);
        expect(offered, `${step.id} offers something, at ${run.time} µs`).toBe(true);
        expectWhole(text, look().names);
        act(run, look().action);
      };
      expectWhole(text, look().names);
      if (step.action) press();
      if (step.until) {
        // Where luck has a part in it the page goes on offering, and one tries again.
        for (let again = 0; again < TRIES && step.action && !playUntil(run, met); again++) press();
        expect(playUntil(run, met), `what ${step.id} waits for, at ${run.time} µs`).toBe(true);
        expectWhole(text.done, look().names);
      }
      since = look().met?.event ?? run.world.lastEvent;
      run.seek(run.time + readings[i % readings.length]!);
    }
  }

  test("each step of the tour has its words", () => {
    expectWhole(words.tour.end, {});
    for (const step of tour!.steps) {
      const { act: label, done } = words.tour.steps[step.id]!;
      expect(label !== undefined, `${step.id}: the button has a label`).toBe("action" in step);
      expect(done !== undefined, `${step.id}: what was seen`).toBe("until" in step);
    }
  });

  test.each([0.2, 2, 9])("the tour comes to its end with %d s to read each step", (seconds) => {
    expectItsEnd(tour!, [seconds * SECOND]);
  });

  test("the tour comes to its end whenever the reader goes on, and whatever was skipped or dwelt on", () => {
    const reading = fc.oneof(
      fc.integer({ min: 0.1 * SECOND, max: 0.5 * SECOND }),
      fc.integer({ min: 0.1 * SECOND, max: 10 * SECOND }),
    );
    const readings = fc.array(reading, { minLength: 1, maxLength: tour!.steps.length });
    fc.assert(
      fc.property(readings, (each) => expectItsEnd(tour!, each)),
      { numRuns: PACES },
    );
  });

  test.each(predictions.map((each) => [each.id, each] as const))(
    "prediction %s is asked, answered by the run, and explained, under any seed",
    (id, prediction) => {
      const text = words.predictions[id]!;
      const came = new Set<string>();
      for (const seed of [null, 11, 12, 13]) {
        const opens =
          seed === null
            ? prediction.opens
            : [`seed ${seed}`, ...prediction.opens.filter((line) => !line.startsWith("seed "))];
        const run = new Run(scenario, setUpOf(scenario, opens));
        const following = follow(run, { is: "prediction", id });
        const look = () => following.look() as PredictionStanding;
        expect(playUntil(run, () => look().asked !== null)).toBe(true);
        const asked = look().asked!;
        expect(look().outcome, "nothing is given away").toBeNull();
        expect(asked.options.length).toBeGreaterThan(1);
        for (const option of asked.options) {
          const told = text.options[option.text ?? option.id];
          expect(told, option.id).toBeDefined();
          expect(fillIn(told!, { ...asked.names, ...option.names })).not.toMatch(/[{}]/);
        }
        act(run, asked.action);
        expect(playUntil(run, () => look().outcome !== null)).toBe(true);
        const outcome = look().outcome!;
        came.add(outcome.option);
        expect(asked.options.map((option) => option.id)).toContain(outcome.option);
        for (const event of outcome.events) expect(run.event(event)).not.toBeNull();
        expectWhole(text.because[outcome.option] ?? text.because["*"], {
          ...asked.names,
          ...outcome.names,
        });
        // The run decides, whenever it is looked at.
        const again = follow(run, { is: "prediction", id }).look() as PredictionStanding;
        expect(again.outcome).toEqual(outcome);
      }
      expect(came.size).toBeGreaterThan(0);
    },
  );

  describe.each(challenges.map((each) => [each.id, each] as const))(
    "challenge %s",
    (id, challenge) => {
      const text = words.challenges[id]!;
      const opened = (lines: readonly string[]) => {
        const script = [`scenario ${scenario.id}`, ...challenge.opens, ...lines].join("\n");
        return new Run(scenario, parseScript(script, vocabularyOf(scenario)));
      };

      test("its solution meets it with as few actions as earn a star", () => {
        for (const told of [text.goal, text.done]) expectWhole(told, {});
        const run = opened(challenge.solution);
        const following = follow(run, { is: "challenge", id });
        const look = () => following.look() as ChallengeStanding;
        expect(playUntil(run, () => look().met !== null)).toBe(true);
        expect(look()).toMatchObject({ unfit: null, forbidden: null });
        expect(look().met!.actions).toBe(challenge.best);
        expect(challenge.best).toBeLessThanOrEqual(challenge.most);
        // Judged again from what a link carries.
        const linked = new Run(scenario, run.record());
        linked.seek(run.time);
        expect(follow(linked, { is: "challenge", id }).look()).toMatchObject({ met: look().met });
      });

      test("doing nothing does not", () => {
        const run = opened([]);
        const following = follow(run, { is: "challenge", id });
        run.seek(PATIENCE);
        expect(following.look()).toMatchObject({ met: null, unfit: null, actions: 0 });
      });

      test("wherever its run has been looked at before, it is judged the same", () => {
        const moment = fc.integer({ min: 0, max: 12 * SECOND });
        fc.assert(
          fc.property(fc.array(moment, { maxLength: 6 }), moment, (visited, end) => {
            const run = opened(challenge.solution);
            const following = follow(run, { is: "challenge", id });
            for (const time of visited) {
              run.seek(time);
              following.look();
            }
            run.seek(end);
            const fresh = opened(challenge.solution);
            fresh.seek(end);
            expect(following.look()).toEqual(follow(fresh, { is: "challenge", id }).look());
          }),
          { numRuns: 5 },
        );
      });

      test("a run that begins otherwise is no attempt", () => {
        const script = [`scenario ${scenario.id}`, "seed 987", ...challenge.solution].join("\n");
        const run = new Run(scenario, parseScript(script, vocabularyOf(scenario)));
        expect(follow(run, { is: "challenge", id }).look()).toMatchObject({
          unfit: expect.stringContaining("seed 987"),
        });
      });
    },
  );

  const records = recordsOf(scenario.convictions ?? [], scenario.rules);

  test.runIf(records.length > 0).each(records.map((record) => [record.rule, record] as const))(
    "without %s, the search’s run is the record, and an attempt by hand is judged against it",
    (_, record) => {
      const script = [`scenario ${scenario.id}`, ...record.opens, ...record.solution].join("\n");
      const run = new Run(scenario, parseScript(script, vocabularyOf(scenario)));
      const following = follow(run, { is: "challenge", id: record.id });
      const look = () => following.look() as ChallengeStanding;
      expect(playUntil(run, () => look().met !== null)).toBe(true);
      expect(look()).toMatchObject({ unfit: null, forbidden: null });
      expect(look().met!.actions).toBe(record.best);
      expect(scenario.monitors.map(({ id }) => id)).toContain(record.breaks);
    },
  );
});
