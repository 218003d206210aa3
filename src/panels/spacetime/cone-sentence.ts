/** The words for a cone of happened-before. Pure. */
import type { TraceRow } from "../../wire/frame.ts";
import type { ConeCounts } from "./ConeSentence.tsx";

/** `34 events led to it, 120 follow from it, 18 are concurrent.` */
export function coneSentence({ past, future, concurrent }: ConeCounts): string {
  return [
    `${past === 0 ? "nothing" : events(past)} led to it`,
    future === 0
      ? "nothing follows from it yet"
      : `${number(future)} ${future === 1 ? "follows" : "follow"} from it`,
    `${concurrent === 0 ? "none" : number(concurrent)} ${concurrent === 1 ? "is" : "are"} concurrent.`,
  ].join(", ");
}

/** `n2’s RequestVote 4`; what hands did and judges saw has no owner. */
export function nameOf({ node, kind, label }: Pick<TraceRow, "node" | "kind" | "label">): string {
  if (node === null) return label;
  return kind === "deliver" ? `${label} at ${node}` : `${node}’s ${label}`;
}

function events(count: number): string {
  return `${number(count)} ${count === 1 ? "event" : "events"}`;
}

function number(count: number): string {
  return count.toLocaleString("en");
}
