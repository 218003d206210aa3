import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "raft-membership",
  title: "Raft: changing the members",
  chapter: "Agreement",
  promise: "Servers come and go while the cluster works, and there are never two clusters.",
  prerequisites: ["raft-replication"],
  realWorld: ["etcd", "Consul", "TiKV", "CockroachDB", "MongoDB"],
} satisfies LessonCard;
