/**
 * What tours wait for, predictions ask about and challenges want: a fold over the trace of a run. It looks at the trace
 * and nothing else, so that it costs nothing while nobody asks, and says of a run that was shared what it said of the
 * run that was played. What is put together of conditions is a condition.
 */
import type { NodeId } from "../behavior.ts";
import type { Micros } from "../time.ts";
import type { EventId, TraceEvent } from "../trace.ts";
import type { Stand } from "./stand.ts";

/** When a condition came true. */
export interface Met {
  readonly at: Micros;
  /** The event that made it so, or after which it was so long enough; 0 where the run began so. */
  readonly event: EventId;
  /** Where, if it is about a node. */
  readonly node?: NodeId | null;
}

/** A fold over trace events with immutable memory; the same memory means that nothing of interest happened. */
export interface ConditionOf<M> {
  /** Begins at a moment of the run: what happened before does not count, what stands does. */
  start(stand: Stand): M;
  /** `stand` has taken in the event already. */
  observe(memory: M, event: TraceEvent, stand: Stand): M;
  /** Null until it has come true; from then on always the same. Also asked between events: time may be what it waits for. */
  met(memory: M, stand: Stand): Met | null;
  /** How much of it is reached, 0 to 1, where it can be reached in part. */
  progress?(memory: M, stand: Stand): number;
}

/** A condition whatever its memory. */
export interface Condition extends ConditionOf<unknown> {}

/** Hides the memory's type. */
export function condition<M>(definition: ConditionOf<M>): Condition {
  return definition as unknown as Condition;
}

/** What an event is looked at for. */
export type Test = (event: TraceEvent, stand: Stand) => boolean;

/** The first event that passes the test. */
export function once(test: Test): Condition {
  return times(1, test);
}

/** So many events that pass the test, from now on. */
export function times(count: number, test: Test): Condition {
  return condition<{ readonly seen: number; readonly met: Met | null }>({
    start: () => ({ seen: 0, met: null }),
    observe(memory, event, stand) {
      if (memory.met || !test(event, stand)) return memory;
      const seen = memory.seen + 1;
      return { seen, met: seen < count ? null : metBy(event) };
    },
    met: (memory) => memory.met,
    progress: (memory) => memory.seen / count,
  });
}

/** The run stands so, now or later. */
export function stands(test: (stand: Stand) => boolean): Condition {
  return lasting(0, test);
}

/** The run stands so without a break for so long, in simulated µs. */
export function lasting(length: Micros, test: (stand: Stand) => boolean): Condition {
  interface Memory {
    readonly since: Pick<Met, "at" | "event"> | null;
    readonly met: Met | null;
  }
  const after = ({ at, event }: Pick<Met, "at" | "event">): Met => ({ at: at + length, event });
  return condition<Memory>({
    start: (stand) => ({ since: test(stand) ? { at: stand.time, event: 0 } : null, met: null }),
    observe(memory, event, stand) {
      const { since, met } = memory;
      if (met) return memory;
      if (since && event.time - since.at >= length && (length > 0 || event.time > since.at))
        return { since, met: after(since) };
      const so = test(stand);
      if (so === (since !== null)) return memory;
      return { since: so ? { at: event.time, event: event.id } : null, met: null };
    },
    met: ({ since, met }, stand) =>
      met ?? (since && stand.time - since.at >= length ? after(since) : null),
    progress: ({ since, met }, stand) =>
      met ? 1 : since === null ? 0 : Math.min(1, (stand.time - since.at) / Math.max(1, length)),
  });
}

/** So long from now on, in simulated µs. */
export function after(length: Micros): Condition {
  return lasting(length, () => true);
}

/** All of them, in any order. */
export function all(...parts: readonly Condition[]): Condition {
  return joined(parts, (met) => {
    const last = met.filter((each) => each !== null);
    return last.length < parts.length ? null : last.reduce((a, b) => (b.at > a.at ? b : a));
  });
}

/** Whichever of them comes first. */
export function either(...parts: readonly Condition[]): Condition {
  return joined(parts, (met) =>
    met
      .filter((each) => each !== null)
      .reduce<Met | null>((a, b) => (a === null || b.at < a.at ? b : a), null),
  );
}

function joined(
  parts: readonly Condition[],
  judge: (met: readonly (Met | null)[]) => Met | null,
): Condition {
  return condition<readonly unknown[]>({
    start: (stand) => parts.map((part) => part.start(stand)),
    observe(memory, event, stand) {
      const next = parts.map((part, i) => part.observe(memory[i], event, stand));
      return next.some((each, i) => each !== memory[i]) ? next : memory;
    },
    met: (memory, stand) => judge(parts.map((part, i) => part.met(memory[i], stand))),
    progress: (memory, stand) =>
      parts.filter((part, i) => part.met(memory[i], stand) !== null).length / parts.length,
  });
}

/** One after the other: each begins when the one before has come true. */
export function inOrder(...parts: readonly [Condition, ...Condition[]]): Condition {
  interface Memory {
    readonly at: number;
    readonly inner: unknown;
  }
  const advance = (memory: Memory, stand: Stand): Memory => {
    let { at, inner } = memory;
    while (at < parts.length - 1 && parts[at]!.met(inner, stand)) inner = parts[++at]!.start(stand);
    return at === memory.at ? memory : { at, inner };
  };
  return condition<Memory>({
    start: (stand) => advance({ at: 0, inner: parts[0].start(stand) }, stand),
    observe(before, event, stand) {
      const inner = parts[before.at]!.observe(before.inner, event, stand);
      return advance(inner === before.inner ? before : { at: before.at, inner }, stand);
    },
    met: ({ at, inner }, stand) => (at === parts.length - 1 ? parts[at]!.met(inner, stand) : null),
    progress: ({ at, inner }, stand) =>
      (at + (parts[at]!.progress?.(inner, stand) ?? (parts[at]!.met(inner, stand) ? 1 : 0))) /
      parts.length,
  });
}

export function metBy(event: TraceEvent): Met {
  return { at: event.time, event: event.id, node: event.node };
}
