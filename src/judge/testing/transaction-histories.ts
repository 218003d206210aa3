/** Small random histories of transactions, mostly such as a careless database would give. */
import fc from "fast-check";
import type { Action, History, Operation } from "../operation.ts";

/** Reads what the key holds in the end, though that is yet to come. */
const LATER = -1;

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
    back: fc.constantFrom(0, 0, 0, 0, 1, 2, 9, LATER),
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
  let value = 0;
  const numbered = draws.map((draw) => ({
    ...draw,
    steps: draw.steps.map((each) => {
      if (!each.reads) value++;
      return { ...each, written: repeated ? 1 + (value % 2) : value };
    }),
  }));
  const versions: Store[] = [{}];
  for (const { steps, outcome, length } of numbered) {
    // A failed one is now and then seen by others all the same.
    if (outcome === "fail" && length > 0) versions.push(versions.at(-1)!);
    else versions.push(steps.reduce((store, step) => after(store, step, lists), versions.at(-1)!));
  }
  return numbered.map(({ process, steps, outcome, snapshot, length }, id) => {
    let own: Store = {};
    const actions = steps.map((step): Action => {
      const name = "xy"[step.key]!;
      if (!step.reads) {
        if (lists && !Object.hasOwn(own, name)) own = { ...own, [name]: versions[id]![name] ?? [] };
        own = after(own, step, lists);
        return [lists ? "append" : "w", name, step.written];
      }
      const base =
        step.back === LATER
          ? versions.at(-1)!
          : versions[Math.max(0, id - (snapshot ?? step.back))]!;
      const held = Object.hasOwn(own, name) && step.back < 9 ? own[name] : base[name];
      return ["r", name, held ?? (lists ? [] : null)];
    });
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

function after(store: Store, step: Step & { written: number }, lists: boolean): Store {
  if (step.reads) return store;
  const name = "xy"[step.key]!;
  const held = (store[name] as unknown[] | undefined) ?? [];
  return { ...store, [name]: lists ? [...held, step.written] : step.written };
}
