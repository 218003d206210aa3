/** Clean: the kernel, and the judge's types. */
import type { Verdict } from "#src/judge/verdict.ts";
import { later } from "#src/kernel/later.ts";
export const post: [number, Verdict?] = [later];
