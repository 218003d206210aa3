import type { Micros } from "./time.ts";

/**
 * Seeded chance without hidden state.
 *
 * A draw is a pure function of the seed, whose luck it is (a link, a node), when it falls and for what. There is
 * no generator to advance: adding a node, or drawing once more elsewhere, leaves everybody else's luck alone, and a
 * checkpoint has no generator to save. The mixing is MurmurHash3's 32-bit finalizer (Appleby 2011), three rounds.
 */
export type Seed = number;

/** 32 evenly spread bits, as an unsigned integer. */
export type Luck = number;

const GOLDEN = 0x9e3779b9;

/** MurmurHash3's finalizer: every input bit flips about half of the output bits. */
export function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A 32-bit fingerprint of a text (FNV-1a, then mixed). Not cryptographic. */
export function fingerprint(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h);
}

/** The key of one stream: give each link and node its own name. */
export function streamOf(seed: Seed, name: string): number {
  return mix(mix((seed >>> 0) ^ GOLDEN) ^ fingerprint(name) ^ mix((seed / 0x1_0000_0000) | 0));
}

/** The stream's draw at a moment, for a purpose (`salt` tells apart draws of the same moment). */
export function drawAt(stream: number, time: Micros, salt: number): Luck {
  const high = (time / 0x1_0000_0000) | 0;
  return mix(mix(mix(stream ^ time) ^ salt) + high) >>> 0;
}

/** The n-th further draw from one draw: lets a pure function that was handed one number use several. */
export function drawAgain(luck: Luck, n: number): Luck {
  return mix(mix(luck ^ 0x51ed270b) + Math.imul(n + 1, GOLDEN)) >>> 0;
}

/** A fraction in [0, 1). */
export function fraction(luck: Luck): number {
  return luck / 0x1_0000_0000;
}

/** An integer between `low` and `high`, both included. */
export function between(luck: Luck, low: number, high: number): number {
  return low + Math.floor(fraction(luck) * (high - low + 1));
}

/** True with the given probability in [0, 1]. */
export function happens(luck: Luck, probability: number): boolean {
  return fraction(luck) < probability;
}

/** One of the items, evenly. Throws on an empty list. */
export function pick<T>(luck: Luck, items: readonly T[]): T {
  const item = items[between(luck, 0, items.length - 1)];
  if (item === undefined) throw new RangeError("pick: nothing to pick from");
  return item;
}

/**
 * An exponentially distributed fraction with mean 1, by von Neumann's comparison method (1951): additions and
 * comparisons only, so that every engine agrees to the last bit where `Math.log` need not.
 */
export function exponential(luck: Luck): number {
  let draws = 0;
  for (let whole = 0; ; whole++) {
    const first = fraction(drawAgain(luck, draws++));
    let previous = first;
    let length = 1;
    for (;;) {
      const next = fraction(drawAgain(luck, draws++));
      if (next >= previous) break;
      previous = next;
      length++;
    }
    if (length % 2 === 1) return whole + first;
  }
}
