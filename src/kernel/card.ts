/** What a lesson says of itself before it is opened. Its `meta.ts` exports one as default. */
export interface LessonCard {
  /** Its folder's name, and its name in links. */
  readonly id: string;
  readonly title: string;
  readonly chapter: string;
  /** One line: what one can do after it. */
  readonly promise: string;
  /** Ids of lessons that come before. */
  readonly prerequisites: readonly string[];
  /** Systems in the real world that work this way. */
  readonly realWorld: readonly string[];
}
