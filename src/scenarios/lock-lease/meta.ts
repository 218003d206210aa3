import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "lock-lease",
  title: "Locks, leases and fencing tokens",
  chapter: "Agreement",
  promise:
    "A lock that comes back by itself, a holder who has slept too long, and a number that saves the day.",
  prerequisites: [],
  realWorld: ["Chubby", "ZooKeeper", "etcd", "Redis (Redlock)", "Hazelcast", "HBase"],
} satisfies LessonCard;
