import { numeral, phrase, translate } from "../../languages/say.ts";
import type { Run } from "../../store/run.ts";

/** One line of the comparison: a measure of both runs. */
export interface Measure {
  readonly label: string;
  /** What it means, in a sentence. */
  readonly help: string;
  readonly left: string;
  readonly right: string;
}

interface Counted {
  readonly label: string;
  readonly help: string;
  of(run: Run): string;
}

const COUNTED: readonly Counted[] = [
  {
    label: phrase("messages"),
    help: phrase("Messages sent so far, between all nodes."),
    of: ({ counters }) => count(counters["sent"]),
  },
  {
    label: phrase("bytes"),
    help: phrase("What these messages take, written as JSON."),
    of: ({ counters }) => size(counters["bytes"] ?? 0),
  },
  {
    label: phrase("lost"),
    help: phrase("Messages that never arrived: lost, cut off, or nobody there."),
    of: ({ counters }) =>
      count((counters["lost"] ?? 0) + (counters["cut"] ?? 0) + (counters["refused"] ?? 0)),
  },
  {
    label: phrase("answered"),
    help: phrase("Client operations that had their effect and were answered."),
    of: ({ counters }) => count(counters["ok"]),
  },
  {
    label: phrase("mean latency"),
    help: phrase("How long answered operations took, on average."),
    of: ({ counters }) => {
      const ok = counters["ok"] ?? 0;
      return ok === 0 ? "–" : `${Number(((counters["latency"] ?? 0) / ok / 1_000).toFixed(1))} ms`;
    },
  },
  {
    label: phrase("refused"),
    help: phrase("Client operations that were told no: they certainly had no effect."),
    of: ({ counters }) => count(counters["failed"]),
  },
  {
    label: phrase("unanswered"),
    help: phrase("Client operations of which nobody knows whether they happened."),
    of: ({ counters }) => count(counters["unknown"]),
  },
];

/** The measures of two runs, beside each other. */
export function measuresOf(left: Run, right: Run): readonly Measure[] {
  return COUNTED.map((counted) => ({
    label: translate(counted.label),
    help: translate(counted.help),
    left: counted.of(left),
    right: counted.of(right),
  }));
}

/** The promises that a run has broken: those that the system makes under its settings first. */
export function brokenBy(run: Run): readonly { readonly id: string; readonly promised: boolean }[] {
  return run.verdicts
    .filter((verdict) => verdict.finding.verdict === "violated")
    .map(({ id, promised }) => ({ id, promised }))
    .toSorted((a, b) => Number(b.promised) - Number(a.promised));
}

function count(value = 0): string {
  return numeral(value);
}

function size(bytes: number): string {
  if (bytes < 10_000) return `${count(bytes)} B`;
  return bytes < 10_000_000
    ? `${Number((bytes / 1_000).toFixed(1))} kB`
    : `${Number((bytes / 1_000_000).toFixed(1))} MB`;
}
