/** Clean: kernel and structures. */
import { later } from "#src/kernel/later.ts";
import { quorum } from "#src/structures/quorum.ts";
export type Verdict = "holds" | "violated";
export const verdict = [later, quorum];
