/**
 * Gray & Lamport, “Consensus on Transaction Commit” (2006): the specification TCommit and its implementation TwoPhase,
 * transcribed from the paper's appendix. States are packed into one number.
 */
import type { Successor, TransitionSystem } from "../transition-system.ts";

const WORKING = 0;
const PREPARED = 1;
const COMMITTED = 2;
const ABORTED = 3;

/** Two bits for each resource manager. */
export function transactionCommit(managers: number): TransitionSystem<number> {
  const of = (state: number, rm: number): number => (state >> (2 * rm)) & 3;
  const set = (state: number, rm: number, to: number): number =>
    (state & ~(3 << (2 * rm))) | (to << (2 * rm));
  const all = Array.from({ length: managers }, (_, rm) => rm);
  return {
    initial: () => [0],
    *successors(state) {
      const mayCommit = all.every(
        (rm) => of(state, rm) === PREPARED || of(state, rm) === COMMITTED,
      );
      const notCommitted = all.every((rm) => of(state, rm) !== COMMITTED);
      for (const rm of all) {
        const at = of(state, rm);
        if (at === WORKING) yield { label: `Prepare(${rm})`, state: set(state, rm, PREPARED) };
        if (at === PREPARED && mayCommit)
          yield { label: `Commit(${rm})`, state: set(state, rm, COMMITTED) };
        if ((at === WORKING || at === PREPARED) && notCommitted)
          yield { label: `Abort(${rm})`, state: set(state, rm, ABORTED) };
      }
    },
    fingerprint: (state) => state,
    violation: (state) => inconsistent(all.map((rm) => of(state, rm))),
  };
}

function inconsistent(managers: readonly number[]): string | null {
  return managers.includes(COMMITTED) && managers.includes(ABORTED)
    ? "one resource manager has aborted and another has committed"
    : null;
}

/** Where each part of TwoPhase's state stands in the number: two bits for each resource manager, then sets as bit masks. */
const TM = 12;
const TM_PREPARED = 14;
const SENT_PREPARED = 20;
const SENT_COMMIT = 1 << 26;
const SENT_ABORT = 1 << 27;
const TM_COMMITTED = 1 << TM;
const TM_ABORTED = 2 << TM;

/**
 * @param managers at most six.
 * @param hasty a planted bug: the transaction manager commits when all but one are prepared.
 * @param symmetric resource managers are interchangeable.
 */
export function twoPhaseCommit(
  managers: number,
  { hasty = false, symmetric = false } = {},
): TransitionSystem<number> {
  const all = Array.from({ length: managers }, (_, rm) => rm);
  const of = (state: number, rm: number): number => (state >> (2 * rm)) & 3;
  const become = (state: number, rm: number, to: number): number =>
    (state & ~(3 << (2 * rm))) | (to << (2 * rm));
  const isIn = (state: number, set: number, rm: number): number => (state >> (set + rm)) & 1;
  const label = (action: string): readonly string[] => all.map((rm) => `${action}(${rm})`);
  const RMPrepare = label("RMPrepare");
  const RMChooseToAbort = label("RMChooseToAbort");
  const RMRcvCommitMsg = label("RMRcvCommitMsg");
  const RMRcvAbortMsg = label("RMRcvAbortMsg");
  const TMRcvPrepared = label("TMRcvPrepared");

  function successors(state: number): Successor<number, string>[] {
    const next: Successor<number, string>[] = [];
    const tmDecides = ((state >> TM) & 3) === 0;
    if (tmDecides) {
      const missing = all.filter((rm) => isIn(state, TM_PREPARED, rm) === 0).length;
      if (missing <= (hasty ? 1 : 0))
        next.push({ label: "TMCommit", state: state | TM_COMMITTED | SENT_COMMIT });
      next.push({ label: "TMAbort", state: state | TM_ABORTED | SENT_ABORT });
    }
    for (const rm of all) {
      if (tmDecides && isIn(state, SENT_PREPARED, rm))
        next.push({ label: TMRcvPrepared[rm]!, state: state | (1 << (TM_PREPARED + rm)) });
      if (of(state, rm) === WORKING) {
        const prepared = become(state, rm, PREPARED) | (1 << (SENT_PREPARED + rm));
        next.push({ label: RMPrepare[rm]!, state: prepared });
        next.push({ label: RMChooseToAbort[rm]!, state: become(state, rm, ABORTED) });
      }
      if (state & SENT_COMMIT)
        next.push({ label: RMRcvCommitMsg[rm]!, state: become(state, rm, COMMITTED) });
      if (state & SENT_ABORT)
        next.push({ label: RMRcvAbortMsg[rm]!, state: become(state, rm, ABORTED) });
    }
    return next;
  }

  const sorted = (state: number): number => {
    const places = all
      .map((rm) => [of(state, rm), isIn(state, TM_PREPARED, rm), isIn(state, SENT_PREPARED, rm)])
      .sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!);
    return places.reduce(
      (packed, [at, prepared, sent], rm) =>
        packed |
        (at! << (2 * rm)) |
        (prepared! << (TM_PREPARED + rm)) |
        (sent! << (SENT_PREPARED + rm)),
      state & ((3 << TM) | SENT_COMMIT | SENT_ABORT),
    );
  };

  return {
    initial: () => [0],
    successors,
    fingerprint: (state) => state,
    ...(symmetric ? { canonical: sorted } : {}),
    violation: (state) => inconsistent(all.map((rm) => of(state, rm))),
  };
}
