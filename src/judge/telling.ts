/** Operations and verdicts in sentences, at both levels. */
import { tellTime } from "../kernel/time.ts";
import type { History, Operation } from "./operation.ts";
import { equal } from "./value.ts";
import { phrase, say, translate } from "../languages/say.ts";

interface Sentences {
  readonly simple: string;
  readonly expert: string;
}

export function outOfBudget(): Sentences {
  return {
    simple: say`There are too many possible orders; the search ended before it knew.`,
    expert: say`The budget was spent before an order was found or all orders were ruled out.`,
  };
}

/** What each `f` does, as a clause: who, and a value where there is one; and as a thing that somebody did. */
const WORDS: Readonly<Record<string, readonly [did: string, deed: string]>> = {
  read: [phrase("{0} read {1}"), phrase("read")],
  get: [phrase("{0} read {1}"), phrase("read")],
  contains: [phrase("{0} asked for {1}"), phrase("look for")],
  balance: [phrase("{0} read the balance {1}"), phrase("look at the balance")],
  write: [phrase("{0} wrote {1}"), phrase("write")],
  put: [phrase("{0} wrote {1}"), phrase("write")],
  append: [phrase("{0} appended {1}"), phrase("append")],
  delete: [phrase("{0} deleted {1}"), phrase("deletion")],
  cas: [phrase("{0} set {1}"), "cas"],
  enqueue: [phrase("{0} enqueued {1}"), phrase("enqueue")],
  dequeue: [phrase("{0} dequeued {1}"), phrase("dequeue")],
  drain: [phrase("{0} drained {1}"), phrase("drain")],
  acquire: [phrase("{0} took the lock {1}"), phrase("lock")],
  release: [phrase("{0} gave the lock back {1}"), phrase("release")],
  add: [phrase("{0} added {1}"), phrase("add")],
  remove: [phrase("{0} removed {1}"), phrase("removal")],
  transfer: [phrase("{0} transferred {1}"), phrase("transfer")],
  txn: [phrase("{0} ran {1}"), phrase("transaction")],
};

const LOOKS = new Set(["read", "get"]);
/** What answers nil when there is nothing. */
const MAY_ANSWER_NIL = new Set([...LOOKS, "dequeue"]);
const WRITES = new Set(["write", "put"]);
const LONG = 40;

/** A process by its name; one that is only a number is called a process. */
export function nameOf(process: string): string {
  return /^\d+$/.test(process) ? say`process ${process}` : process;
}

/** A value as sentences show it. */
export function tellValue(value: unknown): string {
  if (value === null || value === undefined) return "nil";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text === "") return say`nothing`;
  return text.length > LONG ? `${text.slice(0, LONG / 2)}…${text.slice(-LONG / 2)}` : text;
}

/** A whole clause: `c2 read 1`, `process 3 set 1 to 4`. */
export function tellOperation(op: Operation, withKey = false): string {
  const who = nameOf(op.process);
  const where = withKey && op.key !== null ? ` (${op.key})` : "";
  if (op.f === "cas" && Array.isArray(op.input)) {
    const [expected, next] = op.input as readonly unknown[];
    const refused = op.outcome === "fail" || op.output === false;
    return refused
      ? say`${who} could not set ${tellValue(expected)} to ${tellValue(next)}${where}`
      : say`${who} set ${tellValue(expected)} to ${tellValue(next)}${where}`;
  }
  const value = op.outcome === "ok" && op.output !== undefined ? op.output : op.input;
  const silent = (value ?? null) === null && !(answers(op) && MAY_ANSWER_NIL.has(op.f));
  const known = WORDS[op.f];
  const clause = known ? translate(known[0]) : `{0} ${op.f} {1}`;
  // Functions: a value may have a dollar sign, which means something to "replace".
  const told = silent ? clause.replace(" {1}", "") : clause.replace("{1}", () => tellValue(value));
  return `${told.replace("{0}", () => who)}${where}`;
}

/** What happened, as something that somebody did: `c1's write of 2`. */
function tellDeed(op: Operation): string {
  return say`${nameOf(op.process)}'s ${tellDeedAlone(op)}`;
}

/** `write of 2`. */
function tellDeedAlone(op: Operation): string {
  const deed = translate(WORDS[op.f]?.[1] ?? op.f);
  const value = answers(op) ? op.output : op.input;
  return value === null || value === undefined ? deed : say`${deed} of ${tellValue(value)}`;
}

function answers(op: Operation): boolean {
  return op.outcome === "ok" && op.output !== undefined;
}

function at(op: Operation, which: "called" | "returned"): string {
  const time = op.time?.[which];
  return time === undefined || time === null ? "" : say` at ${tellTime(time)}`;
}

function proof({ length }: readonly Operation[], kept: "real time" | "programs"): string {
  if (length === 1) return say`Nothing that happened explains it.`;
  return kept === "real time"
    ? say`No order of these ${length} operations that keeps real time explains every answer.`
    : say`No order of these ${length} operations that keeps each process's own order explains every answer.`;
}

/**
 * Why a history is not linearizable.
 *
 * @param culprits operations that together have no order.
 * @param last the one whose answer left the history without order; null when that could not be found out.
 */
export function accuse(
  history: History,
  culprits: readonly Operation[],
  last: Operation | null,
): Sentences {
  const accused = last ?? latest(culprits);
  const said = `${tellOperation(accused, true)}${at(accused, "returned")}`;
  const end = proof(culprits, "real time");
  if (accused.outcome === "fail" && !isRefusedCas(accused))
    return {
      simple: say`${nameOf(accused.process)} was told that its ${tellDeedAlone(accused)} had failed, and yet it was seen.`,
      expert: say`${tellDeed(accused)} was reported to have failed${at(accused, "returned")}, but its effect had been seen. ${end}`,
    };
  const out = outOfThinAir(history, accused);
  if (out !== null) return { simple: `${said}, ${out}.`, expert: `${said}, ${out}. ${end}` };
  const before = acknowledgedBefore(culprits, accused);
  if (before === undefined)
    return {
      simple: say`${said}, and that cannot be, whatever happened first.`,
      expert: say`${said}, which cannot be placed. ${end}`,
    };
  if (LOOKS.has(before.f))
    return {
      simple: say`${said}, although ${tellOperation(before)} before.`,
      expert: say`${said} although ${tellOperation(before)}${at(before, "returned")}, before. ${end}`,
    };
  return {
    simple: say`${said}, although ${nameOf(before.process)} had been told${at(before, "returned")} that its ${tellDeedAlone(before)} was done.`,
    expert: say`${said} although ${tellDeed(before)} had been acknowledged${at(before, "returned")}. ${end}`,
  };
}

/** Why a history is not sequentially consistent. */
export function accuseWithoutTime(history: History, culprits: readonly Operation[]): Sentences {
  const accused = latest(culprits);
  const said = tellOperation(accused, true);
  const out = outOfThinAir(history, accused);
  const end = proof(culprits, "programs");
  if (out !== null) return { simple: `${said}, ${out}.`, expert: `${said}, ${out}. ${end}` };
  return {
    simple: say`${said}, and no single story fits that and what the others saw.`,
    expert: `${said}. ${end}`,
  };
}

function isRefusedCas(op: Operation): boolean {
  return op.f === "cas" && op.output === false;
}

function latest(ops: readonly Operation[]): Operation {
  return ops.reduce((a, b) => ((b.returned ?? Infinity) > (a.returned ?? Infinity) ? b : a));
}

/** Said of a register's read of a value that nobody wrote. */
function outOfThinAir(history: History, op: Operation): string | null {
  if (op.f !== "read" || op.output === null || op.output === undefined) return null;
  const others = history.operations.filter((each) => each.key === op.key && each !== op);
  if (!others.some((each) => each.f === "write")) return null;
  const wrote = (each: Operation) =>
    (each.f === "write" && equal(each.input, op.output)) ||
    (each.f === "cas" && Array.isArray(each.input) && equal(each.input[1], op.output));
  const writers = others.filter(wrote);
  if (writers.length === 0) return say`which nobody wrote`;
  if (writers.every((each) => each.called > (op.returned ?? Infinity)))
    return say`before anybody wrote it`;
  if (writers.every((each) => each.outcome === "fail")) return say`although that write had failed`;
  return null;
}

/** What contradicts the accused: the last change with another value, else the last look, that had ended before it. */
function acknowledgedBefore(
  culprits: readonly Operation[],
  accused: Operation,
): Operation | undefined {
  const before = culprits
    .filter(
      (op) =>
        op.outcome === "ok" &&
        op.returned !== null &&
        op.returned < accused.called &&
        !saysTheSame(op, accused),
    )
    .sort((a, b) => b.returned! - a.returned!);
  return before.find((op) => !LOOKS.has(op.f)) ?? before[0];
}

/** Whether one operation's value is the very value that the other is about. */
function saysTheSame(op: Operation, accused: Operation): boolean {
  if (!LOOKS.has(accused.f)) return false;
  const value = LOOKS.has(op.f) ? op.output : WRITES.has(op.f) ? op.input : undefined;
  return value !== undefined && equal(value ?? null, accused.output ?? null);
}
