/**
 * Where the bug of 2015 begins (Ongaro, raft-dev, 10 July 2015), as servers' disks: n1 led term 1 with the votes of n2 to n4,
 * committed its opening entry with all of them, and took n5 into the cluster when that had caught up. The change came to n5
 * and to nobody else; then all power went out. No rule was broken on the way: either n1 or n5 is elected next and the change
 * goes on, or one of the others, of whom nobody has heard of it.
 */
import type { Disk } from "../../kernel/behavior.ts";
import type { Entry } from "../../protocols/raft/messages.ts";
import { votersOnly } from "../../structures/configuration.ts";
import { logOf } from "../../structures/log.ts";

/** Who votes before the change. */
export const VOTERS_BEFORE = 4;

const opening: Entry = { term: 1, command: { is: "noop" } };

/** Nobody waits for an answer any more: the administrator who asked was cut off, too. */
const addition: Entry = {
  term: 1,
  command: {
    is: "configuration",
    configuration: votersOnly(["n1", "n2", "n3", "n4", "n5"]),
    request: null,
  },
};

const before: Disk = { currentTerm: 1, votedFor: "n1", log: logOf([opening]) };

export const halfTold: Readonly<Record<string, Disk>> = {
  n1: { currentTerm: 1, votedFor: "n1", log: logOf([opening, addition]) },
  n2: before,
  n3: before,
  n4: before,
  // It had no vote yet.
  n5: { currentTerm: 1, votedFor: null, log: logOf([opening, addition]) },
};
