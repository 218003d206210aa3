/** The words of locks and leases that only this lesson brings, in English. */
import type { Term } from "../../../kernel/term.ts";

const about = "Locks";

export const terms: readonly Term[] = [
  {
    id: "mutual-exclusion",
    term: "mutual exclusion",
    also: ["critical section"],
    about,
    simple: "Only one at a time.",
    expert:
      "No two processes are in their critical sections at the same time (Dijkstra 1965). Between machines that may pause, no lock service can promise it: it can only promise not to lend the lock twice by its own clock.",
    related: ["lock-service", "fencing-token", "lock"],
  },
  {
    id: "lock-service",
    term: "lock service",
    also: ["distributed lock"],
    about,
    simple: "Grandmother at the gate: she lends the turn to one child at a time.",
    expert:
      "A service that lends named locks to processes on other machines, as leases or bound to sessions: Chubby, ZooKeeper, etcd. It is usually replicated by consensus.",
    related: ["lease", "mutual-exclusion", "process-pause"],
  },
  {
    id: "process-pause",
    term: "process pause",
    also: ["stop-the-world pause"],
    about,
    simple: "Dozing off: one stands still and does not notice it.",
    expert:
      "A process stands still for a while and goes on as if nothing had happened: garbage collection, a suspended virtual machine, a page fault, a busy machine. Its code cannot notice it except by looking at a clock, and may be paused again right after that.",
    related: ["lease", "local-clock", "fencing-token"],
  },
  {
    id: "check-then-act",
    term: "check-then-act",
    also: ["time of check to time of use"],
    about,
    simple: "Looking first and doing it a moment later, when it may not be so any more.",
    expert:
      "A decision rests on something that was checked before and may have changed since. To be safe, the check must be made where the effect is, in one step with it.",
    related: ["process-pause", "lost-update"],
  },
];
