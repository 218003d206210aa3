import type { Term } from "../../../kernel/term.ts";

const ABOUT = "Time and order";

export const terms: readonly Term[] = [
  {
    id: "vector-clock",
    term: "vector clock",
    also: ["vector time", "vector timestamp"],
    about: ABOUT,
    simple: "A sheet with a number for each friend: how many of its doings one knows of.",
    expert:
      "A counter per process: how many of its events are in the past of this one, itself included. Compared by component, such clocks order exactly as happened-before does (Fidge 1988, Mattern 1989).",
    related: ["happened-before", "lamport-clock", "version-vector", "concurrent"],
  },
  {
    id: "strong-clock-condition",
    term: "strong clock condition",
    about: ABOUT,
    simple: "If the numbers say that one thing came before another, it did, and it was known.",
    expert:
      "C(e) < C(f) if and only if e → f. Vector clocks satisfy it; Lamport’s satisfy one direction only.",
    related: ["clock-condition", "vector-clock"],
  },
];
