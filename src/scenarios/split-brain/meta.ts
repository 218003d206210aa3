import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "split-brain",
  title: "Split brain and fencing",
  chapter: "Replication and consistency",
  promise: "Two servers believe to be in charge. See what makes one of them powerless.",
  prerequisites: ["primary-backup"],
  realWorld: [
    "Pacemaker (STONITH)",
    "GFS2",
    "Redis Sentinel",
    "MongoDB",
    "Elasticsearch",
    "Chubby",
  ],
} satisfies LessonCard;
