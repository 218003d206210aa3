/** Clean: everything that a scenario may use. */
import { verdict } from "#src/judge/verdict.ts";
import { later } from "#src/kernel/later.ts";
import { raft } from "#src/protocols/raft/machine.ts";
import { quorum } from "#src/structures/quorum.ts";
import { meta } from "./meta.ts";
export const scenario = [verdict, later, raft, quorum, meta];
