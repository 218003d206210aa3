/** Which languages there are, and their words: a folder each, fetched when it is spoken. */
import { speak, type Translations } from "./say.ts";

const found = import.meta.glob<Translations>("./*/*.json", { import: "default" });

const folderOf = (path: string): string => path.split("/").at(-2) ?? "";

/** The codes of all languages that are spoken here, English first. */
export const languages: readonly string[] = [
  ...new Set(["en", ...Object.keys(found).map(folderOf)]),
];

/** What a language calls itself: `Deutsch`. */
export function nameOf(language: string): string {
  return new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
}

/** The page's words in one language, to be spoken from now on. Whatever cannot be fetched is said in English. */
export async function speakInterface(language: string): Promise<void> {
  await speakFrom(found, language, (path) => folderOf(path) === language);
}

/** Adds the words of those files that are wanted. */
export async function speakFrom(
  files: Readonly<Record<string, () => Promise<Translations>>>,
  language: string,
  wanted: (path: string) => boolean,
): Promise<void> {
  if (language === "en") return;
  const words = await Promise.allSettled(
    Object.keys(files)
      .filter(wanted)
      .map((path) => files[path]!()),
  );
  speak(
    language,
    Object.assign({}, ...words.map((each) => (each.status === "fulfilled" ? each.value : {}))),
  );
}
