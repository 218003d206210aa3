/**
 * Other people's histories. What a file is, is found out from how it begins; what it means, from its functions.
 */
import { HistoryError } from "../history-error.ts";
import { modelFor } from "../models/for-history.ts";
import type { History } from "../operation.ts";
import { readClientOperations } from "./client-operations.ts";
import { EdnReader } from "./edn.ts";
import { operationsOf, type HistoryEvent } from "./events.ts";
import { withIndependentKeys } from "./independent.ts";
import { looksLikeLog, readLog } from "./jepsen-log.ts";
import { eventOf } from "./jepsen-maps.ts";
import { readJson } from "./json.ts";
import { phrase, say, translate } from "../../languages/say.ts";

export interface ReadHistory {
  readonly history: History;
  /** What the file was taken for. */
  readonly format: string;
  /** One sentence: which model its functions mean. */
  readonly note: string;
}

/** Larger files are refused. In characters. */
export const LARGEST = 50_000_000;
const MOST_LINES = 1_000_000;

export const FORMATS = phrase(
  "Jepsen's log lines and EDN, Porcupine's key–value lines, Elle's transactions in EDN, and Netsplit's JSON",
);

/** @throws HistoryError in one sentence, with the line where it is about one. */
export function readHistory(text: string): ReadHistory {
  if (text.length > LARGEST)
    throw new HistoryError(
      0,
      say`the history has ${text.length} characters; at most ${LARGEST} are read`,
    );
  if (text.trim() === "")
    throw new HistoryError(0, say`there is nothing in it; understood are ${translate(FORMATS)}`);
  const lines = text.split("\n");
  if (lines.length > MOST_LINES)
    throw new HistoryError(
      0,
      say`the history has ${lines.length} lines; at most ${MOST_LINES} are read`,
    );
  const { history, format } = readAs(text, lines);
  const { model, note } = modelFor(history);
  return { history: { ...history, model: model.id }, format, note };
}

function readAs(
  text: string,
  lines: readonly string[],
): { readonly history: History; readonly format: string } {
  const first = lines.find((line) => line.trim() !== "")!;
  if (/^\s*(\{\s*"|\[\s*(\{\s*"|\]\s*$))/.test(text)) return readAsJson(text);
  if (/^\s*[[({#;]/.test(first)) {
    const events = readEdn(text);
    return { history: operationsOf(withIndependentKeys(events)), format: dialectOf(events) };
  }
  if (looksLikeLog(first))
    return { history: operationsOf(withIndependentKeys(readLog(lines))), format: "Jepsen log" };
  throw new HistoryError(
    lines.indexOf(first) + 1,
    say`this is no history that is understood; understood are ${translate(FORMATS)}`,
  );
}

function readAsJson(text: string): { readonly history: History; readonly format: string } {
  const { items, lines } = readJson(text);
  const [first] = items;
  if (typeof first === "object" && first !== null && "type" in first) {
    const events = items.map((item, i) => eventOf(item, lines[i] ?? 0));
    return { history: operationsOf(withIndependentKeys(events)), format: "Jepsen JSON" };
  }
  return { history: readClientOperations(items, lines), format: "Netsplit JSON" };
}

/** Maps one after another, or all of them in one vector or list. */
function readEdn(text: string): HistoryEvent[] {
  const reader = new EdnReader(text);
  const events: HistoryEvent[] = [];
  const close = reader.takes("[") ? "]" : reader.takes("(") ? ")" : null;
  while (reader.more()) {
    if (close !== null && reader.takes(close)) {
      if (reader.more())
        throw new HistoryError(reader.line, say`something follows the end of the history`);
      return events;
    }
    const { line } = reader;
    events.push(eventOf(reader.value(), line));
  }
  if (close !== null) throw new HistoryError(reader.line, say`“${close}” is missing at the end`);
  return events;
}

function dialectOf(events: readonly HistoryEvent[]): string {
  if (events.some(({ f }) => f === "txn")) return "Elle EDN";
  if (events.some(({ key }) => key !== null)) return "Porcupine key–value EDN";
  return "Jepsen EDN";
}
