/** Breach: a card that brings a protocol, or its own scenario, into the first page load. */
import { raft } from "#src/protocols/raft/machine.ts"; // refused: boundaries/dependencies
import { scenario } from "./scenario.ts"; // refused: boundaries/dependencies
export const meta = [raft, scenario];
