import type { Term } from "../../../kernel/term.ts";

const ABOUT = "Queues";

export const terms: readonly Term[] = [
  {
    id: "message-broker",
    term: "message broker",
    also: ["broker", "work queue"],
    about: ABOUT,
    simple: "Rosa at the rail: she takes orders from the waiters and gives them to the cooks.",
    expert:
      "A server that keeps messages between those who send and those who receive, so that neither needs the other to be there, or to be as fast.",
    related: ["acknowledgement", "backpressure"],
  },
  {
    id: "acknowledgement",
    term: "acknowledgement",
    also: ["ack", "basic.ack", "publisher confirm"],
    about: ABOUT,
    simple:
      "“Mine now”, says Rosa to the waiter. The cook’s bell says: “Done, you may take it down.”",
    expert:
      "The message that moves responsibility: whoever has it may forget the job. From broker to producer a publisher confirm, from worker to broker the permission to delete (SQS: DeleteMessage).",
    related: ["message-broker", "visibility-timeout", "outcome-unknown"],
  },
  {
    id: "visibility-timeout",
    term: "visibility timeout",
    also: ["in flight", "redelivery"],
    about: ABOUT,
    simple:
      "The egg timer beside a slip that a cook has taken. When it rings and no bell has, the slip is turned face up again.",
    expert:
      "How long a received message is hidden from other receivers. It is a lease on the message that ends by itself, and a failure detector for workers that guesses by time.",
    related: ["acknowledgement", "lease", "receipt-handle"],
  },
  {
    id: "receipt-handle",
    term: "receipt handle",
    also: ["delivery tag"],
    about: ABOUT,
    simple:
      "The number on the egg timer. A bell with the number of an earlier timer counts for nothing.",
    expert:
      "Names one receive of one message. An acknowledgement bears it; one that belongs to an earlier receive does not delete.",
    related: ["visibility-timeout"],
  },
  {
    id: "poison-message",
    term: "poison message",
    also: ["poison pill", "poison"],
    about: ABOUT,
    simple: "A slip that nobody can read. Whoever tries stands there until they give up.",
    expert:
      "A message whose processing fails every time, so that at-least-once delivery repeats it without end.",
    related: ["dead-letter-queue"],
  },
  {
    id: "dead-letter-queue",
    term: "dead-letter queue",
    also: ["DLQ", "dead letter", "maxReceiveCount", "delivery limit"],
    about: ABOUT,
    simple:
      "The chef’s box: slips that were tried three times lie there until somebody looks at them.",
    expert:
      "Where messages go that were received maxReceiveCount times without being acknowledged. It bounds what poison costs, and leaves it to people.",
    related: ["poison-message"],
  },
  {
    id: "backpressure",
    term: "backpressure",
    also: ["flow control"],
    about: ABOUT,
    simple: "“Not now”: a full rail makes the waiters wait, and the guests with them.",
    expert:
      "Whoever cannot keep up makes whoever is in front of it slow down, instead of growing a buffer. Here: a bounded queue that refuses with basic.nack.",
    related: ["message-broker"],
  },
];
