/** A run's trace as text for elsewhere. */
import type { Run } from "../kernel/run.ts";
import { printScript } from "../kernel/script-text.ts";
import type { TraceFormat } from "../wire/sentences.ts";
import { shivizLog } from "./shiviz.ts";

/** Goes up when a reader of older traces could no longer make sense of one. */
const TRACE_VERSION = 1;

/** Everything up to the playhead. */
export function exportTrace(run: Run, as: TraceFormat): string {
  return as === "trace" ? traceLines(run) : shivizLog(run);
}

/**
 * JSON lines: first a header that names the run and holds its whole script, then every trace event as it is in
 * `kernel/trace.ts`, one a line, in order.
 */
function traceLines(run: Run): string {
  const recording = run.record();
  const header = {
    netsplit: "trace",
    version: TRACE_VERSION,
    scenario: recording.scenario,
    events: run.world.lastEvent,
    script: printScript(recording),
  };
  const events = run.events(1, run.world.lastEvent);
  return `${[header, ...events].map((line) => JSON.stringify(line)).join("\n")}\n`;
}
