/** The card's type lives in the kernel, where a lesson's folder may import it from. */
export type { LessonCard } from "../kernel/card.ts";
