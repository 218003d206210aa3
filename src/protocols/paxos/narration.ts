/** Each note of Paxos as a sentence: to a child (tickets with numbers, keepers with notebooks, one name), and to an expert with the paper's section. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import { say } from "../../languages/say.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : "";
}

const PROPOSER: Readonly<Record<string, Tell>> = {
  "round-begun": (n, a) => ({
    simple: say`${n} draws ticket ${text(a["number"])} and asks every keeper: “Will you turn away all lower tickets from now on? And have you written a name already?”`,
    expert: say`${n} wrote number ${text(a["number"])} to disk and sends prepare requests to all acceptors.`,
    source: "Lamport 2001 §2.2, phase 1 (a)",
    weight: "event",
  }),
  proposed: (n, a) => {
    const source = "Lamport 2001 §2.2, phase 2 (a)";
    const promised = list(a["promised"]);
    if (a["boundNumber"] === 0)
      return {
        simple: say`${promised} have promised, and none of them has written a name. So ${n} may ask for its own: ${text(a["value"])}.`,
        expert: say`${n} has the promises of ${promised}, none of which has accepted anything: it is free to propose its own value, ${text(a["value"])}, under number ${text(a["number"])}.`,
        source,
        weight: "turn",
      };
    if (a["value"] !== a["bound"])
      return {
        simple: say`One of ${promised} has written ${text(a["bound"])} already. ${n} does not care, and asks for its own name: ${text(a["value"])}.`,
        expert: say`Among the promises of ${promised} the highest accepted proposal is ${text(a["boundNumber"])} with ${text(a["bound"])}; ${n} ignores it and proposes ${text(a["value"])} under number ${text(a["number"])}.`,
        source,
        weight: "turn",
      };
    return a["value"] === a["own"]
      ? {
          simple: say`One of ${promised} has written ${text(a["value"])} already. That is what ${n} wants, too, and so it asks for it.`,
          expert: say`Among the promises of ${promised} the highest accepted proposal is ${text(a["boundNumber"])} with ${n}’s own value, ${text(a["value"])}: it proposes that under number ${text(a["number"])}.`,
          source,
          weight: "turn",
        }
      : {
          simple: say`One of ${promised} has written ${text(a["value"])} already. ${n} would like ${text(a["own"])}, but now it has to ask for ${text(a["value"])}.`,
          expert: say`Among the promises of ${promised} the highest accepted proposal is ${text(a["boundNumber"])} with ${text(a["value"])}, which may be chosen: ${n} adopts it in place of ${text(a["own"])}, under number ${text(a["number"])}.`,
          source,
          weight: "turn",
        };
  },
  "round-refused": (n, a) => ({
    simple:
      a["waits"] === true
        ? say`${text(a["by"])} says no to ${n}: it has seen ticket ${text(a["promised"])}. ${n} takes a break before it draws a higher one.`
        : say`${text(a["by"])} says no to ${n}: it has seen ticket ${text(a["promised"])}. ${n} draws a higher one at once.`,
    expert:
      a["waits"] === true
        ? say`${text(a["by"])} has promised ${text(a["promised"])}: ${n} abandons round ${text(a["number"])} and backs off for a random time.`
        : say`${text(a["by"])} has promised ${text(a["promised"])}: ${n} abandons round ${text(a["number"])} and begins another one at once.`,
    source: "Lamport 2001 §2.2 and §2.4",
    weight: "event",
  }),
  "round-timed-out": (n, a) => ({
    simple: say`Too few keepers have answered ${n}: ${text(a["answers"])} of ${text(a["acceptors"])}. It gives ticket ${text(a["number"])} up.`,
    expert:
      a["phase"] === 1
        ? say`${n} has ${text(a["answers"])} of ${text(a["acceptors"])} promises for number ${text(a["number"])}, no majority, and gives the round up.`
        : say`${n} knows of ${text(a["answers"])} of ${text(a["acceptors"])} acceptances of number ${text(a["number"])}, no majority, and gives the round up. Its value may be chosen all the same.`,
    source: "Lamport 2001 §2.2",
    weight: "event",
  }),
  "round-completed": (n, a) =>
    a["value"] === a["own"]
      ? {
          simple: say`${list(a["by"])} have written ${text(a["value"])}: more than half. The name is chosen, and it is the one that ${n} wanted.`,
          expert: say`${list(a["by"])} have accepted number ${text(a["number"])}: ${n} knows that its own value, ${text(a["value"])}, is chosen.`,
          source: "Lamport 2001 §2.2 and §2.3",
          weight: "turn",
        }
      : {
          simple: say`${list(a["by"])} have written ${text(a["value"])}: more than half. The name is chosen, though ${n} had wanted ${text(a["own"])}.`,
          expert: say`${list(a["by"])} have accepted number ${text(a["number"])}: ${n} knows that ${text(a["value"])} is chosen, not its own ${text(a["own"])}.`,
          source: "Lamport 2001 §2.2 and §2.3",
          weight: "turn",
        },
};

const ACCEPTOR: Readonly<Record<string, Tell>> = {
  promised: (n, a) => {
    const source = "Lamport 2001 §2.2, phase 1 (b)";
    const weight = "detail";
    if (a["written"] !== true)
      return {
        simple: say`${n} promises ${text(a["to"])} to turn away all tickets below ${text(a["number"])}, and writes nothing down.`,
        expert: say`${n} promises number ${text(a["number"])} to ${text(a["to"])} at once; its disk does not say so.`,
        source,
        weight,
      };
    return a["acceptedNumber"] === 0
      ? {
          simple: say`${n} writes down that it will turn away all tickets below ${text(a["number"])}. No name stands in its notebook.`,
          expert: say`${n} writes its promise of number ${text(a["number"])} to disk; it has accepted nothing.`,
          source,
          weight,
        }
      : {
          simple: say`${n} writes down that it will turn away all tickets below ${text(a["number"])}. It tells ${text(a["to"])} the name in its notebook: ${text(a["accepted"])}.`,
          expert: say`${n} writes its promise of number ${text(a["number"])} to disk and reports what it has accepted: ${text(a["accepted"])} under ${text(a["acceptedNumber"])}.`,
          source,
          weight,
        };
  },
  accepted: (n, a) => ({
    simple:
      a["written"] === true
        ? say`${n} writes ${text(a["value"])} into its notebook, with ticket ${text(a["number"])} beside it.`
        : say`${n} says that ${text(a["value"])} is fine, with ticket ${text(a["number"])}, and writes nothing down.`,
    expert:
      a["written"] === true
        ? say`${n} accepts number ${text(a["number"])} with ${text(a["value"])} and writes it to disk.`
        : say`${n} accepts number ${text(a["number"])} with ${text(a["value"])}; its disk does not say so.`,
    source: "Lamport 2001 §2.2, phase 2 (b)",
    weight: "detail",
  }),
  "promise-broken": (n, a) => ({
    label: say`promise broken`,
    simple: say`${n} had promised to turn away tickets below ${text(a["promised"])}. It takes ticket ${text(a["number"])} all the same, and writes ${text(a["value"])}.`,
    expert: say`${n} has promised ${text(a["promised"])} and accepts number ${text(a["number"])} with ${text(a["value"])} nevertheless.`,
    source: "Lamport 2001 §2.2, P1a",
    weight: "turn",
  }),
  refused: (n, a) => ({
    simple: say`${n} turns ${text(a["from"])} away: it has seen ticket ${text(a["promised"])}, and ${text(a["number"])} is lower.`,
    expert:
      a["what"] === "Prepare"
        ? say`${n} refuses the prepare request ${text(a["number"])} of ${text(a["from"])}: it has promised ${text(a["promised"])}.`
        : say`${n} refuses the accept request ${text(a["number"])} of ${text(a["from"])}: it has promised ${text(a["promised"])}.`,
    source: "Lamport 2001 §2.2, P1a",
    weight: "detail",
  }),
  "acceptor-recovered": (n, a) =>
    a["acceptedNumber"] === 0
      ? {
          simple: say`${n} is awake again and reads in its notebook: turn away all tickets below ${text(a["promised"])}.`,
          expert: say`${n} restarted: its disk holds its promise of ${text(a["promised"])}, and nothing accepted.`,
          source: "Lamport 2001 §2.5",
          weight: "event",
        }
      : {
          simple: say`${n} is awake again and reads in its notebook: the name ${text(a["accepted"])}, and to turn away all tickets below ${text(a["promised"])}.`,
          expert: say`${n} restarted: its disk holds its promise of ${text(a["promised"])} and the accepted proposal ${text(a["acceptedNumber"])} with ${text(a["accepted"])}.`,
          source: "Lamport 2001 §2.5",
          weight: "event",
        },
};

const LEARNER: Readonly<Record<string, Tell>> = {
  learned: (n, a) => ({
    simple: say`${n} has heard from ${list(a["by"])}: more than half have written ${text(a["value"])}. That is the name!`,
    expert: say`${n} has heard from ${list(a["by"])} that they accepted number ${text(a["number"])}: it learns that ${text(a["value"])} is chosen.`,
    source: "Lamport 2001 §2.3",
    weight: "turn",
  }),
  contradicted: (n, a) => ({
    label: say`two values chosen`,
    simple: say`${n} knows that the name is ${text(a["learned"])}, and now hears from ${list(a["by"])} that it is ${text(a["value"])}.`,
    expert: say`${n} learned ${text(a["learned"])} under number ${text(a["learnedNumber"])}; ${list(a["by"])} have accepted ${text(a["value"])} under number ${text(a["number"])}.`,
    source: "Lamport 2001 §2.1",
    weight: "turn",
  }),
};

function narrator(notes: Readonly<Record<string, Tell>>) {
  return (note: string, about: About, node: NodeId): Narration | null =>
    notes[note]?.(node, about) ?? null;
}

export const narrateProposer = narrator(PROPOSER);
export const narrateAcceptor = narrator(ACCEPTOR);
export const narrateLearner = narrator(LEARNER);
