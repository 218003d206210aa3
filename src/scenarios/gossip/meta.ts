import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "gossip",
  title: "Gossip",
  chapter: "Membership and failure detection",
  promise:
    "Each member tells one other, drawn at random: how soon do a thousand know, and who is left out?",
  prerequisites: [],
  realWorld: ["Cassandra", "Amazon S3", "Consul and Serf", "Redis Cluster", "Riak"],
} satisfies LessonCard;
