import { HistoryError } from "../history-error.ts";
import type { History, Operation } from "../operation.ts";
import { equal } from "../value.ts";
import { say } from "../../languages/say.ts";

/** One line of a history as Jepsen writes it down: an operation begins or ends. */
export interface HistoryEvent {
  readonly process: string;
  readonly type: "invoke" | "ok" | "fail" | "info";
  readonly f: string;
  readonly key: string | null;
  /** Undefined when the line has none. */
  readonly value: unknown;
  /** The line says why it failed. */
  readonly excused: boolean;
  /** In µs since the test began, where it is known. */
  readonly time: number | null;
  readonly line: number;
}

/** Jepsen's own hand in the test, which is no client. */
const NEMESIS = "nemesis";

type Growing = { -readonly [K in keyof Operation]: Operation[K] };

/**
 * Operations out of their beginnings and ends.
 *
 * @throws HistoryError for an end without a beginning, a process with two operations open, an end of something else.
 */
export function operationsOf(events: readonly HistoryEvent[]): History {
  const operations: Growing[] = [];
  const open = new Map<string, Growing>();
  let place = 0;
  for (const event of events) {
    const { process, type, f, value, time, line } = event;
    if (process === NEMESIS) continue;
    const mine = open.get(process);
    if (type === "invoke") {
      if (mine)
        throw new HistoryError(
          line,
          say`process ${process} calls ${f}, but its ${mine.f} of line ${mine.line} is still open`,
        );
      const op: Growing = {
        id: operations.length,
        process,
        f,
        key: event.key,
        input: value ?? null,
        output: undefined,
        outcome: "unknown",
        called: place++,
        returned: null,
        line,
        ...(time === null ? {} : { time: { called: time, returned: null } }),
      };
      operations.push(op);
      open.set(process, op);
      continue;
    }
    if (!mine)
      throw new HistoryError(
        line,
        say`process ${process} returns from ${f} without having called it`,
      );
    if (mine.f !== f || (event.key !== null && mine.key !== event.key))
      throw new HistoryError(
        line,
        say`process ${process} returns from ${told(f, event.key)}, but what it called in line ${mine.line} is ${told(mine.f, mine.key)}`,
      );
    open.delete(process);
    mine.returned = place++;
    if (mine.time && time !== null) mine.time = { ...mine.time, returned: time };
    if (type === "info") continue;
    mine.outcome = type;
    if (type === "ok") mine.output = answerOf(mine, value);
    // What Jepsen's registers mean by a failed cas, if the line does not say otherwise: the value was another.
    else if (f === "cas" && !event.excused && (value === undefined || equal(value, mine.input)))
      mine.output = false;
  }
  return { operations };
}

function told(f: string, key: string | null): string {
  return key === null ? f : say`${f} of ${key}`;
}

/** Jepsen repeats the argument where there is no answer. */
function answerOf(op: Operation, value: unknown): unknown {
  if (op.f === "txn") return value;
  return op.input !== null && equal(value, op.input) ? undefined : value;
}
