import type { Term } from "../../../kernel/term.ts";

const ABOUT = "Consistency";

export const terms: readonly Term[] = [
  {
    id: "crdt",
    term: "conflict-free replicated data type",
    also: ["CRDT"],
    about: ABOUT,
    simple:
      "A thing written so cleverly that everybody may change their own copy, and the copies still become one.",
    expert:
      "An abstract type whose replicas are updated without coordination and converge by construction: merges form a semilattice, or concurrent operations commute (Shapiro et al. 2011).",
    related: ["strong-eventual-consistency", "state-based", "operation-based"],
  },
  {
    id: "strong-eventual-consistency",
    term: "strong eventual consistency",
    also: ["strong convergence"],
    about: ABOUT,
    simple:
      "Who has heard of the same changes shows the same, at once, no matter in which order they came.",
    expert:
      "Eventual delivery of all updates, and replicas that have delivered the same set of updates are in equivalent states: no rollback, no consensus. Stronger than eventual consistency, which allows them to differ for a while.",
    related: ["eventual-consistency", "crdt"],
  },
  {
    id: "state-based",
    term: "state-based",
    also: ["CvRDT"],
    about: ABOUT,
    simple: "Send a copy of the whole notebook; whoever gets it writes in what they lack.",
    expert:
      "Replicas send their payload, and receivers take the least upper bound of both. Lost, doubled and overtaken messages do no harm; a payload grows with what it holds.",
    related: ["operation-based", "semilattice", "crdt"],
  },
  {
    id: "operation-based",
    term: "operation-based",
    also: ["op-based", "CmRDT"],
    about: ABOUT,
    simple: "Send a postcard for each change; whoever gets it makes the same change.",
    expert:
      "An update is prepared at its source and takes effect at every replica. Effects of concurrent operations commute; the messages must come exactly once, causes first.",
    related: ["state-based", "causal-delivery", "crdt"],
  },
  {
    id: "semilattice",
    term: "semilattice",
    also: ["least upper bound", "join"],
    about: ABOUT,
    simple:
      "Putting two pages together: the same whichever lies on top, and doing it twice adds nothing.",
    expert:
      "A partial order in which any two states have a least upper bound. Taking it is commutative, associative and idempotent; updates only move upwards.",
    related: ["state-based", "idempotent"],
  },
  {
    id: "causal-delivery",
    term: "causal delivery",
    about: ABOUT,
    simple: "Nobody acts on an answer before they have heard the question.",
    expert:
      "A message is delivered after all messages that its sender had delivered, or sent, before sending it (Birman, Schiper and Stephenson 1991). Here by version vectors.",
    related: ["operation-based", "version-vector"],
  },
  {
    id: "unique-tag",
    term: "unique tag",
    also: ["dot"],
    about: ABOUT,
    simple: "A sticker with a number and the friend’s name. No two in the world are alike.",
    expert:
      "An identifier that no other update can bear, such as a replica’s name and its count. A remove names the tags it has observed, and so spares adds it has not.",
    related: ["add-wins", "tombstone"],
  },
  {
    id: "add-wins",
    term: "add wins",
    also: ["observed remove"],
    about: ABOUT,
    simple: "Crossing out takes away what you saw on the list, and nothing that you could not see.",
    expert:
      "The semantics of the observed-remove set: an element is in it if some add of it was not seen by any remove. Of a concurrent add and remove, the add stands.",
    related: ["unique-tag", "concurrent"],
  },
  {
    id: "tombstone",
    term: "tombstone",
    about: ABOUT,
    simple:
      "What was crossed out can still be seen under the line, so that nobody writes it in again by mistake.",
    expert:
      "The record that something was removed. Without it, a payload of earlier that still holds the element cannot be told from one that adds it. Dropping it safely takes knowledge of what all replicas have seen.",
    related: ["unique-tag"],
  },
];
