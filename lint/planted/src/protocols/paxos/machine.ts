/** Breach: a protocol never imports another, and draws nothing. */
import { max } from "d3"; // refused: boundaries/dependencies
import { verdict } from "#src/judge/verdict.ts"; // refused: boundaries/dependencies
import { raft } from "../raft/machine.ts"; // refused: boundaries/dependencies
import type { raft as Again } from "#src/protocols/raft/machine.ts"; // refused: boundaries/dependencies
export const paxos: [unknown, unknown, typeof Again] = [max, verdict, raft];
