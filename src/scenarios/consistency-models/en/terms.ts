import type { Term } from "../../../kernel/term.ts";

const ABOUT = "Consistency";

export const terms: readonly Term[] = [
  {
    id: "consistency-model",
    term: "consistency model",
    also: ["consistency models"],
    about: ABOUT,
    simple: "An agreement about which answers may be given, and which may not.",
    expert:
      "The set of histories that a store may show to its clients. A stronger model allows fewer of them; models form a partial order, not a line (Viotti & Vukolić 2016).",
    related: ["history", "linearizability", "sequential-consistency", "causal-consistency"],
  },
  {
    id: "causal-consistency",
    term: "causal consistency",
    also: ["causal memory"],
    about: ABOUT,
    simple: "Nobody sees an answer before the question that it answers.",
    expert:
      "Operations are seen in an order that keeps causality: each process’s own order, and a write before whoever read it. Causal memory (Ahamad et al. 1995) gives each process one such order of all writes; concurrent writes may be ordered differently, and copies need not converge.",
    related: ["happened-before", "causal-delivery", "sequential-consistency"],
  },
  {
    id: "weak-consistency",
    term: "weak consistency",
    about: ABOUT,
    simple: "No promise: an answer may be new, old, or new and then old again.",
    expert:
      "A store whose reads need not reflect writes in any order, nor in bounded time, nor ever. In the literature of processors the same words name something else: memory that is ordered at synchronization operations alone.",
    related: ["eventual-consistency", "consistency-model"],
  },
  {
    id: "sequencer",
    term: "sequencer",
    about: ABOUT,
    simple: "The one who puts a number on every slip, so that all do the same in the same order.",
    expert:
      "A process that numbers messages, so that all deliver them in one total order. Simple and fast, and a single point of failure: to replace it safely takes consensus.",
    related: ["total-order-broadcast"],
  },
];
