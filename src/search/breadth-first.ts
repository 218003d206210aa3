/**
 * Exhaustive exploration, the nearest states first, so that the first violation found is a shortest one. Memory holds
 * fingerprints and parents of all states seen, but whole states only of the frontier; a path is told by walking it again.
 */
import { Seen } from "./seen.ts";
import type { Successor, TransitionSystem } from "./transition-system.ts";

/** How far an exploration has come. */
export interface Progress {
  /** Distinct states seen, up to fingerprint and symmetry. */
  readonly states: number;
  /** Successors generated, those seen before included. */
  readonly generated: number;
  /** All states of this depth and less have been looked at. */
  readonly depth: number;
  /** States seen that have not been looked at. */
  readonly frontier: number;
}

/** What an exploration came to. */
export interface Exploration<S, L> extends Progress {
  /** Nothing is left to look at. */
  readonly complete: boolean;
  readonly violation: Violation<S, L> | null;
}

/** A state in which something is wrong, and a shortest way to it. */
export interface Violation<S, L> {
  readonly what: string;
  readonly state: S;
  readonly initial: S;
  readonly path: readonly Successor<S, L>[];
}

/** Where an exploration ends by itself; null: nowhere. */
export interface Limits {
  readonly states: number | null;
  readonly depth: number | null;
}

export const NO_LIMITS: Limits = { states: null, depth: null };

/** How many states are looked at between two reports. */
const STRIDE = 64;

interface Waiting<S> {
  readonly number: number;
  readonly state: S;
}

/**
 * Explores a system. It reports after every few states and may be left at any report: what has been counted by then
 * stands. Ends at the first violation.
 */
export function* breadthFirst<S, L>(
  system: TransitionSystem<S, L>,
  limits: Limits = NO_LIMITS,
): Generator<Progress, Exploration<S, L>> {
  const seen = new Seen();
  let level: Waiting<S>[] = [];
  let next: Waiting<S>[] = [];
  let depth = -1;
  let place = 0;
  let generated = 0;
  const progress = (): Progress => ({
    states: seen.size,
    generated,
    depth: Math.max(0, depth),
    frontier: level.length - place + next.length,
  });
  const over = (number: number, state: S): Exploration<S, L> | null => {
    const what = system.violation?.(state) ?? null;
    if (what === null) return null;
    const path = retrace(system, seen.pathTo(number));
    return { ...progress(), complete: false, violation: { what, state, ...path } };
  };

  for (const state of system.initial()) {
    const number = seen.add(printOf(system, state), -1);
    if (number < 0) continue;
    next.push({ number, state });
    const end = over(number, state);
    if (end) return end;
  }
  while (next.length > 0) {
    level = next;
    next = [];
    place = 0;
    if (limits.depth !== null && depth + 1 >= limits.depth) {
      depth++;
      break;
    }
    while (place < level.length) {
      const { number: parent, state } = level[place]!;
      // What has been looked at is let go.
      level[place++] = undefined as never;
      for (const successor of system.successors(state)) {
        generated++;
        const number = seen.add(printOf(system, successor.state), parent);
        if (number < 0) continue;
        next.push({ number, state: successor.state });
        const end = over(number, successor.state);
        if (end) return end;
      }
      if (limits.states !== null && seen.size >= limits.states)
        return { ...progress(), complete: progress().frontier === 0, violation: null };
      if (place % STRIDE === 0) yield progress();
    }
    depth++;
    yield progress();
  }
  return { ...progress(), complete: progress().frontier === 0, violation: null };
}

function printOf<S, L>(system: TransitionSystem<S, L>, state: S): number {
  return system.fingerprint(system.canonical ? system.canonical(state) : state);
}

/** Finds the states again that have these fingerprints one after the other. */
function retrace<S, L>(
  system: TransitionSystem<S, L>,
  fingerprints: readonly number[],
): { readonly initial: S; readonly path: readonly Successor<S, L>[] } {
  const lost = (): never => {
    throw new Error(
      "the system is not deterministic: a path that was found cannot be walked again",
    );
  };
  const first = [...system.initial()].findIndex(
    (state) => printOf(system, state) === fingerprints[0],
  );
  if (first < 0) return lost();
  const initial = [...system.initial()][first] as S;
  const path: Successor<S, L>[] = [];
  let state = initial;
  for (const fingerprint of fingerprints.slice(1)) {
    let step: Successor<S, L> | null = null;
    for (const successor of system.successors(state)) {
      if (printOf(system, successor.state) !== fingerprint) continue;
      step = successor;
      break;
    }
    if (step === null) return lost();
    path.push(step);
    state = step.state;
  }
  return { initial, path };
}

/** Explores to the end, or to the limits. */
export function exploreAll<S, L>(
  system: TransitionSystem<S, L>,
  limits: Limits = NO_LIMITS,
): Exploration<S, L> {
  const search = breadthFirst(system, limits);
  for (;;) {
    const next = search.next();
    if (next.done) return next.value;
  }
}
