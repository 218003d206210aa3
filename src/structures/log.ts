/**
 * A replicated log (Ongaro & Ousterhout 2014, §5.3, §7): entries numbered from 1, each with the term in which a leader
 * received it. A log whose beginning was taken into a snapshot knows of it only where it ended. Logs are immutable;
 * index 0 stands for "before the first entry" and has term 0.
 */
export interface LogEntry<C = unknown> {
  readonly term: number;
  readonly command: C;
}

export interface Log<C = unknown> {
  /** The last entry that a snapshot stands for (`lastIncludedIndex`) and its term; 0 and 0 while there is none. */
  readonly baseIndex: number;
  readonly baseTerm: number;
  /** The entries after it. */
  readonly entries: readonly LogEntry<C>[];
}

/** A log of these entries behind a snapshot that ends there. */
export function logOf<C>(entries: readonly LogEntry<C>[], baseIndex = 0, baseTerm = 0): Log<C> {
  return { baseIndex, baseTerm, entries };
}

export const EMPTY_LOG: Log<never> = logOf<never>([]);

/** The last entry's index; 0 for an empty log. */
export function lastIndex(log: Log): number {
  return log.baseIndex + log.entries.length;
}

/** The last entry's term; 0 for an empty log. */
export function lastTerm(log: Log): number {
  return log.entries.at(-1)?.term ?? log.baseTerm;
}

/** The entry at an index; undefined where the log holds none (any more). */
export function entryAt<C>(log: Log<C>, index: number): LogEntry<C> | undefined {
  return log.entries[index - log.baseIndex - 1];
}

/** The term at an index: 0 before the first entry, null beyond the last and inside the snapshot. */
export function termAt(log: Log, index: number): number | null {
  if (index === log.baseIndex) return log.baseTerm;
  return log.entries[index - log.baseIndex - 1]?.term ?? null;
}

/** At most so many entries behind `previous`, which must not lie inside the snapshot. */
export function entriesAfter<C>(
  log: Log<C>,
  previous: number,
  most: number,
): readonly LogEntry<C>[] {
  const from = previous - log.baseIndex;
  return log.entries.slice(from, from + most);
}

/** The log with one entry more. */
export function append<C>(log: Log<C>, entry: LogEntry<C>): Log<C> {
  return { ...log, entries: [...log.entries, entry] };
}

/** §5.4.1: whether a log with this end is at least as up to date as `log`: the later term wins, then the longer log. */
export function isUpToDate(candidateTerm: number, candidateIndex: number, log: Log): boolean {
  const own = lastTerm(log);
  return candidateTerm > own || (candidateTerm === own && candidateIndex >= lastIndex(log));
}

/**
 * §5.3, the consistency check of AppendEntries: the log holds an entry of that term at that index. What a snapshot
 * stands for is committed, and every later leader has it too (Leader Completeness): there the logs agree.
 */
export function matches(log: Log, index: number, term: number): boolean {
  return index < log.baseIndex || termAt(log, index) === term;
}

/**
 * §5.3: the log after a leader's entries behind `previous`. An entry that conflicts (same index, other term)
 * is deleted with all that follow it; entries already there are kept, so that an old message changes nothing.
 * Returns the very same log when nothing changes. The caller has done the consistency check; without it the entries
 * may begin behind the log's end, and then they follow directly upon it.
 */
export function appendAfter<C>(
  log: Log<C>,
  previous: number,
  entries: readonly LogEntry<C>[],
): Log<C> {
  const known = Math.max(0, log.baseIndex - previous);
  const fresh = known > 0 ? entries.slice(known) : entries;
  const start = Math.min(previous + known, lastIndex(log));
  const conflict = fresh.findIndex((entry, i) => termAt(log, start + 1 + i) !== entry.term);
  if (conflict < 0) return log;
  const kept = log.entries.slice(0, start + conflict - log.baseIndex);
  return { ...log, entries: [...kept, ...fresh.slice(conflict)] };
}

/** §7: the log once a snapshot stands for everything up to `index`, which it must hold. */
export function compactTo<C>(log: Log<C>, index: number): Log<C> {
  if (index <= log.baseIndex) return log;
  return {
    baseIndex: index,
    baseTerm: termAt(log, index) ?? log.baseTerm,
    entries: log.entries.slice(index - log.baseIndex),
  };
}

/** Where a leader and a follower whose logs differ should look next. */
export interface ConflictHint {
  /** 0 where the term is not known, because a snapshot has swallowed it. */
  readonly term: number;
  readonly index: number;
}

/**
 * What a follower that rejects an AppendEntries tells its leader, to skip a whole term at a time (§5.3, end): the
 * largest index at or before `previousIndex` whose term is at most `previousTerm`, and that term.
 */
export function conflictHint(log: Log, previousIndex: number, previousTerm: number): ConflictHint {
  return lastAtMost(log, Math.min(previousIndex, lastIndex(log)), previousTerm);
}

/**
 * The leader's answer to a hint: the last index in its own log that may still agree, below `rejected`, the index that
 * the follower refused to build on.
 */
export function probeAfterHint(log: Log, hint: ConflictHint, rejected: number): ConflictHint {
  const from = Math.min(hint.index, lastIndex(log));
  if (hint.term > 0 || hint.index === 0) return lastAtMost(log, from, hint.term);
  const index = Math.max(0, Math.min(from, rejected - 1));
  return { index, term: termAt(log, index) ?? 0 };
}

function lastAtMost(log: Log, from: number, term: number): ConflictHint {
  let index = from;
  while (index > 0 && (termAt(log, index) ?? 0) > term) index--;
  return { index, term: termAt(log, index) ?? 0 };
}
