/** Each note of primary–backup replication as a sentence: to a child (a writer, two copyists, a caretaker), and to an expert with its source. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import { say, several } from "../../languages/say.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

const ALSBERG = "Alsberg & Day 1976";
const GRAY = "Gray & Reuter 1993 §12.6";

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : "";
}

const SERVER: Readonly<Record<string, Tell>> = {
  wrote: (n, a) => ({
    ...waitingFor(n, a),
    source: ALSBERG,
    weight: "event",
  }),
  answers: (n, a) => ({
    simple: say`${text(a["by"])} has copied it, too. Now ${n} says “done” to ${list(a["clients"])}.`,
    expert: say`With the acknowledgement of ${text(a["by"])} enough backups hold the write: ${n} answers ${list(a["clients"])}.`,
    source: a["waits"] === 1 ? "MySQL manual, semisynchronous replication" : GRAY,
    weight: "event",
  }),
  "answers-alone": (n, a) => ({
    simple: say`${n} has waited long enough for its copyists and says “done” to ${list(a["clients"])} by itself.`,
    expert: say`${n} timed out on its backups, answers ${list(a["clients"])}, and is asynchronous until one has caught up.`,
    source: "MySQL manual, rpl_semi_sync_source_timeout",
    weight: "turn",
  }),
  joined: (n, a) =>
    Number(a["dropped"]) > 0
      ? {
          simple: say`${n} copies the whole book of ${text(a["primary"])}. What it had written itself and the other lacks is torn out.`,
          expert: several(
            Number(a["dropped"]),
            "{0} joined epoch {1} with the log of {2} and gave up {n} entry of its own.",
            "{0} joined epoch {1} with the log of {2} and gave up {n} entries of its own.",
            n,
            text(a["epoch"]),
            text(a["primary"]),
          ),
          source: ALSBERG,
          weight: "turn",
        }
      : {
          simple: say`${n} copies from ${text(a["primary"])} now.`,
          expert: several(
            Number(a["length"]),
            "{0} joined epoch {1} with the log of {2}: {n} entry.",
            "{0} joined epoch {1} with the log of {2}: {n} entries.",
            n,
            text(a["epoch"]),
            text(a["primary"]),
          ),
          weight: "detail",
        },
  sealed: (n, a) => ({
    simple:
      a["was"] === true
        ? say`${n} hears that a new time begins, and lays down the pen.`
        : say`${n} promises: it copies nothing more from the old writer. It says how far its book goes.`,
    expert: several(
      Number(a["length"]),
      "{0} promised epoch {1} and reports its log: {n} entry, last synced in epoch {2}.",
      "{0} promised epoch {1} and reports its log: {n} entries, last synced in epoch {2}.",
      n,
      text(a["epoch"]),
      text(a["synced"]),
    ),
    source: "Oki & Liskov 1988, view change",
    weight: "event",
  }),
  "took-over": (n, a) => ({
    simple: say`${n} holds the pen now, with colour number ${text(a["epoch"])}. Everybody copies its book from the first line.`,
    expert: several(
      Number(a["length"]),
      "{0} is primary of epoch {1} with {n} entry and sends its log to the backups.",
      "{0} is primary of epoch {1} with {n} entries and sends its log to the backups.",
      n,
      text(a["epoch"]),
    ),
    source: ALSBERG,
    weight: "turn",
  }),
  "refused-update": (n, a) => ({
    simple: say`${n} refuses the lines of ${text(a["from"])}: that colour is no longer in use.`,
    expert: say`${n} refused an update of epoch ${text(a["epoch"])} by ${text(a["from"])}: it has promised epoch ${text(a["newer"])}.`,
    source: "Oki & Liskov 1988, viewstamps",
    weight: "turn",
  }),
  deposed: (n, a) => ({
    simple: say`${n} learns from ${text(a["by"])} that somebody else holds the pen, and lays its own down.`,
    expert: say`${n}, primary of epoch ${text(a["epoch"])}, learned from ${text(a["by"])} of epoch ${text(a["newer"])} and stepped down.`,
    source: "Oki & Liskov 1988, viewstamps",
    weight: "turn",
  }),
};

/** What the primary does with a new write. */
function waitingFor(n: NodeId, a: About): Pick<Narration, "simple" | "expert"> {
  const [client, key] = [text(a["client"]), text(a["key"])];
  switch (a["waits"]) {
    case 0:
      return {
        simple: say`${n} writes down what ${client} wants and says “done” at once. The copyists get it later.`,
        expert: say`${n} wrote ${key} to its log and acknowledges it to ${client}; no backup has it yet.`,
      };
    case 1:
      return {
        simple: say`${n} writes down what ${client} wants and waits until one copyist has it, too.`,
        expert: say`${n} wrote ${key} to its log and waits for one backup before it answers ${client}.`,
      };
    default:
      return {
        simple: say`${n} writes down what ${client} wants and waits until all copyists have it, too.`,
        expert: say`${n} wrote ${key} to its log and waits for every backup before it answers ${client}.`,
      };
  }
}

const OPERATOR: Readonly<Record<string, Tell>> = {
  suspects: (n, a) => ({
    simple: say`${n} has not heard ${text(a["primary"])} for too long and looks for another writer.`,
    expert: say`${n} timed out on the primary ${text(a["primary"])} of epoch ${text(a["epoch"])} and begins a failover.`,
    source: "Budhiraja et al. 1993, failover",
    weight: "turn",
  }),
  alarm: (n, a) => ({
    simple: say`${n} has not heard ${text(a["primary"])} for too long. It rings the bell and waits for your word.`,
    expert: say`${n} timed out on the primary ${text(a["primary"])} of epoch ${text(a["epoch"])}; failover is by hand, so it waits for a call.`,
    source: "PostgreSQL manual, failover",
    weight: "turn",
  }),
  called: (n, a) => ({
    simple: say`${text(a["client"])} calls ${n}: somebody else shall hold the pen.`,
    expert: say`${text(a["client"])} asks ${n} for a failover from ${text(a["primary"])}.`,
    source: "PostgreSQL manual, failover",
    weight: "turn",
  }),
  "epoch-begun": (n, a) => ({
    simple: say`${n} takes colour number ${text(a["epoch"])} and asks everybody: promise me, and say how far your book goes.`,
    expert: say`${n} begins epoch ${text(a["epoch"])} and seals ${list(a["servers"])}: no more updates of older epochs.`,
    source: "Oki & Liskov 1988, view change",
    weight: "event",
  }),
  chose: (n, a) => ({
    simple:
      a["longest"] === true
        ? say`Of those who answered ${text(a["primary"])} has the fullest book. ${n} gives it the pen.`
        : say`${text(a["primary"])} was the quickest to answer. ${n} gives it the pen without comparing the books.`,
    expert:
      a["longest"] === true
        ? several(
            Number(a["length"]),
            "{0} heard {1} and promotes {2}, whose log is the most complete: {n} entry.",
            "{0} heard {1} and promotes {2}, whose log is the most complete: {n} entries.",
            n,
            list(a["answered"]),
            text(a["primary"]),
          )
        : several(
            Number(a["length"]),
            "{0} heard {1} and promotes {2}, the first to answer, with {n} entry.",
            "{0} heard {1} and promotes {2}, the first to answer, with {n} entries.",
            n,
            list(a["answered"]),
            text(a["primary"]),
          ),
    source: "Oki & Liskov 1988, view change",
    weight: "turn",
  }),
  "at-work": (n, a) => ({
    simple: say`${n} hears ${text(a["primary"])}: the pen is in good hands.`,
    expert: say`${n} heard ${text(a["primary"])} as primary of epoch ${text(a["epoch"])}: the failover is done.`,
    weight: "detail",
  }),
};

function narrator(notes: Readonly<Record<string, Tell>>) {
  return (note: string, about: About, node: NodeId): Narration | null =>
    notes[note]?.(node, about) ?? null;
}

export const narrateServer = narrator(SERVER);
export const narrateOperator = narrator(OPERATOR);
