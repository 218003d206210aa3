/**
 * A text that everybody may edit (Replicated Growable Array, Roh et al. 2011; Shapiro et al. 2011, specification 19). Each letter has an
 * identity and says after which letter it was put. Of letters put after the same one, the newest stands first; an identity is newer
 * than every one that its writer has seen, so what somebody has typed in a row stays in a row.
 *
 * Letters that were deleted stay as tombstones: others may be put after them still.
 */
import type { ReplicatedType } from "./replicated-type.ts";
import { compareTags, type Tag } from "./siblings.ts";

interface Letter {
  readonly id: Tag;
  /** The letter after which it was put; null for the beginning. */
  readonly after: Tag | null;
  readonly text: string;
  readonly deleted: boolean;
}

/** In the order of the text, tombstones among them. */
export type RGA = readonly Letter[];

export type TextUpdate =
  /** Puts a letter after the first `place` ones; beyond the end is at the end. */
  | { readonly f: "insert"; readonly text: string; readonly place: number }
  /** Takes away the letter at a place, counted from 1. */
  | { readonly f: "delete"; readonly place: number };

export type TextOperation =
  | { readonly f: "insert"; readonly id: Tag; readonly after: Tag | null; readonly text: string }
  | { readonly f: "delete"; readonly id: Tag };

/** The text. */
export function textOf(rga: RGA): string {
  return lettersOf(rga)
    .map(({ text }) => text)
    .join("");
}

/** Only a letter that is there can be deleted. */
export const rga: ReplicatedType<RGA, TextUpdate, TextOperation> = {
  initial: [],
  prepare(text, update, by) {
    const shown = lettersOf(text);
    const at = shown[Math.min(update.place, shown.length) - 1];
    if (update.f === "insert") {
      const counter = Math.max(0, ...text.map(({ id }) => id.counter)) + 1;
      return { f: "insert", id: { counter, by }, after: at?.id ?? null, text: update.text };
    }
    return at === undefined || update.place > shown.length ? null : { f: "delete", id: at.id };
  },
  effect(text, operation) {
    const place = placeOf(text, operation.id);
    if (operation.f === "insert") {
      const { id, after, text: letter } = operation;
      return place < 0 ? put(text, { id, after, text: letter, deleted: false }) : text;
    }
    const gone = text[place];
    return gone === undefined || gone.deleted ? text : text.with(place, { ...gone, deleted: true });
  },
  // In the order of a text every letter stands behind the one after which it was put.
  merge: (a, b) =>
    b.reduce((text, letter) => {
      const place = placeOf(text, letter.id);
      const mine = text[place];
      if (mine === undefined) return put(text, letter);
      return letter.deleted && !mine.deleted ? text.with(place, letter) : text;
    }, a),
};

/** Its letters without tombstones. */
export function lettersOf(text: RGA): RGA {
  return text.filter(({ deleted }) => !deleted);
}

function placeOf(text: RGA, id: Tag): number {
  return text.findIndex((letter) => compareTags(letter.id, id) === 0);
}

/** Behind the letter after which it belongs, past all newer ones: those, and what was put after them, come first. */
function put(text: RGA, letter: Letter): RGA {
  let place = letter.after === null ? 0 : placeOf(text, letter.after) + 1;
  while (place < text.length && compareTags(text[place]!.id, letter.id) > 0) place++;
  return text.toSpliced(place, 0, letter);
}
