/**
 * What must hold of transfers. The first is what a bank's auditors look at, the others are what its clients care for, and the first says
 * nothing of them: money that is moved twice is still all there.
 */
import { HOLDS, type Finding, type Monitor } from "../../kernel/monitor.ts";
import { tellTime } from "../../kernel/time.ts";
import type { EventId } from "../../kernel/trace.ts";
import type { World } from "../../kernel/world.ts";
import { say } from "../../languages/say.ts";
import { afterStep, isOver, timesDone, type Effects, type TransferEffects } from "./effects.ts";
import type { Guarantee } from "./messages.ts";
import { named } from "./names.ts";
import { totalOf } from "./state.ts";
import { accountsOf, bankIn, bankOf, openingOf } from "./world.ts";

// ── Money ─────────────────────────────────────────────────────────────────────────────────────────────────────

interface Money {
  readonly opening: number;
  readonly total: number;
  /** The last write that moved money. */
  readonly moved: EventId;
  readonly finding: Finding;
}

/** Coins in all accounts, and those of a transfer whose debit is written and whose credit is going to be. */
function moneyIn(world: World): number {
  const job = bankOf(world)?.job;
  const between = job && job.debited && !job.credited ? job.request.amount : 0;
  return totalOf(accountsOf(world)) + between;
}

/** A transfer creates no money and destroys none, crash or not. */
export const moneyConserved: Monitor<Money> = {
  id: "conserved",
  title: "Total money conserved",
  simple: "Coins go from one to another; none appear, none get lost.",
  source: "Gray 1981, consistency of a transaction",
  start(world) {
    const opening = totalOf(openingOf(world));
    return { opening, total: opening, moved: 0, finding: HOLDS };
  },
  observe(memory, { events }, world) {
    if (events.length === 0 || memory.finding.verdict === "violated") return memory;
    const last = events.findLast((event) => event.kind === "note" && event.data.note === "moved");
    const before = last === undefined ? memory : { ...memory, moved: last.id };
    const total = moneyIn(world);
    if (total === before.total) return before;
    const { opening, moved } = before;
    if (total === opening) return { ...before, total };
    const event = events[0]!;
    const wiped = events.some((each) => each.kind === "restart" && each.data.wiped);
    const finding: Finding = {
      verdict: "violated",
      simple: wiped
        ? say`The book is gone, and with it what everybody owned: there were ${opening} coins, and now there are ${total}.`
        : total < opening
          ? say`There were ${opening} coins, and now there are ${total}: ${opening - total} have been taken from somebody and given to nobody.`
          : say`There were ${opening} coins, and now there are ${total}.`,
      expert: wiped
        ? say`The disk was wiped at ${tellTime(event.time)}: the accounts add up to ${total} instead of ${opening}. No protocol of a single server survives that.`
        : say`The accounts add up to ${total} at ${tellTime(event.time)}; they held ${opening} at the start. Part of a transfer is on disk without the rest.`,
      nodes: [bankIn(world)],
      events: [...(moved > 0 ? [moved] : []), event.id],
    };
    return { ...before, total, finding };
  },
  judge: (memory) => memory.finding,
};

// ── How often ─────────────────────────────────────────────────────────────────────────────────────────────────

interface Counted {
  /** The guarantee in force. A transfer is held to the one under which it was asked for. */
  readonly guarantee: Guarantee;
  readonly effects: Effects;
  readonly finding: Finding;
}

function startCounting(world: World): Counted {
  const guarantee = world.settings.knobs["mode"] as Guarantee;
  return { guarantee, effects: new Map(), finding: HOLDS };
}

/** A fold over what becomes of transfers. `judges`: what is wrong with one; null when nothing is. */
function counting(
  judges: (transfer: TransferEffects, world: World) => Finding | null,
): Pick<Monitor<Counted>, "start" | "observe" | "judge"> {
  return {
    start: startCounting,
    observe(memory, step, world) {
      let next = memory;
      const guarantee = world.settings.knobs["mode"] as Guarantee;
      // What was broken under another guarantee says nothing of this one.
      if (guarantee !== memory.guarantee) next = { ...memory, guarantee, finding: HOLDS };
      const effects = afterStep(next.effects, step, world);
      if (effects !== next.effects) next = { ...next, effects };
      if (next.finding.verdict === "violated" || step.events.length === 0) return next;
      for (const transfers of effects.values())
        for (const transfer of transfers) {
          if (transfer.guarantee !== guarantee) continue;
          const finding = judges(transfer, world);
          if (finding) return { ...next, finding };
        }
      return next;
    },
    judge: (memory) => memory.finding,
  };
}

function eventsOf({ call, debits, credits, told }: TransferEffects): readonly EventId[] {
  return [...new Set([call, ...debits, ...credits, told])]
    .filter((id) => id > 0)
    .toSorted((a, b) => a - b);
}

/** No transfer takes effect more than once, and one that was refused takes none. */
export const atMostOnce: Monitor<Counted> = {
  id: "at-most-once",
  title: "At most once",
  simple: "Nobody pays twice for one request, and nobody pays who was told no.",
  source: "Spector 1982; Birrell & Nelson 1984 §3",
  promised: ({ knobs }) => knobs["mode"] !== "at-least-once",
  ...counting((transfer) => {
    const { client, op, to, amount, guarantee, outcome } = transfer;
    const done = timesDone(transfer);
    if (done <= (outcome === "fail" ? 0 : 1)) return null;
    return {
      verdict: "violated",
      simple:
        done > 1
          ? say`${named(client)} asked once to pay ${named(to)} ${amount}, and the bank has done it twice.`
          : say`${named(client)} was told no, and yet the bank has paid ${named(to)} ${amount}.`,
      expert:
        done > 1
          ? say`${named(client)}'s request ${op} (${amount} to ${named(to)}, ${guarantee}) has taken effect a second time.`
          : say`${named(client)}'s request ${op} (${amount} to ${named(to)}, ${guarantee}) was answered “refused” although it has taken effect: the answer was that of a copy.`,
      nodes: [client],
      events: eventsOf(transfer),
    };
  }),
};

/** A transfer that its client believes done is done, and none is given up that will never be. */
export const atLeastOnce: Monitor<Counted> = {
  id: "at-least-once",
  title: "At least once",
  simple: "Who wants to pay and has the coins, pays in the end.",
  source: "Spector 1982; Birrell & Nelson 1984 §3",
  promised: ({ knobs }) => knobs["mode"] !== "at-most-once",
  ...counting((transfer, world) => {
    const { client, op, to, amount, guarantee, outcome, abandoned, credits } = transfer;
    if (credits.length > 0) return null;
    if (outcome !== "ok" && !(abandoned && isOver(transfer, world))) return null;
    return {
      verdict: "violated",
      simple:
        outcome === "ok"
          ? say`${named(client)} was told “done”, but ${named(to)} never got the ${amount}.`
          : say`${named(client)} wanted to pay ${named(to)} ${amount} and has given up; it was never done, and never will be.`,
      expert:
        outcome === "ok"
          ? say`${named(client)}'s request ${op} (${amount} to ${named(to)}, ${guarantee}) was acknowledged without having taken effect.`
          : say`${named(client)}'s request ${op} (${amount} to ${named(to)}, ${guarantee}) was sent once and given up; no copy of it is left, and it has not taken effect.`,
      nodes: [client],
      events: eventsOf(transfer),
    };
  }),
};
