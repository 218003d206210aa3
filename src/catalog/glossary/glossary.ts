/** What the words in the texts mean, by language: fetched when somebody first asks. */
import { language as spoken, translate } from "../../languages/say.ts";
import { FALLBACK } from "../texts.ts";
import type { Term } from "./term.ts";

export type { Term } from "./term.ts";

/** The words that all lessons share stand here; what only one needs may stand in its own folder. */
const found = import.meta.glob<readonly Term[]>(["./*/terms.ts", "/src/scenarios/*/*/terms.ts"], {
  import: "terms",
});

/** A glossary that can be asked. */
export class Glossary {
  readonly terms: readonly Term[];
  readonly #byName = new Map<string, Term>();

  constructor(terms: readonly Term[]) {
    this.terms = terms;
    for (const term of terms)
      for (const name of [...(term.also ?? []), term.term]) this.#byName.set(idOf(name), term);
    for (const term of terms) this.#byName.set(term.id, term);
  }

  /** The term of this id or of this other name; null when there is none. */
  find(name: string): Term | null {
    return this.#byName.get(idOf(name)) ?? null;
  }

  /** The terms that are close to one, whichever of the two says so. */
  related(term: Term): readonly Term[] {
    return this.terms.filter(
      (other) =>
        other !== term && (term.related?.includes(other.id) || other.related?.includes(term.id)),
    );
  }

  /** Groups in their order, each with its terms in alphabetical order. */
  groups(): readonly { readonly about: string; readonly terms: readonly Term[] }[] {
    return [...new Set(this.terms.map(({ about }) => about))].map((about) => ({
      about,
      terms: this.terms
        .filter((term) => term.about === about)
        .toSorted((a, b) => a.term.localeCompare(b.term, "en", { sensitivity: "base" })),
    }));
  }

  /** The terms in which all of these words occur, those in whose name they occur first. */
  search(words: string): readonly Term[] {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    const has = (text: string) => wanted.every((word) => text.toLowerCase().includes(word));
    const name = ({ term, also = [] }: Term) => [term, ...also].join(" ");
    const named = this.terms.filter((term) => has(name(term)));
    const told = this.terms.filter(
      (term) => !named.includes(term) && has(`${name(term)} ${term.simple} ${term.expert}`),
    );
    return [...named, ...told];
  }
}

/** A name as links write it. */
function idOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

const asked = new Map<string, Promise<Glossary>>();

/** The glossary in a language; English stands in for terms that it lacks. Fetched once. */
export function glossary(language: string = spoken()): Promise<Glossary> {
  const known = asked.get(language);
  if (known) return known;
  const fetched = fetchGlossary(language);
  fetched.catch(() => asked.delete(language));
  asked.set(language, fetched);
  return fetched;
}

async function termsIn(language: string): Promise<readonly Term[]> {
  const files = Object.keys(found).filter((path) => path.endsWith(`/${language}/terms.ts`));
  return (await Promise.all(files.map((path) => found[path]!()))).flat();
}

async function fetchGlossary(language: string): Promise<Glossary> {
  const [own = [], english = []] = await Promise.all([language, FALLBACK].map(termsIn));
  const told = new Map(own.map((term) => [term.id, term]));
  // What is read in English stands among its own all the same.
  const groups = new Map(
    english.flatMap(({ id, about }) => {
      const translated = told.get(id);
      return translated ? [[about, translated.about] as const] : [];
    }),
  );
  return new Glossary([
    ...english.map(
      (term) =>
        told.get(term.id) ?? {
          ...term,
          about: groups.get(term.about) ?? translate(term.about),
          language: FALLBACK,
        },
    ),
    ...own.filter(({ id }) => !english.some((term) => term.id === id)),
  ]);
}
