export type { LessonCard } from "../kernel/card.ts";
