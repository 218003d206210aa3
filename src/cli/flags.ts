import { nearest } from "../kernel/words.ts";
import { UsageError } from "./usage.ts";

/** What each flag takes: nothing, one value, or any number of values. */
export type FlagKinds = Readonly<Record<string, "switch" | "one" | "many">>;

export interface Flags {
  readonly words: readonly string[];
  has(name: string): boolean;
  one(name: string): string | null;
  many(name: string): readonly string[];
}

/** Reads `--name value`, `--name=value` and plain words. @throws UsageError naming the flag and the nearest known one. */
export function readFlags(argv: readonly string[], kinds: FlagKinds): Flags {
  const words: string[] = [];
  const values = new Map<string, string[]>();
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    if (!word.startsWith("--")) {
      words.push(word);
      continue;
    }
    const [name, inline] = splitOnce(word.slice(2));
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) {
      const near = nearest(name, Object.keys(kinds));
      throw new UsageError(
        `there is no flag --${name}${near === null ? "" : `; did you mean --${near}?`}`,
      );
    }
    if (kind === "switch") {
      if (inline !== null) throw new UsageError(`--${name} takes no value`);
      values.set(name, []);
      continue;
    }
    const value = inline ?? argv[++i];
    if (value === undefined) throw new UsageError(`--${name} needs a value`);
    const before = values.get(name);
    if (before && kind === "one") throw new UsageError(`--${name} is given twice`);
    values.set(name, [...(before ?? []), value]);
  }
  return {
    words,
    has: (name) => values.has(name),
    one: (name) => values.get(name)?.[0] ?? null,
    many: (name) => values.get(name) ?? [],
  };
}

function splitOnce(text: string): [string, string | null] {
  const place = text.indexOf("=");
  return place < 0 ? [text, null] : [text.slice(0, place), text.slice(place + 1)];
}
