/**
 * What each language has, and what it lacks. Lacking is no error: the page then speaks English there, and this tells which
 * sentences those are. A sentence that nobody says any more, or one that loses what is put in, is an error.
 */
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { entriesOf, languages, ownWords } from "./testing/files.ts";
import { sentencesIn, sentencesOf } from "./testing/sentences.ts";

const sentences = sentencesIn("src");
const keys = new Set(sentences.map(({ key }) => key));
const counted = new Set(sentences.filter((each) => each.counted).map(({ key }) => key));

const protocols = readdirSync("src/protocols", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `src/protocols/${name}/`);

const cards = Object.entries(
  import.meta.glob<Readonly<Record<"title" | "promise" | "chapter", string>>>(
    "../scenarios/*/meta.ts",
    { import: "default", eager: true },
  ),
);

/** What is put into a sentence: its places and its count. */
const places = (text: string): readonly string[] => (text.match(/\{(?:\d+|n)\}/g) ?? []).toSorted();

test("a sentence is read as its file has it", () => {
  const code =
    'const f = (a, b) => [say`${a} sees ${b}`, several(2, "{n} run", "{n} runs")]; const t = [phrase("cut")]; say`too early`;';
  expect(sentencesOf(code, "a.ts")).toEqual([
    { key: "{0} sees {1}", place: "a.ts:1", early: false, counted: false },
    { key: "{n} runs", place: "a.ts:1", early: false, counted: true },
    { key: "cut", place: "a.ts:1", early: false, counted: false },
    { key: "too early", place: "a.ts:1", early: true, counted: false },
  ]);
});

test("nothing is said while modules are loaded, when the language is not known yet", () => {
  expect(sentences.filter(({ early }) => early).map(({ place, key }) => `${place} ${key}`)).toEqual(
    [],
  );
});

test("there is a second language", () => {
  expect(languages).toContain("de");
});

describe.each(languages)("%s", (language) => {
  const entries = entriesOf(language);
  const told = new Map(entries.map((entry) => [entry.key, entry]));

  test("is a language that browsers know by name", () => {
    const name = new Intl.DisplayNames([language], { type: "language" }).of(language);
    expect(name).not.toBe(language);
  });

  test("what it lacks is told, and is said in English", () => {
    const missing = sentences.filter(({ key }) => !told.has(key));
    // A protocol that nobody has translated yet is one line; of others each sentence is.
    const strangers = protocols.filter(
      (folder) => !entries.some(({ file }) => file.startsWith(folder)),
    );
    const lines = [
      ...strangers.map((folder) => {
        const own = missing.filter(({ place }) => place.startsWith(folder));
        return `  ${folder}: ${new Set(own.map(({ key }) => key)).size} sentences, all of it`;
      }),
      ...missing
        .filter(({ place }) => !strangers.some((folder) => place.startsWith(folder)))
        .map(({ place, key }) => `  ${place} ${JSON.stringify(key)}`),
    ];
    if (missing.length > 0)
      console.info(
        `${language} lacks ${new Set(missing.map(({ key }) => key)).size} of ${keys.size} sentences, which are said in English:\n${lines.join("\n")}`,
      );
    expect(entries.length).toBeGreaterThan(0);
  });

  test("says nothing that nobody says any more", () => {
    expect(
      entries.filter(({ key }) => !keys.has(key)).map(({ file, key }) => `${file}: ${key}`),
    ).toEqual([]);
  });

  test("says one thing in one way", () => {
    const twice = entries.filter(
      ({ key, text }) => JSON.stringify(told.get(key)!.text) !== JSON.stringify(text),
    );
    expect(twice.map(({ file, key }) => `${file}: ${key}`)).toEqual([]);
  });

  test("keeps what is put in", () => {
    const lost = entries.filter(({ key, text }) =>
      (typeof text === "string" ? [text] : Object.values(text)).some((each) => {
        const kept = places(each).filter((place) => place !== "{n}" || !counted.has(key));
        const wanted = places(key).filter((place) => place !== "{n}" || !counted.has(key));
        return kept.join() !== wanted.join();
      }),
    );
    expect(lost.map(({ file, key }) => `${file}: ${key}`)).toEqual([]);
  });

  test("has a form for every count where there is one", () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const wrong = entries.filter(({ key, text }) =>
      counted.has(key)
        ? typeof text === "string" || categories.some((category) => text[category] === undefined)
        : typeof text !== "string",
    );
    expect(wrong.map(({ file, key }) => `${file}: ${key}`)).toEqual([]);
  });

  test("what a lesson's card says and the language lacks is told", () => {
    const missing = cards.flatMap(([path, { title, promise, chapter }]) => {
      const words = ownWords(path.split("/").at(-2)!, language, "card.json");
      const known = new Set([...told.keys(), ...words.map(({ key }) => key)]);
      return [title, promise, chapter].filter((text) => !known.has(text));
    });
    if (missing.length > 0)
      console.info(`${language} lacks of lessons' cards:\n  ${missing.join("\n  ")}`);
    expect(cards.length).toBeGreaterThan(0);
  });

  test("a lesson's card says nothing in it that it does not say", () => {
    for (const [path, card] of cards) {
      const words = ownWords(path.split("/").at(-2)!, language, "card.json");
      expect(Object.values(card).flat()).toEqual(
        expect.arrayContaining(words.map(({ key }) => key)),
      );
    }
  });

  test("lessons say nothing otherwise than the page does, or than each other", () => {
    const all = new Map(told);
    const otherwise = cards
      .map(([path]) => path.split("/").at(-2)!)
      .flatMap((id) => [
        ...ownWords(id, language, "words.json"),
        ...ownWords(id, language, "card.json"),
      ])
      .filter((entry) => {
        const before = all.get(entry.key) ?? entry;
        all.set(entry.key, before);
        return before.text !== entry.text;
      });
    expect(otherwise.map(({ file, key }) => `${file}: ${key}`)).toEqual([]);
  });
});
