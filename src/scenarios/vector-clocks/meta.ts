import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "vector-clocks",
  title: "Vector clocks",
  chapter: "Time and order",
  promise: "Two events and their numbers: before, after, or neither? The numbers know.",
  prerequisites: ["lamport-clocks"],
  realWorld: ["Riak", "Voldemort", "ShiViz", "race detectors"],
} satisfies LessonCard;
