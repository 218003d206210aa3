import { HistoryError } from "../history-error.ts";
import { textOf } from "../value.ts";
import type { HistoryEvent } from "./events.ts";
import { say } from "../../languages/say.ts";

const TYPES = ["invoke", "ok", "fail", "info"] as const;
/** What a transaction does, by Elle's names and the long ones. */
const ACTIONS: Readonly<Record<string, string>> = {
  append: "append",
  r: "r",
  read: "r",
  w: "w",
  write: "w",
};

/** One of Jepsen's maps, `{:process 0, :type :invoke, :f :read, :value nil}`, read by either notation. @throws HistoryError */
export function eventOf(map: unknown, line: number): HistoryEvent {
  if (typeof map !== "object" || map === null || Array.isArray(map))
    throw new HistoryError(line, say`expected a map like {:process 0, :type :invoke, :f :read}`);
  const { process, type, f, key, value, time, error } = map as Record<string, unknown>;
  const kind = TYPES.find((each) => each === type);
  if (kind === undefined)
    throw new HistoryError(
      line,
      type === undefined
        ? say`the map has no :type (invoke, ok, fail or info)`
        : say`“${short(type)}” is no type of event; there are invoke, ok, fail and info`,
    );
  if (process === undefined || process === null)
    throw new HistoryError(line, say`the map has no :process`);
  const name = nameOf(process);
  const isTransaction = f === "txn" || ((f === undefined || f === null) && isActions(value));
  if (name !== "nemesis" && !isTransaction && typeof f !== "string")
    throw new HistoryError(line, say`the map has no function :f`);
  return {
    process: name,
    type: kind,
    f: isTransaction ? "txn" : String(f),
    key: key === undefined || key === null ? null : nameOf(key),
    value: isTransaction ? actionsOf(value, line) : value,
    excused: error !== undefined && error !== null,
    // Nanoseconds.
    time: typeof time === "number" ? Math.round(time / 1000) : null,
    line,
  };
}

/** A process or a key by its text. */
export function nameOf(value: unknown): string {
  return typeof value === "string" ? value : textOf(value);
}

function short(value: unknown): string {
  return nameOf(value).slice(0, 40);
}

function isActions(value: unknown): value is readonly (readonly unknown[])[] {
  return (
    Array.isArray(value) &&
    value.every((each) => Array.isArray(each) && Object.hasOwn(ACTIONS, String(each[0])))
  );
}

function actionsOf(value: unknown, line: number): unknown {
  if (value === undefined || value === null) return value;
  if (!isActions(value) || value.some((action) => action.length < 2 || action.length > 3))
    throw new HistoryError(
      line,
      say`a transaction is a list like [[:append x 1] [:r y nil]], of :append, :r and :w`,
    );
  return value.map(([f, key, item]) => [ACTIONS[String(f)], nameOf(key), item ?? null]);
}
