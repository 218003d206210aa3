import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseScript } from "../kernel/script.ts";
import { vocabularyOf } from "../kernel/vocabulary.ts";
import { convictAgain } from "../search/found.ts";
import { listLessons, scenarioNamed } from "./lessons.ts";

const text = readFileSync("docs/convictions.md", "utf8");
const sections = text
  .split(/^## /m)
  .slice(1)
  .map((section) => ({
    heading: section.slice(0, section.indexOf("\n")),
    monitor: /^Breaks `([^`]+)`/m.exec(section)![1]!,
    script: /^```\n([\s\S]*?)^```/m.exec(section)![1]!,
  }));

describe("docs/convictions.md", () => {
  test.each(sections)("$heading breaks $monitor again", async ({ heading, monitor, script }) => {
    const [lesson = "", what = ""] = heading.split(": ");
    const scenario = await scenarioNamed(lesson);
    const read = parseScript(script, vocabularyOf(scenario));
    const run = convictAgain(scenario, script, monitor);
    expect(run?.hash()).toBe(read.hash);
    expect(read.steps.length).toBeLessThanOrEqual(12);
    // Nothing but what the heading says is off.
    const rules = scenario.rules.some(({ id }) => id === what) ? { [what]: false } : {};
    expect(read.rules).toEqual(rules);
  });

  test("every rule of every lesson is convicted", async () => {
    const lessons = await listLessons();
    const wanted = lessons.flatMap(({ id, rules }) => rules.map((rule) => `${id}: ${rule}`));
    expect(sections.map(({ heading }) => heading)).toEqual(
      expect.arrayContaining([...wanted, "cap: mode AP", "cap: mode CA"]),
    );
  });
});
