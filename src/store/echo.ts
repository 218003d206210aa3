/** How one thing that is pointed at shows in the other views. Pure. */
import type { TraceRow } from "../wire/frame.ts";
import type { Run } from "./run.ts";
import type { Target } from "./target.ts";

/** Whether a row of the trace is what is meant, or about it. */
export function isAbout(row: TraceRow, target: Target | null): boolean {
  switch (target?.is) {
    case "event":
      return row.id === target.id;
    case "message":
      return row.message === target.id;
    case "node":
      return row.node === target.id;
    case "link":
      return (
        row.peer !== null &&
        (row.node === target.from || row.node === target.to) &&
        (row.peer === target.from || row.peer === target.to)
      );
    case undefined:
      return false;
  }
}

/** What an event shows as on the stage: its message while that is on its way, else the node where it happened. */
export function onStage(run: Run, target: Target | null): Target | null {
  if (target?.is !== "event") return target;
  const row = run.rows.find(target.id);
  if (!row) return null;
  if (row.message > 0 && run.flights.has(row.message)) return { is: "message", id: row.message };
  return row.node === null ? null : { is: "node", id: row.node };
}

/** The node that is meant: itself, or where an event happened. */
export function nodeOf(run: Run, target: Target | null): string | null {
  if (target?.is === "node") return target.id;
  return target?.is === "event" ? (run.rows.find(target.id)?.node ?? null) : null;
}
