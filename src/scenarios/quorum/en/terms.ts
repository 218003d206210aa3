import type { Term } from "../../../kernel/term.ts";

const ABOUT = "Consistency";

export const terms: readonly Term[] = [
  {
    id: "partial-quorum",
    term: "partial quorum",
    also: ["N, R, W", "partial quorums"],
    about: ABOUT,
    simple:
      "So few are asked, and so few must write, that the ones may have nobody in common with the others.",
    expert:
      "Read and write quorums of sizes R and W out of N with R + W ≤ N: they need not intersect, and a read may miss the last write. How often can be worked out (Bailis et al. 2012).",
    related: ["quorum-intersection", "sloppy-quorum", "pbs"],
  },
  {
    id: "quorum-intersection",
    term: "quorum intersection",
    also: ["R + W > N"],
    about: ABOUT,
    simple: "If many have written and many are asked, somebody is among both, and knows.",
    expert:
      "Any set of R and any set of W out of the same N share a member when R + W > N (Gifford 1979, with votes). A read then meets every write that was acknowledged before it began.",
    related: ["partial-quorum", "regular-register"],
  },
  {
    id: "sloppy-quorum",
    term: "sloppy quorum",
    about: ABOUT,
    simple: "If the right friend is not in, the neighbour counts, too.",
    expert:
      "The first N healthy nodes of the preference list count, instead of its first N (DeCandia 2007 §4.6). More operations succeed; quorums no longer come from the same N nodes, so they may miss each other whatever R and W are.",
    related: ["hinted-handoff", "quorum-intersection", "preference-list"],
  },
  {
    id: "read-repair",
    term: "read repair",
    about: ABOUT,
    simple: "Whoever showed an old page gets the new one.",
    expert:
      "A coordinator that gets different versions sends the newest to the replicas that answered with an older one. After the client’s answer (Dynamo), or before it (Cassandra’s blocking read repair, which makes quorum reads monotonic).",
    related: ["hinted-handoff", "regular-register", "write-back"],
  },
  {
    id: "preference-list",
    term: "preference list",
    also: ["coordinator of a key"],
    about: ABOUT,
    simple: "The order of doors at which one knocks for a thing.",
    expert:
      "The nodes met by walking the ring from a key’s hash. The first N keep the key, and any of them may coordinate an operation on it (DeCandia 2007 §4.3, §4.5).",
    related: ["sloppy-quorum"],
  },
  {
    id: "regular-register",
    term: "regular register",
    about: ABOUT,
    simple:
      "While somebody is writing, one may be told the new and the next the old. After that everybody is told the new.",
    expert:
      "A read returns the last write that had ended before it began, or one that overlaps it (Lamport 1986). Two reads during one write may go backwards, which an atomic (linearizable) register forbids.",
    related: ["quorum-intersection", "new-old-inversion", "linearizability"],
  },
  {
    id: "pbs",
    term: "probabilistically bounded staleness",
    also: ["PBS", "WARS"],
    about: ABOUT,
    simple: "Working out how likely an old answer is, and how old.",
    expert:
      "Bounds on the staleness of partial quorums in expectation: k-staleness, by versions, in closed form; t-visibility, by time, from the latencies of write, acknowledgement, read and response (WARS) by Monte Carlo (Bailis et al. 2012).",
    related: ["partial-quorum", "stale-read"],
  },
];
