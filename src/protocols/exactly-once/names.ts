/** A node's or an account's name as sentences have it: with a capital, since here they are people. */
export function named(id: unknown): string {
  const name = String(id as string);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
