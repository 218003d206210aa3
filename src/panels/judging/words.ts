import { phrase, say, translate } from "../../languages/say.ts";
import type { Action, Consistency, Operation } from "../../wire/judging.ts";

/** As much of a value as there is room for. */
const LONG = 24;

const CONSISTENCIES: Readonly<Record<Consistency, string>> = {
  linearizable: phrase("linearizable"),
  sequential: phrase("sequential"),
  "causal-memory": phrase("causal memory"),
  "causal-convergence": phrase("causal convergence"),
  causal: phrase("causal"),
  pram: phrase("pram"),
  "read-your-writes": phrase("read your writes"),
  "monotonic-reads": phrase("monotonic reads"),
  "monotonic-writes": phrase("monotonic writes"),
  "writes-follow-reads": phrase("writes follow reads"),
  eventual: phrase("eventual"),
  "strict-serializable": phrase("strict serializable"),
  serializable: phrase("serializable"),
  "snapshot-isolation": phrase("snapshot isolation"),
  "read-committed": phrase("read committed"),
  "read-uncommitted": phrase("read uncommitted"),
};

/** A consistency as one asks for it: `causal memory`. */
export function consistencyName(consistency: Consistency): string {
  return translate(CONSISTENCIES[consistency]);
}

/** What was asked and answered, in as few words as there are: `write x 2`, `read x → 1`. */
export function deed(op: Operation): string {
  if (op.f === "txn") return transaction(op);
  const asked = [op.f, op.key, op.input === null ? null : input(op)].filter(
    (part) => part !== null,
  );
  const answered = op.outcome === "ok" && op.output !== undefined;
  return `${asked.join(" ")}${answered ? ` → ${value(op.output)}` : ""}`;
}

/** How it ended, where that is not as one hopes. */
export function ending(op: Operation): string {
  if (op.outcome === "ok") return "";
  if (op.outcome === "fail") return say`failed`;
  return op.returned === null ? say`no answer yet` : say`outcome unknown`;
}

/** Whoever asked; a process without a name is a number. */
export function nameOf(process: string): string {
  return /^\d+$/.test(process) ? say`process ${process}` : process;
}

function transaction(op: Operation): string {
  const actions = (op.outcome === "ok" && op.output !== undefined ? op.output : op.input) as
    | readonly Action[]
    | null;
  if (!Array.isArray(actions)) return "txn";
  return (actions as readonly Action[])
    .map(([f, key, of]) => (f === "r" ? `r ${key} ${value(of)}` : `${f} ${key} ${value(of)}`))
    .join(", ");
}

function input({ f, input: given }: Operation): string {
  if (f === "cas" && Array.isArray(given)) return given.map(value).join(say` to `);
  return value(given);
}

function value(of: unknown): string {
  if (of === null || of === undefined) return say`nothing`;
  const text = typeof of === "string" ? of : JSON.stringify(of);
  return text.length > LONG ? `…${text.slice(1 - LONG)}` : text;
}
