import { afterEach, describe, expect, test } from "vitest";
import { emptyScript } from "../kernel/intervention.ts";
import { Run } from "../kernel/run.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { scenarioAt } from "../kernel/variant.ts";
import { speak } from "../languages/say.ts";
import { entriesOf, languages, ownWords } from "../languages/testing/files.ts";
import { translated, withTexts } from "./manifest-texts.ts";
import { manifestOf } from "./manifest.ts";

const lessons = Object.entries(
  import.meta.glob<Scenario>("../scenarios/*/scenario.ts", { import: "scenario", eager: true }),
).map(([path, scenario]) => [path.split("/").at(-2)!, scenario] as const);

afterEach(() => speak("en", {}));

/** The lesson as it opens, and with each knob at each of its values. */
function variantsOf(scenario: Scenario): readonly Scenario[] {
  const choices = scenario.knobs.flatMap(({ id, values }) =>
    values.map(({ value }) => ({ [id]: value })),
  );
  return [...new Set([{}, ...choices].map((each) => scenarioAt(scenario, each)))];
}

/** All that a lesson shows and does not say while it runs: it stands in tables, in English and unmarked. */
function textsOf(scenario: Scenario): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const variant of variantsOf(scenario)) {
    withTexts(manifestOf(variant), (text) => {
      texts.add(text);
      return text;
    });
    const { world } = new Run(variant, emptyScript(variant.id, 1));
    for (const [i, meter] of variant.meters.entries())
      for (const { label } of meter.read(world.meters[i], world)) texts.add(label);
  }
  return texts;
}

/** Where a text stands that is none: it names something, in scripts, papers, keyboards or code. */
const NAMES =
  /^(?:scenario|nodes\.\d+\.(?:id|kind)|links(?:\.\d+\.(?:from|to))?|knobs\.\d+\.(?:id|values\.\d+\.value)|rules\.\d+\.(?:id|source)|operations\.\d+\.(?:f|arguments\.\d+)|keys\.\d+|timers\.\d+|treacheries\.\d+\.(?:id|kinds\.\d+)|legend\.\d+\.(?:tone|shape|glyph)|presets\.\d+\.(?:id|key|opens\.\d+)|promises\.\d+\.(?:id|source)|charts\.\w+\.(?:states\.\d+\.(?:id|parent|tone)|transitions\.\d+\.(?:from|to|event))|teaching\..*)$/;

function stringsIn(value: unknown, path = ""): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    stringsIn(inner, path === "" ? name : `${path}.${name}`),
  );
}

describe.each(lessons)("%s", (lesson, scenario) => {
  test("every text of its manifest is either translated or known to be a name", () => {
    for (const variant of variantsOf(scenario)) {
      const marked = withTexts(manifestOf(variant), (text) => `«${text}»`);
      const forgotten = stringsIn(marked).filter(
        ([path, text]) => !text.startsWith("«") && !NAMES.test(path),
      );
      expect(forgotten).toEqual([]);
      // What is a name must stay one.
      const changed = stringsIn(marked).filter(
        ([path, text]) => text.startsWith("«") && NAMES.test(path),
      );
      expect(changed).toEqual([]);
    }
  });

  test("in English it stays as it is", () => {
    const manifest = manifestOf(scenario);
    expect(translated(manifest)).toEqual(manifest);
  });

  test.each(languages)(
    "in %s, what it lacks is told, and it has nothing that nobody sees",
    (language) => {
      const words = ownWords(lesson, language, "words.json").map(({ key }) => key);
      const texts = textsOf(scenario);
      const known = new Set([...entriesOf(language).map(({ key }) => key), ...words]);
      const missing = [...texts].filter((text) => !known.has(text));
      if (words.length > 0 && missing.length > 0)
        console.info(`${lesson} lacks in ${language}:\n  ${missing.join("\n  ")}`);
      expect([...texts]).toEqual(expect.arrayContaining(words));
    },
  );
});

test("timers keep their names in a chart, whatever is spoken", () => {
  const [, scenario] = lessons.find(([lesson]) => lesson === "cap")!;
  speak("de", { "after {0}": "nach {0}" });
  const events = Object.values(translated(manifestOf(scenario)).charts).flatMap(({ transitions }) =>
    transitions.map(({ event }) => event),
  );
  expect(events).toContain("nach patience");
  expect(events.some((event) => event.startsWith("after "))).toBe(false);
});
