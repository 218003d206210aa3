import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "two-phase-commit",
  title: "Two-phase commit",
  chapter: "Agreement",
  promise:
    "All of them do it or none does, and you see who pays for that while the coordinator is down.",
  prerequisites: [],
  realWorld: [
    "PostgreSQL (PREPARE TRANSACTION)",
    "MySQL (XA)",
    "Citus",
    "Jakarta Transactions",
    "Spanner",
  ],
} satisfies LessonCard;
