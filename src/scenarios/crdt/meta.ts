import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "crdt",
  title: "Conflict-free data types",
  chapter: "Replication and consistency",
  promise:
    "Three people change one list, one text, one count, and nobody asks: how does it all come to one?",
  prerequisites: ["cap", "vector-clocks"],
  realWorld: ["Riak", "Redis Active-Active", "Automerge", "Yjs", "Akka Distributed Data"],
} satisfies LessonCard;
