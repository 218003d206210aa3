import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "exactly-once",
  title: "Exactly once",
  chapter: "Talking over a network",
  promise: "Pay once, hear nothing, ask again: is it paid twice, once or not at all?",
  prerequisites: [],
  realWorld: ["Stripe’s API", "Kafka producers", "NFS", "AWS APIs", "card payments"],
} satisfies LessonCard;
