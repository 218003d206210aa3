import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "consistency-models",
  title: "Consistency models",
  chapter: "Replication and consistency",
  promise: "The same questions to five stores: which answers may each of them give?",
  prerequisites: ["cap"],
  realWorld: ["etcd", "ZooKeeper", "COPS", "MongoDB", "Cassandra"],
} satisfies LessonCard;
