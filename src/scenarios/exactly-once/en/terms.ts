import type { Term } from "../../../kernel/term.ts";

const ABOUT = "Consistency";

export const terms: readonly Term[] = [
  {
    id: "request-id",
    term: "request id",
    also: ["idempotency key", "request ids"],
    about: ABOUT,
    simple: "The number on a slip: the same on every copy, and never used for anything else.",
    expert:
      "Chosen by the client, kept before the first attempt, the same in each retransmission. A sequence number lets a server remember one row for each client; a random key must be remembered as long as a copy may come.",
    related: ["dedupe-table", "exactly-once", "idempotent"],
  },
  {
    id: "dedupe-table",
    term: "dedupe table",
    also: ["duplicate request cache", "reply cache"],
    about: ABOUT,
    simple: "The banker’s list: which number of each child she did last, and what she answered.",
    expert:
      "What a server has answered, by client and request id. A repeated request gets the recorded answer and takes no effect. It must be as durable as the effects that it guards.",
    related: ["request-id", "client-session", "persistent-state"],
  },
  {
    id: "atomic-write",
    term: "atomic write",
    also: ["one transaction"],
    about: ABOUT,
    simple: "One stroke of the pen: all of it stands in the book, or nothing does.",
    expert:
      "Several changes that a crash leaves all or none of (Gray 1981: atomicity), as by a write-ahead log with a commit record.",
    related: ["crash-and-restart", "dedupe-table"],
  },
  {
    id: "end-to-end-argument",
    term: "end-to-end argument",
    about: ABOUT,
    simple:
      "Only those at the two ends can be sure of a thing; whoever carries it cannot do it for them.",
    expert:
      "A function that needs the knowledge of the endpoints cannot be completely provided by what is between them (Saltzer, Reed and Clark 1984). Their example among others: suppressing duplicates, since the application itself may repeat a request.",
    related: ["exactly-once"],
  },
];
