import type { Term } from "../../../kernel/term.ts";

const ABOUT = "Time and order";

export const terms: readonly Term[] = [
  {
    id: "happened-before",
    term: "happened-before",
    also: ["causal order", "happens-before"],
    about: ABOUT,
    simple: "One thing came before another in a way that it could have brought it about.",
    expert:
      "Lamport’s →: the smallest transitive relation that orders the events of each process as they happen and each sending before its receipt. What it leaves unordered is concurrent.",
    related: ["concurrent", "lamport-clock"],
  },
  {
    id: "lamport-clock",
    term: "Lamport clock",
    also: ["logical clock", "Lamport timestamp"],
    about: ABOUT,
    simple: "A number that counts on with all one does, and jumps past the number on each letter.",
    expert:
      "A counter for each process, ticked at each event, sent along with each message, and set past the stamp at each receipt (Lamport 1978, IR1 and IR2).",
    related: ["clock-condition", "happened-before"],
  },
  {
    id: "clock-condition",
    term: "Clock Condition",
    about: ABOUT,
    simple: "What came because of something else has the higher number.",
    expert: "If a → b then C(a) < C(b). Its converse holds of vector clocks, not of Lamport’s.",
    related: ["lamport-clock"],
  },
  {
    id: "total-order-broadcast",
    term: "total order broadcast",
    also: ["atomic broadcast", "totally-ordered multicast"],
    about: ABOUT,
    simple: "Everybody gets all messages in the same order.",
    expert:
      "A broadcast whose messages all correct processes deliver in one order. With crashes it is equivalent to consensus (Chandra and Toueg 1996).",
    related: ["replicated-state-machine", "consensus", "lamport-clock"],
  },
];
