/** A node's name as sentences have it: with a capital, since clients of the lock are people here. */
export function named(id: unknown): string {
  const name = String(id as string);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
