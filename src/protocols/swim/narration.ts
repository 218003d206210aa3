/**
 * Each note of a member as a sentence: to a child (tents in a circle, in the dark; in each a child with a list of all names, who calls the
 * others), and to an expert with the source.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import { phrase, say } from "../../languages/say.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

const NOTES: Readonly<Record<string, Tell>> = {
  "asks-others": (n, a) => ({
    label: phrase("asks others"),
    simple:
      a["suspected"] === true
        ? say`${n} hears nothing from ${word(a["member"])}, as before. ${listed(a["asked"])} shall call once more.`
        : say`${n} hears nothing from ${word(a["member"])}. Perhaps only the wind between the two is too loud: ${listed(a["asked"])} shall call, too.`,
    expert: say`${n} has no ack from ${word(a["member"])} within the round-trip time and sends ping-req to ${listed(a["asked"])}.`,
    source: "Das, Gupta & Motivala 2002 §3.1",
    weight: a["suspected"] === true ? "detail" : "event",
  }),
  suspects: (n, a) => ({
    label: phrase("suspects"),
    simple: say`Nobody has heard ${word(a["member"])}. ${n} puts a question mark behind the name, lights a candle, and tells whomever it calls.`,
    expert: listed(a["asked"])
      ? say`No ack from ${word(a["member"])}, directly or by ${listed(a["asked"])}: ${n} suspects it (incarnation ${word(a["incarnation"])}), starts the suspicion time-out and spreads the suspicion.`
      : say`No ack from ${word(a["member"])}, and nobody else was asked: ${n} suspects it (incarnation ${word(a["incarnation"])}), starts the suspicion time-out and spreads the suspicion.`,
    source: "Das, Gupta & Motivala 2002 §4.2",
    weight: "turn",
  }),
  "still-silent": (n, a) => ({
    label: phrase("still silent"),
    simple: say`${word(a["member"])} is still silent. The question mark stays, and the candle burns on.`,
    expert: say`${n}'s next probe of ${word(a["member"])} has failed, too; the suspicion stands and its time-out runs on.`,
    weight: "detail",
  }),
  confirms: (n, a) =>
    a["hasty"] === true
      ? {
          label: phrase("declares failed"),
          simple: say`${n} hears nothing from ${word(a["member"])} and crosses the name out at once.`,
          expert: say`${n}'s probe of ${word(a["member"])} failed; without suspicions that is the verdict: confirmed as failed.`,
          source: "Das, Gupta & Motivala 2002 §3.1",
          weight: "turn",
        }
      : {
          label: phrase("confirms"),
          simple: say`${n}'s candle for ${word(a["member"])} has burnt down, and no “I’m here!” has come. ${n} crosses the name out.`,
          expert: say`The suspicion time-out of ${word(a["member"])} (incarnation ${word(a["incarnation"])}) is over at ${n}: confirmed as failed, and spread as such.`,
          source: "Das, Gupta & Motivala 2002 §4.2",
          weight: "turn",
        },
  "hears-suspicion": (n, a) => ({
    label: phrase("hears a suspicion"),
    simple: say`${n} hears from ${word(a["from"])} that nobody can hear ${word(a["member"])}, and lights a candle, too.`,
    expert: say`${n} takes over from ${word(a["from"])} the suspicion of ${word(a["member"])} (incarnation ${word(a["incarnation"])}) and starts its own time-out.`,
    source: "Das, Gupta & Motivala 2002 §4.2",
    weight: "event",
  }),
  "hears-failure": (n, a) => ({
    label: phrase("hears of a failure"),
    simple: say`${n} hears from ${word(a["from"])} that ${word(a["member"])} is gone, and crosses the name out.`,
    expert: say`${n} takes over from ${word(a["from"])} that ${word(a["member"])} is confirmed as failed: Confirm overrides whatever was known of this life.`,
    source: "Das, Gupta & Motivala 2002 §4.2",
    weight: "event",
  }),
  "hears-refutation": (n, a) => ({
    label: phrase("hears a refutation"),
    simple: say`${n} hears from ${word(a["from"])}: ${word(a["member"])} is there after all! It has hung out lamp number ${word(a["incarnation"])}. ${n} blows the candle out.`,
    expert: say`Alive ${word(a["member"])} with incarnation ${word(a["incarnation"])} has come by ${word(a["from"])} and overrides the suspicion at ${n}.`,
    source: "Das, Gupta & Motivala 2002 §4.2",
    weight: "event",
  }),
  "takes-back": (n, a) => ({
    label: phrase("takes back"),
    simple: say`${word(a["member"])} has come back with a new name tag. ${n} writes it on the list again.`,
    expert: say`${word(a["member"])} has joined again (life ${word(a["life"])}); for ${n} it is a new member.`,
    source: "Das, Gupta & Motivala 2002 §3.2",
    weight: "event",
  }),
  refutes: (n, a) => ({
    label: phrase("refutes"),
    simple: say`${n} hears that it is being missed: “But I’m here!” It hangs out one more lamp, number ${word(a["incarnation"])}.`,
    expert: say`${n} hears of its own suspicion by ${word(a["from"])}, raises its incarnation to ${word(a["incarnation"])} and spreads Alive with it.`,
    source: "Das, Gupta & Motivala 2002 §4.2",
    weight: "turn",
  }),
  "cannot-refute": (n, a) => ({
    label: phrase("cannot refute"),
    simple: say`${n} hears that it is being missed. It is there, but it has no lamp with which to show that this is news.`,
    expert: say`${n} hears of its own suspicion by ${word(a["from"])}. Without a higher incarnation, no Alive of its overrides the suspicion.`,
    source: "Das, Gupta & Motivala 2002 §4.2",
    weight: "turn",
  }),
  "joins-again": (n, a) => ({
    label: phrase("joins again"),
    simple: say`${n} hears that its name was crossed out. It takes a new name tag and joins the circle again.`,
    expert: say`${n} learns from ${word(a["from"])} that it was confirmed as failed. Nothing overrides that, so it joins as a new member, life ${word(a["life"])}.`,
    source: "Das, Gupta & Motivala 2002 §4.2",
    weight: "turn",
  }),
  "came-back": (n, a) => ({
    label: phrase("came back"),
    simple: say`${n} is back, with an empty head and a new name tag.`,
    expert: say`${n} restarts and joins as life ${word(a["life"])}: the counter is on disk, all else is forgotten.`,
    source: "Das, Gupta & Motivala 2002 §3.2",
    weight: "event",
  }),
  knocks: (n, a) => ({
    label: phrase("knocks"),
    simple: say`${n} calls for ${word(a["member"])} once more, though the name is crossed out. Has it come back?`,
    expert: say`${n} pings ${word(a["member"])}, which it holds for failed: one such ping in a round lets the two halves of a group find each other again.`,
    weight: "detail",
  }),
};

/** The sentence for a note of a member; null when there is none of that name. */
export function narrateMember(note: string, about: About, node: NodeId): Narration | null {
  return NOTES[note]?.(node, about) ?? null;
}

function word(value: unknown): string {
  return String(value as string | number);
}

function listed(names: unknown): string {
  return (names as readonly string[]).join(", ");
}
