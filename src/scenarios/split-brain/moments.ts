/** How many believe to be primary, as conditions ask it. */
import type { Stand } from "../../kernel/teaching/stand.ts";

/** Servers that believe to be primary, whether or not they wait for the disk. */
export function crownsIn(stand: Stand): number {
  return stand.inMode("primary.serving").length + stand.inMode("primary.waiting").length;
}

export function twoCrowns(stand: Stand): boolean {
  return crownsIn(stand) > 1;
}

export function oneCrown(stand: Stand): boolean {
  return crownsIn(stand) === 1;
}
