import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "circuit-breaker",
  title: "Circuit breaker",
  chapter: "Resilience, operations, security",
  promise:
    "A server stumbles for five seconds and never gets up again: why retries do that, and what prevents it.",
  prerequisites: ["load-balancing"],
  realWorld: ["Netflix Hystrix", "Resilience4j", "Envoy", "gRPC", "AWS SDKs"],
} satisfies LessonCard;
