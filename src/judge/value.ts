/**
 * Values as histories carry them: whatever a file or a run holds. They are compared by what they are made of, since
 * two readings of the same file never give the same object twice.
 */

/** A text that two values share exactly when they are equal: JSON with the names of objects in order. */
export function textOf(value: unknown): string {
  if (value === undefined) return "undefined";
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join(",")}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([name, each]) => `${JSON.stringify(name)}:${textOf(each)}`).join(",")}}`;
}

export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return false;
  return textOf(a) === textOf(b);
}
