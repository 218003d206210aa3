import { say } from "../languages/say.ts";

/** A history that cannot be judged: one sentence, and the line that it is about (from 1; 0 when it is none). */
export class HistoryError extends Error {
  override readonly name = "HistoryError";

  constructor(
    readonly line: number,
    readonly sentence: string,
  ) {
    super(line > 0 ? say`line ${line}: ${sentence}` : sentence);
  }
}
