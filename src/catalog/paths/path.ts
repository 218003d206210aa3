/** A way through the lessons for one purpose. */
export interface LearningPath {
  readonly id: string;
  readonly title: string;
  /** For whom, and what one can do at its end. */
  readonly promise: string;
  /** In their order. */
  readonly steps: readonly PathStep[];
}

/** One sitting of a path. */
export interface PathStep {
  /** When: “Week 3”, “20 minutes”. */
  readonly when: string;
  readonly title: string;
  /** What to look at, in a sentence. */
  readonly text: string;
  /** Ids of lessons, in their order. Those that are not built yet are not shown. */
  readonly lessons: readonly string[];
}
