/** Each note as a sentence: to a child (a village round a pond whose houses keep its books), and to an expert with its source. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import { say, several, translate } from "../../languages/say.ts";
import { PLACEMENT_NAMES } from "./meters.ts";
import type { Placement } from "./placement.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

const NODE_NOTES: Readonly<Record<string, Tell>> = {
  gives: (n, a) => ({
    simple: several(
      Number(a["keys"]),
      "House {0} carries {n} book to where it belongs now: {1}.",
      "House {0} carries {n} books to where they belong now: {1}.",
      n,
      list(a["to"]),
    ),
    expert:
      a["keeps"] === true
        ? several(
            Number(a["keys"]),
            "{0} knows the new view: it sends {n} key to {1} and keeps a copy until that is received.",
            "{0} knows the new view: it sends {n} keys to {1} and keeps copies until they are received.",
            n,
            list(a["to"]),
          )
        : several(
            Number(a["keys"]),
            "{0} sends {n} key to {1} and deletes its own copy at once.",
            "{0} sends {n} keys to {1} and deletes its own copies at once.",
            n,
            list(a["to"]),
          ),
    source: "Karger et al. 1997; DeCandia et al. 2007 §4.9",
    weight: "event",
  }),
  waits: (n, a) => ({
    simple: say`House ${n} waits for books from ${list(a["from"])}.`,
    expert: say`${n} owns keys that are to come from ${list(a["from"])}; until then it answers “moving” for them.`,
    source: "DeCandia et al. 2007 §4.9",
    weight: "event",
  }),
  received: (n, a) => ({
    simple: several(
      Number(a["keys"]),
      "House {0} puts {n} book from {1} on its shelf and sends word.",
      "House {0} puts {n} books from {1} on its shelf and sends word.",
      n,
      word(a["from"]),
    ),
    expert: several(
      Number(a["keys"]),
      "{0} has {n} key from {1} on disk and acknowledges.",
      "{0} has {n} keys from {1} on disk and acknowledges.",
      n,
      word(a["from"]),
    ),
    source: "DeCandia et al. 2007 §4.9",
    weight: "event",
  }),
  forgets: (n, a) => ({
    simple: several(
      Number(a["keys"]),
      "House {0} hears that {1} has the book, and throws its own copy away.",
      "House {0} hears that {1} has the {n} books, and throws its own copies away.",
      n,
      word(a["to"]),
    ),
    expert: several(
      Number(a["keys"]),
      "{1} has acknowledged: {0} deletes its copy of {n} key.",
      "{1} has acknowledged: {0} deletes its copies of {n} keys.",
      n,
      word(a["to"]),
    ),
    weight: "detail",
  }),
  "still-moving": (n) => ({
    simple: say`House ${n} says: that book is still on its way to me. Ask again in a moment.`,
    expert: say`${n} owns the key by its view and has not received it: “moving”, the client tries again.`,
    source: "Redis Cluster specification, TRYAGAIN",
    weight: "event",
  }),
  "old-view": (n) => ({
    simple: say`House ${n} says: your list of houses is old. Here is mine.`,
    expert: say`The request carries an older epoch than ${n}’s: it is not served, and the answer carries the newer view.`,
    source: "Redis Cluster specification, MOVED",
    weight: "event",
  }),
  "has-none": (n, a) => ({
    simple: say`House ${n} says: I have no book ${word(a["key"])}.`,
    expert: say`${n} is asked for ${word(a["key"])} and answers that there is no such key.`,
    source: "Karger et al. 1997",
    weight: "turn",
  }),
};

const MEMBERSHIP_NOTES: Readonly<Record<string, Tell>> = {
  joins: (_, a) => ({
    simple: say`House ${word(a["node"])} belongs to the village from now on. Everybody gets the new list.`,
    expert: say`A new view: ${word(a["node"])} joins as one of ${word(a["members"])} nodes, placed by ${placed(a)}.`,
    source: "Karger et al. 1997, views",
    weight: "turn",
  }),
  leaves: (_, a) => ({
    simple: say`House ${word(a["node"])} does not belong any more. Its books go to others.`,
    expert: several(
      Number(a["members"]),
      "A new view: {0} leaves, {n} node is left, placed by {1}.",
      "A new view: {0} leaves, {n} nodes are left, placed by {1}.",
      word(a["node"]),
      placed(a),
    ),
    source: "Karger et al. 1997, views",
    weight: "turn",
  }),
  "placed-anew": (_, a) => ({
    simple: say`The same houses, but another way to share the books out among them.`,
    expert: say`A new view with the same members, placed by ${placed(a)}.`,
    source: "Karger et al. 1997, views",
    weight: "turn",
  }),
  "all-settled": (_, a) => ({
    simple: say`Every book is where it belongs.`,
    expert: say`Everybody concerned has settled under view ${word(a["epoch"])}; the next change may begin.`,
    source: "Karger et al. 1997, views",
    weight: "event",
  }),
};

const CLIENT_NOTES: Readonly<Record<string, Tell>> = {
  learns: (c, a) => ({
    simple: say`${c} looks at the new list and asks at another house.`,
    expert: say`${c} takes over view ${word(a["epoch"])} and asks the node that it names.`,
    weight: "detail",
  }),
};

function telling(notes: Readonly<Record<string, Tell>>) {
  return (note: string, about: About, node: NodeId): Narration | null =>
    notes[note]?.(node, about) ?? null;
}

export const narrateNode = telling(NODE_NOTES);
export const narrateMembership = telling(MEMBERSHIP_NOTES);
export const narrateClient = telling(CLIENT_NOTES);

function placed(about: About): string {
  return translate(PLACEMENT_NAMES[about["placement"] as Placement]);
}

function list(value: unknown): string {
  return (value as readonly string[]).join(", ");
}

function word(value: unknown): string {
  return String(value as string | number);
}
