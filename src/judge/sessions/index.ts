import { checker } from "../causal/judging.ts";
import type { Checker } from "../checker.ts";
import { monotonicReads } from "./monotonic-reads.ts";
import { monotonicWrites } from "./monotonic-writes.ts";
import { readYourWrites } from "./read-your-writes.ts";
import { writesFollowReads } from "./writes-follow-reads.ts";

/** The four session guarantees (Terry, Demers, Petersen, Spreitzer, Theimer & Welch 1994), over registers. */
export const SESSIONS: readonly Checker[] = [
  checker("read-your-writes", readYourWrites),
  checker("monotonic-reads", monotonicReads),
  checker("monotonic-writes", monotonicWrites),
  checker("writes-follow-reads", writesFollowReads),
];
