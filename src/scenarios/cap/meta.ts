import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "cap",
  title: "The CAP theorem",
  chapter: "Replication and consistency",
  promise:
    "Shut the door between five copies, and choose what to give up: an answer, or the right answer.",
  prerequisites: [],
  realWorld: ["etcd", "Cassandra", "DynamoDB", "Riak", "PostgreSQL with synchronous replicas"],
} satisfies LessonCard;
