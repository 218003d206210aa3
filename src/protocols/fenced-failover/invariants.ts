/**
 * What fenced failover promises: of all servers that believe to be primary at most one changes anything, and no acknowledged write is
 * lost. What believes and what takes effect are two things: the disk alone tells the second.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { anyMonitor, HOLDS, type Finding, type Monitor } from "../../kernel/monitor.ts";
import { printValue } from "../../kernel/operation.ts";
import type { EventId } from "../../kernel/trace.ts";
import { say } from "../../languages/say.ts";
import type { Epoch } from "./messages.ts";
import { blocksOf, DISK } from "./world.ts";

// ── One effective primary ─────────────────────────────────────────────────────────────────────────────────────

/** Something that the disk took from a server. */
interface Taken {
  readonly by: NodeId;
  readonly epoch: Epoch;
  readonly event: EventId;
}

interface Effects {
  /** Whose writes took effect first in each epoch. */
  readonly writers: ReadonlyMap<Epoch, Taken>;
  /** The newest epoch that anybody has claimed. */
  readonly newest: Taken | null;
  readonly finding: Finding;
}

const oneEffectivePrimary: Monitor<Effects> = {
  id: "one-effective-primary",
  title: "One effective primary",
  simple: "Whoever believes to be in charge: only one at a time gets anything written.",
  source: "Budhiraja et al. 1993, Pb1; Burrows 2006 §2.4",
  start: () => ({ writers: new Map(), newest: null, finding: HOLDS }),
  observe(memory, step) {
    if (step.node?.spec.kind !== DISK) return memory;
    let next = memory;
    for (const { kind, data, id } of step.events) {
      if (kind !== "note") continue;
      const { by, epoch } = (data.about ?? {}) as unknown as Taken;
      const taken: Taken = { by, epoch, event: id };
      if (data.note === "claimed" && epoch > (next.newest?.epoch ?? 0))
        next = { ...next, newest: taken };
      if (data.note !== "stored" && data.note !== "overwrote") continue;
      const other = next.writers.get(epoch);
      if (!other) next = { ...next, writers: new Map(next.writers).set(epoch, taken) };
      if (next.finding.verdict === "violated") continue;
      if (other && other.by !== by) next = { ...next, finding: twoInOneEpoch(other, taken) };
      else if (next.newest && epoch < next.newest.epoch)
        next = { ...next, finding: olderThan(next.newest, taken) };
    }
    return next;
  },
  judge: (memory) => memory.finding,
};

function twoInOneEpoch(first: Taken, second: Taken): Finding {
  const { epoch } = first;
  return {
    verdict: "violated",
    simple: say`${first.by} and ${second.by} both wear the hat with number ${epoch}, and both have had something written.`,
    expert: say`Writes of ${first.by} and of ${second.by} have taken effect in epoch ${epoch}: it has two effective primaries.`,
    nodes: [first.by, second.by],
    events: [first.event, second.event],
  };
}

function olderThan(newest: Taken, late: Taken): Finding {
  return {
    verdict: "violated",
    simple: say`${newest.by} has had the hat with number ${newest.epoch} for a while, and ${late.by} with number ${late.epoch} still gets something written.`,
    expert: say`A write of ${late.by} in epoch ${late.epoch} has taken effect after ${newest.by} had claimed epoch ${newest.epoch}: there are two effective primaries.`,
    nodes: [newest.by, late.by],
    events: [newest.event, late.event],
  };
}

// ── No acknowledged write is lost ─────────────────────────────────────────────────────────────────────────────

/** A write that its client was told is done. */
interface Acknowledged {
  readonly client: NodeId;
  readonly op: number;
  readonly key: string;
  readonly value: unknown;
  readonly event: EventId;
}

interface Kept {
  readonly writes: readonly Acknowledged[];
  readonly finding: Finding;
}

/** So many writes are remembered. */
const REMEMBERED = 256;

const noAcknowledgedWriteLost: Monitor<Kept> = {
  id: "no-lost-write",
  title: "No acknowledged write is lost",
  simple: "What somebody was told is done stays in the book.",
  source: "Davidson, Garcia-Molina & Skeen 1985",
  start: () => ({ writes: [], finding: HOLDS }),
  observe(memory, step, world) {
    if (memory.finding.verdict === "violated") return memory;
    let { writes } = memory;
    let look = false;
    for (const event of step.events) {
      if (event.kind === "note" && event.data.note === "overwrote") look = true;
      if (event.kind !== "return" || event.data.outcome !== "ok" || event.node === null) continue;
      const { op, operation } = event.data;
      if (operation.f !== "write") continue;
      const { key = "", value } = operation;
      writes = [...writes, { client: event.node, op, key, value, event: event.id }];
      look = true;
    }
    if (!look) return memory;
    const blocks = blocksOf(world);
    const lost = writes.find(
      ({ client, op }) => !blocks.some((entry) => entry?.client === client && entry.op === op),
    );
    if (!lost) return { ...memory, writes: writes.slice(-REMEMBERED) };
    const { client, key, value, event } = lost;
    const finding: Finding = {
      verdict: "violated",
      simple: say`${client} was told that ${key} = ${printValue(value)} is done, and somebody has written over it.`,
      expert: say`${client}'s write ${key} = ${printValue(value)} was acknowledged and is no longer on the disk: another primary has used its block.`,
      nodes: [client],
      events: [event, step.events[0]?.id ?? event],
    };
    return { writes, finding };
  },
  judge: (memory) => memory.finding,
};

export const failoverPromises: readonly Monitor[] = [
  anyMonitor(oneEffectivePrimary),
  anyMonitor(noAcknowledgedWriteLost),
];
