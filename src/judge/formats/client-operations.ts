import type { Operation as Asked, Outcome } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import { HistoryError } from "../history-error.ts";
import type { History, Operation } from "../operation.ts";
import { say } from "../../languages/say.ts";

/** A client operation as a run's `history()` tells it; `returned` and `outcome` are null while it is open. Times in simulated µs. */
export interface ClientOperation {
  readonly client: string;
  readonly operation: Asked;
  readonly called: Micros;
  readonly returned: Micros | null;
  readonly outcome: Outcome | null;
  readonly value?: unknown;
}

/** A call or a return: its moment, and its turn among those of the same moment. */
interface Moment {
  readonly time: Micros;
  readonly turn: number;
  readonly id: number;
  readonly returns: boolean;
}

/**
 * A run's operations, in the order of their calls, as judges take them. Operations that only touch count as concurrent; those of one client still
 * come one after another. What never returned may have its effect at any time, or never.
 */
export function historyOf(client: readonly ClientOperation[]): History {
  const moments: Moment[] = [];
  const lastOf = new Map<string, { readonly time: Micros; readonly turn: number }>();
  client.forEach((op, id) => {
    const before = lastOf.get(op.client);
    const turn = before?.time === op.called ? before.turn + 1 : 0;
    moments.push({ time: op.called, turn, id, returns: false });
    if (op.returned === null) return;
    const end = op.returned === op.called ? turn + 1 : 1;
    moments.push({ time: op.returned, turn: end, id, returns: true });
    lastOf.set(op.client, { time: op.returned, turn: end });
  });
  moments.sort((a, b) => a.time - b.time || a.turn - b.turn || a.id - b.id);
  const called = new Map<number, number>();
  const returned = new Map<number, number>();
  moments.forEach(({ id, returns }, place) => {
    if (returns) returned.set(id, place);
    else called.set(id, place);
  });
  const operations = client.map((op, id): Operation => ({
    id,
    process: op.client,
    f: op.operation.f,
    key: op.operation.key ?? null,
    input: op.operation.value ?? null,
    output: answerOf(op),
    outcome: op.outcome ?? "unknown",
    called: called.get(id)!,
    returned: returned.get(id) ?? null,
    time: { called: op.called, returned: op.returned },
  }));
  return { operations };
}

/** What asks without a value answers with one, if only nil. */
function answerOf({ operation, outcome, value }: ClientOperation): unknown {
  if (outcome === "fail") return operation.f === "cas" ? value : undefined;
  if (outcome !== "ok") return undefined;
  if (operation.value === undefined) return value ?? null;
  return value === operation.value ? undefined : value;
}

/** Client operations out of a file's JSON. @param lines the line on which each begins. @throws HistoryError */
export function readClientOperations(items: readonly unknown[], lines: readonly number[]): History {
  const openSince = new Map<string, number>();
  const operations = items.map((item, i): ClientOperation => {
    const line = lines[i] ?? 0;
    const op = clientOperation(item, line);
    const until = openSince.get(op.client);
    if (until !== undefined && until > op.called)
      throw new HistoryError(line, say`client ${op.client} has two operations open at once`);
    openSince.set(op.client, op.returned ?? op.called);
    return op;
  });
  const order = operations
    .map((_, i) => i)
    .sort((a, b) => operations[a]!.called - operations[b]!.called);
  const history = historyOf(order.map((i) => operations[i]!));
  return {
    operations: history.operations.map((op, i) => ({ ...op, line: lines[order[i]!] ?? 0 })),
  };
}

function clientOperation(item: unknown, line: number): ClientOperation {
  const wrong = (sentence: string) => new HistoryError(line, sentence);
  if (typeof item !== "object" || item === null) throw wrong(say`an operation is an object`);
  const {
    client,
    operation,
    called,
    returned = null,
    outcome = null,
    value,
  } = item as Partial<Record<keyof ClientOperation, unknown>>;
  if (typeof client !== "string") throw wrong(say`an operation has a client, like “c1”`);
  if (
    typeof operation !== "object" ||
    operation === null ||
    !("f" in operation) ||
    typeof operation.f !== "string" ||
    ("key" in operation && typeof operation.key !== "string")
  )
    throw wrong(say`an operation says what was asked, like {"f": "read", "key": "x"}`);
  if (!isTime(called)) throw wrong(say`“called” is a time in µs`);
  if (returned !== null && (!isTime(returned) || returned < called))
    throw wrong(say`“returned” is a time in µs, not before “called”, or null`);
  if (outcome !== null && outcome !== "ok" && outcome !== "fail" && outcome !== "unknown")
    throw wrong(say`“outcome” is ok, fail, unknown or null`);
  if ((outcome === "ok" || outcome === "fail") && returned === null)
    throw wrong(say`an operation that is ${outcome} has returned at some time`);
  return {
    client,
    operation: operation as Asked,
    called,
    returned,
    outcome,
    ...(value === undefined ? {} : { value }),
  };
}

function isTime(value: unknown): value is Micros {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
