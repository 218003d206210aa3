/** What blocking costs: how many locks are held and for how long; and what a transaction costs in messages. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Meter } from "../../kernel/monitor.ts";
import { MILLISECOND, SECOND, type Micros } from "../../kernel/time.ts";
import { say } from "../../languages/say.ts";
import type { Tx } from "./messages.ts";
import { coordinatorIn, participantIn, uncertainOf } from "./world.ts";

// ── Locks ─────────────────────────────────────────────────────────────────────────────────────────────────────

interface Locks {
  /** Each participant's locks, by transaction, and since when they are held. Who is down keeps what it held. */
  readonly held: ReadonlyMap<NodeId, ReadonlyMap<Tx, Micros>>;
  /** Kept here, so that the memory changes while a lock grows older, and whoever shows it sees that. */
  readonly now: Micros;
}

/** A lock that is held for longer than this is bad news: a transaction without failures takes less. */
const LONG: Micros = SECOND;

/** How many locks are held, and how old the oldest is. */
export const blocking: Meter<Locks> = {
  id: "blocking",
  start: () => ({ held: new Map(), now: 0 }),
  observe(memory, step, world) {
    const participant = participantIn(step.node);
    let { held } = memory;
    if (participant) {
      const before = held.get(participant.id);
      const uncertain = uncertainOf(participant);
      if (uncertain.length !== (before?.size ?? 0) || uncertain.some((tx) => !before?.has(tx)))
        held = new Map(held).set(
          participant.id,
          new Map(uncertain.map((tx) => [tx, before?.get(tx) ?? world.time])),
        );
    }
    const some = [...held.values()].some(({ size }) => size > 0);
    return held === memory.held && !some ? memory : { held, now: world.time };
  },
  read({ held, now }) {
    const since = [...held.values()].flatMap((each) => [...each.values()]);
    const age = since.length === 0 ? null : now - Math.min(...since);
    const holders = [...held].filter(([, each]) => each.size > 0).map(([id]) => id);
    const tone = age !== null && age > LONG ? "bad" : "plain";
    return [
      {
        id: "locks-held",
        label: say`locks held`,
        value: since.length,
        unit: "",
        tone,
        ...(holders.length === 0 ? {} : { nodes: holders }),
      },
      {
        id: "oldest-lock",
        label: say`oldest lock`,
        value: age === null ? null : Math.round(age / MILLISECOND),
        unit: "ms",
        tone,
      },
    ];
  },
};

// ── Messages ──────────────────────────────────────────────────────────────────────────────────────────────────

interface Cost {
  /** Messages between coordinator and participants so far, by transaction. */
  readonly sent: ReadonlyMap<Tx, number>;
  /** The last transaction that committed and has ended, and what it took. */
  readonly last: { readonly tx: Tx; readonly messages: number } | null;
}

/** Transactions that are older than the newest by more than this are no longer counted. */
const WINDOW = 32;

/**
 * Messages of the last transaction that was committed: a question, a vote and a decision for each of n participants are
 * 3n, acknowledged 4n, when nothing fails (BHG §7.4; Mohan, Lindsay & Obermarck 1986).
 */
export const messagesPerCommit: Meter<Cost> = {
  id: "messages",
  start: () => ({ sent: new Map(), last: null }),
  observe(memory, step) {
    let next = memory;
    for (const event of step.events) {
      if (event.kind !== "send") continue;
      const { tx } = event.data.message as unknown as { readonly tx?: Tx };
      if (tx === undefined) continue;
      const sent = new Map(next.sent).set(tx, (next.sent.get(tx) ?? 0) + 1);
      sent.delete(tx - WINDOW);
      next = { ...next, sent };
    }
    const ended = coordinatorIn(step.node)?.transactions.findLast(
      (each) => each.ended && each.decision === "commit",
    );
    if (!ended || ended.tx === next.last?.tx) return next;
    return { ...next, last: { tx: ended.tx, messages: next.sent.get(ended.tx) ?? 0 } };
  },
  read: ({ last }) => [
    {
      id: "messages-per-commit",
      label: say`messages, last commit`,
      value: last?.messages ?? null,
      unit: "",
      tone: "plain",
    },
  ],
};
