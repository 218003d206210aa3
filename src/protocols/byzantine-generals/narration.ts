/**
 * Each note of a general as a sentence: to a child (a captain and friends around a snow fort, on tin-can telephones), and to an expert
 * with the paper’s section.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import { say, several } from "../../languages/say.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

const PAPER = "Lamport, Shostak & Pease 1982";

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : "";
}

/** `g1 says that g0 says`: the mouths of a path, the last first. */
function hearsay(path: unknown): string {
  return (path as readonly NodeId[]).toReversed().join(" ‹ ");
}

const NOTES: Readonly<Record<string, Tell>> = {
  ordered: (n, a) => ({
    label: say`order ${text(a["number"])}: ${text(a["plan"])}`,
    simple:
      a["plan"] === "attack"
        ? say`${n} calls every friend: “Attack!”`
        : say`${n} calls every friend: “Retreat!”`,
    expert: say`${n} sends order ${text(a["number"])}, ${text(a["plan"])}, to each of ${text(a["lieutenants"])} lieutenants.`,
    source: `${PAPER} §3, OM(m) step 1`,
    weight: "turn",
  }),
  "heard-order": (n, a) => ({
    label: say`hears ${text(a["plan"])}`,
    simple: say`${n} hears ${text(a["from"])} say: “${text(a["plan"])}”.`,
    expert: say`${n} receives order ${text(a["number"])} from the commander ${text(a["from"])}: ${text(a["plan"])}.`,
    source: `${PAPER} §3, OM(m) step 2`,
    weight: "detail",
  }),
  "heard-relay": (n, a) => ({
    label: say`hears of ${text(a["plan"])}`,
    simple: say`${n} hears from ${text(a["from"])} what others are said to have said: “${text(a["plan"])}”.`,
    expert: say`${n} receives on the path ${hearsay(a["path"])}: ${text(a["plan"])}.`,
    source: `${PAPER} §3, OM(m) step 2`,
    weight: "detail",
  }),
  absent: (n, a) => ({
    label: say`hears nothing`,
    simple: say`${n} has waited long enough for ${list(a["who"])}. Silence counts as “retreat”.`,
    expert: say`${n} ends round ${text(a["round"])} of order ${text(a["number"])} without a word of ${list(a["who"])} and uses RETREAT in its place.`,
    source: `${PAPER} §3, A3; §6`,
    weight: "event",
  }),
  "passed-on": (n, a) => ({
    label: several(Number(a["messages"]), "passes on {n} word", "passes on {n} words"),
    simple:
      a["plan"] === null
        ? say`${n} tells the others what the others have told it.`
        : say`${n} tells the others: “I was told: ${text(a["plan"])}.”`,
    expert: several(
      Number(a["messages"]),
      "{0} acts as commander of what it heard: round {1} of {2}, {n} message.",
      "{0} acts as commander of what it heard: round {1} of {2}, {n} messages.",
      n,
      a["round"],
      a["depth"],
    ),
    source: `${PAPER} §3, OM(m) step 2`,
    weight: "event",
  }),
  obeys: (n, a) => ({
    label: say`obeys: ${text(a["plan"])}`,
    ...(a["depth"] === 0
      ? {
          simple: say`${n} asks nobody and does what it was told: ${text(a["plan"])}.`,
          expert: say`${n} uses what it received: ${text(a["plan"])}. OM(0) asks nobody else.`,
        }
      : a["attacks"] === a["retreats"]
        ? {
            simple: say`${n} has counted as many for attack as for retreat. To be on the safe side it retreats.`,
            expert: say`${n} counts attack ${text(a["attacks"])}, retreat ${text(a["retreats"])}: no majority, so RETREAT.`,
          }
        : {
            simple: say`${n} has counted ${text(a["attacks"])} for attack and ${text(a["retreats"])} for retreat. It does what most say: ${text(a["plan"])}.`,
            expert: say`${n} counts attack ${text(a["attacks"])}, retreat ${text(a["retreats"])}, and obeys the majority: ${text(a["plan"])}.`,
          }),
    source: `${PAPER} §3, OM(m) step 3`,
    weight: "turn",
  }),
};

export function narrateGenerals(note: string, about: About, node: NodeId): Narration | null {
  return NOTES[note]?.(node, about) ?? null;
}
