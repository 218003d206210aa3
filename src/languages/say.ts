/**
 * What the page says, in its reader's language. English stands in the code and is the key to every other language, as
 * in gettext: a language is files of pairs, and what it lacks is said in English.
 *
 * Until a language is set (`speak`), and everywhere outside the page, English is spoken. Sentences are made when they are
 * needed, never when a module is loaded: the language is not known yet then (`phrase` marks what must stand in a table).
 */

/** How a sentence with a count goes, by the categories of the language's own plural: `{"one": "{n} Lauf", "other": "{n} Läufe"}`. */
export type Plural = { readonly [category in Intl.LDMLPluralRule]?: string };

/** English sentences and their translations. `{0}`, `{1}` stand for what is put in, in the order of the English one. */
export type Translations = Readonly<Record<string, string | Plural>>;

const ENGLISH = "en";

let code = ENGLISH;
let known: Translations | null = null;
let plurals = new Intl.PluralRules(ENGLISH);
let numbers = new Intl.NumberFormat(ENGLISH);

/** From here on this language is spoken. More translations of the language that is spoken already are added to it. */
export function speak(language: string, translations: Translations): void {
  known = language === ENGLISH ? null : { ...(language === code ? known : null), ...translations };
  if (language === code) return;
  code = language;
  plurals = new Intl.PluralRules(language);
  numbers = new Intl.NumberFormat(language);
}

/** The language that is spoken, as BCP 47 has it: `en`, `de`. */
export function language(): string {
  return code;
}

/** Does something in English, whatever is spoken: work whose course must not depend on the reader's language. */
export function inEnglish<T>(work: () => T): T {
  const spoken = { code, known, plurals, numbers };
  speak(ENGLISH, {});
  try {
    return work();
  } finally {
    ({ code, known, plurals, numbers } = spoken);
  }
}

/** A sentence: say`${node} starts.` */
export function say(words: TemplateStringsArray, ...values: readonly unknown[]): string {
  if (known) {
    const key = keyOf(words);
    const translated = known[key];
    if (typeof translated === "string") return fill(translated, values);
  }
  let text = words[0] ?? "";
  for (const [index, value] of values.entries()) text += String(value) + (words[index + 1] ?? "");
  return text;
}

/** A sentence with a count, which stands in it as `{n}`: several(3, "{n} run", "{n} runs"). */
export function several(
  count: number,
  one: string,
  other: string,
  ...values: readonly unknown[]
): string {
  const translated = known?.[other];
  const english = count === 1 ? one : other;
  const text =
    typeof translated === "object"
      ? (translated[plurals.select(count)] ?? translated.other ?? english)
      : (translated ?? english);
  return fill(text.replaceAll("{n}", numeral(count)), values);
}

/** A whole number as the language writes it: 12,000 or 12.000. */
export function numeral(value: number): string {
  return numbers.format(value);
}

/** Marks a text that stands in a table, and leaves it as it is; `translate` it when it is said. */
export function phrase<const T extends string>(text: T): T {
  return text;
}

/** A text without anything put in, in the language that is spoken. What is in no file comes back as it is. */
export function translate(text: string): string {
  const translated = known?.[text];
  return typeof translated === "string" ? translated : text;
}

/**
 * The parts of a sentence in the order of the language, for whoever puts more than text in: numbers are the places of
 * `values`.
 */
export function order(words: TemplateStringsArray): readonly (string | number)[] {
  const key = keyOf(words);
  const translated = known?.[key];
  const text = typeof translated === "string" ? translated : key;
  return text
    .split(/(\{\d+\})/)
    .filter((part) => part !== "")
    .map((part) => (/^\{\d+\}$/.test(part) ? Number(part.slice(1, -1)) : part));
}

const keys = new WeakMap<TemplateStringsArray, string>();

/** Both are what a language's file has on its left: the English sentence, with its places numbered. */
function keyOf(words: TemplateStringsArray): string {
  let key = keys.get(words);
  if (key === undefined) {
    key = words.reduce((text, word, index) => `${text}{${index - 1}}${word}`);
    keys.set(words, key);
  }
  return key;
}

function fill(text: string, values: readonly unknown[]): string {
  return text.replace(/\{(\d+)\}/g, (place, index: string) =>
    Number(index) < values.length ? String(values[Number(index)]) : place,
  );
}
