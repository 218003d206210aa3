import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "quorum",
  title: "Quorums: N, R and W",
  chapter: "Replication and consistency",
  promise:
    "How many must have written, and how many must be asked, so that nobody gets an old answer?",
  prerequisites: ["cap"],
  realWorld: ["Amazon Dynamo", "Cassandra", "Riak", "ScyllaDB", "Voldemort"],
} satisfies LessonCard;
