import type { World } from "../kernel/world.ts";
import type { Dice } from "./dice.ts";
import type { Start, Step } from "./play.ts";

/** A world worth starting from, and how it was reached. */
export interface Seedling {
  readonly start: Start;
  readonly steps: readonly Step[];
  /** Never played on itself. */
  readonly world: World;
  readonly signature: number;
  /** How many walks have started from it. */
  picks: number;
}

const MOST = 400;

/**
 * The situations that walks have come to, as abstract signatures, and a world for each of those met last. Walks that start
 * where few others have been reach what no walk from the start would (coverage guidance, as fuzzers have it).
 */
export class Corpus {
  private readonly seedlings: Seedling[] = [];
  private readonly met = new Map<number, number>();

  /** How many different situations have been met. */
  get situations(): number {
    return this.met.size;
  }

  /** Counts a situation; whether it is the first of its kind. */
  meet(signature: number): boolean {
    const before = this.met.get(signature) ?? 0;
    this.met.set(signature, before + 1);
    return before === 0;
  }

  keep(seedling: Omit<Seedling, "picks">): void {
    this.seedlings.push({ ...seedling, picks: 0 });
    if (this.seedlings.length <= MOST) return;
    // Whoever has been picked most goes.
    let worst = 0;
    for (let i = 1; i < this.seedlings.length - MOST / 4; i++)
      if (this.worn(this.seedlings[i]!) > this.worn(this.seedlings[worst]!)) worst = i;
    this.seedlings.splice(worst, 1);
  }

  /** The least worn of a few; null while there is none. */
  pick(dice: Dice): Seedling | null {
    if (this.seedlings.length === 0) return null;
    let best = dice.pick(this.seedlings);
    for (let i = 0; i < 3; i++) {
      const other = dice.pick(this.seedlings);
      if (this.worn(other) < this.worn(best)) best = other;
    }
    best.picks++;
    return best;
  }

  private worn({ picks, signature }: Seedling): number {
    return picks * 4 + Math.min(40, this.met.get(signature) ?? 0);
  }
}
