import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "lamport-clocks",
  title: "Lamport clocks",
  chapter: "Time and order",
  promise: "No two clocks agree, and still everybody puts everything into one order.",
  prerequisites: [],
  realWorld: ["git-bug", "Automerge", "CockroachDB (hybrid clocks)", "replicated state machines"],
} satisfies LessonCard;
