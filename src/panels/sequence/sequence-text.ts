import type { TraceRow } from "../../wire/frame.ts";

/** More arrows than this make no picture that anybody reads. */
export const MOST = 120;

export interface Stretch {
  /** Simulated µs, both included. */
  readonly from: number;
  readonly to: number;
}

/** The rows of a stretch that a sequence diagram shows: what arrived, what was lost, and the turns of the story. */
export function rowsOf(rows: readonly TraceRow[], { from, to }: Stretch): readonly TraceRow[] {
  return rows.filter((row) => row.time >= from && row.time <= to && isDrawn(row));
}

function isDrawn(row: TraceRow): boolean {
  if (row.kind === "deliver" || row.kind === "drop") return row.peer !== null && row.node !== null;
  if (row.node === null) return false;
  return (
    row.kind === "crash" ||
    row.kind === "restart" ||
    row.kind === "pause" ||
    row.kind === "resume" ||
    row.weight === "turn"
  );
}

/** A stretch of the run as the text of a Mermaid sequence diagram. */
export function sequenceText(
  nodes: readonly string[],
  rows: readonly TraceRow[],
  stretch: Stretch,
): string {
  const drawn = rowsOf(rows, stretch).slice(0, MOST);
  const present = new Set(drawn.flatMap((row) => [row.node, row.peer]));
  const lines = ["sequenceDiagram"];
  for (const node of nodes) if (present.has(node)) lines.push(`  participant ${node}`);
  for (const row of drawn) lines.push(`  ${line(row)}`);
  return `${lines.join("\n")}\n`;
}

function line(row: TraceRow): string {
  const label = clean(row.label);
  // A delivery happens at the receiver, a loss is told of the sender.
  if (row.kind === "deliver") return `${row.peer}->>${row.node}: ${label}`;
  if (row.kind === "drop") return `${row.node}-x${row.peer}: ${label}`;
  return `Note over ${row.node}: ${label}`;
}

/** Mermaid ends a line at `;` and reads `#` as the start of an entity. */
function clean(text: string): string {
  return text.replaceAll(";", ",").replaceAll("#", "").replaceAll(/\s+/g, " ").trim() || " ";
}
