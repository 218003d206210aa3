import type { NodeId } from "../../kernel/behavior.ts";
import { between, drawAgain, type Luck } from "../../kernel/chance.ts";

/** More draws than these are not made in search of one who has not been drawn yet. */
const TRIES = 8;

/**
 * The others, to draw from. All members share one list of names; it never changes, so that neither a fingerprint nor an inspector
 * of the state has to see it.
 */
export class Peers {
  readonly #self: NodeId;
  readonly #names: readonly NodeId[];

  /** @param names of all members, the own one among them. */
  constructor(self: NodeId, names: readonly NodeId[]) {
    this.#self = self;
    this.#names = names;
  }

  /** One of the others, each as likely. */
  draw(luck: Luck): NodeId {
    const last = this.#names.length - 1;
    const name = this.#names[between(luck, 0, last - 1)]!;
    // The last name stands in the own one's place.
    return name === this.#self ? this.#names[last]! : name;
  }

  /** So many different others, as far as there are. */
  drawSome(luck: Luck, count: number): readonly NodeId[] {
    const drawn: NodeId[] = [];
    const wanted = Math.min(count, this.#names.length - 1);
    for (let i = 0; drawn.length < wanted && i < TRIES * wanted; i++) {
      const name = this.draw(drawAgain(luck, i));
      if (!drawn.includes(name)) drawn.push(name);
    }
    return drawn;
  }
}
