import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { lessons } from "../lessons.ts";
import { termsOfLessons } from "../term-uses.ts";
import { Glossary, glossary, type Term } from "./glossary.ts";
import { terms as shared } from "./en/terms.ts";

/** All words by file: those that lessons share, then those that stand in a lesson's own folder. */
const files = Object.entries(
  import.meta.glob<readonly Term[]>(["./*/terms.ts", "/src/scenarios/*/*/terms.ts"], {
    import: "terms",
    eager: true,
  }),
).map(([path, own]) => ({ language: path.split("/").at(-2)!, own }));

/** The glossary of every language, English among them. */
const languages = [...new Set(files.map(({ language }) => language))].map((language) => ({
  language,
  own: files.filter((file) => file.language === language).flatMap((file) => file.own),
}));
const terms = languages.find(({ language }) => language === "en")!.own;
const words = new Glossary(terms);
const scenarios = new URL("../../scenarios/", import.meta.url);

/** Every text of every lesson in every language, read as the authors wrote it. */
const texts = readdirSync(scenarios, { recursive: true, encoding: "utf8" })
  .filter((path) => /^[\w-]+\/[\w-]+\/[\w-]+\.(mdx|ts)$/.test(path))
  .map((path) => [path, readFileSync(new URL(path, scenarios), "utf8")] as const);

const marked = texts.flatMap(([path, text]) =>
  [...text.matchAll(/\]\(term:([^)]*)\)/g)].map((match) => ({ path, term: match[1]! })),
);

describe("the glossary", () => {
  it("explains every word that a text marks", () => {
    expect(marked.length).toBeGreaterThan(100);
    for (const { path, term } of marked)
      expect(words.find(term)?.id, `${path}: ${term}`).toBe(term);
  });

  it("has relations that lead somewhere, and lead back", () => {
    for (const term of terms) {
      for (const id of term.related ?? []) {
        const other = terms.find((each) => each.id === id);
        expect(other, `${term.id} → ${id}`).toBeDefined();
        expect(words.related(other!)).toContain(term);
      }
      expect(words.related(term), `${term.id} stands alone`).not.toEqual([]);
    }
  });

  it("has no word that no text uses", () => {
    const used = new Set(marked.map(({ term }) => term));
    expect(terms.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([]);
  });

  it("knows which lessons use a word, as the build gathers it", () => {
    for (const { id } of lessons) {
      const own = marked.filter(
        ({ path }) => path.startsWith(`${id}/en/`) && path.endsWith(".mdx"),
      );
      expect([...(termsOfLessons.get(id) ?? [])].toSorted()).toEqual(
        [...new Set(own.map(({ term }) => term))].toSorted(),
      );
      expect(own.length, id).toBeGreaterThan(10);
    }
  });

  it("finds a word by its id, its name and its other names, however written", () => {
    for (const name of ["majority", "quorum", "Quorum", "QUORUM"])
      expect(words.find(name)?.id).toBe("majority");
    expect(words.find("no-op")?.id).toBe("empty-entry");
    expect(words.find("gibberish")).toBeNull();
    expect(words.find("")).toBeNull();
  });

  it("is searched by all words, names first", () => {
    expect(words.search("lease")[0]?.id).toBe("lease");
    expect(words.search("quorum").map(({ id }) => id)).toContain("majority");
    expect(words.search("zebra")).toEqual([]);
  });

  it("is read in English where a language lacks it", async () => {
    expect((await glossary("xx")).terms).toEqual(
      terms.map((term) => ({ ...term, language: "en" })),
    );
  });
});

describe.each(languages)("the glossary in $language", ({ language, own }) => {
  const read = new Glossary(own);
  const ids = own.map(({ id }) => id);

  it("says each word in a sentence at both levels, under one id", () => {
    expect(new Set(ids).size).toBe(own.length);
    for (const { id, about, simple, expert, term } of own) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      for (const text of [term, about]) expect(text.trim(), id).not.toBe("");
      for (const text of [simple, expert]) expect(text, id).toMatch(/[.?!”“)]$/);
      expect(simple).not.toBe(expert);
    }
  });

  it("has no name that means two things", () => {
    const names = own.flatMap(({ term, also = [] }) =>
      [term, ...also].map((name) => name.toLowerCase()),
    );
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it("has only words that English has, in its order; what it lacks is told, and is read in English", async () => {
    const lacking = terms.map(({ id }) => id).filter((id) => !ids.includes(id));
    if (lacking.length > 0)
      console.info(
        `${language} lacks ${lacking.length} of the glossary’s ${terms.length} words, which are read in English: ${lacking.join(", ")}`,
      );
    expect(ids).toEqual(terms.map(({ id }) => id).filter((id) => !lacking.includes(id)));
    const whole = await glossary(language);
    for (const { about: _, ...term } of terms) {
      const told = own.find(({ id }) => id === term.id);
      expect(whole.find(term.id)).toMatchObject(told ?? { ...term, language: "en" });
    }
    // What is read in English stands in the groups of its own language.
    const groups = new Set(own.map(({ about }) => about));
    const shared = new Set(terms.filter(({ id }) => ids.includes(id)).map(({ about }) => about));
    for (const term of terms.filter(({ about }) => shared.has(about)))
      expect(groups).toContain(whole.find(term.id)!.about);
  });

  it("groups and relates its words as English does", () => {
    const english = new Map(terms.map((term) => [term.id, term]));
    const groups = new Set<string>();
    for (const { id, about, related } of own) {
      expect(related, id).toEqual(english.get(id)!.related);
      groups.add(`${english.get(id)!.about}: ${about}`);
    }
    expect(groups.size).toBe(new Set(own.map(({ about }) => about)).size);
    expect(groups.size).toBe(new Set(own.map(({ id }) => english.get(id)!.about)).size);
  });

  it("is found by its English names, too", () => {
    for (const { id, term, also = [] } of terms.filter((each) => ids.includes(each.id)))
      for (const name of [term, ...also]) {
        expect(read.find(name)?.id, name).toBe(id);
        for (const part of name.split(/, | and /))
          expect(new Set(read.search(part).map((each) => each.id)), part).toContain(id);
      }
  });
});

test("of the words that lessons share, German lacks none", () => {
  const german = languages.find(({ language }) => language === "de");
  expect(german?.own.map(({ id }) => id)).toEqual(
    expect.arrayContaining(shared.map(({ id }) => id)),
  );
});

test("a text marks a word once", () => {
  for (const [path, text] of texts) {
    const own = [...text.matchAll(/\]\(term:([^)]*)\)/g)].map((match) => match[1]);
    expect(own.length, path).toBe(new Set(own).size);
  }
});
