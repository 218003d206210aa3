import { nameOf } from "./jepsen-maps.ts";
import type { HistoryEvent } from "./events.ts";

/**
 * Jepsen's `independent` tests keep the key in the value: `[key value]`. Told by its reads, which ask for `[key nil]`;
 * then every value of a client is such a pair.
 */
export function withIndependentKeys(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const calls = events.filter(({ type, process }) => type === "invoke" && process !== "nemesis");
  const paired =
    calls.every(({ f, key, value }) => f !== "txn" && key === null && isPair(value)) &&
    calls.some(({ value }) => isPair(value) && value[1] === null);
  if (!paired) return events;
  const keys = new Map<string, string>();
  return events.map((event) => {
    const { process, type, value } = event;
    if (process === "nemesis") return event;
    if (!isPair(value) || (type !== "invoke" && keys.get(process) !== nameOf(value[0])))
      return { ...event, key: keys.get(process) ?? null, value: undefined };
    keys.set(process, nameOf(value[0]));
    return { ...event, key: nameOf(value[0]), value: value[1] };
  });
}

function isPair(value: unknown): value is readonly [unknown, unknown] {
  return Array.isArray(value) && value.length === 2;
}
