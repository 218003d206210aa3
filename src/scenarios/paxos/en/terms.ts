/** The words of Paxos that only this lesson's texts use, in English. */
import type { Term } from "../../../kernel/term.ts";

const about = "Paxos";

export const terms: readonly Term[] = [
  {
    id: "proposer",
    term: "proposer",
    about,
    simple: "A friend who would like a name to be chosen, and asks the keepers for it.",
    expert:
      "The role that issues proposals: it gathers promises (phase 1), then asks for acceptances (phase 2).",
    related: ["acceptor", "proposal-number", "duelling-proposers"],
  },
  {
    id: "acceptor",
    term: "acceptor",
    about,
    simple: "A keeper with a notebook, who promises, writes, and does not forget.",
    expert:
      "The role that promises and accepts. What it has promised and what it has accepted are its whole state, and on disk.",
    related: ["promise", "persistent-state"],
  },
  {
    id: "paxos-learner",
    term: "learner (Paxos)",
    about,
    simple: "A child who only wants to know the name.",
    expert:
      "The role that finds out what is chosen: it counts acceptances until a majority has accepted one proposal.",
    related: ["chosen", "acceptor"],
  },
  {
    id: "proposal-number",
    term: "proposal number",
    also: ["ballot", "ballot number"],
    about,
    simple: "The number on a ticket. No two tickets have the same, and higher beats lower.",
    expert:
      "What orders proposals. Proposers draw from disjoint sets and never use a number twice, so a number stands for one value.",
    related: ["promise", "term"],
  },
  {
    id: "prepare",
    term: "prepare request",
    also: ["prepare", "phase 1"],
    about,
    simple: "“Will you turn away lower tickets? And have you written a name?”",
    expert:
      "Phase 1 (a): asks for the promise to accept nothing numbered lower, and for the highest-numbered proposal that was accepted.",
    related: ["promise", "accept-request"],
  },
  {
    id: "promise",
    term: "promise",
    about,
    simple: "“From now on I turn away all tickets lower than yours.”",
    expert:
      "Phase 1 (b): an acceptor’s answer to a prepare request numbered n. It will accept nothing numbered below n (P1a).",
    related: ["acceptor", "p2c"],
  },
  {
    id: "accept-request",
    term: "accept request",
    also: ["accept", "phase 2"],
    about,
    simple: "“Please write this name into your notebook.”",
    expert:
      "Phase 2 (a): asks to accept a value under a number. It is accepted unless a higher number has been promised.",
    related: ["chosen", "proposer"],
  },
  {
    id: "chosen",
    term: "chosen",
    about,
    simple: "More than half have written the same name with the same ticket.",
    expert:
      "A proposal is chosen when a majority of the acceptors have accepted it, each at some time. Nobody need know.",
    related: ["majority", "consensus"],
  },
  {
    id: "p2c",
    term: "P2c",
    about,
    simple: "Before you ask for a name, make sure that no other one can have won.",
    expert:
      "The invariant of the proof: a proposal (n, v) is issued only if some majority has accepted nothing below n, or v is the value of the highest-numbered proposal below n that its members have accepted.",
    related: ["invariant", "chosen"],
  },
  {
    id: "duelling-proposers",
    term: "duelling proposers",
    also: ["livelock", "dueling proposers"],
    about,
    simple: "Two who overtake each other again and again, so that neither gets anything done.",
    expert:
      "A livelock: each proposer’s prepare request invalidates the other’s round between its phases (§2.4).",
    related: ["backoff", "flp", "safety-and-liveness"],
  },
  {
    id: "backoff",
    term: "backoff",
    also: ["random backoff", "exponential backoff"],
    about,
    simple: "Waiting for a while, by chance, before trying again.",
    expert:
      "After a failure, a random wait within a bound that doubles with each further one: it breaks the step in which rivals march.",
    related: ["proposer", "split-vote"],
  },
  {
    id: "distinguished-proposer",
    term: "distinguished proposer",
    about,
    simple: "The only one who is to ask, as long as it is awake.",
    expert:
      "The one proposer that an election lets issue proposals, so that nobody duels; a failed election costs progress, never safety.",
    related: ["leader", "duelling-proposers"],
  },
];
