/**
 * A register as a model for the linearizability search: reads and writes of one value.
 *
 * A configuration is one way in which the operations so far can have taken effect. As in Lowe 2017 ("Testing for
 * linearizability", just-in-time linearization) an operation takes effect as late as possible: when it returns, or when
 * a read that returns needs it. A register allows more laziness still. A write that is overwritten at once need not be
 * decided on when that happens: an *instant* is a moment at which some write took effect, and any other write that was
 * under way at that instant may also have done so, just before. So it is enough to remember whether an operation was
 * under way at the latest instant (it is then not *fresh*), and the latest one is always the best to choose, since
 * whatever was under way at an earlier instant and still is, was so at the latest. No subsets are enumerated, and
 * a write of unknown outcome costs nothing until a read returns it.
 */

/** An operation that has not returned, or a write whose outcome is unknown for good. */
export interface Pending {
  readonly id: number;
  readonly f: "read" | "write";
  /** What a write writes. */
  readonly value: unknown;
}

export interface Configuration {
  readonly value: unknown;
  /** Pending writes that have taken effect, in order of number. */
  readonly done: readonly number[];
  /** Pending operations that began after the latest instant. */
  readonly fresh: readonly number[];
  /** What each pending read could return: every value held, or passed over, while it was under way. */
  readonly reads: readonly {
    readonly id: number;
    readonly seen: readonly unknown[];
  }[];
}

/** The register holds this value and nothing is under way. */
export function holding(value: unknown): Configuration {
  return { value, done: [], fresh: [], reads: [] };
}

export function invoke(at: Configuration, op: Pending): Configuration {
  return {
    ...at,
    fresh: [...at.fresh, op.id],
    reads: op.f === "read" ? [...at.reads, { id: op.id, seen: [at.value] }] : at.reads,
  };
}

/** The write takes effect now: a new instant, at which everything pending was under way. */
function setNow(at: Configuration, write: Pending): Configuration {
  return {
    value: write.value,
    done: withNumber(at.done, write.id),
    fresh: [],
    reads: at.reads.map((read) => ({ id: read.id, seen: withValue(read.seen, write.value) })),
  };
}

/** The write took effect just before the latest instant, and was overwritten there; null when it was not yet under way. */
function passedOver(at: Configuration, write: Pending): Configuration | null {
  if (at.fresh.includes(write.id)) return null;
  return {
    ...at,
    done: withNumber(at.done, write.id),
    reads: at.reads.map((read) =>
      at.fresh.includes(read.id) ? read : { id: read.id, seen: withValue(read.seen, write.value) },
    ),
  };
}

/** Every way in which a read can have returned `value`. */
export function returnRead(
  at: Configuration,
  id: number,
  value: unknown,
  pending: Iterable<Pending>,
): Configuration[] {
  const saw = (configuration: Configuration) =>
    configuration.reads.find((read) => read.id === id)?.seen.includes(value) ?? false;
  if (saw(at)) return [forget(at, id)];
  const ways: Configuration[] = [];
  for (const write of pending) {
    if (write.f !== "write" || write.value !== value || at.done.includes(write.id)) continue;
    ways.push(forget(setNow(at, write), id));
    const before = passedOver(at, write);
    if (before !== null && saw(before)) ways.push(forget(before, id));
  }
  return ways;
}

/** Every way in which a write can have taken effect by its return. */
export function returnWrite(at: Configuration, write: Pending): Configuration[] {
  if (at.done.includes(write.id)) return [forget(at, write.id)];
  const before = passedOver(at, write);
  const now = forget(setNow(at, write), write.id);
  return before === null ? [now] : [now, forget(before, write.id)];
}

/** An operation without effect is over. None when it has had one here. */
export function withdraw(at: Configuration, id: number): Configuration[] {
  return at.done.includes(id) ? [] : [forget(at, id)];
}

/** The operation is no longer spoken of. */
export function forget(at: Configuration, id: number): Configuration {
  return {
    value: at.value,
    done: at.done.filter((each) => each !== id),
    fresh: at.fresh.filter((each) => each !== id),
    reads: at.reads.filter((read) => read.id !== id),
  };
}

/**
 * Whether everything that `b` leaves possible `a` does too: the same, except that `b` has used up writes of unknown
 * outcome that `a` still has.
 */
export function dominates(
  a: Configuration,
  b: Configuration,
  unknown: (id: number) => boolean,
): boolean {
  return (
    a.value === b.value &&
    a.done.every((id) => b.done.includes(id)) &&
    b.done.every((id) => a.done.includes(id) || unknown(id)) &&
    a.fresh.every((id) => b.fresh.includes(id) || b.done.includes(id)) &&
    b.reads.every((read) => {
      const own = a.reads.find((each) => each.id === read.id);
      return own !== undefined && read.seen.every((value) => own.seen.includes(value));
    })
  );
}

function withNumber(numbers: readonly number[], number: number): readonly number[] {
  return numbers.includes(number) ? numbers : [...numbers, number].sort((a, b) => a - b);
}

function withValue(values: readonly unknown[], value: unknown): readonly unknown[] {
  return values.includes(value) ? values : [...values, value];
}
