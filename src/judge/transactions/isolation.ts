/**
 * Which isolation a history of transactions shows. What each level forbids, besides what the weaker ones forbid (Adya,
 * Liskov & O'Neil 2000; for snapshot isolation Cerone & Gotsman 2018, in the generalised form without real time):
 *
 * - read uncommitted: values from nowhere, duplicate elements, G0;
 * - read committed: G1a (a dirty update is one that somebody has built on), G1b, incompatible orders, G1c;
 * - snapshot isolation: internal, lost update, G-single, G-nonadjacent;
 * - serializable: G2-item;
 * - strict serializable: G0-, G1c-, G-single- and G2-item-realtime.
 *
 * Dependencies that cannot be told (of registers, of values written twice) may hide an anomaly. So from snapshot isolation
 * on a yes comes with an order in which the transactions were carried out again, found from the dependencies or, when
 * those do not suffice, by search.
 */
import type { Answer, Budget } from "../verdict.ts";
import { firstCycle } from "./cycles.ts";
import { dependenciesOf, type Dependency } from "./dependencies.ts";
import { DependencyGraph } from "./dependency-graph.ts";
import { LEVELS, type Finding, type Level } from "./finding.ts";
import { canRun, searchOrder, type Found } from "./order-search.ts";
import { phenomena } from "./phenomena.ts";
import type { Transaction, Transactions } from "./transaction.ts";

export interface Isolation {
  readonly answer: Answer;
  /** Yes, where one order explains everything: places in the list. */
  readonly order: readonly number[] | null;
  /** No: the anomaly that the weakest level forbids; null when no order was found among all. */
  readonly finding: Finding | null;
  readonly explored: number;
}

/** A search through orders is not begun for more transactions than this. */
const MOST_SEARCHED = 1_000;

export function isolation(transactions: Transactions, level: Level, budget: Budget): Isolation {
  const { list } = transactions;
  const rank = (each: Level) => LEVELS.indexOf(each);
  const { edges, findings } = dependenciesOf(transactions);
  const graph = new DependencyGraph(transactions, edges, level === "strict-serializable");
  const levels = LEVELS.slice(0, rank(level) + 1);
  let finding: Finding | null = null;
  for (const each of [...phenomena(transactions), ...findings])
    if (levels.includes(each.level) && (!finding || rank(each.level) < rank(finding.level)))
      finding = each;
  const weaker = finding ? levels.slice(0, rank(finding.level)) : levels;
  finding = firstCycle(transactions, graph, weaker) ?? finding;
  let explored = list.length + edges.length;
  if (finding) return { answer: "no", order: null, finding, explored };

  const weak = level === "read-uncommitted" || level === "read-committed";
  if (weak && !isAmbiguous(transactions))
    return { answer: "yes", order: null, finding: null, explored };
  const serial = rank(level) >= rank("serializable");
  const sure = list.flatMap(({ optional }, place) => (optional ? [] : [place]));
  const end = ({ called, returned }: Transaction) => (returned < Infinity ? returned : called);
  const byReturn = sure.toSorted((a, b) => end(list[a]!) - end(list[b]!));
  const likely = serial ? graph.serialOrder(byReturn) : graph.commitOrder(byReturn);
  if (likely && canRun(transactions, likely, serial))
    return { answer: "yes", order: serial ? likely : null, finding: null, explored };
  if (list.length > MOST_SEARCHED)
    return { answer: "unknown", order: null, finding: null, explored };
  const states = Math.min(budget.states, Math.ceil(20_000_000 / (list.length + 1)));
  const first = constraints(transactions, edges, level);
  const found: Found = searchOrder(transactions, first, serial, {
    states,
    stop: () => budget.stop?.() ?? false,
  });
  explored += found.explored;
  const answer = weak && found.answer === "no" ? "unknown" : found.answer;
  return {
    answer,
    order: serial && answer === "yes" ? found.order : null,
    finding: null,
    explored,
  };
}

/** Whether somebody read a value that was written more than once. */
function isAmbiguous(transactions: Transactions): boolean {
  const { list, lists } = transactions;
  const timesWritten = (key: string, value: unknown) => transactions.writersOf(key, value).length;
  return list.some(({ actions }) =>
    actions.some(([f, key, value]) => {
      if (f !== "r") return f === "append" && timesWritten(key, value) > 1;
      return !lists.has(key) && timesWritten(key, value) > (value === null ? 0 : 1);
    }),
  );
}

/** What must commit before what. */
function constraints(
  { list }: Transactions,
  edges: readonly Dependency[],
  level: Level,
): readonly Pick<Dependency, "from" | "to">[] {
  if (level !== "strict-serializable")
    return edges.filter(({ kind }) => kind !== "rw" || level === "serializable");
  const times = list.flatMap((a, from) =>
    list.flatMap((b, to) => (a.returned < b.called ? [{ from, to }] : [])),
  );
  return [...edges, ...times];
}
