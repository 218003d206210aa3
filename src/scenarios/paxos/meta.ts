import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "paxos",
  title: "Paxos: choosing one value",
  chapter: "Agreement",
  promise:
    "Several ask, more than half must agree, and once a value is chosen nobody can choose another one.",
  prerequisites: [],
  realWorld: ["Chubby", "Spanner", "Cassandra", "ScyllaDB", "Ceph monitors"],
} satisfies LessonCard;
