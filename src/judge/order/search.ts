/**
 * Looks for an order of operations, one after another, that a model explains and that keeps what must be kept: depth
 * first with every configuration visited once (Wing & Gong 1993; Lowe 2017). An operation is placed only when nothing
 * that has to come before it is left (Lowe's just-in-time linearization).
 *
 * Some branches cannot lead where no other leads, and are left out:
 * - what only looks, and may happen now with the answer it had, happens now;
 * - of operations that do the same and may both happen now, the one that is due first goes first, and one that must
 *   happen goes before one of unknown outcome;
 * - an operation of unknown outcome that leaves the state as it is, or is undone by the next without having been seen,
 *   may as well not happen;
 * - what a model foresees ({@link Foresight}): a state that is left while an answer needs it that nothing can bring back;
 *   writes that nobody sees go along with the next one; a state out of which an answer that is still to come can never
 *   follow; operations whose order can be told by others.
 */
import type { Foresight } from "../models/model.ts";
import type { Operation } from "../operation.ts";
import { textOf } from "../value.ts";
import type { Answer } from "../verdict.ts";
import { Demand } from "./demand.ts";
import type { Purse } from "./purse.ts";
import { SeenRows } from "./seen.ts";
import type { StateSpace } from "./space.ts";

/** What must be kept. */
export interface Problem {
  /** The model's states, shared by the searches that one verdict takes. */
  readonly space: StateSpace;
  /** Chains of operations that all must be placed, each chain in its order. */
  readonly chains: readonly (readonly Operation[])[];
  /** Operations that may be placed or not, in the order of their calls, each after so much of a chain. */
  readonly optional: readonly {
    readonly op: Operation;
    readonly chain: number;
    readonly after: number;
  }[];
  /** Whether what returned before another was called must be placed before it. */
  readonly realTime: boolean;
}

export interface Found {
  readonly answer: Answer;
  /** Operation ids; for yes. */
  readonly order: readonly number[];
  /** Everything that returned before has an order; for no, in real time. -1 where nothing is known to have one. */
  readonly stuckAt: number;
}

/** More integers than these in memory (512 MB), and the search gives up. */
const MEMORY = 2 ** 27;

/** A step of the search: an operation placed, and where the state stood before. */
interface Placed {
  readonly move: number;
  readonly stateBefore: number;
}

/** A point where there is a choice. */
interface Fork {
  /** How long the path was. */
  readonly depth: number;
  /** Moves and the states they lead to, in pairs. */
  readonly choices: readonly number[];
  next: number;
}

export function findOrder(problem: Problem, purse: Purse): Found {
  return new OrderSearch(problem, purse).run();
}

class OrderSearch {
  private readonly space: StateSpace;
  /** Moves: certain operations first, chain by chain; then optional ones. */
  private readonly ops: Operation[] = [];
  private readonly kinds: Int32Array;
  /** The same for operations that would do the same if all of them were ok. */
  private readonly effects: readonly string[];
  private readonly called: Float64Array;
  private readonly returned: Float64Array;
  private readonly looks: Uint8Array;
  private readonly chainOf: Int32Array;
  /** The first move of each chain, and the end of the last. */
  private readonly starts: Int32Array;
  private readonly certain: number;
  /** Of each certain move: the next in its chain, itself included, that looks; -1: none. */
  private readonly nextLook: Int32Array;
  /** What may yet bring each look about that the state does not lead to. */
  private readonly beginnings: ReadonlyMap<number, readonly number[]>;
  private readonly foresees: boolean;
  private readonly eager: Uint8Array;
  /** Of each move, those that must come before it, beyond its chain. */
  private readonly before: readonly (readonly number[] | undefined)[];
  /** In which order moves are tried. */
  private readonly rank: Float64Array;
  private readonly demand: Demand | null;
  private readonly wastes: ((state: unknown, op: Operation) => boolean) | undefined;
  /** Optional moves that do the same, in the order of calls. */
  private readonly alike: readonly (readonly number[])[];

  /** The configuration: the state, the first move of each chain that is not placed, which optional ones are. */
  private state: number;
  private readonly heads: Int32Array;
  private readonly used: Int32Array;
  private readonly row: Int32Array;
  private readonly path: Placed[] = [];
  private readonly forks: Fork[] = [];
  private readonly seen: SeenRows;
  private placedCertain = 0;
  private most = 0;
  private stuckAt = -1;

  constructor(
    private readonly problem: Problem,
    private readonly purse: Purse,
  ) {
    const { space, chains, optional, realTime } = problem;
    const { model } = space;
    this.space = space;
    this.starts = new Int32Array(chains.length + 1);
    chains.forEach((chain, i) => {
      for (const op of chain) this.ops.push(op);
      this.starts[i + 1] = this.ops.length;
    });
    this.certain = this.ops.length;
    for (const { op } of optional) this.ops.push(op);
    const { ops } = this;
    this.kinds = Int32Array.from(ops, (op) => this.space.classOf(op));
    this.effects = ops.map(({ f, key, input, process }) =>
      textOf([f, key, input, model.byProcess ? process : null]),
    );
    this.called = Float64Array.from(ops, (op) => (realTime ? op.called : -1));
    this.returned = Float64Array.from(ops, (op) =>
      realTime ? (op.returned ?? Infinity) : Infinity,
    );
    this.looks = Uint8Array.from(ops, (op) => (model.readsOnly(op) ? 1 : 0));
    this.chainOf = new Int32Array(ops.length);
    chains.forEach((_, i) => this.chainOf.fill(i, this.starts[i], this.starts[i + 1]));
    const { foresight = {} } = model as { readonly foresight?: Foresight<unknown> };
    this.foresees = foresight.mayYet !== undefined;
    const certainOps = ops.slice(0, this.certain);
    const optionalOps = ops.slice(this.certain);
    const isEager = realTime ? foresight.eager?.(certainOps, optionalOps) : undefined;
    this.eager = Uint8Array.from(ops, (op) => (isEager?.(op) === true ? 1 : 0));
    this.before = this.precedence(realTime ? foresight.precedence?.(certainOps, optionalOps) : []);
    const rank = foresight.rank?.(certainOps) ?? ((op: Operation) => op.returned ?? Infinity);
    this.rank = Float64Array.from(ops, rank);
    this.wastes = foresight.wastes?.(certainOps, optionalOps);
    this.demand = foresight.needs ? new Demand(this.space, ops, this.certain, foresight) : null;
    this.nextLook = this.nextInChain((move) => this.looks[move] === 1);
    this.beginnings = this.beginningsOf(foresight.begins);
    const alike = new Map<number, number[]>();
    for (let move = this.certain; move < ops.length; move++) {
      const same = alike.get(this.kinds[move]!);
      if (same) same.push(move);
      else alike.set(this.kinds[move]!, [move]);
    }
    this.alike = [...alike.values()];
    this.state = this.space.initial;
    this.heads = this.starts.slice(0, chains.length);
    this.used = new Int32Array(Math.ceil(optional.length / 32));
    this.row = new Int32Array(1 + this.heads.length + this.used.length);
    this.seen = new SeenRows(this.row.length);
  }

  run(): Found {
    if (this.isObstructed()) return this.found("no");
    if (this.enter()) return this.found("yes");
    for (let fork = this.forks.at(-1); fork; fork = this.forks.at(-1)) {
      while (this.path.length > fork.depth) this.takeBack();
      if (fork.next === fork.choices.length) {
        this.forks.pop();
        continue;
      }
      if (!this.purse.pay() || this.seen.size > MEMORY) return this.found("unknown");
      this.choose(fork.choices[fork.next]!, fork.choices[fork.next + 1]!);
      fork.next += 2;
      if (this.enter()) return this.found("yes");
    }
    return this.found("no");
  }

  /** Whether what must come before what goes round in a circle, so that no state has to be looked at. */
  private isObstructed(): boolean {
    if (this.before.length === 0) return false;
    const waiting = new Set(this.before.flatMap((firsts) => firsts ?? []));
    const optional = [...waiting].filter((move) => move >= this.certain);
    for (let placed = true; placed;) {
      placed = false;
      const due = this.due();
      for (const move of optional) {
        if (this.isUsed(move) || !this.isReady(move, due)) continue;
        this.flip(move);
        placed = true;
      }
      for (let chain = 0; chain < this.heads.length; chain++) {
        while (
          this.heads[chain]! < this.starts[chain + 1]! &&
          this.isReady(this.heads[chain]!, due)
        ) {
          this.heads[chain]!++;
          placed = true;
        }
      }
    }
    const due = this.due();
    this.heads.set(this.starts.subarray(0, this.heads.length));
    this.used.fill(0);
    return due < Infinity;
  }

  private found(answer: Answer): Found {
    const order = answer === "yes" ? this.idsOnPath() : [];
    return { answer, order, stuckAt: this.stuckAt };
  }

  /** Places what may go at once, and leaves a fork for the rest. True when everything that must be is placed. */
  private enter(): boolean {
    const due = this.settle();
    if (this.placedCertain === this.certain) return true;
    if (due > this.stuckAt && due < Infinity) this.stuckAt = due;
    if (this.placedCertain > this.most) {
      this.most = this.placedCertain;
      this.purse.progress(this.most, this.certain);
    }
    if (!this.firstVisit()) return false;
    const choices = this.leadsNowhere() ? [] : this.choices(due);
    if (choices.length > 0) this.forks.push({ depth: this.path.length, choices, next: 0 });
    return false;
  }

  /** Places what may as well happen now. Returns when the first operation that is left must have happened. */
  private settle(): number {
    for (;;) {
      const due = this.due();
      let placed = false;
      for (let chain = 0; chain < this.heads.length; chain++) {
        for (;;) {
          const move = this.heads[chain]!;
          if (move === this.starts[chain + 1] || !this.isReady(move, due)) break;
          if (this.looks[move] === 0 && this.eager[move] === 0) break;
          const next = this.space.next(this.state, this.kinds[move]!);
          if (next.length !== 1 || (next[0] !== this.state && this.eager[move] === 0)) break;
          this.place(move, next[0]!);
          placed = true;
        }
      }
      if (!placed) return due;
    }
  }

  /** Whether nothing that is not placed must come before the first of a chain. */
  private isReady(move: number, due: number): boolean {
    if (this.called[move]! > due) return false;
    const before = this.before[move];
    return before === undefined || before.every((each) => this.isPlaced(each));
  }

  private isPlaced(move: number): boolean {
    return move < this.certain ? move < this.heads[this.chainOf[move]!]! : this.isUsed(move);
  }

  private due(): number {
    let due = Infinity;
    for (let chain = 0; chain < this.heads.length; chain++) {
      const move = this.heads[chain]!;
      if (move < this.starts[chain + 1]! && this.returned[move]! < due) due = this.returned[move]!;
    }
    return due;
  }

  private firstVisit(): boolean {
    this.row[0] = this.state;
    this.row.set(this.heads, 1);
    this.row.set(this.used, 1 + this.heads.length);
    return this.seen.add(this.row);
  }

  /** What may be placed next: certain operations, the one that is due first in front; then optional ones. */
  private choices(due: number): number[] {
    const certain: number[] = [];
    for (let chain = 0; chain < this.heads.length; chain++) {
      const move = this.heads[chain]!;
      if (move < this.starts[chain + 1]! && this.isReady(move, due)) certain.push(move);
    }
    certain.sort(
      (a, b) => this.rank[a]! - this.rank[b]! || this.returned[a]! - this.returned[b]! || a - b,
    );
    const choices: number[] = [];
    const kinds: number[] = [];
    let unseen = false;
    for (const move of certain) {
      const kind = this.kinds[move]!;
      // Others that nobody sees go along with the first.
      if (this.demand?.isUnseen(move) === true) {
        if (unseen) continue;
        unseen = true;
      }
      // Without real time what follows in the process makes a difference between two that do the same.
      if (this.problem.realTime && kinds.includes(kind)) continue;
      kinds.push(kind);
      this.addMoves(move, choices);
    }
    for (const same of this.alike) {
      const move = same.find((each) => !this.isUsed(each) && this.isEnabled(each, due));
      if (move === undefined || this.demand?.isUnseen(move) === true) continue;
      if (this.wastes?.(this.space.stateOf(this.state), this.ops[move]!) === true) continue;
      if (!this.standsIn(choices, move)) this.addMoves(move, choices);
    }
    return choices;
  }

  private addMoves(move: number, choices: number[]): void {
    const kind = this.kinds[move]!;
    const last = this.path.at(-1);
    const unseen = last !== undefined && last.move >= this.certain ? last.stateBefore : null;
    for (const next of this.space.next(this.state, kind)) {
      if (move >= this.certain && next === this.state) continue;
      if (this.demand?.losesForGood(move, this.state, next) === true) continue;
      if (unseen !== null && this.space.next(unseen, kind).includes(next)) continue;
      choices.push(move, next);
    }
  }

  /** Whether an operation that must happen can do now what this one might. */
  private standsIn(choices: readonly number[], move: number): boolean {
    const nexts = this.space.next(this.state, this.kinds[move]!);
    for (let i = 0; i < choices.length; i += 2) {
      const other = choices[i]!;
      if (other >= this.certain) return false;
      if (
        this.effects[other] === this.effects[move] &&
        nexts.length === 1 &&
        nexts[0] === choices[i + 1]
      )
        return true;
    }
    return false;
  }

  private isEnabled(move: number, due: number): boolean {
    const { chain, after } = this.problem.optional[move - this.certain]!;
    return this.isReady(move, due) && this.heads[chain]! - this.starts[chain]! >= after;
  }

  /** Whether an answer that is still to come cannot come any more. */
  private leadsNowhere(): boolean {
    if (!this.foresees) return false;
    for (let chain = 0; chain < this.heads.length; chain++) {
      const head = this.heads[chain]!;
      if (head === this.starts[chain + 1]) continue;
      const look = this.nextLook[head]!;
      if (look < 0 || this.space.mayYet(this.state, this.kinds[look]!)) continue;
      const begins = this.beginnings.get(look) ?? [];
      if (!begins.some((move) => !this.isPlaced(move))) return true;
    }
    return false;
  }

  /** Places a move; before one that sets a state whatever was before, all that nobody sees. */
  private choose(move: number, next: number): void {
    const { demand } = this;
    if (demand?.isBlind(move) === true) {
      const due = this.due();
      for (let chain = 0; chain < this.heads.length; chain++) {
        for (;;) {
          const other = this.heads[chain]!;
          if (other === this.starts[chain + 1] || other === move) break;
          if (!demand.isUnseen(other) || !this.isReady(other, due)) break;
          this.place(other, this.space.next(this.state, this.kinds[other]!)[0]!);
        }
      }
    }
    this.place(move, next);
  }

  private place(move: number, next: number): void {
    this.path.push({ move, stateBefore: this.state });
    this.state = next;
    this.demand?.count(move, -1);
    if (move < this.certain) {
      this.heads[this.chainOf[move]!]!++;
      this.placedCertain++;
    } else this.flip(move);
  }

  private takeBack(): void {
    const { move, stateBefore } = this.path.pop()!;
    this.state = stateBefore;
    this.demand?.count(move, 1);
    if (move < this.certain) {
      this.heads[this.chainOf[move]!]!--;
      this.placedCertain--;
    } else this.flip(move);
  }

  private flip(move: number): void {
    const bit = move - this.certain;
    this.used[bit >> 5]! ^= 1 << (bit & 31);
  }

  private isUsed(move: number): boolean {
    const bit = move - this.certain;
    return ((this.used[bit >> 5]! >> (bit & 31)) & 1) === 1;
  }

  private beginningsOf(begins: Foresight<unknown>["begins"]): ReadonlyMap<number, number[]> {
    const found = new Map<number, number[]>();
    if (!begins) return found;
    for (let look = 0; look < this.certain; look++) {
      if (this.looks[look] === 0) continue;
      const isOne = begins(this.ops[look]!);
      const moves: number[] = [];
      for (let move = 0; move < this.ops.length; move++) {
        const comesLater =
          move < this.certain && this.chainOf[move] === this.chainOf[look] && move > look;
        if (!comesLater && this.called[move]! < this.returned[look]! && isOne(this.ops[move]!))
          moves.push(move);
      }
      found.set(look, moves);
    }
    return found;
  }

  /** What must come before each move, by moves. */
  private precedence(
    pairs: readonly (readonly [Operation, Operation])[] = [],
  ): readonly (readonly number[] | undefined)[] {
    if (pairs.length === 0) return [];
    const moves = new Map(this.ops.map((op, move) => [op, move]));
    const before: number[][] = [];
    for (const [first, second] of pairs)
      (before[moves.get(second)!] ??= []).push(moves.get(first)!);
    return before;
  }

  private idsOnPath(): number[] {
    return this.path.map(({ move }) => this.ops[move]!.id);
  }

  /** For each certain move, the first from it on in its chain of which something is true; -1 when there is none. */
  private nextInChain(is: (move: number) => boolean): Int32Array {
    const next = new Int32Array(this.certain + 1).fill(-1);
    for (let chain = 0; chain < this.starts.length - 1; chain++) {
      let found = -1;
      for (let move = this.starts[chain + 1]! - 1; move >= this.starts[chain]!; move--) {
        if (is(move)) found = move;
        next[move] = found;
      }
    }
    return next;
  }
}
