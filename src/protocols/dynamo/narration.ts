/** Each note as a sentence: to a child (friends with notebooks, slips of paper, a pocket), and to an expert with the paper's section. */
import type { NodeId } from "../../kernel/behavior.ts";
import { printValue } from "../../kernel/operation.ts";
import type { Narration } from "../../kernel/view.ts";
import { say, several } from "../../languages/say.ts";

type About = Readonly<Record<string, unknown>>;

const PUT = "DeCandia 2007 §4.5";
const SLOPPY = "DeCandia 2007 §4.6";

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

const names = (value: unknown): string => list(value).join(", ");

const NOTES: Readonly<Record<string, (node: NodeId, about: About) => Narration>> = {
  "read-done": (n, a) => {
    const [value, key, client] = [printValue(a["value"]), text(a["key"]), text(a["client"])];
    const stale = list(a["stale"]);
    const from = names(a["from"]);
    if (stale.length === 0)
      return {
        simple: say`${n} has looked with ${from} and tells ${client}: ${key} is ${value}.`,
        expert: say`${n} returns ${key} = ${value} to ${client}: R = ${text(a["need"])} have answered (${from}), and none of them an older version.`,
        source: PUT,
        weight: "detail",
      };
    return {
      simple: say`The notebooks differ! ${names(stale)} had something older. ${n} believes the newest page and tells ${client}: ${key} is ${value}.`,
      expert: say`${n} returns ${key} = ${value} to ${client}, the newest of what R = ${text(a["need"])} (${from}) answered; ${names(stale)} answered an older version.`,
      source: PUT,
      weight: "event",
    };
  },
  "write-done": (n, a) => ({
    simple: say`“${text(a["key"])} is ${printValue(a["value"])}” stands in ${list(a["from"]).length} notebooks (${names(a["from"])}). ${n} tells ${text(a["client"])} that it is kept.`,
    expert: say`${n} acknowledges ${text(a["key"])} = ${printValue(a["value"])} to ${text(a["client"])}: W = ${text(a["need"])} have it on disk (${names(a["from"])}). The others of N are still to answer.`,
    source: PUT,
    weight: "detail",
  }),
  "read-failed": (n, a) => ({
    simple: say`Too few friends answer about ${text(a["key"])}. ${n} cannot tell ${text(a["client"])} anything.`,
    expert: say`${n} refuses ${text(a["client"])}'s read of ${text(a["key"])}: ${list(a["from"]).length} of R = ${text(a["need"])} have answered in time.`,
    source: PUT,
    weight: "turn",
  }),
  "write-failed": (n, a) => ({
    simple: say`Too few friends have written down “${text(a["key"])} is ${printValue(a["value"])}”. ${n} tells ${text(a["client"])} that it does not know what will become of it.`,
    expert: say`${n} refuses ${text(a["client"])}'s write ${text(a["key"])} = ${printValue(a["value"])}: ${list(a["from"]).length} of W = ${text(a["need"])} have acknowledged it. It is not undone: its outcome is unknown.`,
    source: PUT,
    weight: "turn",
  }),
  "asked-again": (n, a) => ({
    simple: say`${n} has heard nothing from ${names(a["silent"])} and calls again.`,
    expert:
      a["f"] === "write"
        ? say`${n} sends the write of ${text(a["key"])} again to ${names(a["silent"])}; for each of them it keeps a hint. The quorum is strict, or nobody else is left: nobody stands in.`
        : say`${n} sends the read of ${text(a["key"])} again to ${names(a["silent"])}. The quorum is strict, or nobody else is left: nobody stands in.`,
    source: SLOPPY,
    weight: "event",
  }),
  "stand-ins-asked": (n, a) => ({
    simple:
      a["f"] === "write"
        ? say`Nobody opens at ${names(a["silent"])}. ${n} gives the slip to ${names(a["standIns"])} next door, to keep it.`
        : say`Nobody opens at ${names(a["silent"])}. ${n} asks ${names(a["standIns"])} next door.`,
    expert: say`Sloppy quorum: in place of ${names(a["silent"])}, silent for too long, ${n} asks the next on the preference list of ${text(a["key"])}: ${names(a["standIns"])}.`,
    source: SLOPPY,
    weight: "turn",
  }),
  "hint-taken": (n, a) => ({
    simple: say`${n} puts the slip “${text(a["key"])} is ${printValue(a["value"])}” into its pocket. It is for ${text(a["hint"])}.`,
    expert: say`${n} keeps ${text(a["key"])} = ${printValue(a["value"])} with a hint that it belongs to ${text(a["hint"])}, apart from its own copies, and acknowledges it.`,
    source: SLOPPY,
    weight: "event",
  }),
  "came-home": (n, a) => ({
    simple: say`${text(a["from"])} brings ${n} what it had kept: ${text(a["key"])} is ${printValue(a["value"])}, not ${printValue(a["before"])}.`,
    expert: say`Hinted handoff: ${n} gets ${text(a["key"])} = ${printValue(a["value"])} from ${text(a["from"])}, in place of ${printValue(a["before"])}.`,
    source: SLOPPY,
    weight: "turn",
  }),
  "handed-off": (n, a) => ({
    simple: say`${text(a["to"])} has got its slip about ${text(a["key"])}. ${n} empties that pocket.`,
    expert: say`${text(a["to"])} has acknowledged ${text(a["key"])}: ${n} deletes the hint.`,
    source: SLOPPY,
    weight: "detail",
  }),
  repaired: (n, a) =>
    a["from"] === n
      ? {
          simple: say`${n} finds its own page about ${text(a["key"])} old, and writes the new one: ${printValue(a["value"])}, not ${printValue(a["before"])}.`,
          expert: say`Read repair: ${n} coordinates a read and finds its own copy of ${text(a["key"])} old; ${printValue(a["value"])} takes the place of ${printValue(a["before"])}.`,
          source: "DeCandia 2007 §5",
          weight: "event",
        }
      : {
          simple: say`${n} had an old page about ${text(a["key"])}. ${text(a["from"])} has noticed and sends the new one: ${printValue(a["value"])}, not ${printValue(a["before"])}.`,
          expert: say`Read repair: a read at ${text(a["from"])} has found ${n}'s copy of ${text(a["key"])} old; ${printValue(a["value"])} takes the place of ${printValue(a["before"])}.`,
          source: "DeCandia 2007 §5",
          weight: "event",
        },
  woke: (n, a) => ({
    simple: say`${n} wakes up. What stood in its notebook and what was in its pockets is still there; what it was just asked is forgotten.`,
    expert: several(
      Number(a["copies"]),
      "{0} restarts from disk with {n} copy and hints for {1} nodes. What it was coordinating is lost; its clients wait in vain.",
      "{0} restarts from disk with {n} copies and hints for {1} nodes. What it was coordinating is lost; its clients wait in vain.",
      n,
      text(a["hints"]),
    ),
    source: SLOPPY,
    weight: "event",
  }),
};

/** The sentence for a note; null when there is none of that name. */
export function narrate(note: string, about: About, node: NodeId): Narration | null {
  return NOTES[note]?.(node, about) ?? null;
}
