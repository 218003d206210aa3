/** Small random histories of registers, and the plain ways to ask them things, for property tests. */
import fc from "fast-check";
import type { History, Operation } from "../operation.ts";

interface Draw {
  readonly process: number;
  readonly writes: boolean;
  readonly key: number;
  readonly value: number;
  readonly outcome: Operation["outcome"];
}

export interface Shape {
  readonly most: number;
  readonly processes: number;
  readonly keys: number;
  /** Whether two writes of a key may write the same. */
  readonly repeated: boolean;
}

/** Histories in which reads mostly return what somebody wrote. */
export function registerHistories({
  most,
  processes,
  keys,
  repeated,
}: Shape): fc.Arbitrary<History> {
  const draw: fc.Arbitrary<Draw> = fc.record({
    process: fc.nat(processes - 1),
    writes: fc.boolean(),
    key: fc.nat(keys - 1),
    value: fc.nat(60),
    outcome: fc.constantFrom("ok", "ok", "ok", "ok", "ok", "ok", "unknown", "fail"),
  });
  return fc
    .array(draw, { minLength: Math.min(5, most), maxLength: most, size: "max" })
    .map((draws) => {
      const valueOf = (id: number) => (repeated ? 1 + (draws[id]!.value % 2) : id + 1);
      const operations = draws.map(({ process, writes, key, value, outcome }, id): Operation => ({
        id,
        process: `c${process + 1}`,
        f: writes ? "write" : "read",
        key: "xyz"[key]!,
        input: writes ? valueOf(id) : null,
        output:
          writes || outcome !== "ok" ? undefined : readable(draws, key, value, valueOf, repeated),
        outcome,
        called: 2 * id,
        returned: outcome === "unknown" ? null : 2 * id + 1,
      }));
      return { operations };
    });
}

function readable(
  draws: readonly Draw[],
  key: number,
  value: number,
  valueOf: (id: number) => number,
  repeated: boolean,
): unknown {
  const written = draws.flatMap((each, id) =>
    each.writes && each.key === key && (each.outcome !== "fail" || value % 10 === 0)
      ? [valueOf(id)]
      : [],
  );
  const choices = [null, ...written, ...(repeated ? [] : written)];
  return choices[value % choices.length];
}

/** What counts of a history, for one choice of the unknown writes that took effect. */
export interface Taken {
  readonly operations: readonly Operation[];
  /** Places of operations; program order, in which an unknown write comes before nothing. */
  readonly program: readonly (readonly [number, number])[];
}

/** Every choice of which unknown writes took effect. */
export function choicesOf(history: History): readonly Taken[] {
  const sure = history.operations.filter((op) => op.outcome === "ok");
  const unsure = history.operations.filter((op) => op.outcome === "unknown" && op.f === "write");
  const choices: Taken[] = [];
  for (let bits = 0; bits < 1 << unsure.length; bits++) {
    const operations = [...sure, ...unsure.filter((_, i) => bits & (1 << i))].sort(
      (a, b) => a.called - b.called,
    );
    const program = operations.flatMap((a, i) =>
      operations.flatMap((b, j) =>
        i < j && a.process === b.process && a.outcome === "ok" ? [[i, j] as const] : [],
      ),
    );
    choices.push({ operations, program });
  }
  return choices;
}

/**
 * Whether these operations have an order that keeps the pairs and in which each of the `judged` reads returns the last
 * write of its key; `sources` also says which write, where given.
 */
export function hasSerialization(
  operations: readonly Operation[],
  places: readonly number[],
  before: (a: number, b: number) => boolean,
  judged: (place: number) => boolean,
  sources?: readonly (number | null)[],
): boolean {
  const holds = new Map<string | null, number>();
  const placed = new Set<number>();
  const goOn = (): boolean => {
    if (placed.size === places.length) return true;
    return places.some((place) => {
      if (placed.has(place)) return false;
      if (places.some((other) => !placed.has(other) && before(other, place))) return false;
      const op = operations[place]!;
      const held = holds.get(op.key);
      if (op.f === "read" && judged(place)) {
        const value = held === undefined ? null : operations[held]!.input;
        if (value !== op.output) return false;
        if (sources && sources[place] !== (held ?? null)) return false;
      }
      placed.add(place);
      if (op.f === "write") holds.set(op.key, place);
      const fits = goOn();
      placed.delete(place);
      if (held === undefined) holds.delete(op.key);
      else holds.set(op.key, held);
      return fits;
    });
  };
  return goOn();
}

/** The operation, in every process's place another name and in every value's another value. */
export function renamed(history: History): History {
  const value = (old: unknown) => (typeof old === "number" ? `v${97 - old}` : old);
  return {
    operations: history.operations.map((op) => ({
      ...op,
      process: `p${op.process.split("").toReversed().join("")}`,
      key: op.key === null ? null : `key ${op.key}`,
      input: value(op.input),
      output: value(op.output),
    })),
  };
}
