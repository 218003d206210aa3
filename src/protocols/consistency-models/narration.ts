/** Each note as a sentence: to a child (friends who keep sticker albums, and slips of paper), and to an expert with the paper's section. */
import type { NodeId } from "../../kernel/behavior.ts";
import { printValue } from "../../kernel/operation.ts";
import type { Narration } from "../../kernel/view.ts";
import { say } from "../../languages/say.ts";
import type { VersionVector } from "../../structures/version-vector.ts";

type About = Readonly<Record<string, unknown>>;

const BROADCAST = "Attiya & Welch 1994";
const MEMORY = "Ahamad et al. 1995";
const EPIDEMIC = "Demers et al. 1987";
const LAST_WINS = "Johnson & Thomas 1975";

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.map(text).join(", ") : "";
}

/** `x = 1, y = 2` */
function written(value: unknown): string {
  return (value as readonly { key: string; value: unknown }[])
    .map((each) => `${each.key} = ${printValue(each.value)}`)
    .join(", ");
}

function vector(value: unknown): string {
  const entries = Object.entries(value as VersionVector);
  return entries.map(([writer, count]) => `${writer}: ${count}`).join(", ") || say`nothing`;
}

const NOTES: Readonly<Record<string, (node: NodeId, about: About) => Narration>> = {
  ordered: (n, a) => ({
    simple: say`${n} writes number ${text(a["index"])} on “${text(a["what"])}” and sends it to everybody.`,
    expert: say`The sequencer ${n} gives “${text(a["what"])}” the number ${text(a["index"])}, delivers it and sends it to all.`,
    source: BROADCAST,
    weight: "detail",
  }),
  delivered: (n, a) => ({
    simple: say`It is the turn of ${list(a["what"])} at ${n}.`,
    expert: say`${n} delivers in the order of numbers: ${list(a["what"])}. All up to ${text(a["upTo"])} are delivered here.`,
    source: BROADCAST,
    weight: "detail",
  }),
  waits: (n, a) => ({
    simple: say`${n} gets number ${text(a["index"])}, but ${list(a["missing"])} has not come yet. It waits.`,
    expert: say`${n} holds number ${text(a["index"])} (“${text(a["what"])}”) back until ${list(a["missing"])} has been delivered.`,
    source: BROADCAST,
    weight: "event",
  }),
  "out-of-turn": (n, a) => ({
    simple: say`${n} does number ${text(a["index"])} at once, although ${list(a["missing"])} has not come yet.`,
    expert: say`Without the total order ${n} lets number ${text(a["index"])} (“${text(a["what"])}”) take effect before ${list(a["missing"])}.`,
    source: BROADCAST,
    weight: "turn",
  }),
  "entries-again": (n, a) => ({
    simple: say`${n} has not heard from ${list(a["to"])} and sends them again what they lack, from number ${text(a["from"])} on.`,
    expert: say`${n} sends again, from number ${text(a["from"])} on, what ${list(a["to"])} has not acknowledged, all in one message.`,
    source: BROADCAST,
    weight: "detail",
  }),
  "woke-in-order": (n, a) => ({
    simple: say`${n} wakes up. What it had stuck in is still there, up to number ${text(a["delivered"])}.`,
    expert: say`${n} restarts from disk, having delivered everything up to ${text(a["delivered"])}. What was waiting for its turn comes again.`,
    source: BROADCAST,
    weight: "event",
  }),
  written: (n, a) => ({
    simple: say`${n} sticks in ${text(a["key"])} = ${printValue(a["value"])}, says “done” at once, and tells the others afterwards.`,
    expert: say`${n} writes ${text(a["key"])} = ${printValue(a["value"])} to its own copy and answers. To the others it goes with its causes: ${vector(a["saw"])}.`,
    source: MEMORY,
    weight: "detail",
  }),
  "took-effect": (n, a) => ({
    simple: say`${n} sticks in ${written(a["what"])}. Everything that came before it was there already.`,
    expert: say`At ${n} takes effect, all causes being here: ${written(a["what"])}.`,
    source: MEMORY,
    weight: "detail",
  }),
  "lacks-causes": (n, a) => ({
    simple: say`${n} gets ${text(a["key"])} = ${printValue(a["value"])}, but something that ${text(a["origin"])} had seen before is still missing here. It waits.`,
    expert: say`${n} holds ${text(a["key"])} = ${printValue(a["value"])} of ${text(a["origin"])} back: its causes ${list(a["missing"])} have not taken effect here.`,
    source: MEMORY,
    weight: "event",
  }),
  "too-early": (n, a) => ({
    simple: say`${n} sticks in ${text(a["key"])} = ${printValue(a["value"])} at once, although what ${text(a["origin"])} had seen before is missing here.`,
    expert: say`Without causal delivery ${n} lets ${text(a["key"])} = ${printValue(a["value"])} of ${text(a["origin"])} take effect before its causes ${list(a["missing"])}.`,
    source: MEMORY,
    weight: "turn",
  }),
  "writes-again": (n, a) => ({
    simple: say`${n} has not heard from ${list(a["to"])} and sends its slips again.`,
    expert: say`${n} sends ${list(a["writes"])} again to ${list(a["to"])}, of whom they have not been acknowledged.`,
    source: MEMORY,
    weight: "detail",
  }),
  "written-here": (n, a) => ({
    simple: say`${n} sticks in ${text(a["key"])} = ${printValue(a["value"])}, says “done” at once, and sends each of the others one slip.`,
    expert: say`${n} writes ${text(a["key"])} = ${printValue(a["value"])} to its own copy with the stamp ${text(a["counter"])}, answers, and sends it to everybody once.`,
    source: LAST_WINS,
    weight: "detail",
  }),
  taken: (n, a) => ({
    simple: say`A slip of ${text(a["from"])} comes to ${n}: ${text(a["key"])} is ${printValue(a["value"])} now.`,
    expert: say`${n} takes ${text(a["key"])} = ${printValue(a["value"])} of ${text(a["from"])} in place of ${printValue(a["before"])}.`,
    source: LAST_WINS,
    weight: "detail",
  }),
  "went-back": (n, a) => ({
    simple: say`An older slip of ${text(a["from"])} comes late to ${n}, and ${n} believes it: ${text(a["key"])} is ${printValue(a["value"])} again, not ${printValue(a["before"])}.`,
    expert: say`${n} lets ${text(a["key"])} = ${printValue(a["value"])} of ${text(a["from"])}, an older stamp, take the place of ${printValue(a["before"])}: the weak store keeps what came last.`,
    source: LAST_WINS,
    weight: "turn",
  }),
  older: (n, a) => ({
    simple: say`The slip “${text(a["key"])} is ${printValue(a["value"])}” brings ${n} nothing new. ${printValue(a["stays"])} stays.`,
    expert: say`${n} drops ${text(a["key"])} = ${printValue(a["value"])} of ${text(a["from"])}: its own ${printValue(a["stays"])} bears a stamp no older.`,
    source: LAST_WINS,
    weight: "detail",
  }),
  "made-up": (n, a) => ({
    simple: say`${n} puts its album beside that of ${text(a["from"])}, and finds what it had missed: ${written(a["what"])}.`,
    expert: say`Anti-entropy: ${n} takes from ${text(a["from"])} what bears a newer stamp: ${written(a["what"])}.`,
    source: EPIDEMIC,
    weight: "event",
  }),
  woke: (n) => ({
    simple: say`${n} wakes up. What it had stuck in is still there.`,
    expert: say`${n} restarts from disk with its copies and with what it had answered. What was under way to it is lost.`,
    source: MEMORY,
    weight: "event",
  }),
};

/** The sentence for a note; null when there is none of that name. */
export function narrate(note: string, about: About, node: NodeId): Narration | null {
  return NOTES[note]?.(node, about) ?? null;
}
