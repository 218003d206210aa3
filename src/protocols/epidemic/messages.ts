/** What members tell each other. An update is one object, shared by all who know it. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";

/** An update of the one item that everybody keeps a copy of. Of two updates the one with the larger timestamp counts. */
export interface News {
  /** The timestamp: the origin's clock, in local µs, then the origin's name. */
  readonly at: Micros;
  readonly origin: NodeId;
  /** The origin had known of so many before; the first is 1. */
  readonly number: number;
}

/** Rumour mongering: somebody who finds the news interesting tells it, unasked or asked. */
export interface Rumour {
  readonly type: "Rumour";
  readonly news: News;
}

/** Feedback: the receiver of a rumour knew it. */
export interface Known {
  readonly type: "Known";
  readonly news: News;
}

/** Pull: is there anything newer than this? */
export interface Ask {
  readonly type: "Ask";
  readonly news: News | null;
}

/** Anti-entropy: all that the sender knows, for comparison. */
export interface Compare {
  readonly type: "Compare";
  readonly news: News | null;
}

/** The answer to a comparison, where the receiver knew more. */
export interface Update {
  readonly type: "Update";
  readonly news: News;
}

export type EpidemicMessage = Rumour | Known | Ask | Compare | Update;

/** Whether one update counts more than what is known so far. */
export function isNewer(one: News | null, other: News | null): boolean {
  if (one === null || one === other) return false;
  if (other === null) return true;
  return one.at === other.at ? one.origin > other.origin : one.at > other.at;
}

/** Whether two are the same update. */
export function isSame(one: News | null, other: News | null): boolean {
  return (
    one === other ||
    (one !== null && other !== null && one.at === other.at && one.origin === other.origin)
  );
}
