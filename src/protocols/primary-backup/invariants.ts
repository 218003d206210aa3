/**
 * What primary–backup replication promises: that no acknowledged write is lost when a backup takes over, and that there is one
 * primary at a time (Budhiraja et al. 1993, Pb1), which the epochs bring about.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import {
  anyMonitor,
  HOLDS,
  type Finding,
  type Monitor,
  type StepView,
} from "../../kernel/monitor.ts";
import { printValue } from "../../kernel/operation.ts";
import type { EventId } from "../../kernel/trace.ts";
import type { World } from "../../kernel/world.ts";
import { say } from "../../languages/say.ts";
import type { ClientReply } from "../client.ts";
import type { Epoch } from "./messages.ts";
import { isKept, logOf, newPrimary, SERVER, type Present } from "./world.ts";

// ── What clients were told ────────────────────────────────────────────────────────────────────────────────────

/** A write that its client was told is done. */
export interface Acknowledged {
  readonly client: NodeId;
  readonly op: number;
  readonly key: string;
  readonly value: unknown;
  /** Its `return` event. */
  readonly event: EventId;
  readonly at: number;
  /** It was answered under settings that promise to keep it. */
  readonly kept: boolean;
}

/** Acknowledged writes, and which the present primary lacks. */
export interface Acknowledgements {
  /** The primary of the highest epoch so far. */
  readonly present: Present | null;
  /** The answers that servers have sent under settings that promise to keep the write, as `client op`. */
  readonly promised: ReadonlySet<string>;
  readonly writes: readonly Acknowledged[];
  /** What this step has found to be lost. It is no longer among the others. */
  readonly lost: readonly Acknowledged[];
}

/** So many writes are remembered: what is lost was written shortly before. */
const REMEMBERED = 256;

export const NOTHING_YET: Acknowledgements = {
  present: null,
  promised: new Set(),
  writes: [],
  lost: [],
};

function nameOf({ client, op }: Pick<Acknowledged, "client" | "op">): string {
  return `${client} ${op}`;
}

function lastOf(set: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(set).add(name);
  if (next.size > REMEMBERED) next.delete(next.values().next().value!);
  return next;
}

/**
 * Acknowledged writes after a step. A write is lost when the primary of the newest epoch lacks it: when it takes over, or, for an older
 * one that still answers, when the client is told.
 */
export function afterStep(
  before: Acknowledgements,
  { node, before: state, events }: StepView,
  world: World,
): Acknowledgements {
  let next = before.lost.length === 0 ? before : { ...before, lost: [] };
  if (node?.spec.kind === SERVER && isKept(world.settings))
    for (const event of events) {
      if (event.kind !== "send" || event.data.message.type !== "ClientReply") continue;
      const { ok, op } = event.data.message as unknown as ClientReply;
      if (!ok) continue;
      const name = nameOf({ client: event.peer ?? "", op });
      if (!next.promised.has(name)) next = { ...next, promised: lastOf(next.promised, name) };
    }
  const primary = newPrimary(node, state);
  if (primary && primary.epoch > (next.present?.epoch ?? 0)) {
    next = { ...next, present: primary };
    next = judged(next, world);
  }
  for (const event of events) {
    if (event.kind !== "return" || event.data.outcome !== "ok" || event.node === null) continue;
    const { op, operation } = event.data;
    if (operation.f !== "write") continue;
    const write: Acknowledged = {
      client: event.node,
      op,
      key: operation.key ?? "",
      value: operation.value,
      event: event.id,
      at: event.time,
      kept: next.promised.has(nameOf({ client: event.node, op })),
    };
    next = judged({ ...next, writes: [...next.writes, write].slice(-REMEMBERED) }, world);
  }
  return next;
}

/** Sets those apart which the present primary lacks. */
function judged(memory: Acknowledgements, world: World): Acknowledgements {
  const { present, writes } = memory;
  if (present === null) return memory;
  const held = new Set(logOf(world.node(present.id)).map(nameOf));
  const lost = writes.filter((write) => !held.has(nameOf(write)));
  return lost.length === 0
    ? memory
    : { ...memory, lost, writes: writes.filter((write) => !lost.includes(write)) };
}

// ── No acknowledged write is lost ─────────────────────────────────────────────────────────────────────────────

interface Kept {
  readonly acknowledgements: Acknowledgements;
  /** Whether anything is promised now: what was broken under other settings says nothing of these. */
  readonly promised: boolean;
  readonly finding: Finding;
}

const noAcknowledgedWriteLost: Monitor<Kept> = {
  id: "no-lost-write",
  title: "No acknowledged write is lost",
  simple: "What somebody was told is done stays done, also when another server takes over.",
  source: "Alsberg & Day 1976; Gray & Reuter 1993 §12.6",
  promised: isKept,
  start: (world) => ({
    acknowledgements: NOTHING_YET,
    promised: isKept(world.settings),
    finding: HOLDS,
  }),
  observe(memory, step, world) {
    const acknowledgements = afterStep(memory.acknowledgements, step, world);
    let next =
      acknowledgements === memory.acknowledgements ? memory : { ...memory, acknowledgements };
    const promised = isKept(world.settings);
    if (promised !== next.promised) next = { ...next, promised, finding: HOLDS };
    if (next.finding.verdict === "violated") return next;
    const { lost, present } = acknowledgements;
    const found = lost.find(({ kept }) => kept || !promised);
    if (!found || present === null) return next;
    const { client, key, value, event } = found;
    const finding: Finding = {
      verdict: "violated",
      simple: say`${client} was told that ${key} = ${printValue(value)} is done, and ${present.id}, who is primary now, has never heard of it.`,
      expert: say`${client}'s write ${key} = ${printValue(value)} was acknowledged, and the log of ${present.id}, primary of epoch ${present.epoch}, lacks it.`,
      nodes: [client, present.id],
      events: [event, step.events[0]?.id ?? event],
    };
    return { ...next, finding };
  },
  judge: (memory) => memory.finding,
};

// ── One primary in an epoch ───────────────────────────────────────────────────────────────────────────────────

interface Primaries {
  readonly of: ReadonlyMap<Epoch, { readonly id: NodeId; readonly event: EventId }>;
  readonly finding: Finding;
}

const onePrimary: Monitor<Primaries> = {
  id: "one-primary",
  title: "One primary in an epoch",
  simple: "No two servers ever take the same number for their time in charge.",
  source: "Budhiraja et al. 1993, Pb1",
  start: () => ({ of: new Map(), finding: HOLDS }),
  observe(memory, step) {
    const primary = newPrimary(step.node, step.before);
    if (!primary) return memory;
    const { id, epoch } = primary;
    const other = memory.of.get(epoch);
    if (other?.id === id) return memory;
    const event = step.events[0]?.id ?? 0;
    if (!other) return { ...memory, of: new Map(memory.of).set(epoch, { id, event }) };
    if (memory.finding.verdict === "violated") return memory;
    const finding: Finding = {
      verdict: "violated",
      simple: say`${other.id} and ${id} are both in charge under the number ${epoch}.`,
      expert: say`Epoch ${epoch} has two primaries: ${other.id} and ${id}.`,
      nodes: [other.id, id],
      events: [other.event, event],
    };
    return { ...memory, finding };
  },
  judge: (memory) => memory.finding,
};

export const replicationPromises: readonly Monitor[] = [
  anyMonitor(noAcknowledgedWriteLost),
  anyMonitor(onePrimary),
];
