/**
 * What must hold of a lock that protects a storage. The first two speak of the storage, and hold whatever clocks and processes do. The next
 * two speak of the service’s books alone: they say nothing of who believes to hold the lock. The last says that nobody is locked out.
 */
import { readClock, TRUE_RATE } from "../../kernel/clock.ts";
import { HOLDS, type Finding, type Monitor } from "../../kernel/monitor.ts";
import { MILLISECOND, tellSpan, type Micros } from "../../kernel/time.ts";
import type { EventId, TraceEvent, TraceEventOf } from "../../kernel/trace.ts";
import type { NodeId } from "../../kernel/behavior.ts";
import type { World } from "../../kernel/world.ts";
import { say } from "../../languages/say.ts";
import { named } from "./names.ts";
import type { Lease } from "./service-state.ts";
import { lockNode, serviceOf } from "./world.ts";

/** What the storage notes of a request that it has served. */
interface Served {
  readonly client: NodeId;
  readonly op: number;
  readonly token: number;
  readonly newest: number;
  readonly before: number;
  readonly value?: number;
}

function noteOf(event: TraceEvent, ...names: readonly string[]): event is TraceEventOf<"note"> {
  return event.kind === "note" && names.includes(event.data.note);
}

// ── The storage ───────────────────────────────────────────────────────────────────────────────────────────────

interface Fenced {
  /** The request with the greatest token so far, and who sent it. */
  readonly newest: { readonly token: number; readonly client: NodeId; readonly event: EventId };
  readonly finding: Finding;
}

/** Once the storage has heard from a newer holder, it takes no write of an older one. */
export const fencing: Monitor<Fenced> = {
  id: "fencing",
  title: "No write from an older holder",
  simple: "Once somebody with a greater number has come, no smaller number writes any more.",
  source: "Kleppmann 2016; Burrows 2006 §2.4",
  start: () => ({ newest: { token: 0, client: "", event: 0 }, finding: HOLDS }),
  observe(memory, { events }) {
    let next = memory;
    for (const event of events) {
      if (!noteOf(event, "read", "wrote")) continue;
      const { client, token } = event.data.about as unknown as Served;
      const { newest, finding } = next;
      if (token > newest.token) next = { ...next, newest: { token, client, event: event.id } };
      else if (
        token < newest.token &&
        event.data.note === "wrote" &&
        finding.verdict !== "violated"
      )
        next = {
          ...next,
          finding: {
            verdict: "violated",
            simple: say`${named(client)}’s number was ${token}, and ${named(newest.client)} had been here with ${newest.token}. It was written all the same.`,
            expert: say`The storage took a write of ${named(client)} with token ${token} after a request of ${named(newest.client)} with token ${newest.token}.`,
            nodes: [client, newest.client],
            events: [newest.event, event.id],
          },
        };
    }
    return next;
  },
  judge: (memory) => memory.finding,
};

interface Updates {
  /** By client: the request by which it last read. */
  readonly reads: ReadonlyMap<NodeId, EventId>;
  /** The last write that was taken. */
  readonly last: { readonly client: NodeId; readonly event: EventId } | null;
  readonly finding: Finding;
}

/** Every write that is taken rests on what stands there: nobody’s update is overwritten unseen. */
export const noLostUpdate: Monitor<Updates> = {
  id: "lost-update",
  title: "No lost update",
  simple: "Each lamb is counted: whoever writes has seen the number that stands there.",
  source: "Berenson et al. 1995, P4",
  start: () => ({ reads: new Map(), last: null, finding: HOLDS }),
  observe(memory, { events }) {
    let next = memory;
    for (const event of events) {
      if (!noteOf(event, "read", "wrote")) continue;
      const { client, token, before, value = 0 } = event.data.about as unknown as Served;
      if (event.data.note === "read") {
        next = { ...next, reads: new Map(next.reads).set(client, event.id) };
        continue;
      }
      const { last, reads } = next;
      if (next.finding.verdict !== "violated" && value !== before + 1) {
        const read = reads.get(client);
        next = {
          ...next,
          finding: {
            verdict: "violated",
            simple:
              last === null
                ? say`${named(client)} wrote ${value} where ${before} stood.`
                : say`${named(client)} had seen ${value - 1}, and wrote ${value}. But ${before} stood there by then: what ${named(last.client)} had added is lost.`,
            expert: say`${named(client)} (token ${token}) wrote ${value}, computed from ${value - 1}, over ${before}: an update was lost.`,
            nodes: [client, ...(last === null ? [] : [last.client])],
            events: [read ?? 0, last?.event ?? 0, event.id]
              .filter((id) => id > 0)
              .toSorted((a, b) => a - b),
          },
        };
      }
      next = { ...next, last: { client, event: event.id } };
    }
    return next;
  },
  judge: (memory) => memory.finding,
};

// ── The service’s books ───────────────────────────────────────────────────────────────────────────────────────

/** A grant as it was noted. */
type Granted = Lease & { readonly event: EventId };

interface Lent {
  /** The last lease; null when it has been given back. */
  readonly lease: Granted | null;
  readonly finding: Finding;
}

/** The service lends the lock to nobody while, by its own clock, somebody else’s lease has not ended. */
export const oneLease: Monitor<Lent> = {
  id: "one-lease",
  title: "One lease at a time, by the service’s clock",
  simple:
    "She lends the turn to nobody while somebody else’s sand is still running in her own hourglass.",
  source: "Gray & Cheriton 1989 §2",
  start: () => ({ lease: null, finding: HOLDS }),
  observe(memory, { events }, world) {
    let next = memory;
    for (const event of events) {
      if (noteOf(event, "released", "expired")) next = { ...next, lease: null };
      if (!noteOf(event, "granted")) continue;
      const lease = { ...(event.data.about as unknown as Lease), event: event.id };
      const before = next.lease;
      const now = readClock(lockNode(world).clock, event.time);
      const finding =
        before !== null && now < before.expires && next.finding.verdict !== "violated"
          ? twoLeases(before, lease, now)
          : next.finding;
      next = { lease, finding };
    }
    return next;
  },
  judge: (memory) => memory.finding,
};

function twoLeases(before: Granted, lease: Granted, now: Micros): Finding {
  const [one, other] = [named(before.client), named(lease.client)];
  return {
    verdict: "violated",
    simple: say`${one}’s sand had not run out, and yet ${other} got a turn.`,
    expert: say`The service granted token ${lease.token} to ${other}, ${tellSpan(before.expires - now)} before ${one}’s lease (token ${before.token}) ends by its own clock.`,
    nodes: [before.client, lease.client],
    events: [before.event, lease.event],
  };
}

interface Tokens {
  readonly last: Granted | null;
  readonly finding: Finding;
}

/** Every grant bears a greater token than all before. */
export const tokensGrow: Monitor<Tokens> = {
  id: "tokens",
  title: "Tokens only grow",
  simple: "No number is given twice, and each is greater than the one before.",
  source: "Kleppmann 2016",
  start: () => ({ last: null, finding: HOLDS }),
  observe(memory, { events }) {
    let next = memory;
    for (const event of events) {
      if (!noteOf(event, "granted")) continue;
      const lease = { ...(event.data.about as unknown as Lease), event: event.id };
      const { last, finding } = next;
      if (last === null || lease.token > last.token) next = { ...next, last: lease };
      else if (finding.verdict !== "violated")
        next = {
          ...next,
          finding: {
            verdict: "violated",
            simple: say`${named(lease.client)} got number ${lease.token}, and ${named(last.client)} had got ${last.token} before.`,
            expert: say`The service granted token ${lease.token} to ${named(lease.client)} after token ${last.token} to ${named(last.client)}: the storage cannot tell who is newer.`,
            nodes: [lease.client, last.client],
            events: [last.event, lease.event],
          },
        };
    }
    return next;
  },
  judge: (memory) => memory.finding,
};

// ── Nobody is locked out ──────────────────────────────────────────────────────────────────────────────────────

/** A well service ends a lease so long after its term at the latest, in simulated µs. */
const SLACK: Micros = 200 * MILLISECOND;
/** Clocks within this of true time are held to it. */
const NEARLY_TRUE = 0.1;

interface Locked {
  /** Since when the service has been well with this very lease; null while it is not, or nobody has one. */
  readonly since: Micros | null;
  readonly token: number;
  /** The grant, as an event. */
  readonly granted: EventId;
  readonly finding: Finding;
}

function isWell(world: World): boolean {
  const { status, slow, clock } = lockNode(world);
  return (
    status === "up" &&
    slow === 0 &&
    !world.holdTimers &&
    Math.abs(clock.rate / TRUE_RATE - 1) <= NEARLY_TRUE
  );
}

/** A hand was laid on a clock: what it shows from here on says nothing of before. */
function isClockTurned({ events }: { readonly events: readonly TraceEvent[] }): boolean {
  return events.some(
    (event) =>
      event.kind === "intervention" &&
      (event.data.what.do === "clock" || event.data.what.do === "drift"),
  );
}

/** While the service runs, nobody who holds the lock keeps others waiting for longer than a lease. */
export const boundedWait: Monitor<Locked> = {
  id: "bounded-wait",
  title: "A holder keeps others out for a lease at most",
  simple:
    "Whoever falls ill with the turn in hand keeps the others waiting for one hourglass, not for ever.",
  source: "Gray & Cheriton 1989 §2",
  start: () => ({ since: null, token: 0, granted: 0, finding: HOLDS }),
  observe(memory, step, world) {
    let next = memory;
    for (const event of step.events)
      if (noteOf(event, "granted")) next = { ...next, granted: event.id };
    const lease = serviceOf(world)?.lease ?? null;
    if (lease === null || !isWell(world))
      return next.since === null ? next : { ...next, since: null };
    if (next.since === null || next.token !== lease.token || isClockTurned(step))
      return { ...next, since: world.time, token: lease.token };
    if (next.finding.verdict === "violated") return next;
    const most = lease.term / (1 - NEARLY_TRUE) + SLACK;
    const waiting = serviceOf(world)!.waiting;
    if (waiting.length === 0 || world.time - next.since <= most) return next;
    const [first] = waiting;
    return {
      ...next,
      finding: {
        verdict: "violated",
        simple: say`${named(first!.client)} waits and waits: ${named(lease.client)} has had the turn for longer than an hourglass, and nobody takes it back.`,
        expert: say`The service has been up for ${tellSpan(world.time - next.since)} with ${named(lease.client)}’s lease (token ${lease.token}) of ${tellSpan(lease.term)}, which has not ended; ${named(first!.client)} waits.`,
        nodes: [lease.client, first!.client],
        events: next.granted > 0 ? [next.granted] : [],
      },
    };
  },
  judge: (memory) => memory.finding,
};
