import { say } from "../languages/say.ts";
import type { Operation } from "./behavior.ts";

/** An operation in a few words, as scripts write it: `write x 1`. */
export function describeOperation(operation: Operation): string {
  const { f, key, value } = operation;
  return [f, key, value === undefined ? undefined : printValue(value)]
    .filter((part) => part !== undefined)
    .join(" ");
}

/** A client's value as people read it; nothing written yet is `nothing`. */
export function printValue(value: unknown): string {
  if (value === null || value === undefined) return say`nothing`;
  return typeof value === "object"
    ? JSON.stringify(value)
    : String(value as string | number | boolean);
}
