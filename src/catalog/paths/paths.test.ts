import { describe, expect, it, test } from "vitest";
import { lessons } from "../lessons.ts";
import { paths } from "./en/paths.ts";
import type { LearningPath } from "./path.ts";
import { pathsOf } from "./paths.ts";

/** The paths of every language, English among them. */
const languages = Object.entries(
  import.meta.glob<readonly LearningPath[]>("./*/paths.ts", { import: "paths", eager: true }),
).map(([path, own]) => ({ language: path.split("/")[1]!, own }));

test("there are paths in a second language", () => {
  expect(languages.map(({ language }) => language)).toContain("de");
});

describe.each(languages)("the learning paths in $language", ({ language, own }) => {
  it("lead through the same lessons as in English", () => {
    const lessonsOf = (all: readonly LearningPath[]) =>
      all.map(({ id, steps }) => ({ id, steps: steps.map((step) => step.lessons) }));
    expect(lessonsOf(own)).toEqual(lessonsOf(paths));
  });

  it("say of each step when it is, what it is called and what to look at", () => {
    for (const { id, title, promise, steps } of own) {
      expect(title, id).not.toBe("");
      expect(promise, id).toMatch(/\.$/);
      for (const step of steps) {
        expect(step.when, id).not.toBe("");
        expect(step.title, id).not.toBe("");
        expect(step.text, step.title).toMatch(/\.$/);
      }
    }
  });

  it("are the ones that are fetched for it", async () => {
    const walked = await pathsOf(lessons, language);
    expect(walked.map(({ title }) => title)).toEqual(own.map(({ title }) => title));
  });
});

test("a language without paths is shown the English ones", async () => {
  expect(await pathsOf(lessons, "xx")).toEqual(await pathsOf(lessons, "en"));
});
