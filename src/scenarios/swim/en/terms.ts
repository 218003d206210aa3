import type { Term } from "../../../kernel/term.ts";

const ABOUT = "Members";

export const terms: readonly Term[] = [
  {
    id: "failure-detector",
    term: "failure detector",
    about: ABOUT,
    simple: "Somebody who says who is gone. It may be wrong: silence is all that it has.",
    expert:
      "A module that names the processes that it suspects (Chandra and Toueg 1996). In an asynchronous system none is both complete and accurate for certain: a crashed process and a slow one look alike.",
    related: ["strong-completeness", "detector-accuracy", "asynchronous-model", "heartbeat"],
  },
  {
    id: "strong-completeness",
    term: "strong completeness",
    about: ABOUT,
    simple: "Who has really gone is crossed out by everybody in the end.",
    expert:
      "Every process that crashes is in the end suspected for good by every correct process. SWIM’s round-robin order bounds the time until each member has probed it.",
    related: ["failure-detector", "detector-accuracy"],
  },
  {
    id: "detector-accuracy",
    term: "accuracy",
    also: ["false positive"],
    about: ABOUT,
    simple: "Nobody is crossed out who is there.",
    expert:
      "Processes that have not crashed are not suspected. What breaks it is a false positive. SWIM buys it with other ways (k helpers) and with time (the suspicion time-out).",
    related: ["failure-detector", "strong-completeness", "suspicion"],
  },
  {
    id: "protocol-period",
    term: "protocol period",
    also: ["T′"],
    about: ABOUT,
    simple: "From one call to the next.",
    expert:
      "T′: in each, a member probes one other. It must be at least three round trips long, so that helpers can answer within it. Members’ periods need not be in step.",
    related: ["indirect-probe"],
  },
  {
    id: "indirect-probe",
    term: "indirect probe",
    also: ["ping-req"],
    about: ABOUT,
    simple: "“I hear nothing. Can you call, too?”",
    expert:
      "After a round trip without an ack, k members are asked to ping the target and pass the ack on. A single bad link no longer decides.",
    related: ["protocol-period", "partial-partition", "one-way-fault"],
  },
  {
    id: "suspicion",
    term: "suspicion",
    about: ABOUT,
    simple:
      "A question mark behind a name, and a candle: until it has burnt down, the name may be cleared.",
    expert:
      "The state between alive and confirmed as failed. A suspect stays a member and is probed like the others; after a time-out without a refutation it is confirmed.",
    related: ["incarnation-number", "detector-accuracy"],
  },
  {
    id: "incarnation-number",
    term: "incarnation number",
    about: ABOUT,
    simple:
      "The lamps in front of a tent: one more means “I have heard that you miss me, and I am here”.",
    expert:
      "A counter that only its member raises, when it hears of its own suspicion in the present incarnation. It orders Alive and Suspect messages about it.",
    related: ["suspicion", "infection-style"],
  },
  {
    id: "infection-style",
    term: "infection-style dissemination",
    also: ["piggybacking"],
    about: ABOUT,
    simple: "News that are whispered along with calls that are made anyway.",
    expert:
      "Updates ride on pings, ping-reqs and acks, each on some λ log n messages of each member. They spread like an epidemic, at no message of their own.",
    related: ["incarnation-number"],
  },
  {
    id: "flapping",
    term: "flapping",
    about: ABOUT,
    simple: "Crossed out, written down again, crossed out: over and over.",
    expert:
      "A member that is declared failed and alive by turns. Often the accuser is the slow one: it handles acks too late and blames others. Lifeguard (2017) makes a member that fails at its own probes slower to accuse.",
    related: ["detector-accuracy", "suspicion"],
  },
];
