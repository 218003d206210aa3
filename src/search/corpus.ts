import type { NodeId } from "../kernel/behavior.ts";
import type { World } from "../kernel/world.ts";
import type { Dice } from "./dice.ts";
import type { Start, Step } from "./play.ts";
import type { Tension } from "./signature.ts";

/** A world worth starting from, and how it was reached. */
export interface Seedling {
  readonly start: Start;
  readonly steps: readonly Step[];
  /** Never played on itself. */
  readonly world: World;
  readonly signature: number;
  /** What the knobs are turned to. */
  readonly setting: string;
  readonly tension: Tension;
  /** Who did something telling last. */
  readonly focus: NodeId | null;
  /** How many walks have started from it. */
  picks: number;
}

/** How many worlds are kept of each degree of tension. */
const MOST = 250;
/** One that fewer walks have started from than these has not had its chance. */
const CHANCES = 4;
/** How a walk that starts elsewhere than at the start chooses among the degrees. */
const DRAWN_TO: readonly Tension[] = [
  "calm",
  "tense",
  "rivals",
  "rivals",
  "precarious",
  "precarious",
  "precarious",
  "precarious",
  "alarming",
  "alarming",
  "alarming",
];

/**
 * The situations that walks have come to, as abstract signatures, and a world for each of those met last. Walks that start
 * where few others have been, or where something is tense, reach what no walk from the start would (coverage guidance, as
 * fuzzers have it).
 */
export class Corpus {
  private readonly seedlings: Readonly<Record<Tension, Seedling[]>> = {
    calm: [],
    tense: [],
    rivals: [],
    precarious: [],
    alarming: [],
  };
  private readonly met = new Map<number, number>();

  /** How many different situations have been met. */
  get situations(): number {
    return this.met.size;
  }

  /** Counts a situation; how often it has been met before. */
  meet(signature: number): number {
    const before = this.met.get(signature) ?? 0;
    this.met.set(signature, before + 1);
    return before;
  }

  /** @param world copies the world, which is only asked for when there is room for it. */
  keep(found: Omit<Seedling, "picks" | "world">, world: () => World, dice: Dice): void {
    const list = this.seedlings[found.tension];
    const seedling = (): Seedling => ({ ...found, world: world(), picks: 0 });
    if (list.length < MOST) {
      list.push(seedling());
      return;
    }
    let place = dice.between(0, MOST - 1);
    for (let i = 0; i < 8; i++) {
      const other = dice.between(0, MOST - 1);
      if (this.worn(list[other]!) > this.worn(list[place]!)) place = other;
    }
    if (list[place]!.picks >= CHANCES || dice.chance(0.1)) list[place] = seedling();
  }

  /** The least worn of a few; null while there is none. */
  pick(dice: Dice): Seedling | null {
    const degrees = DRAWN_TO.filter((degree) => this.seedlings[degree].length > 0);
    if (degrees.length === 0) return null;
    const all = this.seedlings[dice.pick(degrees)];
    // Under some settings a degree is common, under others rare: each setting has its share.
    const setting = dice.pick([...new Set(all.map((each) => each.setting))]);
    const list = all.filter((each) => each.setting === setting);
    let best = dice.pick(list);
    for (let i = 0; i < 3; i++) {
      const other = dice.pick(list);
      if (this.worn(other) < this.worn(best)) best = other;
    }
    best.picks++;
    return best;
  }

  /** One of the alarming ones; null while there is none. */
  alarming(dice: Dice): Seedling | null {
    const { alarming } = this.seedlings;
    return alarming.length === 0 ? null : dice.pick(alarming);
  }

  private worn({ picks, signature }: Seedling): number {
    return picks * 4 + Math.min(40, this.met.get(signature) ?? 0);
  }
}
