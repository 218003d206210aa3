/** What a table or a diagram shows of a crowd: as many as one can look through, and the one that is chosen. */
import { isCrowd } from "../wire/manifest.ts";

/** @param chosen the node that is shown whatever its place, or null. */
export function fewOf<T extends { readonly id: string }>(
  all: readonly T[],
  most: number,
  chosen: string | null,
): readonly T[] {
  if (!isCrowd(all)) return all;
  const first = all.slice(0, most);
  const one = all.find(({ id }) => id === chosen);
  return one && !first.includes(one) ? [one, ...first.slice(0, -1)] : first;
}
