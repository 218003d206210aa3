/** What the guarantees come to, in numbers. */
import type { Meter, Reading, Remark } from "../../kernel/monitor.ts";
import type { EventId } from "../../kernel/trace.ts";
import { phrase, say } from "../../languages/say.ts";
import { named } from "./names.ts";
import { afterStep, isOver, timesDone, type Effects, type TransferEffects } from "./effects.ts";
import { totalOf } from "./state.ts";
import { accountsOf, openingOf } from "./world.ts";

interface Tally {
  readonly effects: Effects;
  /** `call` events of transfers: of all that were answered “done”, of those that took effect twice, of those given up and never done. */
  readonly done: number;
  readonly twice: ReadonlySet<EventId>;
  readonly never: ReadonlySet<EventId>;
  /** Coins at the start, and now. */
  readonly opening: number;
  readonly total: number;
  /** What was last noticed. */
  readonly remark: Remark | null;
}

function remarkTwice(transfer: TransferEffects): Remark {
  const { client, op, to, amount } = transfer;
  return {
    node: client,
    word: phrase("paid twice"),
    simple: say`${named(client)} wanted to pay ${named(to)} ${amount} once. It has been done twice.`,
    expert: say`${named(client)}'s request ${op} has taken effect ${timesDone(transfer)} times.`,
    cause: transfer.debits.at(-1) ?? transfer.call,
  };
}

function remarkNever(transfer: TransferEffects): Remark {
  const { client, op, to, amount } = transfer;
  return {
    node: client,
    word: phrase("not paid"),
    simple: say`${named(client)} has given up, and ${named(to)} will never get the ${amount}.`,
    expert: say`${named(client)}'s request ${op} was lost: given up without having taken effect.`,
    cause: transfer.told,
  };
}

/** Transfers done, done twice, never done; and the coins in all accounts. */
export const transferTally: Meter<Tally> = {
  id: "transfers",
  start: (world) => ({
    effects: new Map(),
    done: 0,
    twice: new Set(),
    never: new Set(),
    opening: totalOf(openingOf(world)),
    total: totalOf(accountsOf(world)),
    remark: null,
  }),
  observe(memory, step, world) {
    if (step.events.length === 0) return memory;
    const effects = afterStep(memory.effects, step, world);
    let next = effects === memory.effects ? memory : { ...memory, effects, remark: null };
    const total = totalOf(accountsOf(world));
    if (total !== next.total) next = { ...next, total };
    for (const event of step.events)
      if (event.kind === "return" && event.data.outcome === "ok")
        next = { ...next, done: next.done + 1 };
    for (const transfers of effects.values())
      for (const transfer of transfers) {
        const { call } = transfer;
        if (timesDone(transfer) > 1 && !next.twice.has(call))
          next = { ...next, twice: new Set(next.twice).add(call), remark: remarkTwice(transfer) };
        if (
          transfer.abandoned &&
          timesDone(transfer) === 0 &&
          !next.never.has(call) &&
          isOver(transfer, world)
        )
          next = { ...next, never: new Set(next.never).add(call), remark: remarkNever(transfer) };
      }
    return next;
  },
  read: ({ done, twice, never, opening, total }): readonly Reading[] => [
    { id: "done", label: say`told “done”`, value: done, unit: "", tone: "plain" },
    {
      id: "twice",
      label: say`done twice`,
      value: twice.size,
      unit: "",
      tone: twice.size > 0 ? "bad" : "good",
    },
    {
      id: "never",
      label: say`never done`,
      value: never.size,
      unit: "",
      tone: never.size > 0 ? "bad" : "good",
    },
    {
      id: "total",
      label: say`coins in all`,
      value: total,
      unit: "",
      tone: total === opening ? "plain" : "bad",
    },
  ],
  remark: ({ remark }, before) => (remark === before.remark ? null : remark),
};
