import { HistoryError } from "../history-error.ts";
import { say } from "../../languages/say.ts";

/** A JSON text's items, each with the line on which it begins. */
export interface JsonItems {
  readonly items: readonly unknown[];
  readonly lines: readonly number[];
}

/**
 * Reads a JSON array, an object whose `operations` are one, or JSON lines.
 *
 * @throws HistoryError naming the line that is no JSON.
 */
export function readJson(text: string): JsonItems {
  const whole = parsed(text);
  if (Array.isArray(whole.value)) return { items: whole.value, lines: linesOfItems(text, 1) };
  if (whole.problem === null && isWrapped(whole.value))
    return { items: whole.value.operations, lines: linesOfItems(text, 2) };
  const rows = text.split("\n");
  const items: unknown[] = [];
  const lines: number[] = [];
  for (const [i, row] of rows.entries()) {
    if (row.trim() === "") continue;
    const { value, problem } = parsed(row);
    // A text over several lines is no JSON as a whole: then that is the news, not its first line.
    if (problem !== null)
      throw items.length > 0 || !/[[{,]\s*$/.test(row)
        ? new HistoryError(i + 1, say`this is no JSON`)
        : new HistoryError(lineOf(text, whole.problem ?? ""), say`this is no JSON`);
    items.push(value);
    lines.push(i + 1);
  }
  return { items, lines };
}

function parsed(text: string): { readonly value: unknown; readonly problem: string | null } {
  try {
    return { value: JSON.parse(text) as unknown, problem: null };
  } catch (error) {
    return { value: undefined, problem: error instanceof Error ? error.message : "" };
  }
}

function isWrapped(value: unknown): value is { readonly operations: readonly unknown[] } {
  return (
    typeof value === "object" &&
    value !== null &&
    "operations" in value &&
    Array.isArray(value.operations)
  );
}

/** The line of the place that a complaint of `JSON.parse` names; the last when it names none. */
function lineOf(text: string, problem: string): number {
  const place = /position (\d+)/.exec(problem);
  return text.slice(0, place ? Number(place[1]) : text.length).split("\n").length;
}

/** The lines on which the objects begin that lie so many brackets deep. */
function linesOfItems(text: string, depth: number): number[] {
  const lines: number[] = [];
  let line = 1;
  let deep = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text[i]) {
      case "\n":
        line++;
        break;
      case '"':
        for (i++; text[i] !== '"'; i++) if (text[i] === "\\") i++;
        break;
      case "{":
      case "[":
        if (deep === depth) lines.push(line);
        deep++;
        break;
      case "}":
      case "]":
        deep--;
        break;
      default:
    }
  }
  return lines;
}
