/**
 * Transactions carried out one after another, in the order of their commits, the plain way: each reads a snapshot that an
 * earlier commit left and none that comes later may have written what it writes (first committer wins: Berenson et al.
 * 1995). Serially, the snapshot is the one just before its commit.
 *
 * A snapshot may be older than the transaction's call (generalised snapshot isolation: Elnikety, Pedone & Zwaenepoel 2005).
 */
import type { Action } from "../operation.ts";
import { textOf } from "../value.ts";
import { isNothing, listOf, outerReads, writesOf, type Transactions } from "./transaction.ts";

interface Held {
  /** After how many commits each version came to be, the initial one first. */
  readonly since: number[];
  /** A register's value in each version, as text; of a list only its length. */
  readonly versions: (string | number)[];
  /** A list's elements, as texts. */
  readonly elements: string[];
}

const NOTHING = textOf(null);

export class Execution {
  readonly order: number[] = [];
  readonly #held = new Map<string, Held>();
  readonly #reads: readonly (readonly Action[])[];
  readonly #writes: readonly ReadonlyMap<string, readonly unknown[]>[];
  readonly #lists: ReadonlySet<string>;
  readonly #serial: boolean;

  constructor({ list, lists }: Transactions, serial: boolean) {
    this.#reads = list.map((each) => outerReads(each, lists));
    this.#writes = list.map(writesOf);
    this.#lists = lists;
    this.#serial = serial;
  }

  /** Whether the transaction can commit next. */
  fits(place: number): boolean {
    const now = this.order.length;
    let earliest = this.#serial ? now : 0;
    for (const key of this.#writes[place]!.keys())
      earliest = Math.max(earliest, this.#of(key).since.at(-1)!);
    let spans: readonly (readonly [number, number])[] = [[earliest, now]];
    for (const [, key, value] of this.#reads[place]!) {
      const seen = this.#spansOf(key, value);
      spans = spans.flatMap(([from, to]) =>
        seen
          .map(([since, until]): [number, number] => [Math.max(from, since), Math.min(to, until)])
          .filter(([since, until]) => since <= until),
      );
      if (spans.length === 0) return false;
    }
    return true;
  }

  commit(place: number): void {
    this.order.push(place);
    for (const [key, values] of this.#writes[place]!) {
      const held = this.#of(key);
      held.since.push(this.order.length);
      if (this.#lists.has(key)) {
        held.elements.push(...values.map(textOf));
        held.versions.push(held.elements.length);
      } else held.versions.push(textOf(values[0] ?? null));
    }
  }

  /** Takes back the last commit. */
  undo(): void {
    const place = this.order.pop()!;
    for (const key of this.#writes[place]!.keys()) {
      const held = this.#of(key);
      held.since.pop();
      held.versions.pop();
      if (this.#lists.has(key)) held.elements.length = held.versions.at(-1) as number;
    }
  }

  /** What the keys hold now: the same text for the same contents. */
  contents(): string {
    const texts: string[] = [];
    for (const [key, held] of this.#held)
      if (held.versions.length > 1)
        texts.push(`${key}=${this.#lists.has(key) ? held.elements.join() : held.versions.at(-1)}`);
    return texts.sort().join(";");
  }

  /** During which snapshots the key held the value. */
  #spansOf(key: string, value: unknown): readonly (readonly [number, number])[] {
    const { since, versions, elements } = this.#of(key);
    let wanted: string | number = isNothing(value) ? NOTHING : textOf(value);
    if (this.#lists.has(key)) {
      const list = listOf(value);
      if (list.some((element, i) => textOf(element) !== elements[i])) return [];
      wanted = list.length;
    }
    const spans: [number, number][] = [];
    versions.forEach((version, i) => {
      if (version === wanted) spans.push([since[i]!, (since[i + 1] ?? Infinity) - 1]);
    });
    return spans;
  }

  #of(key: string): Held {
    let held = this.#held.get(key);
    if (!held) {
      const list = this.#lists.has(key);
      held = { since: [0], versions: [list ? 0 : NOTHING], elements: [] };
      this.#held.set(key, held);
    }
    return held;
  }
}
