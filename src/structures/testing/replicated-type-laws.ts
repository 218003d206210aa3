/**
 * The laws of replicated data types, on payloads that really come about: of three replicas that update what they hold and hear of each
 * other in any order.
 */
import fc from "fast-check";
import type { ReplicatedType } from "../replicated-type.ts";
import { covers, type VersionVector } from "../version-vector.ts";

const REPLICAS = ["n1", "n2", "n3"] as const;
const replica = fc.nat({ max: REPLICAS.length - 1 });

type Move<U> =
  | { readonly is: "update"; readonly at: number; readonly update: U }
  | { readonly is: "merge"; readonly at: number; readonly of: number };

/** An operation with its source and what its source had seen. */
interface Sent<O> {
  readonly by: string;
  readonly number: number;
  readonly saw: VersionVector;
  readonly operation: O;
}

interface History<S, O> {
  /** What each replica holds in the end. */
  readonly states: readonly S[];
  readonly all: S;
  readonly sent: readonly Sent<O>[];
}

/** Plays moves; replicas spread whole payloads. */
function play<S, U, O>(type: ReplicatedType<S, U, O>, moves: readonly Move<U>[]): History<S, O> {
  const states = REPLICAS.map(() => type.initial);
  const seen: Record<string, number>[] = REPLICAS.map(() => ({}));
  const sent: Sent<O>[] = [];
  for (const move of moves) {
    const state = states[move.at]!;
    if (move.is === "merge") {
      states[move.at] = type.merge(state, states[move.of]!);
      for (const [by, count] of Object.entries(seen[move.of]!))
        seen[move.at]![by] = Math.max(seen[move.at]![by] ?? 0, count);
      continue;
    }
    const by = REPLICAS[move.at]!;
    const operation = type.prepare(state, move.update, by);
    if (operation === null) continue;
    const saw = { ...seen[move.at] };
    const number = (saw[by] ?? 0) + 1;
    sent.push({ by, number, saw, operation });
    seen[move.at]![by] = number;
    states[move.at] = type.effect(state, operation);
  }
  return { states, all: states.reduce((a, b) => type.merge(a, b)), sent };
}

/** All effects at one replica, causes first, otherwise in an order of chance. */
function deliver<S, U, O>(
  type: ReplicatedType<S, U, O>,
  sent: readonly Sent<O>[],
  chance: readonly number[],
): S {
  let state = type.initial;
  const seen: Record<string, number> = {};
  let left = [...sent];
  for (let turn = 0; left.length > 0; turn++) {
    const ready = left.filter(
      ({ by, number, saw }) => (seen[by] ?? 0) === number - 1 && covers(seen, saw),
    );
    const next = ready[(chance[turn % chance.length] ?? 0) % ready.length]!;
    state = type.effect(state, next.operation);
    seen[next.by] = next.number;
    left = left.filter((other) => other !== next);
  }
  return state;
}

/** A law by its name. */
export type Law = readonly [name: string, property: fc.IRawProperty<unknown>];

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What must hold of a type, where payloads that are equal print equally. `update` draws what a replica may be asked for. */
export function lawsOf<S, U, O>(
  type: ReplicatedType<S, U, O>,
  update: fc.Arbitrary<U>,
): readonly Law[] {
  const moves = fc.array(
    fc.oneof(
      {
        weight: 2,
        arbitrary: fc.record({ is: fc.constant("update" as const), at: replica, update }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ is: fc.constant("merge" as const), at: replica, of: replica }),
      },
    ) as fc.Arbitrary<Move<U>>,
    { maxLength: 24 },
  );
  const three = moves.map((played) => play(type, played).states as [S, S, S]);
  const chance = fc.array(fc.nat(), { minLength: 1 });
  const laws = {
    "merge is commutative": fc.property(three, ([a, b]) =>
      same(type.merge(a, b), type.merge(b, a)),
    ),
    "merge is associative": fc.property(three, ([a, b, c]) =>
      same(type.merge(type.merge(a, b), c), type.merge(a, type.merge(b, c))),
    ),
    "merge is idempotent, and keeps what it has where nothing is new": fc.property(
      three,
      ([a, b]) => {
        const both = type.merge(a, b);
        return (
          type.merge(a, a) === a && type.merge(both, a) === both && type.merge(both, b) === both
        );
      },
    ),
    "an update only goes up": fc.property(three, update, ([state], another) => {
      const operation = type.prepare(state, another, "n1");
      if (operation === null) return true;
      const after = type.effect(state, operation);
      return type.merge(after, state) === after && same(type.merge(state, after), after);
    }),
    "effects of concurrent operations commute, and come to what merging comes to": fc.property(
      moves,
      chance,
      (played, order) => {
        const { all, sent } = play(type, played);
        return same(deliver(type, sent, [0]), all) && same(deliver(type, sent, order), all);
      },
    ),
  };
  return Object.entries(laws) as unknown as readonly Law[];
}
