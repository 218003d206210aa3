/** Each note as a sentence: to a child (neighbours who telephone each other), and to an expert with its source. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import { say } from "../../languages/say.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

const NOTES: Readonly<Record<string, Tell>> = {
  news: (n, a) => ({
    simple: say`${n} has news! At the next tick of the clock the first calls are made.`,
    expert: say`An update is made at ${n}, number ${word(a["number"])}. The site is infective; it tells from its next round on.`,
    source: "Demers et al. 1987 §1.4",
    weight: "turn",
  }),
  heard: (n, a) => ({
    simple: say`${n} hears the news from ${word(a["from"])}.`,
    expert: say`${n} takes in update ${word(a["number"])} of ${word(a["origin"])} from ${word(a["from"])} and is infective.`,
    source: "Demers et al. 1987 §1.4",
    weight: "detail",
  }),
  "caught-up": (n, a) => ({
    simple: say`${n} had missed the news. Comparing notes with ${word(a["from"])} at night brings it, and ${n} starts calling others.`,
    expert: say`Anti-entropy with ${word(a["from"])} finds that ${n} lacks update ${word(a["number"])}; it is a hot rumour again.`,
    source: "Demers et al. 1987 §1.5",
    weight: "event",
  }),
  "lost-interest": (n, a) => ({
    simple: say`${n} has heard “I know that already” often enough, and tells it no more.`,
    expert: say`${n} is removed: interest in update ${word(a["number"])} is lost by ${word(a["how"])} with k = ${word(a["k"])}.`,
    source: "Demers et al. 1987 §1.4",
    weight: "detail",
  }),
  "woke-knowing": (n, a) => ({
    simple: say`${n} is back and reads the news in the diary.`,
    expert: say`${n} restarts with update ${word(a["number"])} on its disk, removed: that it was a hot rumour only its memory knew.`,
    source: "Demers et al. 1987 §1.2",
    weight: "event",
  }),
};

export function narrateMember(note: string, about: About, node: NodeId): Narration | null {
  return NOTES[note]?.(node, about) ?? null;
}

function word(value: unknown): string {
  return String(value as string | number);
}
