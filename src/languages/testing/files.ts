/** What languages have in their files. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Plural, Translations } from "../say.ts";

/** One line of a language's file. */
export interface Entry {
  readonly file: string;
  readonly key: string;
  readonly text: string | Plural;
}

/** The codes of all languages but English. */
export const languages: readonly string[] = foldersIn("src/languages").filter(
  (name) => name !== "testing",
);

/** What a language has for the page and for all protocols. */
export function entriesOf(language: string): readonly Entry[] {
  const files = [
    ...readdirSync(`src/languages/${language}`).map((name) => `src/languages/${language}/${name}`),
    ...foldersIn("src/protocols").map((name) => `src/protocols/${name}/${language}.json`),
  ];
  return files.flatMap(entriesIn);
}

/** What a language has for one lesson alone: for what it shows, or for its card. */
export function ownWords(
  lesson: string,
  language: string,
  file: "words.json" | "card.json",
): readonly Entry[] {
  return entriesIn(`src/scenarios/${lesson}/${language}/${file}`);
}

function entriesIn(file: string): readonly Entry[] {
  if (!existsSync(file)) return [];
  return Object.entries(JSON.parse(readFileSync(file, "utf8")) as Translations).map(
    ([key, text]) => ({ file, key, text }),
  );
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
