/** The words of transactions that only this lesson's texts use, in English. */
import type { Term } from "../../../kernel/term.ts";

const about = "Transactions";

export const terms: readonly Term[] = [
  {
    id: "transaction",
    term: "transaction",
    about,
    simple: "Several small things that belong together, such as a room, a cake and a band.",
    expert:
      "A unit of work that takes effect as a whole or not at all. A distributed transaction changes data at several participants.",
    related: ["atomic-commitment", "lock"],
  },
  {
    id: "atomic-commitment",
    term: "atomic commitment",
    also: ["atomic commit"],
    about,
    simple: "Either everybody does it or nobody does.",
    expert:
      "The problem of reaching one decision, commit or abort, at every participant, where each has a veto. Defined by AC1 to AC5 (Bernstein, Hadzilacos and Goodman 1987).",
    related: ["consensus", "two-phase-commit"],
  },
  {
    id: "two-phase-commit",
    term: "two-phase commit",
    also: ["2PC"],
    about,
    simple: "First ask everybody for a promise, then tell everybody what happens.",
    expert:
      "The oldest protocol for atomic commitment: votes in phase one, the decision in phase two (Gray 1978; Lampson and Sturgis 1976). It may block.",
    related: ["coordinator", "participant"],
  },
  {
    id: "coordinator",
    term: "coordinator",
    also: ["transaction manager"],
    about,
    simple: "The planner, who asks everybody and says what happens.",
    expert:
      "The process that collects the votes and decides. What it has forced to its log is the decision.",
    related: ["participant"],
  },
  {
    id: "participant",
    term: "participant",
    also: ["resource manager"],
    about,
    simple: "A shop that is asked whether it can.",
    expert:
      "A process that holds data which the transaction changes; it votes, and obeys the decision.",
    related: ["uncertain"],
  },
  {
    id: "uncertain",
    term: "uncertain",
    also: ["in doubt", "prepared"],
    about,
    simple: "Having promised, and not knowing yet what happens.",
    expert:
      "The state of a participant from its Yes until it learns the decision. Databases call such a transaction prepared, or in doubt.",
    related: ["blocking"],
  },
  {
    id: "blocking",
    term: "blocking",
    also: ["blocked"],
    about,
    simple: "Standing there with a key in the hand because nobody says what to do.",
    expert:
      "Having to wait for another process’s recovery before one can decide, and holding one’s locks meanwhile.",
    related: ["lock", "cooperative-termination", "heuristic-decision"],
  },
  {
    id: "lock",
    term: "lock",
    about,
    simple: "A key: as long as one has it, nobody else gets at the thing.",
    expert:
      "A participant’s exclusive hold on the data that a transaction changes. Once it has voted Yes it keeps the lock until it knows the decision.",
    related: ["uncertain"],
  },
  {
    id: "write-ahead-log",
    term: "write-ahead log",
    also: ["WAL"],
    about,
    simple: "The book: first write it down, then say it.",
    expert:
      "A durable sequence of records, forced to disk before the action or the message that depends on it.",
    related: ["persistent-state", "crash-and-restart"],
  },
  {
    id: "unilateral-abort",
    term: "unilateral abort",
    about,
    simple: "Calling it off alone, which one may do as long as one has not promised.",
    expert: "A participant’s right to abort by itself, which it gives up with its Yes.",
    related: ["participant", "uncertain"],
  },
  {
    id: "cooperative-termination",
    term: "cooperative termination",
    also: ["cooperative termination protocol"],
    about,
    simple: "Asking each other when the planner sleeps.",
    expert:
      "An uncertain participant asks the others: who knows the decision tells it, who has not voted aborts, who is uncertain cannot help.",
    related: ["unilateral-abort"],
  },
  {
    id: "heuristic-decision",
    term: "heuristic decision",
    about,
    simple: "Deciding alone although one had promised to wait.",
    expert:
      "A decision that a participant takes while it is uncertain, by itself or by an operator’s hand, to free its locks. The outcome may be mixed.",
    related: ["uncertain"],
  },
  {
    id: "presumed-abort",
    term: "presumed abort",
    about,
    simple: "What does not stand in the book is off.",
    expert:
      "A variant in which a coordinator that knows nothing of a transaction answers abort, so that aborts need no acknowledgement and no forced record (Mohan, Lindsay and Obermarck 1986).",
    related: ["coordinator", "write-ahead-log"],
  },
];
