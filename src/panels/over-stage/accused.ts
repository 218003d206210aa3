import type { VerdictFrame } from "../../wire/frame.ts";
import type { Run } from "../../store/run.ts";

/** The verdict that the present alarm is about. */
export function brokenPromise(run: Run): VerdictFrame | null {
  const { alarm } = run;
  if (alarm?.kind !== "violation") return null;
  const violated = run.verdicts.filter((each) => each.finding.verdict === "violated");
  return (
    violated.find((each) => each.finding.expert === alarm.expert) ??
    violated.find((each) => each.promised) ??
    null
  );
}

/** The nodes that the present alarm names. */
export function accusedBy(run: Run): readonly string[] {
  if (run.alarm?.kind === "fault") {
    const node = run.rows.find(run.alarm.event)?.node;
    return node === null || node === undefined ? NOBODY : [node];
  }
  return brokenPromise(run)?.finding.nodes ?? NOBODY;
}

const NOBODY: readonly string[] = [];
