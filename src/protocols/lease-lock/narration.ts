/**
 * Each note as a sentence: to a child (Grandmother lends the turn with an hourglass and a numbered ribbon, an owl keeps the number of lambs
 * on the barn door, swallows carry the messages), and to an expert with the source.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { tellSpan } from "../../kernel/time.ts";
import type { Narration } from "../../kernel/view.ts";
import { say } from "../../languages/say.ts";
import { named } from "./names.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

const span = (value: unknown): string => tellSpan(Number(value));
const word = (value: unknown): string => String(value as string | number);

const SERVICE: Readonly<Record<string, Tell>> = {
  granted: (_, a) => ({
    simple: a["endless"]
      ? say`Grandmother lends ${named(a["client"])} the turn and ties on ribbon number ${word(a["token"])}. She has put her hourglass away.`
      : say`Grandmother lends ${named(a["client"])} the turn, ties on ribbon number ${word(a["token"])} and turns her hourglass over.`,
    expert: a["endless"]
      ? say`The lock is lent to ${named(a["client"])} with token ${word(a["token"])}, and the lease has no end.`
      : say`The lock is lent to ${named(a["client"])} with token ${word(a["token"])} for ${span(a["term"])} of the service’s clock.`,
    source: "Gray & Cheriton 1989 §2",
    weight: "event",
  }),
  released: (_, a) => ({
    simple: say`${named(a["client"])} has given the turn back before the sand ran out.`,
    expert: say`${named(a["client"])} releases the lock (token ${word(a["token"])}) before its lease is over.`,
    source: "Kleppmann 2016",
    weight: "event",
  }),
  expired: (_, a) => ({
    simple: say`The sand has run out, and ${named(a["client"])} has not come back. The turn is free again.`,
    expert: say`${named(a["client"])}’s lease (token ${word(a["token"])}) has ended by the service’s clock; whether the holder knows, the service cannot tell.`,
    source: "Gray & Cheriton 1989 §2",
    weight: "turn",
  }),
  started: (_, a) => ({
    simple:
      a["holder"] === null
        ? say`Grandmother opens her book: the last number was ${word(a["lastToken"])}, and nobody has the turn.`
        : say`Grandmother opens her book: the last number was ${word(a["lastToken"])}, and ${named(a["holder"])} has the turn.`,
    expert:
      a["holder"] === null
        ? say`The lock service starts from its disk: last token ${word(a["lastToken"])}, no lease.`
        : say`The lock service starts from its disk: last token ${word(a["lastToken"])}, lent to ${named(a["holder"])}.`,
    source: "Burrows 2006 §2.9",
    weight: "event",
  }),
};

const STORAGE: Readonly<Record<string, Tell>> = {
  read: (_, a) => ({
    simple: say`${named(a["client"])} with ribbon ${word(a["token"])} asks the owl for the number on the door: ${word(a["before"])}.`,
    expert:
      Number(a["token"]) > Number(a["newest"])
        ? say`${named(a["client"])} reads ${word(a["before"])} with token ${word(a["token"])}, the greatest that the storage has seen.`
        : say`${named(a["client"])} reads ${word(a["before"])} with token ${word(a["token"])}.`,
    source: "Kleppmann 2016",
    weight: "detail",
  }),
  wrote: (_, a) => ({
    simple:
      Number(a["token"]) < Number(a["newest"])
        ? say`The owl writes ${word(a["value"])} for ${named(a["client"])}, whose ribbon says ${word(a["token"])}. There had been a ${word(a["newest"])} already!`
        : say`The owl wipes off ${word(a["before"])} and writes ${word(a["value"])}, for ${named(a["client"])} with ribbon ${word(a["token"])}.`,
    expert:
      Number(a["token"]) < Number(a["newest"])
        ? say`A write with token ${word(a["token"])} is taken although ${word(a["newest"])} has been seen: ${word(a["value"])} over ${word(a["before"])}.`
        : say`${named(a["client"])}’s write with token ${word(a["token"])} is taken: ${word(a["value"])} over ${word(a["before"])}.`,
    source: "Kleppmann 2016",
    weight: "event",
  }),
  refused: (_, a) => ({
    simple: say`“Number ${word(a["token"])}? I have seen ${word(a["newest"])}.” The owl shakes its head at ${named(a["client"])}.`,
    expert: say`A request of ${named(a["client"])} with token ${word(a["token"])} is refused: the storage has seen ${word(a["newest"])}.`,
    source: "Kleppmann 2016",
    weight: "turn",
  }),
  copy: (_, a) => ({
    simple: say`“That one I have written already, ${named(a["client"])}.” The owl changes nothing.`,
    expert: say`A copy of ${named(a["client"])}’s write of turn ${word(a["op"])}: it was taken before, and is not taken again.`,
    source: "Birrell & Nelson 1984 §3",
    weight: "detail",
  }),
};

const HOLDER: Readonly<Record<string, Tell>> = {
  holds: (c, a) => ({
    simple:
      a["left"] === null
        ? say`${named(c)} has the turn, with ribbon number ${word(a["token"])}.`
        : say`${named(c)} has the turn, with ribbon number ${word(a["token"])}, and turns a little hourglass over: ${span(a["left"])} of sand.`,
    expert:
      a["left"] === null
        ? say`${named(c)} holds the lock with token ${word(a["token"])}, without an end.`
        : say`${named(c)} holds the lock with token ${word(a["token"])}; by its own clock, counted from when it asked, ${span(a["left"])} are left.`,
    source: "Gray & Cheriton 1989 §2",
    weight: "event",
  }),
  checked: (c, a) => ({
    simple:
      a["left"] === null
        ? say`${named(c)} has counted and writes a slip: ${word(Number(a["read"]) + 1)}.`
        : say`${named(c)} has counted, looks at the little hourglass (${span(a["left"])} of sand left) and writes a slip: ${word(Number(a["read"]) + 1)}.`,
    expert:
      a["left"] === null
        ? say`${named(c)} is about to write ${word(Number(a["read"]) + 1)}.`
        : say`${named(c)} looks at its clock a last time: ${span(a["left"])} left, so it is going to write ${word(Number(a["read"]) + 1)}. From here on it does not look again.`,
    source: "Kleppmann 2016",
    weight: "event",
  }),
  done: (c, a) => ({
    simple: say`“Written!” ${named(c)} gives the turn back to Grandmother.`,
    expert: say`${named(c)}’s write is acknowledged; it releases the lock (token ${word(a["token"])}).`,
    source: "Kleppmann 2016",
    weight: "detail",
  }),
  "lease-over": (c, a) => ({
    simple: say`${named(c)}’s sand has run out before the slip was written. Better to throw it away.`,
    expert: say`${named(c)} sees by its own clock that its lease (token ${word(a["token"])}) is over, and gives the turn up before it has written.`,
    source: "Gray & Cheriton 1989 §2",
    weight: "event",
  }),
  unanswered: (c) => ({
    simple: say`${named(c)}’s sand has run out, and no answer has come. Is it written on the door? Nobody here can tell.`,
    expert: say`${named(c)}’s lease is over before its write was answered: the outcome is unknown, and it sends no more copies.`,
    source: "Gray & Cheriton 1989 §2",
    weight: "event",
  }),
  fenced: (c, a) => ({
    simple: say`The owl has sent ${named(c)} away: somebody with ribbon ${word(a["newest"])} was there before.`,
    expert: say`${named(c)} learns that its token ${word(a["token"])} is old (${word(a["newest"])} has been seen): its turn has failed, and nothing was overwritten.`,
    source: "Kleppmann 2016",
    weight: "turn",
  }),
  "granted-too-late": (c, a) => ({
    simple: say`Ribbon ${word(a["token"])} reaches ${named(c)} when the sand must have run out already. ${named(c)} asks again.`,
    expert: say`A grant with token ${word(a["token"])} reaches ${named(c)} when it is over, counted from when ${named(c)} asked: not believed.`,
    source: "Gray & Cheriton 1989 §2",
    weight: "event",
  }),
};

/** The sentence for a note of the lock service; null when there is none of that name. */
export function narrateService(note: string, about: About, node: NodeId): Narration | null {
  return SERVICE[note]?.(node, about) ?? null;
}

/** The sentence for a note of the storage; null when there is none of that name. */
export function narrateStorage(note: string, about: About, node: NodeId): Narration | null {
  return STORAGE[note]?.(node, about) ?? null;
}

/** The sentence for a note of a client of the lock; null when there is none of that name. */
export function narrateHolder(note: string, about: About, node: NodeId): Narration | null {
  return HOLDER[note]?.(node, about) ?? null;
}
