/** Small random histories of transactions, mostly such as a careless database would give. */
import fc from "fast-check";
import type { Action, History, Operation } from "../operation.ts";

interface Step {
  readonly reads: boolean;
  readonly key: number;
  /** Which version is read, as far back from the newest. */
  readonly back: number;
}

interface Draw {
  readonly process: number;
  readonly steps: readonly Step[];
  readonly outcome: Operation["outcome"];
  /** Whether it reads all of one snapshot, and which. */
  readonly snapshot: number | null;
  readonly length: number;
}

export interface TransactionShape {
  readonly most: number;
  readonly lists: boolean;
  /** Registers: whether two writes may write the same value. */
  readonly repeated?: boolean;
}

export function transactionHistories({
  most,
  lists,
  repeated = false,
}: TransactionShape): fc.Arbitrary<History> {
  const step: fc.Arbitrary<Step> = fc.record({
    reads: fc.boolean(),
    key: fc.nat(1),
    back: fc.constantFrom(0, 0, 0, 1, 2, 9),
  });
  const draw: fc.Arbitrary<Draw> = fc.record({
    process: fc.nat(2),
    steps: fc.array(step, { minLength: 1, maxLength: 3, size: "max" }),
    outcome: fc.constantFrom("ok", "ok", "ok", "ok", "ok", "ok", "unknown", "fail"),
    snapshot: fc.constantFrom(null, 0, 1, 2, 3),
    length: fc.nat(3),
  });
  return fc
    .array(draw, { minLength: 2, maxLength: most, size: "max" })
    .map((draws) => ({ operations: played(draws, lists, repeated) }));
}

type Store = Readonly<Record<string, unknown>>;

function played(draws: readonly Draw[], lists: boolean, repeated: boolean): Operation[] {
  const versions: Store[] = [{}];
  let value = 0;
  return draws.map(({ process, steps, outcome, snapshot, length }, id) => {
    let store: Store = versions.at(-1)!;
    const own: Record<string, unknown> = {};
    const actions = steps.map(({ reads, key, back }): Action => {
      const name = "xy"[key]!;
      if (reads) {
        const base = versions[Math.max(0, versions.length - 1 - (snapshot ?? back))]!;
        const held = Object.hasOwn(own, name) && back < 9 ? own[name] : base[name];
        return ["r", name, held ?? (lists ? [] : null)];
      }
      value++;
      const written = repeated ? 1 + (value % 2) : value;
      const next = lists ? [...((store[name] as unknown[]) ?? []), written] : written;
      store = { ...store, [name]: next };
      own[name] = next;
      return [lists ? "append" : "w", name, written];
    });
    // A failed one is now and then seen by others all the same.
    if (outcome !== "fail" || length === 0) versions.push(store);
    const asked = actions.map(([f, key, what]): Action => [f, key, f === "r" ? null : what]);
    return {
      id,
      process: `c${process + 1}`,
      f: "txn",
      key: null,
      input: asked,
      output: outcome === "ok" ? actions : undefined,
      outcome,
      called: 10 * id,
      returned: outcome === "unknown" ? null : 10 * (id + length) + 5,
    };
  });
}
