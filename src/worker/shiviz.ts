import type { Run } from "../kernel/run.ts";
import { tellTime } from "../kernel/time.ts";
import { vectorClocks } from "../wire/happened-before.ts";
import { Rows } from "./rows.ts";

/** What was done to a message, before its name. */
const DONE: Readonly<Record<string, string>> = { send: "sends ", deliver: "gets " };

/**
 * The trace up to the playhead as ShiViz reads it by its own default expression,
 * `(?<event>.*)\n(?<host>\S*) (?<clock>{.*})`: for every event on a node a line that tells it, and a line with the node
 * and its vector clock as JSON (Beschastnikh et al. 2016). What happens on links, by hands and in judges' eyes has no
 * clock and is left out.
 */
export function shivizLog(run: Run): string {
  const rows = new Rows(run.scenario);
  const told = run.events(1, run.world.lastEvent).map((event) => rows.row(event));
  const lines: string[] = [];
  for (const { row, node, clock } of vectorClocks(told)) {
    const label = `${DONE[row.kind] ?? ""}${row.label}`.replaceAll(/\s+/g, " ");
    lines.push(`${tellTime(row.time)} ${label}`, `${node} ${JSON.stringify(clock)}`);
  }
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}
