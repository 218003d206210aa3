/**
 * Each note as a sentence: to a child (three kiosks with a notice board each, and clocks on the wall that do not agree), and to an expert
 * with the source.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import { say } from "../../languages/say.ts";
import { compare, printHLC, printTime, type HLC, type Leader } from "./clock.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

const FIGURE = "Kulkarni et al. 2014, Figure 5";
const LWW = "Johnson & Thomas 1975; Shapiro et al. 2011, specification 8";

const NOTES: Readonly<Record<string, Tell>> = {
  received: (node, a) => {
    const { own, at, pt } = a as unknown as { own: HLC; at: HLC | null; pt: number };
    const now = printHLC(a as unknown as HLC);
    const from = word(a["from"]);
    const clock = printTime(pt);
    const told = at === null ? "" : printHLC(at);
    return {
      label: now,
      simple: toChild(a["leader"] as Leader, { node, from, clock, told, now }),
      expert:
        at === null
          ? say`${node} receives an unstamped message of ${from} at pt = ${clock}, with its own clock at ${printHLC(own)}: (l, c) = ${now}.`
          : say`${node} receives ${told} from ${from} at pt = ${clock}, with its own clock at ${printHLC(own)}: (l, c) = ${now}.`,
      source: FIGURE,
      weight: "detail",
    };
  },
  "read-the-clock": (node, a) => ({
    label: printTime(a["pt"] as number),
    simple: say`A note from ${word(a["from"])} comes to ${node}. The clock on the wall shows ${printTime(a["pt"] as number)}.`,
    expert: say`${node} receives a message of ${word(a["from"])} at pt = ${printTime(a["pt"] as number)}; what it bears moves no clock.`,
    weight: "detail",
  }),
  written: (node, a) => ({
    label: say`writes ${word(a["value"])}`,
    simple: say`${node} writes “${word(a["value"])}” of ${word(a["client"])} on the board, with the time ${stamp(a["stamp"])}, and tells the others.`,
    expert: say`${node} stamps the write ${word(a["value"])} of ${word(a["client"])} with ${stamp(a["stamp"])}, acknowledges it and replicates it.`,
    source: LWW,
    weight: "event",
  }),
  overruled: (node, a) => ({
    label: say`drops ${word(a["value"])}`,
    simple: say`${node} writes the time ${stamp(a["stamp"])} on “${word(a["value"])}”. But “${otherValue(a)}” is on the board already, with the time ${otherStamp(a)}. That is later, so it stays. ${word(a["client"])} is told “done” all the same.`,
    expert: say`${node} stamps the write ${word(a["value"])} of ${word(a["client"])} with ${stamp(a["stamp"])}, below ${otherStamp(a)} of ${otherValue(a)} in its own register: acknowledged, and without effect.`,
    source: LWW,
    weight: "turn",
  }),
  took: (node, a) => ({
    label: say`takes ${word(a["value"])}`,
    ...(a["other"] === undefined
      ? {
          simple: say`${node} hears of “${word(a["value"])}” and writes it on its empty board.`,
          expert: say`${node} merges ${word(a["value"])}, ${stamp(a["stamp"])}, into its empty register.`,
        }
      : isTie(a)
        ? {
            simple: say`${node} hears of “${word(a["value"])}”. It bears the very time of “${otherValue(a)}”, ${otherStamp(a)}; ${word(a["by"])} has the later name than ${otherBy(a)}, so it takes its place.`,
            expert: say`${node} merges ${word(a["value"])}: stamped ${stamp(a["stamp"])} as is ${otherValue(a)}, and ${word(a["by"])} > ${otherBy(a)}.`,
          }
        : {
            simple: say`${node} hears of “${word(a["value"])}”, ${stamp(a["stamp"])}. That is later than “${otherValue(a)}”, ${otherStamp(a)}, and takes its place.`,
            expert: say`${node} merges ${word(a["value"])}: ${stamp(a["stamp"])} is later than ${otherStamp(a)} of ${otherValue(a)}.`,
          }),
    source: LWW,
    weight: "event",
  }),
  kept: (node, a) => ({
    label: say`keeps ${otherValue(a)}`,
    ...(isTie(a)
      ? {
          simple: say`${node} hears of “${word(a["value"])}”. It bears the very time of “${otherValue(a)}”, ${otherStamp(a)}; ${otherBy(a)} has the later name than ${word(a["by"])}, so what is there stays.`,
          expert: say`${node} keeps ${otherValue(a)}: stamped ${otherStamp(a)} as is ${word(a["value"])}, and ${otherBy(a)} > ${word(a["by"])}.`,
        }
      : {
          simple: say`${node} hears of “${word(a["value"])}”, ${stamp(a["stamp"])}. On its board is “${otherValue(a)}”, ${otherStamp(a)}. That is later, so it stays.`,
          expert: say`${node} keeps ${otherValue(a)}, ${otherStamp(a)}: what comes, ${word(a["value"])}, is stamped ${stamp(a["stamp"])}.`,
        }),
    source: LWW,
    weight: "event",
  }),
  "sent-again": (node, a) => ({
    label: say`sends again`,
    simple: say`${node} has not heard from ${list(a["to"])} and sends its note once more.`,
    expert: say`${node} has no acknowledgement of ${list(a["to"])} and sends its version again: a new event, the old timestamp of the write.`,
    source: "Demers et al. 1987, direct mail with retries",
    weight: "detail",
  }),
  adopted: (node, a) => ({
    label: printHLC(a as unknown as HLC),
    simple: say`From now on ${node} minds the times on the notes. It begins at ${printHLC(a as unknown as HLC)}, the latest that it has on its board.`,
    expert: say`${node} begins to count by hybrid time at ${printHLC(a as unknown as HLC)}: past its own last event and all timestamps in its registers.`,
    source: FIGURE,
    weight: "event",
  }),
  woke: (node, a) => ({
    label: say`wakes up`,
    simple: say`${node} opens again. On its pad the last time is ${printHLC(a as unknown as HLC)}.`,
    expert: say`${node} restarts from disk with (l, c) = ${printHLC(a as unknown as HLC)}.`,
    source: "Kulkarni et al. 2014 consider no crash; (l, c) is on disk before it is told",
    weight: "event",
  }),
  "asks-again": (node, a) => ({
    label: say`asks again`,
    simple: say`${node} has no answer from ${word(a["to"])} and asks once more.`,
    expert: say`${node} repeats its request to ${word(a["to"])}: attempt ${word(a["attempts"])}.`,
    source: "Birrell & Nelson 1984",
    weight: "detail",
  }),
  "gave-up": (node, a) => ({
    label: say`gives up`,
    simple:
      a["f"] === "write"
        ? say`${node} waits no longer. Whether ${word(a["to"])} has written it down, it does not know.`
        : say`${node} waits no longer for ${word(a["to"])}.`,
    expert:
      a["f"] === "write"
        ? say`${node} gives up on ${word(a["to"])}: the write may still have its effect.`
        : say`${node} gives up on ${word(a["to"])}: a read without an answer had no effect.`,
    source: "Birrell & Nelson 1984",
    weight: "event",
  }),
};

/** The sentence for a note of a replica or a client; null when there is none of that name. */
export function narrate(note: string, about: About, node: NodeId): Narration | null {
  return NOTES[note]?.(node, about) ?? null;
}

function toChild(
  leader: Leader,
  {
    node,
    from,
    clock,
    told,
    now,
  }: Readonly<Record<"node" | "from" | "clock" | "told" | "now", string>>,
): string {
  switch (leader) {
    case "physical":
      return say`A note from ${from}. The clock on the wall of ${node} shows ${clock}, later than anything heard of: that is the time.`;
    case "message":
      return say`The note from ${from} says ${told}, but the clock on the wall of ${node} only ${clock}. So ${node} goes on from the note: ${now}.`;
    case "own":
      return say`A note from ${from}. On the pad of ${node} is a later time than on the wall, which shows ${clock}. It counts on: ${now}.`;
    case "both":
      return say`The note from ${from} and the pad of ${node} agree on the time, and both are later than the wall, which shows ${clock}. It counts on: ${now}.`;
  }
}

function word(value: unknown): string {
  return String(value as string | number);
}

function list(values: unknown): string {
  return (values as readonly string[]).join(", ");
}

function stamp(value: unknown): string {
  return printHLC(value as HLC);
}

/** Whether two versions bear the same time, so that the names of their replicas decide. */
function isTie(a: About): boolean {
  const other = a["other"] as { readonly stamp: HLC } | undefined;
  return other !== undefined && compare(a["stamp"] as HLC, other.stamp) === 0;
}

function otherBy(a: About): string {
  return (a["other"] as { readonly by: string }).by;
}

function otherValue(a: About): string {
  return (a["other"] as { readonly value: string }).value;
}

function otherStamp(a: About): string {
  return printHLC((a["other"] as { readonly stamp: HLC }).stamp);
}
