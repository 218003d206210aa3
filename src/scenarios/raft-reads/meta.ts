import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "raft-reads",
  title: "Raft: reading without writing",
  chapter: "Agreement",
  promise: "Three ways to read from a cluster, and what each of them trusts in.",
  prerequisites: ["raft-replication"],
  realWorld: ["etcd", "Consul", "TiKV", "CockroachDB", "YugabyteDB"],
} satisfies LessonCard;
