/** The words for a cone of happened-before. Pure. */
import { say, several } from "../../languages/say.ts";
import type { TraceRow } from "../../wire/frame.ts";
import type { ConeCounts } from "./ConeSentence.tsx";

/** `34 events led to it, 120 follow from it, 18 are concurrent.` */
export function coneSentence({ past, future, concurrent }: ConeCounts): string {
  return [
    past === 0
      ? say`nothing led to it`
      : several(past, "{n} event led to it", "{n} events led to it"),
    future === 0
      ? say`nothing follows from it yet`
      : several(future, "{n} follows from it", "{n} follow from it"),
    concurrent === 0
      ? say`none are concurrent.`
      : several(concurrent, "{n} is concurrent.", "{n} are concurrent."),
  ].join(", ");
}

/** `n2’s RequestVote 4`; what hands did and judges saw has no owner. */
export function nameOf({ node, kind, label }: Pick<TraceRow, "node" | "kind" | "label">): string {
  if (node === null) return label;
  return kind === "deliver" ? say`${label} at ${node}` : say`${node}’s ${label}`;
}
