import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "clock-skew",
  title: "Wall clocks and lost updates",
  chapter: "Time and order",
  promise: "The later write wins, says the rule. But later by whose clock?",
  prerequisites: ["lamport-clocks"],
  realWorld: ["Cassandra", "ScyllaDB", "CockroachDB", "MongoDB", "Apache Kudu"],
} satisfies LessonCard;
