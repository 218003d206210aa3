/**
 * Each note as a sentence: to a child (a supermarket: an assistant at the entrance shows every shopper to a till), and to an expert with
 * its source.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import { say, several } from "../../languages/say.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

const BALANCER_NOTES: Readonly<Record<string, Tell>> = {
  "taken-out": (_, a) => ({
    simple: say`No answer from till ${word(a["servers"])} for the second time. From now on nobody is sent there, and whoever stood there goes to another till.`,
    expert: several(
      Number(a["moved"]),
      "Taken out of the rotation: {0} failed as many probes in a row as “fall” says; {n} request is dispatched again.",
      "Taken out of the rotation: {0} failed as many probes in a row as “fall” says; {n} requests are dispatched again.",
      word(a["servers"]),
    ),
    source: "HAProxy Configuration Manual, fall",
    weight: "turn",
  }),
  "brought-back": (_, a) => ({
    simple: say`The cashier at till ${word(a["server"])} has answered twice in a row. The till is open again.`,
    expert: say`${word(a["server"])} passed as many probes in a row as “rise” says and is back in the rotation.`,
    source: "HAProxy Configuration Manual, rise",
    weight: "turn",
  }),
  "restart-seen": (_, a) => ({
    simple: several(
      Number(a["moved"]),
      "The cashier at till {0} is back from a break and has forgotten who stood there. {n} shopper is shown to a till again.",
      "The cashier at till {0} is back from a break and has forgotten who stood there. {n} shoppers are shown to a till again.",
      word(a["server"]),
    ),
    expert: several(
      Number(a["moved"]),
      "{0} has started anew between two probes: {n} request that it was sent before is dispatched again.",
      "{0} has started anew between two probes: {n} requests that it was sent before are dispatched again.",
      word(a["server"]),
    ),
    source: "HAProxy Configuration Manual, option redispatch",
    weight: "event",
  }),
  refused: () => ({
    simple: say`No till is open. The assistant sends the shopper home.`,
    expert: say`No server is up: the request is refused (503 Service Unavailable).`,
    source: "RFC 9110 §15.6.4",
    weight: "event",
  }),
  "answered-late": (_, a) => ({
    simple: say`The cashier at till ${word(a["server"])} was only dozing and has served the shopper after all. Till ${word(a["by"])} works on the same basket for nothing.`,
    expert: say`${word(a["server"])} was taken for dead and answers ${word(a["id"])} all the same; ${word(a["by"])} has it, too. The first answer counts.`,
    source: "Chandra & Toueg 1996, accuracy",
    weight: "event",
  }),
  "answered-twice": (_, a) => ({
    simple: say`Till ${word(a["server"])} has served a basket that another till had served already.`,
    expert: say`A second answer to ${word(a["id"])}, from ${word(a["server"])}: it was dispatched twice and served twice. Dropped.`,
    weight: "detail",
  }),
};

const SERVER_NOTES: Readonly<Record<string, Tell>> = {
  "started-empty": (s) => ({
    simple: say`The cashier at till ${s} is back. Whoever stood in the queue is gone from memory.`,
    expert: say`${s} starts with an empty queue: what it had was in memory.`,
    source: "Gray 1985, fail-fast modules",
    weight: "event",
  }),
};

const CLIENT_NOTES: Readonly<Record<string, Tell>> = {
  left: (_, a) => ({
    simple: say`A shopper has waited for too long and goes home.`,
    expert: say`Request ${word(a["op"])} is given up: nobody answered within the client’s patience.`,
    weight: "detail",
  }),
};

function telling(notes: Readonly<Record<string, Tell>>) {
  return (note: string, about: About, node: NodeId): Narration | null =>
    notes[note]?.(node, about) ?? null;
}

export const narrateBalancer = telling(BALANCER_NOTES);
export const narrateServer = telling(SERVER_NOTES);
export const narrateClient = telling(CLIENT_NOTES);

function word(value: unknown): string {
  return String(value as string | number);
}
