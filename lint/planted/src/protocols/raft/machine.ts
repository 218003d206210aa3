/** Clean: kernel, structures, the adapter, XState. */
import { assign } from "xstate";
import { later } from "#src/kernel/later.ts";
import { quorum } from "#src/structures/quorum.ts";
import { defineNode } from "../machine.ts";
export const raft = [assign, later, quorum, defineNode];
