import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "load-balancing",
  title: "Load balancing",
  chapter: "Scaling out",
  promise:
    "Many servers, one queue each: which one gets the next request, and what if one is slow or dead?",
  prerequisites: [],
  realWorld: ["nginx", "HAProxy", "Envoy", "AWS Elastic Load Balancing", "Kubernetes Services"],
} satisfies LessonCard;
