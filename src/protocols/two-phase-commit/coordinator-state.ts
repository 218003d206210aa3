/** What a coordinator knows, what of it is on its disk, and the pure functions that move it. */
import type { Boot, NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import type { ClientRequest } from "../client.ts";
import type { Decision, Refusal, Tx, Work } from "./messages.ts";

/** A coordinator's parameters, in local µs. */
export interface CoordinatorConfig {
  /** A transaction whose votes are not complete after so long is aborted. */
  readonly voteTimeout: Micros;
  /** Whoever has not answered is told again after so long. */
  readonly resend: Micros;
}

/** What the coordinator's log holds of a transaction. */
export interface CoordinatorRecord extends Work {
  readonly tx: Tx;
  /** Who asked for it, and under which number. */
  readonly client: NodeId;
  readonly op: number;
  /** Null: only the start is written. A restarted coordinator that finds nothing else aborts. */
  readonly decision: Decision | null;
  readonly why: Why | null;
  /** Every participant has acknowledged the decision. */
  readonly ended: boolean;
}

/** Why a transaction was aborted. */
export type Why = Refusal | "no-vote-in-time" | "coordinator-restarted";

export interface Transaction extends CoordinatorRecord {
  /** The decision is on disk. */
  readonly logged: boolean;
  readonly yes: readonly NodeId[];
  readonly no: readonly NodeId[];
  /** Who need not be told any more: it has acknowledged, or aborted by itself. */
  readonly told: readonly NodeId[];
  /** When the votes must be complete, by the local clock. */
  readonly deadline: Micros;
  /** When those who have not answered were last asked or told, by the local clock. */
  readonly asked: Micros;
}

export interface CoordinatorContext {
  readonly id: NodeId;
  readonly participants: readonly NodeId[];
  readonly config: CoordinatorConfig;
  readonly rules: Readonly<Record<string, boolean>>;
  /** By number; the oldest that have ended are forgotten. */
  readonly transactions: readonly Transaction[];
  /** The highest number given. */
  readonly last: Tx;
  /** Each client's latest request, so that an older one that comes late begins nothing. */
  readonly requested: Readonly<Record<NodeId, number>>;
  /** What this start found undecided and aborted. */
  readonly abortedAtStart: readonly Tx[];
}

/** So many transactions that have ended are remembered, to answer who asks again. */
const REMEMBERED = 24;

export function startCoordinator({
  id,
  members,
  config,
  settings,
  disk,
  now,
}: Boot): CoordinatorContext {
  const records = (disk["log"] as readonly CoordinatorRecord[] | undefined) ?? [];
  const undecided = records.filter(({ decision }) => decision === null);
  return {
    id,
    participants: members["participant"] ?? [],
    config: config as CoordinatorConfig,
    rules: settings.rules,
    transactions: records.map((record) => ({
      ...record,
      ...(record.decision === null
        ? ({ decision: "abort", why: "coordinator-restarted" } as const)
        : {}),
      logged: true,
      yes: [],
      no: [],
      told: [],
      deadline: now,
      asked: now,
    })),
    last: (disk["last"] as Tx | undefined) ?? 0,
    requested: (disk["requested"] as Readonly<Record<NodeId, number>> | undefined) ?? {},
    abortedAtStart: undecided.map(({ tx }) => tx),
  };
}

export function ruleOn({ rules }: Pick<CoordinatorContext, "rules">, rule: string): boolean {
  return rules[rule] !== false;
}

export function transactionOf({ transactions }: CoordinatorContext, tx: Tx): Transaction | null {
  return transactions.find((each) => each.tx === tx) ?? null;
}

/** The transaction that a client has asked for by this request; null when it is new. */
export function begunBy(
  { transactions }: CoordinatorContext,
  client: NodeId,
  op: number,
): Transaction | null {
  return transactions.find((each) => each.client === client && each.op === op) ?? null;
}

export function isCollecting({ decision }: Transaction): boolean {
  return decision === null;
}

export function isOpen({ ended }: Transaction): boolean {
  return !ended;
}

/** Work that a client may ask for; null when it is something else. */
export function workOf({ operation }: Pick<ClientRequest, "operation">): Work | null {
  const { f, key = "" } = operation;
  if (f === "book") return { day: key, change: -1 };
  return f === "cancel" ? { day: key, change: 1 } : null;
}

/** A new transaction: its start is to be written, then everybody is asked. */
export function begin(
  context: CoordinatorContext,
  client: NodeId,
  op: number,
  work: Work,
  now: Micros,
): Partial<CoordinatorContext> {
  const tx = context.last + 1;
  const begun: Transaction = {
    tx,
    client,
    op,
    ...work,
    decision: null,
    why: null,
    ended: false,
    logged: false,
    yes: [],
    no: [],
    told: [],
    deadline: now + context.config.voteTimeout,
    asked: now,
  };
  return {
    transactions: forgetOldest([...context.transactions, begun]),
    last: tx,
    requested: { ...context.requested, [client]: Math.max(op, context.requested[client] ?? 0) },
  };
}

function forgetOldest(transactions: readonly Transaction[]): readonly Transaction[] {
  const ended = transactions.filter((each) => each.ended);
  if (ended.length <= REMEMBERED) return transactions;
  return transactions.filter((each) => each !== ended[0]);
}

function changed(
  context: CoordinatorContext,
  tx: Tx,
  change: (transaction: Transaction) => Partial<Transaction>,
): Partial<CoordinatorContext> {
  return {
    transactions: context.transactions.map((each) =>
      each.tx === tx ? { ...each, ...change(each) } : each,
    ),
  };
}

function withMember(members: readonly NodeId[], one: NodeId): readonly NodeId[] {
  return members.includes(one) ? members : [...members, one];
}

export function countYes(
  context: CoordinatorContext,
  tx: Tx,
  from: NodeId,
): Partial<CoordinatorContext> {
  return changed(context, tx, ({ yes }) => ({ yes: withMember(yes, from) }));
}

/** Whether with this Yes nothing is missing. Without unanimity more than half is taken for all. */
export function completes(context: CoordinatorContext, tx: Tx, from: NodeId): boolean {
  const transaction = transactionOf(context, tx);
  if (!transaction || !isCollecting(transaction)) return false;
  const { length } = withMember(transaction.yes, from);
  const all = context.participants.length;
  return ruleOn(context, "unanimity") ? length === all : 2 * length > all;
}

export function countNo(
  context: CoordinatorContext,
  tx: Tx,
  from: NodeId,
): Partial<CoordinatorContext> {
  return changed(context, tx, ({ no }) => ({ no: withMember(no, from) }));
}

/** Whether with this No there can be no commit any more. Without unanimity a majority may still be reached. */
export function prevents(context: CoordinatorContext, tx: Tx, from: NodeId): boolean {
  const transaction = transactionOf(context, tx);
  if (!transaction || !isCollecting(transaction)) return false;
  const { length } = withMember(transaction.no, from);
  const all = context.participants.length;
  return ruleOn(context, "unanimity") || 2 * (all - length) <= all;
}

/**
 * The decision falls. By the rule it is on disk before anybody hears of it.
 *
 * @param by the participant whose vote it falls by, if it does
 */
export function decide(
  context: CoordinatorContext,
  tx: Tx,
  decision: Decision,
  why: Why | null,
  by: NodeId | null,
  now: Micros,
): Partial<CoordinatorContext> {
  return changed(context, tx, ({ yes, no }) => {
    const yeses = by !== null && decision === "commit" ? withMember(yes, by) : yes;
    const noes = by !== null && decision === "abort" ? withMember(no, by) : no;
    return {
      decision,
      why,
      logged: ruleOn(context, "log-before-decide"),
      yes: yeses,
      no: noes,
      // Who voted No has aborted already.
      told: decision === "abort" ? noes : [],
      asked: now,
    };
  });
}

/** Whether its votes have been waited for too long. A clock that was set back must not make it wait for ever. */
export function isLate(
  { config }: CoordinatorContext,
  { deadline }: Transaction,
  now: Micros,
): boolean {
  return deadline <= now || deadline > now + config.voteTimeout;
}

/** The first transaction whose votes are overdue; null when there is none. */
export function overdue(context: CoordinatorContext, now: Micros): Transaction | null {
  return (
    context.transactions.find((each) => isCollecting(each) && isLate(context, each, now)) ?? null
  );
}

/** How long until the next transaction's votes are overdue; at most one timeout, whatever the clock says. */
export function untilOverdue({ transactions, config }: CoordinatorContext, now: Micros): Micros {
  const deadlines = transactions.filter(isCollecting).map(({ deadline }) => deadline);
  const wait = deadlines.length === 0 ? config.voteTimeout : Math.min(...deadlines) - now;
  return Math.max(1, Math.min(wait, config.voteTimeout));
}

/** Whether this acknowledgement is the last that was missing. */
export function endsBy(context: CoordinatorContext, tx: Tx, from: NodeId): boolean {
  const transaction = transactionOf(context, tx);
  return (
    transaction !== null &&
    transaction.decision !== null &&
    isOpen(transaction) &&
    withMember(transaction.told, from).length === context.participants.length
  );
}

export function countTold(
  context: CoordinatorContext,
  tx: Tx,
  from: NodeId,
): Partial<CoordinatorContext> {
  return changed(context, tx, (transaction) =>
    endsBy(context, tx, from)
      ? { told: withMember(transaction.told, from), ended: true, logged: true }
      : { told: withMember(transaction.told, from) },
  );
}

/** Whether it is time to ask or tell again who has not answered. */
export function isUnanswered(
  { config }: CoordinatorContext,
  { asked, ended }: Transaction,
  now: Micros,
): boolean {
  return !ended && (asked + config.resend <= now || asked > now);
}

export function asksAgain(context: CoordinatorContext, now: Micros): Partial<CoordinatorContext> {
  return {
    transactions: context.transactions.map((each) =>
      isUnanswered(context, each, now) ? { ...each, asked: now } : each,
    ),
  };
}

/** Who has yet to hear the decision. */
export function untold(
  { participants }: CoordinatorContext,
  { told }: Transaction,
): readonly NodeId[] {
  return participants.filter((each) => !told.includes(each));
}

/** Who has yet to vote. */
export function silent(
  { participants }: CoordinatorContext,
  { yes, no }: Transaction,
): readonly NodeId[] {
  return participants.filter((each) => !yes.includes(each) && !no.includes(each));
}

/** What is on disk: each start before the question goes out, each decision before it is told. */
export function coordinatorDisk({ transactions, last, requested }: CoordinatorContext): {
  readonly log: readonly CoordinatorRecord[];
  readonly last: Tx;
  readonly requested: CoordinatorContext["requested"];
} {
  const log = transactions.map(
    ({ tx, client, op, day, change, decision, why, ended, logged }): CoordinatorRecord => ({
      tx,
      client,
      op,
      day,
      change,
      decision: logged ? decision : null,
      why: logged ? why : null,
      ended,
    }),
  );
  return { log, last, requested };
}
