/** What processes send to each other: only the sending matters here, so a message says nothing but when it was sent. */
import type { Vector } from "./vector.ts";

export interface Letter {
  readonly type: "Letter";
  /** The name of its sending: `p3` is the third event of p. */
  readonly event: string;
  /** The vector clock of its sending. */
  readonly vector: Vector;
}
