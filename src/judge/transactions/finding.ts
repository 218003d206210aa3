import type { Consistency } from "../verdict.ts";
import type { Dependency } from "./dependencies.ts";

/** Isolation, from weak to strong: whoever promises one promises those before it. */
export const LEVELS = [
  "read-uncommitted",
  "read-committed",
  "snapshot-isolation",
  "serializable",
  "strict-serializable",
] as const satisfies readonly Consistency[];

export type Level = (typeof LEVELS)[number];

/** An anomaly by its name in the literature, and what proves it. */
export interface Finding {
  readonly anomaly: string;
  /** The weakest level that forbids it. */
  readonly level: Level;
  /** Ids of the operations that take part. */
  readonly ids: readonly number[];
  /** A cycle of dependencies, where it is one. */
  readonly cycle?: readonly Dependency[];
  /** Otherwise what happened, in both tongues, without a full stop. */
  readonly simple?: string;
  readonly expert?: string;
}
