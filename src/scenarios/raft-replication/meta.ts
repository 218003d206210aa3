import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "raft-replication",
  title: "Raft: replicating a log",
  chapter: "Agreement",
  promise: "What a majority has written down stays, whoever leads next.",
  prerequisites: ["raft-election"],
  realWorld: ["etcd", "Consul", "TiKV", "CockroachDB", "RabbitMQ quorum queues"],
} satisfies LessonCard;
