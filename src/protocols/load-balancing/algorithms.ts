/**
 * Which server gets the next request. Each algorithm is a pure function of the servers that may be chosen, of what it remembers and of
 * one draw of chance.
 */
import { drawAgain, pick, type Luck } from "../../kernel/chance.ts";

export const ALGORITHMS = [
  "round-robin",
  "random",
  "least-connections",
  "two-choices",
  "weighted",
] as const;

export type Algorithm = (typeof ALGORITHMS)[number];

/** The servers as the balancer knows them, each by its place in the balancer's list. */
export interface Field {
  /** Those that may be chosen, in order; at least one. */
  readonly places: readonly number[];
  /** Requests that were sent to each server of the list and are not answered. */
  readonly active: readonly number[];
  /** How much a server is taken to be able to do, beside the others. */
  readonly weight: (place: number) => number;
}

/** What the algorithms remember from one choice to the next. */
export interface Rota {
  /** Whose turn it was last, by place; -1 before the first. */
  readonly turn: number;
  /** Smooth weighted round robin: how much each server, by place, is owed. */
  readonly owed: readonly number[];
}

export const FRESH_ROTA: Rota = { turn: -1, owed: [] };

export interface Choice {
  readonly place: number;
  readonly rota: Rota;
}

/** Chooses a server for the next request. */
export function choose(algorithm: Algorithm, field: Field, rota: Rota, luck: Luck): Choice {
  const { places, active } = field;
  switch (algorithm) {
    case "round-robin": {
      const place = places.find((each) => each > rota.turn) ?? places[0]!;
      return { place, rota: { ...rota, turn: place } };
    }
    case "random":
      return { place: pick(luck, places), rota };
    case "least-connections": {
      const fewest = Math.min(...places.map((place) => active[place]!));
      const idlest = places.filter((place) => active[place] === fewest);
      return { place: pick(luck, idlest), rota };
    }
    case "two-choices": {
      // Two independent draws, which may fall on the same server (Mitzenmacher 2001).
      const [a, b] = [pick(drawAgain(luck, 1), places), pick(drawAgain(luck, 2), places)];
      return { place: active[b]! < active[a]! ? b : a, rota };
    }
    case "weighted":
      return weighted(field, rota);
  }
}

/** Smooth weighted round robin, as nginx has it: each is owed its weight, who is owed most is chosen and pays for all. */
function weighted({ places, active, weight }: Field, rota: Rota): Choice {
  const owed = active.map((_, place) => rota.owed[place] ?? 0);
  let total = 0;
  let most = places[0]!;
  for (const place of places) {
    total += weight(place);
    owed[place]! += weight(place);
    if (owed[place]! > owed[most]!) most = place;
  }
  owed[most]! -= total;
  return { place: most, rota: { ...rota, owed } };
}
