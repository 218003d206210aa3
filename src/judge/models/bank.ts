import { phrase, say } from "../../languages/say.ts";
import type { Operation } from "../operation.ts";
import { textOf } from "../value.ts";
import type { Model } from "./model.ts";

/**
 * An account. What it held at first the history does not say; the first look at it does. Until then `held` is null,
 * and what moved is kept: the sum, and the least that it came to.
 */
interface Account {
  readonly held: number | null;
  readonly moved: number;
  readonly least: number;
}

type Accounts = Readonly<Record<string, Account>>;

const FRESH: Account = { held: null, moved: 0, least: 0 };

/** Accounts between which money moves. Nobody can spend what is not there. */
export const bank: Model<Accounts> = {
  id: "bank",
  title: phrase("Bank accounts"),
  help: phrase(
    "transfer {from, to, amount}, deposit and withdraw on an account (the key), balance of one, read of all; no account goes below zero.",
  ),
  functions: ["transfer", "deposit", "withdraw", "balance", "read"],
  initial: {},
  partition: "whole",
  step(state, op) {
    switch (op.f) {
      case "transfer": {
        const { from, to, amount } = transferOf(op.input);
        const paid = moved(state, from, -amount);
        const received = paid && moved(paid, to, amount);
        return received ? [received] : [];
      }
      case "deposit":
      case "withdraw": {
        const amount = Number(op.input) * (op.f === "deposit" ? 1 : -1);
        const next = moved(state, op.key ?? "", amount);
        return next ? [next] : [];
      }
      case "balance": {
        if (op.outcome === "unknown") return [state];
        const next = seen(state, op.key ?? "", Number(op.output));
        return next ? [next] : [];
      }
      default: {
        if (op.outcome === "unknown") return [state];
        let next: Accounts | null = state;
        for (const [account, balance] of Object.entries(op.output as Record<string, number>))
          next = next && seen(next, account, balance);
        return next ? [next] : [];
      }
    }
  },
  fingerprint: textOf,
  readsOnly: (op) => op.f === "read" || op.f === "balance",
  objection(op) {
    if (op.f === "transfer" && !isTransfer(op.input))
      return say`a transfer takes {:from a, :to b, :amount n}`;
    if ((op.f === "deposit" || op.f === "withdraw") && typeof op.input !== "number")
      return say`a ${op.f} takes a number`;
    if (op.outcome !== "ok") return null;
    if (op.f === "balance" && typeof op.output !== "number") return say`a balance is a number`;
    if (op.f === "read" && !isBalances(op.output))
      return say`a bank's read answers a map of accounts to balances`;
    return null;
  },
};

/** Null when the account would go below zero. */
function moved(state: Accounts, name: string, amount: number): Accounts | null {
  const { held, moved: before, least } = accountOf(state, name);
  const sum = before + amount;
  if (held !== null) {
    if (held + amount < 0) return null;
    return { ...state, [name]: { held: held + amount, moved: 0, least: 0 } };
  }
  return { ...state, [name]: { held, moved: sum, least: Math.min(least, sum) } };
}

/** Null when the account cannot hold so much, or would have been below zero before. */
function seen(state: Accounts, name: string, balance: number): Accounts | null {
  const account = accountOf(state, name);
  if (account.held !== null) return account.held === balance ? state : null;
  if (balance - account.moved + account.least < 0) return null;
  return { ...state, [name]: { held: balance, moved: 0, least: 0 } };
}

function accountOf(state: Accounts, name: string): Account {
  return Object.hasOwn(state, name) ? state[name]! : FRESH;
}

function transferOf(input: unknown): { from: string; to: string; amount: number } {
  const { from, to, amount } = input as { from: unknown; to: unknown; amount: number };
  return { from: String(from), to: String(to), amount };
}

function isTransfer(input: Operation["input"]): boolean {
  return (
    typeof input === "object" &&
    input !== null &&
    "from" in input &&
    "to" in input &&
    "amount" in input &&
    typeof input.amount === "number"
  );
}

function isBalances(output: unknown): boolean {
  return (
    typeof output === "object" &&
    output !== null &&
    Object.values(output).every((balance) => typeof balance === "number")
  );
}
