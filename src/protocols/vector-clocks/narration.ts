/**
 * Each note of a process as a sentence: to a child (friends with a sheet of three numbers, who do things and write letters), and to an
 * expert with the source.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import { say } from "../../languages/say.ts";
import { printVector, type Vector } from "./vector.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

const NOTES: Readonly<Record<string, Tell>> = {
  local: (node, a) => ({
    label: `${word(a["event"])}: ${vector(a["vector"])}`,
    simple: say`${node} does something: ${word(a["event"])}. Its own number goes up by one, and the sheet says ${vector(a["vector"])}.`,
    expert: say`${word(a["event"])}, an event of ${node}: VC = (${vector(a["vector"])}).`,
    source: "Mattern 1989",
    weight: "event",
  }),
  sent: (node, a) => ({
    label: `${word(a["event"])}: ${vector(a["vector"])}`,
    simple: say`${node} writes to ${word(a["to"])} and copies its sheet onto the letter: ${vector(a["vector"])}.`,
    expert: say`${word(a["event"])}: ${node} sends to ${word(a["to"])} with VC = (${vector(a["vector"])}).`,
    source: "Fidge 1988",
    weight: "event",
  }),
  received: (node, a) => ({
    label: `${word(a["event"])}: ${vector(a["vector"])}`,
    simple: say`${node} reads the letter from ${word(a["from"])}: ${vector(a["stamp"])} there, ${vector(a["own"])} on its own sheet. Now its sheet says ${vector(a["vector"])}.`,
    expert: say`${word(a["event"])}: ${node} receives (${vector(a["stamp"])}) from ${word(a["from"])} at (${vector(a["own"])}), and VC = (${vector(a["vector"])}).`,
    source: "Mattern 1989",
    weight: "event",
  }),
  woke: (node, a) => ({
    label: say`wakes up`,
    simple: say`${node} wakes up, and its sheet says ${vector(a["vector"])}.`,
    expert: say`${node} restarts from disk with VC = (${vector(a["vector"])}).`,
    source: "Fidge 1988 considers no failures",
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

function vector(value: unknown): string {
  return printVector(value as Vector);
}
