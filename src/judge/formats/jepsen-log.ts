import { HistoryError } from "../history-error.ts";
import { EdnReader } from "./edn.ts";
import type { HistoryEvent } from "./events.ts";
import { say } from "../../languages/say.ts";

/** `INFO  jepsen.util - 0	:invoke	:read	nil`; what stands before the process is left to the logger. */
const OPERATION =
  /^(?:.*jepsen\.util\b.*?\s-\s+)?(\S+)\s+:(invoke|ok|fail|info)\s+:(\S+)(?:\s+(.*))?$/;
/** A line of the log that is about something else. */
const OTHER = /\b(?:INFO|WARN|ERROR|DEBUG)\b(?!.*jepsen\.util\b)/;

/** Whether a file's first line that says anything looks like Jepsen's log. */
export function looksLikeLog(line: string): boolean {
  return OPERATION.test(line) || /jepsen\.\w+/.test(line);
}

/** Reads Jepsen's log lines. @throws HistoryError */
export function readLog(lines: readonly string[]): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  lines.forEach((text, i) => {
    const line = i + 1;
    if (text.trim() === "") return;
    const match = OPERATION.exec(text.trimEnd());
    if (!match) {
      if (OTHER.test(text)) return;
      throw new HistoryError(
        line,
        say`expected a process, a type, a function and a value, like “0 :invoke :write 3”`,
      );
    }
    const [, process, type, f, rest = ""] = match;
    const reader = new EdnReader(rest, line);
    const value = reader.more() ? reader.value() : undefined;
    events.push({
      process: process!.replace(/^:/, ""),
      type: type as HistoryEvent["type"],
      f: f!,
      key: null,
      value,
      excused: false,
      time: null,
      line,
    });
  });
  return events;
}
