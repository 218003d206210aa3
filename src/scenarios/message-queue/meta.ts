import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "message-queue",
  title: "Work queue",
  chapter: "Talking over a network",
  promise:
    "Hand work over to a queue, let workers die with it in their hands, and see why none of it is lost and some is done twice.",
  prerequisites: ["exactly-once"],
  realWorld: ["Amazon SQS", "RabbitMQ", "Celery", "Sidekiq", "Google Cloud Pub/Sub"],
} satisfies LessonCard;
