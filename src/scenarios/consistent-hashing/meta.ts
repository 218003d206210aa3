import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "consistent-hashing",
  title: "Consistent hashing",
  chapter: "Scaling out",
  promise:
    "Everybody computes where a key is kept. One node more, and how many keys have to move, and what if somebody asks meanwhile?",
  prerequisites: [],
  realWorld: [
    "memcached clients (ketama)",
    "Amazon Dynamo",
    "Apache Cassandra",
    "HAProxy",
    "Redis Cluster",
  ],
} satisfies LessonCard;
