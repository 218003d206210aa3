/**
 * What a failover costs, as operators count it: acknowledged writes that are lost (the recovery point, RPO) and the time until
 * writes are acknowledged again (the recovery time, RTO); and what waiting for backups costs when nothing is broken.
 */
import type { Meter } from "../../kernel/monitor.ts";
import { MILLISECOND, type Micros } from "../../kernel/time.ts";
import { say } from "../../languages/say.ts";
import { afterStep, NOTHING_YET, type Acknowledgements } from "./invariants.ts";
import { logOf } from "./world.ts";

function milliseconds(time: Micros | null): number | null {
  return time === null ? null : Math.round(time / MILLISECOND);
}

// ── Recovery ──────────────────────────────────────────────────────────────────────────────────────────────────

interface Recovery {
  readonly acknowledgements: Acknowledgements;
  readonly lost: number;
  /** When the present primary went down; null while it has not. */
  readonly failed: Micros | null;
  /** When a client was last told that a write is done. */
  readonly told: Micros;
  /** Since when a failover that is not over yet has kept clients waiting. */
  readonly since: Micros | null;
  readonly rpo: Micros | null;
  readonly rto: Micros | null;
  /** Kept here, so that the memory changes while somebody waits, and whoever shows it sees that. */
  readonly now: Micros;
}

export const recovery: Meter<Recovery> = {
  id: "recovery",
  start: () => ({
    acknowledgements: NOTHING_YET,
    lost: 0,
    failed: null,
    told: 0,
    since: null,
    rpo: null,
    rto: null,
    now: 0,
  }),
  observe(memory, step, world) {
    const { present } = memory.acknowledgements;
    let next = memory;
    for (const { kind, node, time } of step.events)
      if ((kind === "crash" || kind === "pause") && node === present?.id && next.failed === null)
        next = { ...next, failed: time };
    const acknowledgements = afterStep(next.acknowledgements, step, world);
    if (acknowledgements !== next.acknowledgements) next = { ...next, acknowledgements };
    const { lost, present: now } = acknowledgements;
    // Also the first primary begins; nothing has failed by then.
    if (now !== present && present !== null) {
      const failure = next.failed ?? next.told;
      next = { ...next, failed: null, since: failure, rpo: 0 };
    }
    if (lost.length > 0) {
      const failure = Math.max(next.since ?? 0, ...lost.map(({ at }) => at));
      const oldest = Math.min(...lost.map(({ at }) => at));
      next = {
        ...next,
        lost: next.lost + lost.length,
        rpo: Math.max(next.rpo ?? 0, failure - oldest),
      };
    }
    for (const event of step.events) {
      if (event.kind !== "return" || event.data.outcome !== "ok") continue;
      const { op, operation } = event.data;
      if (operation.f !== "write") continue;
      next = { ...next, told: event.time };
      if (next.since === null || now === null) continue;
      const held = logOf(world.node(now.id)).some(
        (entry) => entry.client === event.node && entry.op === op,
      );
      if (held) next = { ...next, since: null, rto: event.time - next.since };
    }
    if (next.since === null) return next;
    return next.now === world.time ? next : { ...next, now: world.time };
  },
  read({ lost, rpo, rto, since, now }) {
    const waiting = since === null ? null : now - since;
    return [
      {
        id: "lost-writes",
        label: say`acknowledged and lost`,
        value: lost,
        unit: "",
        tone: lost > 0 ? "bad" : "good",
      },
      {
        id: "rpo",
        label: say`RPO, last failover`,
        value: milliseconds(rpo),
        unit: "ms",
        tone: rpo === null ? "plain" : rpo > 0 ? "bad" : "good",
      },
      {
        id: "rto",
        label: say`RTO, last failover`,
        value: milliseconds(waiting ?? rto),
        unit: "ms",
        tone: waiting === null ? "plain" : "bad",
      },
    ];
  },
};

// ── What waiting costs ────────────────────────────────────────────────────────────────────────────────────────

/** A median is over so many of the last writes. */
const SAMPLE = 5;

/** Durations of the last acknowledged writes, by the way of replicating under which they ended. */
type Durations = Readonly<Record<string, readonly Micros[]>>;

/** Medians of the latest acknowledged writes under each way of replicating, side by side. */
export const writeLatency: Meter<Durations> = {
  id: "write-latency",
  start: () => ({}),
  observe(memory, step, world) {
    let next = memory;
    for (const event of step.events) {
      if (event.kind !== "return" || event.data.outcome !== "ok") continue;
      if (event.data.operation.f !== "write") continue;
      const way = world.settings.knobs["replication"] ?? "";
      const took = event.time - event.data.began;
      next = { ...next, [way]: [...(next[way] ?? []), took].slice(-SAMPLE) };
    }
    return next;
  },
  read: (durations) =>
    [
      { way: "asynchronous", label: say`async write` },
      { way: "semi-synchronous", label: say`semi-sync write` },
      { way: "synchronous", label: say`sync write` },
    ].map(({ way, label }) => ({
      id: `write-${way}`,
      label,
      value: milliseconds(median(durations[way] ?? [])),
      unit: "ms",
      tone: "plain",
    })),
};

function median(durations: readonly Micros[]): Micros | null {
  return durations.toSorted((a, b) => a - b)[Math.floor(durations.length / 2)] ?? null;
}
