/**
 * Fingerprints of plain immutable data: what differs in value differs in print, whatever the objects' identity. Numbers that
 * are moments (large ones) are kept apart, because they are compared to a moment, not to zero.
 */
import { fingerprint, mix } from "../kernel/chance.ts";

/** 64 bits of structure, and the moments in it, in a fixed order. */
export interface Print {
  readonly a: number;
  readonly b: number;
  readonly moments: readonly number[];
}

/** Gives each name the name that it bears in the canonical form; the others stay as they are. */
export type Renaming = ReadonlyMap<string, string>;

export const SAME_NAMES: Renaming = new Map();

/** @param from numbers of at least this much are moments. */
export function printOf(value: unknown, names: Renaming, from: number): Print {
  const printer = new Printer(names, from);
  printer.walk(value);
  return { a: printer.a, b: printer.b, moments: printer.moments };
}

const texts = new Map<string, number>();

/** Texts come again and again: types, keys, names. */
function textPrint(text: string): number {
  let print = texts.get(text);
  if (print === undefined) {
    print = fingerprint(text);
    if (texts.size < 20_000) texts.set(text, print);
  }
  return print;
}

class Printer {
  a = 0x811c9dc5 | 0;
  b = 0x1b873593 | 0;
  readonly moments: number[] = [];

  constructor(
    private readonly names: Renaming,
    private readonly from: number,
  ) {}

  walk(value: unknown): void {
    switch (typeof value) {
      case "string":
        this.take(textPrint(this.names.get(value) ?? value));
        return;
      case "number":
        if (Math.abs(value) >= this.from) {
          this.take(0x7f);
          this.moments.push(value);
        } else if (Number.isInteger(value)) this.take(mix(value + 0x5bd1));
        else this.take(textPrint(String(value)));
        return;
      case "boolean":
        this.take(value ? 0x11 : 0x13);
        return;
      case "object":
        if (value === null) this.take(0x17);
        else this.walkObject(value);
        return;
      default:
        this.take(0x19);
    }
  }

  private take(bits: number): void {
    this.a = Math.imul(this.a ^ bits, 0x01000193);
    this.b = Math.imul(this.b ^ bits, 0x85ebca6b) ^ (this.b >>> 13);
  }

  private walkObject(value: object): void {
    if (Array.isArray(value)) {
      this.take(0x1d);
      for (const item of value) this.walk(item);
      this.take(value.length);
    } else if (value instanceof Map) {
      this.take(0x1f);
      this.walkEntries([...(value as Map<unknown, unknown>)]);
    } else if (value instanceof Set) {
      this.take(0x25);
      this.walkEntries([...(value as Set<unknown>)].map((item) => [item, null]));
    } else {
      this.take(0x29);
      const record = value as Readonly<Record<string, unknown>>;
      if (this.names.size > 0 && Object.keys(record).some((key) => this.names.has(key))) {
        this.walkEntries(Object.entries(record));
        return;
      }
      for (const key in record) {
        const inner = record[key];
        if (inner === undefined) continue;
        this.take(textPrint(key));
        this.walk(inner);
      }
      this.take(0x2b);
    }
  }

  /** In an order that depends on the keys' new names alone. */
  private walkEntries(entries: [unknown, unknown][]): void {
    const named = entries.map(([key, value]): [unknown, unknown] => [
      typeof key === "string" ? (this.names.get(key) ?? key) : key,
      value,
    ]);
    if (named.every(([key]) => typeof key === "string"))
      named.sort(([x], [y]) => ((x as string) < (y as string) ? -1 : 1));
    else if (named.every(([key]) => typeof key === "number"))
      named.sort(([x], [y]) => (x as number) - (y as number));
    for (const [key, value] of named) {
      // A key has its new name already.
      if (typeof key === "string") this.take(textPrint(key));
      else this.walk(key);
      this.walk(value);
    }
    this.take(entries.length);
  }
}
