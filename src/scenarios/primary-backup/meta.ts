import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "primary-backup",
  title: "Primary and backups",
  chapter: "Replication and consistency",
  promise: "When may the primary say “done”? You choose, then crash it, and count what is lost.",
  prerequisites: [],
  realWorld: ["MySQL", "PostgreSQL", "MariaDB", "Redis", "GitHub (Orchestrator)"],
} satisfies LessonCard;
