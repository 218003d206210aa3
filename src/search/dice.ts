import { between, drawAgain, fraction, happens, pick, type Luck } from "../kernel/chance.ts";

/** A walk's own chance: one draw after the other from one number, the same for the same number. */
export class Dice {
  private draws = 0;

  constructor(private readonly luck: Luck) {}

  draw(): Luck {
    return drawAgain(this.luck, this.draws++);
  }

  /** In [0, 1). */
  fraction(): number {
    return fraction(this.draw());
  }

  chance(probability: number): boolean {
    return happens(this.draw(), probability);
  }

  between(low: number, high: number): number {
    return between(this.draw(), low, high);
  }

  /** Throws on an empty list. */
  pick<T>(items: readonly T[]): T {
    return pick(this.draw(), items);
  }

  /** One of the items, each as likely as its weight; null when all weights are zero. */
  weighted<T>(items: readonly T[], weight: (item: T) => number): T | null {
    let left = this.fraction() * items.reduce((sum, item) => sum + weight(item), 0);
    for (const item of items) {
      left -= weight(item);
      if (left < 0) return item;
    }
    return null;
  }
}
