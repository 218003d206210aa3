import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "swim",
  title: "SWIM: who is still there?",
  chapter: "Membership and failure detection",
  promise:
    "Nobody watches everybody, and yet all learn who has failed. What if somebody was only away for a moment?",
  prerequisites: [],
  realWorld: [
    "HashiCorp Consul",
    "Serf",
    "Nomad",
    "Uber’s Ringpop",
    "Apple’s Swift Cluster Membership",
    "DAOS",
  ],
} satisfies LessonCard;
