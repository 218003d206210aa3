/**
 * Each note of a replica as a sentence: to a child (friends who each have a notebook of their own and write in it whenever they
 * like, also when no post comes), and to an expert with the source.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import { say, several } from "../../languages/say.ts";
import type { VersionVector } from "../../structures/version-vector.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

const NOTES: Readonly<Record<string, Tell>> = {
  updated: (node, a) => ({
    label: word(a["asked"]),
    simple: say`${node} writes “${word(a["asked"])}” into its own notebook, and asks nobody. There it says ${shown(a)} now.`,
    expert: say`${node} does ${word(a["asked"])} as ${word(a["update"])} at the source, without coordination: ${shown(a)}.`,
    source: "Shapiro et al. 2011: updates at the source, without synchronisation",
    weight: "event",
  }),
  delivered: (node, a) => ({
    label: say`${word(a["update"])} takes effect`,
    simple: say`${node} hears from ${word(a["origin"])} of “${word(a["asked"])}” and does the same. There it says ${shown(a)} now.`,
    expert: say`${word(a["update"])} (${word(a["asked"])}) takes effect at ${node}, its causes first: ${shown(a)}.`,
    source: "Shapiro et al. 2011: operation-based objects",
    weight: "event",
  }),
  merged: (node, a) => ({
    label: say`merges`,
    simple: several(
      count(a),
      "{0} lays the notebook of {1} beside its own and copies what it lacks: {n} change.",
      "{0} lays the notebook of {1} beside its own and copies what it lacks: {n} changes.",
      node,
      word(a["from"]),
    ),
    expert: several(
      count(a),
      "{0} merges the payload of {1}, with {n} update that it had not seen ({2}): the join of both.",
      "{0} merges the payload of {1}, with {n} updates that it had not seen ({2}): the join of both.",
      node,
      word(a["from"]),
      news(a)
        .map(({ origin, count: more }) => `${origin} +${more}`)
        .join(", "),
    ),
    source: "Shapiro et al. 2011: state-based objects, monotonic semilattice",
    weight: "event",
  }),
  copy: (node, a) => ({
    label: say`knows ${word(a["update"])}`,
    simple: say`${node} has done “${word(a["asked"])}” of ${word(a["origin"])} already and does it no second time.`,
    expert: say`${word(a["update"])} has taken effect at ${node}: a copy, and only acknowledged.`,
    source: "Shapiro et al. 2011: operation-based objects are delivered exactly once",
    weight: "detail",
  }),
  again: (node, a) => ({
    label: say`${word(a["update"])} a second time`,
    simple: say`${node} hears once more of “${word(a["asked"])}” of ${word(a["origin"])}, and does it once more! There it says ${shown(a)} now.`,
    expert: say`A copy of ${word(a["update"])} (${word(a["asked"])}) takes effect at ${node} again: ${shown(a)}.`,
    source: "Shapiro et al. 2011: operation-based objects are delivered exactly once",
    weight: "turn",
  }),
  early: (node, a) => ({
    label: say`${word(a["update"])} waits`,
    simple: say`${node} hears of “${word(a["asked"])}” of ${word(a["origin"])}, but something that came before is missing. It waits for that.`,
    expert: say`${word(a["update"])} waits at ${node} for its causes ${list(a["missing"])}.`,
    source: "Birman et al. 1991, CBCAST",
    weight: "event",
  }),
  "sent-again": (node, a) => ({
    label: say`sends again`,
    simple: say`${node} has not heard that its news came to ${list(a["to"])}, and writes again.`,
    expert: say`${node} has no acknowledgement from ${list(a["to"])} and sends ${list(a["updates"])} again.`,
    source: "Shapiro et al. 2011: operation-based objects need reliable broadcast",
    weight: "event",
  }),
  woke: (node, a) => ({
    label: say`wakes up`,
    simple: say`${node} wakes up and opens its notebook. All is still in it.`,
    expert: say`${node} restarts from disk, having seen ${pairs(a["seen"])}.`,
    source: "Shapiro et al. 2011: a process may crash and recover, its memory intact",
    weight: "event",
  }),
};

/** The sentence for a note of a replica; null when there is none of that name. */
export function narrateReplica(note: string, about: About, node: NodeId): Narration | null {
  return Object.hasOwn(NOTES, note) ? NOTES[note]!(node, about) : null;
}

function news(about: About): readonly { readonly origin: NodeId; readonly count: number }[] {
  return about["news"] as readonly { origin: NodeId; count: number }[];
}

function count(about: About): number {
  return news(about).reduce((sum, { count: more }) => sum + more, 0);
}

/** `cart = milk tea`; what is empty shows as such. */
function shown(about: About): string {
  const value = word(about["value"]);
  return `${word(about["key"])} = ${value === "" ? say`nothing` : value}`;
}

function pairs(seen: unknown): string {
  const entries = Object.entries(seen as VersionVector).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([id, n]) => `${id} ${n}`).join(" · ") || say`nothing`;
}

function word(value: unknown): string {
  return String(value as string | number);
}

function list(values: unknown): string {
  return (values as readonly string[]).join(", ");
}
