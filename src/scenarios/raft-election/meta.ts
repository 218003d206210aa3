import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "raft-election",
  title: "Raft: electing a leader",
  chapter: "Agreement",
  promise: "Five servers choose one leader, and never two in the same term.",
  prerequisites: ["cap"],
  realWorld: ["etcd", "Consul", "CockroachDB", "Kafka (KRaft)"],
} satisfies LessonCard;
