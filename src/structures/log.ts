/**
 * A replicated log (Ongaro & Ousterhout 2014, §5.3): entries numbered from 1, each with the term in which a leader
 * received it. Logs are immutable arrays; index 0 stands for "before the first entry" and has term 0.
 */
export interface LogEntry<C = unknown> {
  readonly term: number;
  readonly command: C;
}

export type Log<C = unknown> = readonly LogEntry<C>[];

/** The last entry's index; 0 for an empty log. */
export function lastIndex(log: Log): number {
  return log.length;
}

/** The last entry's term; 0 for an empty log. */
export function lastTerm(log: Log): number {
  return log.at(-1)?.term ?? 0;
}

/** The term at an index: 0 before the first entry, null beyond the last. */
export function termAt(log: Log, index: number): number | null {
  if (index === 0) return 0;
  return log[index - 1]?.term ?? null;
}

/** §5.4.1: whether a log with this end is at least as up to date as `log`: the later term wins, then the longer log. */
export function isUpToDate(candidateTerm: number, candidateIndex: number, log: Log): boolean {
  const own = lastTerm(log);
  return candidateTerm > own || (candidateTerm === own && candidateIndex >= log.length);
}

/** §5.3, the consistency check of AppendEntries: the log holds an entry of that term at that index. */
export function matches(log: Log, index: number, term: number): boolean {
  return termAt(log, index) === term;
}

/**
 * §5.3: the log after a leader's entries behind `previous`. An entry that conflicts (same index, other term)
 * is deleted with all that follow it; entries already there are kept, so that an old message changes nothing.
 * Returns the very same log when nothing changes. The caller has done the consistency check.
 */
export function appendAfter<C>(log: Log<C>, previous: number, entries: Log<C>): Log<C> {
  const conflict = entries.findIndex((entry, i) => termAt(log, previous + 1 + i) !== entry.term);
  if (conflict < 0) return log;
  return [...log.slice(0, previous + conflict), ...entries.slice(conflict)];
}

/** Where a leader and a follower whose logs differ should look next. */
export interface ConflictHint {
  readonly term: number;
  readonly index: number;
}

/**
 * What a follower that rejects an AppendEntries tells its leader, to skip a whole term at a time (§5.3, end): the
 * largest index at or before `previousIndex` whose term is at most `previousTerm`, and that term.
 */
export function conflictHint(log: Log, previousIndex: number, previousTerm: number): ConflictHint {
  return lastAtMost(log, Math.min(previousIndex, log.length), previousTerm);
}

/** The leader's answer to a hint: the last index in its own log that may still agree. */
export function probeAfterHint(log: Log, hint: ConflictHint): ConflictHint {
  return lastAtMost(log, Math.min(hint.index, log.length), hint.term);
}

function lastAtMost(log: Log, from: number, term: number): ConflictHint {
  let index = from;
  while (index > 0 && (termAt(log, index) ?? 0) > term) index--;
  return { index, term: termAt(log, index) ?? 0 };
}
