/** Clean: a card takes types alone. */
import type { Time } from "#src/kernel/time.ts";
export const meta = { id: "election", from: 0 as unknown as Time };
