/**
 * How many characters a plain value takes as JSON: what a message weighs on the wire. Counted without writing it,
 * because every message is weighed; characters that JSON escapes count once.
 */
export function jsonLength(value: unknown): number {
  switch (typeof value) {
    case "string":
      return value.length + 2;
    case "number":
      return Number.isInteger(value) && value >= 0 && value < 10 ? 1 : String(value).length;
    case "boolean":
      return value ? 4 : 5;
    case "object":
      return value === null ? 4 : Array.isArray(value) ? arrayLength(value) : objectLength(value);
    default:
      return 0;
  }
}

function arrayLength(list: readonly unknown[]): number {
  let length = list.length > 0 ? list.length + 1 : 2;
  for (const item of list) length += item === undefined ? 4 : jsonLength(item);
  return length;
}

function objectLength(object: object): number {
  let length = 1;
  for (const key in object) {
    const value = (object as Readonly<Record<string, unknown>>)[key];
    if (value !== undefined) length += key.length + 4 + jsonLength(value);
  }
  return length === 1 ? 2 : length;
}
