/** Each note of fenced failover as a sentence: to a child (officers, numbered hats, a helmsman who keeps the ship’s book), and to an expert with its source. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import { say, several } from "../../languages/say.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

const CHUBBY = "Burrows 2006 §2.4";
const KLEPPMANN = "Kleppmann 2016";
const DAVIDSON = "Davidson, Garcia-Molina & Skeen 1985";

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : "";
}

const SERVER: Readonly<Record<string, Tell>> = {
  "hears-nobody": (n, a) => ({
    simple:
      text(a["leader"]) === ""
        ? say`${n} hears no drum.`
        : say`${n} has not heard the drum of ${text(a["leader"])} for a while. Is there still a captain?`,
    expert:
      text(a["leader"]) === ""
        ? say`${n} timed out: it knows no primary.`
        : say`${n} timed out on the heartbeats of ${text(a["leader"])}, primary of epoch ${text(a["epoch"])}. It cannot tell a crash from a cut or a pause.`,
    source: "Fischer, Lynch & Paterson 1985",
    weight: "event",
  }),
  "asks-for-votes": (n, a) => ({
    simple: say`${n} asks ${list(a["peers"])}: may I take hat number ${text(a["epoch"])}?`,
    expert: say`${n} stands for epoch ${text(a["epoch"])} with its own vote and asks ${list(a["peers"])}.`,
    source: DAVIDSON,
    weight: "event",
  }),
  "takes-over-alone": (n, a) => ({
    simple: say`${n} asks nobody and takes hat number ${text(a["epoch"])}.`,
    expert: say`${n} takes epoch ${text(a["epoch"])} by itself: without a majority another may take the same.`,
    source: DAVIDSON,
    weight: "turn",
  }),
  voted: (n, a) => ({
    simple: say`${n} hears no drum either and is for ${text(a["for"])}.`,
    expert: say`${n} votes for ${text(a["for"])} in epoch ${text(a["epoch"])}, and for nobody else in it.`,
    weight: "detail",
  }),
  "refused-vote": (n, a) =>
    text(a["hears"]) === ""
      ? {
          simple: say`${n} is not for ${text(a["for"])}: it has given its word for number ${text(a["voted"])}.`,
          expert: say`${n} refuses its vote for epoch ${text(a["epoch"])} to ${text(a["for"])}: it has voted in epoch ${text(a["voted"])}.`,
          weight: "detail",
        }
      : text(a["hears"]) === n
        ? {
            simple: say`${n} is captain itself and says so to ${text(a["for"])}.`,
            expert: say`${n} is primary and refuses its vote for epoch ${text(a["epoch"])} to ${text(a["for"])}.`,
            weight: "detail",
          }
        : {
            simple: say`${n} still hears the drum of ${text(a["hears"])} and is not for ${text(a["for"])}.`,
            expert: say`${n} hears ${text(a["hears"])} and refuses its vote for epoch ${text(a["epoch"])} to ${text(a["for"])}.`,
            weight: "detail",
          },
  "won-majority": (n, a) => ({
    simple: say`${list(a["votes"])} are for ${n}: more than half. It takes hat number ${text(a["epoch"])} to the helmsman.`,
    expert: say`${n} has the votes of ${list(a["votes"])}, a majority: epoch ${text(a["epoch"])} is its own. It claims the disk.`,
    source: DAVIDSON,
    weight: "event",
  }),
  "took-over": (n, a) => ({
    simple: say`${n} is captain with hat number ${text(a["epoch"])}. It has read in the book how far it goes.`,
    expert: several(
      Number(a["blocks"]),
      "{0} is primary of epoch {1}. It read {n} block and will write behind it.",
      "{0} is primary of epoch {1}. It read {n} blocks and will write behind them.",
      n,
      text(a["epoch"]),
    ),
    source: CHUBBY,
    weight: "turn",
  }),
  "fenced-off": (n, a) => ({
    simple: say`${n} learns from the helmsman that there is hat number ${text(a["highest"])}, and takes its own off.`,
    expert: say`${n}, primary of epoch ${text(a["epoch"])}, is fenced off by epoch ${text(a["highest"])} and steps down.`,
    source: KLEPPMANN,
    weight: "turn",
  }),
  "gives-way": (n, a) => ({
    simple: say`${n} hears the drum of ${text(a["to"])} and takes its hat off.`,
    expert:
      a["newer"] === a["epoch"]
        ? say`${n} hears ${text(a["to"])} as primary of its own epoch ${text(a["epoch"])} and gives way to the lower name.`
        : say`${n}, primary of epoch ${text(a["epoch"])}, hears ${text(a["to"])} as that of epoch ${text(a["newer"])} and steps down.`,
    source: DAVIDSON,
    weight: "turn",
  }),
  resigned: (n, a) => ({
    simple: say`The helmsman does not answer ${n}. A captain whom the helm does not hear is none: it takes its hat off.`,
    expert: say`${n}, primary of epoch ${text(a["epoch"])}, has had no answer of the disk for too long and resigns, so that another may try.`,
    source: "Pacemaker, no-quorum-policy and demotion",
    weight: "turn",
  }),
};

const DISK: Readonly<Record<string, Tell>> = {
  claimed: (n, a) => ({
    simple:
      a["fencing"] === true
        ? say`The helmsman sees ${text(a["by"])} with hat number ${text(a["epoch"])}. From now on he does nothing for a lower one.`
        : say`The helmsman sees ${text(a["by"])} with hat number ${text(a["epoch"])}. He does not care about numbers.`,
    expert:
      a["fencing"] === true
        ? say`${n} serves the claim of ${text(a["by"])}: epochs below ${text(a["epoch"])} are refused from now on.`
        : say`${n} serves the claim of ${text(a["by"])} for epoch ${text(a["epoch"])} and goes on serving older ones.`,
    source: CHUBBY,
    weight: "event",
  }),
  stored: (n, a) => ({
    simple: say`The helmsman writes line ${text(a["block"])} for ${text(a["by"])}.`,
    expert: say`${n} stores block ${text(a["block"])} for ${text(a["by"])} in epoch ${text(a["epoch"])}.`,
    weight: "detail",
  }),
  overwrote: (n, a) => ({
    simple: say`The helmsman writes line ${text(a["block"])} for ${text(a["by"])}, over the line that ${text(a["of"])} had there for ${text(a["whose"])}!`,
    expert: say`${n} stores block ${text(a["block"])} for ${text(a["by"])} in epoch ${text(a["epoch"])}, over a write by ${text(a["of"])} for ${text(a["whose"])}.`,
    source: "fenced(8), GFS",
    weight: "turn",
  }),
  refused: (n, a) => ({
    simple: say`${text(a["by"])} comes with hat number ${text(a["epoch"])}. “I have seen number ${text(a["highest"])}”, says the helmsman, and does nothing.`,
    expert: say`${n} refuses ${text(a["by"])}: its epoch ${text(a["epoch"])} is lower than ${text(a["highest"])}.`,
    source: KLEPPMANN,
    weight: "turn",
  }),
};

function narrator(notes: Readonly<Record<string, Tell>>) {
  return (note: string, about: About, node: NodeId): Narration | null =>
    notes[note]?.(node, about) ?? null;
}

export const narrateServer = narrator(SERVER);
export const narrateDisk = narrator(DISK);
