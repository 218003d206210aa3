/** The words of what a lesson teaches with, in one language. `{leader}` stands for a word that only the run knows. */

import { say } from "../../languages/say.ts";

/** One thing said at both levels. */
export interface Told {
  readonly simple: string;
  readonly expert: string;
}

export interface StepText extends Told {
  readonly title: string;
  /** What the button says that does the step's action. */
  readonly act?: string;
  /** What was seen, once it has come true. */
  readonly done?: Told;
}

export interface PredictionText {
  readonly title: string;
  readonly question: string;
  /** By the options' texts. */
  readonly options: Readonly<Record<string, string>>;
  /** Why it came so, by the option that came true; `*` for any other. */
  readonly because: Readonly<Record<string, Told>>;
}

export interface ChallengeText {
  readonly title: string;
  /** What is to be reached, and under what constraints. */
  readonly goal: Told;
  /** One after the other, each tells more. */
  readonly hints: readonly [string, string, ...string[]];
  /** Why it worked. */
  readonly done: Told;
}

export interface LessonTexts {
  readonly tour: {
    readonly title: string;
    readonly promise: string;
    /** By the steps' ids. */
    readonly steps: Readonly<Record<string, StepText>>;
    /** When it is over: what has been seen, and what to do next. */
    readonly end: Told;
  };
  readonly predictions: Readonly<Record<string, PredictionText>>;
  readonly challenges: Readonly<Record<string, ChallengeText>>;
}

/** Puts the run's words in; `{leader}` is “the leader” while nobody is. */
export function fillIn(text: string, names: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? say`the ${name}`);
}
