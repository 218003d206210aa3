/**
 * Each note of a process as a sentence: to a child (lighthouse keepers who thread the same string of beads and write letters; on a slate
 * each keeps a number), and to an expert with the source.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import { say, several } from "../../languages/say.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

const NOTES: Readonly<Record<string, Tell>> = {
  made: (node, a) => ({
    label: say`makes ${word(a["update"])}`,
    simple: say`${node} counts on to ${word(a["ts"])}, makes the bead ${word(a["update"])} and writes to the others.`,
    expert: say`${node} makes ${word(a["update"])} at C = ${word(a["ts"])}, queues it and multicasts it.`,
    source: "Lamport 1978, IR1 and algorithm rule 1",
    weight: "event",
  }),
  merged: (node, a) => ({
    label: `C = ${word(a["clock"])}`,
    simple: say`The letter from ${word(a["from"])} says ${word(a["stamp"])}, the slate of ${node} only ${word(a["own"])}. It jumps to ${word(a["clock"])}.`,
    expert: say`${node} receives stamp ${word(a["stamp"])} from ${word(a["from"])} at its own ${word(a["own"])}: C = max(${word(a["own"])}, ${word(a["stamp"])}) + 1 = ${word(a["clock"])}.`,
    source: "Lamport 1978, IR2",
    weight: "detail",
  }),
  ticked: (node, a) => ({
    label: `C = ${word(a["clock"])}`,
    simple: say`A letter from ${word(a["from"])} with the number ${word(a["stamp"])}. ${node} counts on by one, to ${word(a["clock"])}.`,
    expert: say`${node} receives stamp ${word(a["stamp"])} from ${word(a["from"])} at its own ${word(a["own"])}: C = ${word(a["own"])} + 1 = ${word(a["clock"])}.`,
    source: "Lamport 1978, IR1",
    weight: "detail",
  }),
  applied: (node, a) => ({
    label: say`applies ${word(a["update"])}`,
    ...((a["unheard"] as readonly string[]).length === 0
      ? {
          simple: say`${node} has heard from everybody, and nothing can come before ${word(a["update"])} any more. It goes on the string as bead number ${word(a["place"])}.`,
          expert: say`${node} applies ${word(a["update"])} at place ${word(a["place"])}: first in its queue, with something later heard from every process.`,
        }
      : {
          simple: say`${node} does not wait for ${list(a["unheard"])} and threads ${word(a["update"])} at once, as bead number ${word(a["place"])}.`,
          expert: say`${node} applies ${word(a["update"])} at place ${word(a["place"])} without having heard anything later from ${list(a["unheard"])}.`,
        }),
    source: "Lamport 1978, algorithm rule 5",
    weight: "event",
  }),
  "sent-again": (node, a) => ({
    label: say`sends again`,
    simple: say`${node} has waited long enough for ${list(a["to"])} and writes once more about ${list(a["updates"])}.`,
    expert: say`${node} has no answer from ${list(a["to"])} and sends ${list(a["updates"])} again, at C = ${word(a["clock"])}: a new event, an old timestamp.`,
    source: "Lamport 1978 assumes that every message arrives in the end",
    weight: "event",
  }),
  woke: (node, a) => ({
    label: say`wakes up`,
    simple: several(
      Number(a["applied"]),
      "{0} wakes up. The slate says {1}, and on the string there is {n} bead.",
      "{0} wakes up. The slate says {1}, and on the string there are {n} beads.",
      node,
      word(a["clock"]),
    ),
    expert: several(
      Number(a["applied"]),
      "{0} restarts from disk with C = {1} and {n} update applied.",
      "{0} restarts from disk with C = {1} and {n} updates applied.",
      node,
      word(a["clock"]),
    ),
    source: "Lamport 1978 considers no failures",
    weight: "event",
  }),
};

/** The sentence for a note of a process; null when there is none of that name. */
export function narrateProcess(note: string, about: About, node: NodeId): Narration | null {
  return NOTES[note]?.(node, about) ?? null;
}

function word(value: unknown): string {
  return String(value as string | number);
}

function list(values: unknown): string {
  return (values as readonly string[]).join(", ");
}
