/** What the bank knows, and the pure functions that move it. */
import type { Disk, NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import type { Answer, Transfer } from "./messages.ts";

/** The bank's parameters. What its accounts hold at the beginning is on its disk. */
export interface BankConfig {
  /** How long one write to disk takes, in local µs. */
  readonly diskWrite: Micros;
}

/** Whole coins by account. */
export type Accounts = Readonly<Record<string, number>>;

/** A client's last request that was answered, and how. One is enough: a client asks one thing at a time. */
export interface Answered {
  readonly id: number;
  readonly answer: Answer["type"];
  /** On disk, or in memory only. */
  readonly durable: boolean;
}

/** A request as it came. */
export interface Request extends Omit<Transfer, "type"> {
  readonly client: NodeId;
}

/** A request that is being written down. */
export interface Job {
  readonly request: Request;
  readonly answer: Answer["type"];
  /** What of it is on disk. */
  readonly debited: boolean;
  readonly credited: boolean;
}

export interface BankContext {
  readonly config: BankConfig;
  readonly rules: Readonly<Record<string, boolean>>;
  /** As on disk. */
  readonly accounts: Accounts;
  /** The dedupe table: what was answered last, by client. */
  readonly answered: Readonly<Record<NodeId, Answered>>;
  /** Requests that wait for their turn, the oldest first. In memory only. */
  readonly queue: readonly Request[];
  readonly job: Job | null;
}

/** More requests than this do not wait; whoever asks again will be heard later. */
const QUEUE = 16;

/** Off: a copy is taken for another request. */
export const DEDUPE = "dedupe";
/** Off: the dedupe table is in memory only. */
export const DURABLE_DEDUPE = "durable-dedupe";
/** Off: debit, credit and the record of the answer are three writes. */
export const ONE_TRANSACTION = "one-transaction";

/** What the bank's disk holds. */
export interface BankDisk {
  readonly accounts?: Accounts;
  readonly answered?: BankContext["answered"];
}

/** The bank as it wakes up with such a disk. */
export function wake(disk: Disk, config: BankConfig, rules: BankContext["rules"]): BankContext {
  const { accounts = {}, answered = {} } = disk as BankDisk;
  return { config, rules, accounts, answered, queue: [], job: null };
}

export function enqueue(context: BankContext, request: Request): Partial<BankContext> {
  return context.queue.length < QUEUE ? { queue: [...context.queue, request] } : {};
}

/** Takes the oldest request out of the queue. */
export function dequeue(context: BankContext): Partial<BankContext> {
  return { queue: context.queue.slice(1) };
}

/** The last answer to the client of a request, if its copies are looked for at all. */
function lastOf({ answered, rules }: BankContext, { client, id }: Request): Answered | null {
  return id === null || rules[DEDUPE] === false ? null : (answered[client] ?? null);
}

/** The answer that a request has had already; null when it is not a copy of the last one. */
export function answerBefore(context: BankContext, request: Request): Answered | null {
  const last = lastOf(context, request);
  return last?.id === request.id ? last : null;
}

/** A copy of something older than the last answer: its client has long heard and waits for nothing. */
export function isOutdated(context: BankContext, request: Request): boolean {
  const last = lastOf(context, request);
  return last !== null && request.id! < last.id;
}

/** Whether the payer's account holds as much. */
export function isCovered({ accounts }: BankContext, { client, amount }: Request): boolean {
  return (accounts[client] ?? 0) >= amount;
}

/** Whether the answer to it is recorded: a request without id has nothing to be recorded under. */
export function isRecorded({ id }: Request): boolean {
  return id !== null;
}

/** Begins with the oldest request. What it will be answered is settled here: nothing else is served meanwhile. */
export function begin(context: BankContext): Partial<BankContext> {
  const request = context.queue[0]!;
  return {
    ...dequeue(context),
    job: {
      request,
      answer: isCovered(context, request) ? "Done" : "Refused",
      debited: false,
      credited: false,
    },
  };
}

/** The payer's account without the amount. */
export function debit(context: BankContext): Partial<BankContext> {
  const { job, accounts } = context;
  const { client, amount } = job!.request;
  return {
    accounts: { ...accounts, [client]: (accounts[client] ?? 0) - amount },
    job: { ...job!, debited: true },
  };
}

/** The payee's account with it. */
export function credit(context: BankContext): Partial<BankContext> {
  const { job, accounts } = context;
  const { to, amount } = job!.request;
  return {
    accounts: { ...accounts, [to]: (accounts[to] ?? 0) + amount },
    job: { ...job!, credited: true },
  };
}

/** The dedupe table with the answer to this job. */
export function record(context: BankContext): Partial<BankContext> {
  const { request, answer } = context.job!;
  if (!isRecorded(request)) return {};
  const durable = context.rules[DURABLE_DEDUPE] !== false;
  const entry = { id: request.id!, answer, durable };
  return { answered: { ...context.answered, [request.client]: entry } };
}

/** Everything that the job asks for, at once. */
export function complete(context: BankContext): Partial<BankContext> {
  let done: BankContext = context;
  if (context.job!.answer === "Done") {
    done = { ...done, ...debit(done) };
    done = { ...done, ...credit(done) };
  }
  const { accounts, answered, job } = { ...done, ...record(done) };
  return { accounts, answered, job };
}

/** The rows of the dedupe table that are kept on disk. */
export function durableRows(context: BankContext): BankContext["answered"] {
  return Object.fromEntries(Object.entries(context.answered).filter(([, row]) => row.durable));
}

/** Coins in all accounts. */
export function totalOf(accounts: Accounts): number {
  return Object.values(accounts).reduce((sum, coins) => sum + coins, 0);
}
