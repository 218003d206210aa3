/** The term's type lives in the kernel, where a lesson's folder may import it from. */
export type { Term } from "../../kernel/term.ts";
