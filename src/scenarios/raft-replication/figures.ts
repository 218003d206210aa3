/**
 * The logs of Figures 7 and 8 of the Raft paper, as servers' disks. The entries write a key of their own, so that they
 * meddle with nobody's reads.
 */
import type { Disk } from "../../kernel/behavior.ts";
import { logOf } from "../../structures/log.ts";
import type { Entry } from "../../protocols/raft/messages.ts";

/** The entry that the leader of a term put at an index: everywhere the same. */
function entry(term: number, index: number): Entry {
  return {
    term,
    command: {
      is: "operation",
      operation: { f: "write", key: "z", value: `${term}.${index}` },
      client: "nobody",
      op: 1_000 * term + index,
    },
  };
}

/** A server's disk with a log of these terms. */
function disk(currentTerm: number, votedFor: string | null, terms: readonly number[]): Disk {
  return { currentTerm, votedFor, log: logOf(terms.map((term, i) => entry(term, i + 1))) };
}

/**
 * Figure 7: the log of the leader that is about to come to power for term 8, and (a) to (f). Whoever led term 7, here (d), has
 * the votes of a majority, so that nobody can lead that term again.
 */
export const figure7: Readonly<Record<string, Disk>> = {
  n1: disk(7, "n5", [1, 1, 1, 4, 4, 5, 5, 6, 6, 6]),
  n2: disk(7, "n5", [1, 1, 1, 4, 4, 5, 5, 6, 6]),
  n3: disk(7, "n5", [1, 1, 1, 4]),
  n4: disk(6, null, [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6]),
  n5: disk(7, "n5", [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7]),
  n6: disk(4, null, [1, 1, 1, 4, 4, 4, 4]),
  n7: disk(3, "n7", [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3]),
};

/**
 * Figure 8, between (b) and (c): n1 had led term 2 and brought its entry 2 to n2; n5 led term 3 with the votes of n3 and n4
 * and has an entry 2 of its own.
 */
export const figure8: Readonly<Record<string, Disk>> = {
  n1: disk(3, null, [1, 2]),
  n2: disk(3, null, [1, 2]),
  n3: disk(3, "n5", [1]),
  n4: disk(3, "n5", [1]),
  n5: disk(3, "n5", [1, 3]),
};
