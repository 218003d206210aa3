/** Clean: joins XState to the kernel. */
import { setup } from "xstate";
import { later } from "#src/kernel/later.ts";
export const defineNode = [setup, later];
