/**
 * What must hold of logical clocks and of the order that they make. Happened-before is the simulator's own: which event follows which on
 * a process, and which receipt belongs to which sending, is read from the trace and not from what processes say of it.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { HOLDS, type Finding, type Monitor, type StepView } from "../../kernel/monitor.ts";
import type { EventId, TraceEvent } from "../../kernel/trace.ts";
import { say } from "../../languages/say.ts";
import { nameOf } from "./clock.ts";
import type { ProcessMessage, Update } from "./messages.ts";

// ── The clock condition ───────────────────────────────────────────────────────────────────────────────────────

interface Stamp {
  readonly clock: number;
  readonly event: EventId;
}

interface Stamps {
  /** The last event of each process. */
  readonly last: ReadonlyMap<NodeId, Stamp>;
  readonly finding: Finding;
}

/** An event of a process with what its clock showed, and the sending that a receipt belongs to. */
interface ClockEvent extends Stamp {
  readonly node: NodeId;
  readonly sent: { readonly by: NodeId; readonly clock: number; readonly event: EventId } | null;
}

/** The sendings and receipts of a step, in order. The copies of one multicast are one event. */
function clockEvents({ events }: StepView): ClockEvent[] {
  const found: ClockEvent[] = [];
  let delivered: (TraceEvent & { kind: "deliver" }) | null = null;
  let sent = false;
  for (const event of events) {
    if (event.node === null) continue;
    if (event.kind === "deliver") delivered = event;
    else if (event.kind === "note" && isReceipt(event.data.note) && delivered) {
      const { clock } = delivered.data.message as ProcessMessage;
      found.push({
        ...{ node: event.node, event: delivered.id },
        clock: Number(event.data.about?.["clock"]),
        sent: { by: delivered.peer!, clock, event: delivered.cause },
      });
    } else if (event.kind === "send" && !sent) {
      sent = true;
      const { clock } = event.data.message as ProcessMessage;
      found.push({ node: event.node, event: event.id, clock, sent: null });
    }
  }
  return found;
}

function isReceipt(note: string): boolean {
  return note === "merged" || note === "ticked";
}

/** What is wrong with an event's stamp, given the event before it on its process: Lamport's C1 and C2. */
function misstamped(event: ClockEvent, before: Stamp | undefined): Finding | null {
  const { node, clock, sent } = event;
  if (before && clock <= before.clock)
    return {
      verdict: "violated",
      simple: say`The slate of ${node} went from ${before.clock} to ${clock}. What happened later has the lower number.`,
      expert: say`C1 is broken: two events of ${node}, the earlier stamped ${before.clock}, the later ${clock}.`,
      nodes: [node],
      events: [before.event, event.event],
    };
  if (sent && clock <= sent.clock)
    return {
      verdict: "violated",
      simple: say`${sent.by} wrote ${sent.clock} on the letter, and ${node} has written down ${clock} for its arrival: it came before it was sent!`,
      expert: say`C2 is broken: ${sent.by} sent at C = ${sent.clock}, and ${node} received at C = ${clock}. The effect is stamped before its cause.`,
      nodes: [sent.by, node],
      events: [sent.event, event.event].filter((id) => id > 0),
    };
  return null;
}

/** a → b implies C(a) < C(b): for neighbours on one process (C1) and for a message's two ends (C2), and so for all. */
export const clockCondition: Monitor<Stamps> = {
  id: "clock-condition",
  title: "Clock Condition",
  simple: "What happens because of something else gets a higher number.",
  source: "Lamport 1978, conditions C1 and C2",
  start: () => ({ last: new Map(), finding: HOLDS }),
  observe(memory, step) {
    if (step.events.length === 0) return memory;
    const events = clockEvents(step);
    if (events.length === 0) return memory;
    const last = new Map(memory.last);
    let { finding } = memory;
    for (const event of events) {
      if (finding.verdict !== "violated")
        finding = misstamped(event, last.get(event.node)) ?? finding;
      last.set(event.node, { clock: event.clock, event: event.event });
    }
    return { last, finding };
  },
  judge: ({ finding }) => finding,
};

// ── The list ──────────────────────────────────────────────────────────────────────────────────────────────────

/** An update as it was applied. */
interface Applied extends Update {
  readonly by: NodeId;
  readonly event: EventId;
}

function appliedIn({ events }: StepView): Applied[] {
  return events.flatMap((event) => {
    if (event.kind !== "note" || event.data.note !== "applied" || event.node === null) return [];
    const { ts, origin, number } = event.data.about as unknown as Update;
    return [{ ts, origin, number, by: event.node, event: event.id }];
  });
}

interface Lists {
  /** What was first applied at each place from `from` on. */
  readonly agreed: readonly Applied[];
  readonly from: number;
  /** How many each process has applied. */
  readonly counts: ReadonlyMap<NodeId, number>;
  readonly finding: Finding;
}

/** Everybody applies the same updates in the same order. */
export const sameOrder: Monitor<Lists> = {
  id: "total-order",
  title: "Total order",
  simple: "All strings bear the same beads in the same order.",
  source: "Lamport 1978, ordering the events totally; Hadzilacos & Toueg 1993, Total Order",
  start: (world) => ({
    agreed: [],
    from: 0,
    counts: new Map(world.nodes.map(({ spec }) => [spec.id, 0])),
    finding: HOLDS,
  }),
  observe(memory, step) {
    if (step.events.length === 0 || memory.finding.verdict === "violated") return memory;
    const applied = appliedIn(step);
    if (applied.length === 0) return memory;
    const counts = new Map(memory.counts);
    let { agreed, from, finding } = memory;
    for (const update of applied) {
      const place = counts.get(update.by) ?? 0;
      counts.set(update.by, place + 1);
      const first = agreed[place - from];
      if (!first) agreed = [...agreed, update];
      else if (first.origin !== update.origin || first.number !== update.number) {
        finding = disagreement(first, update, place + 1);
        break;
      }
    }
    // What everybody has applied is settled.
    const settled = Math.min(...counts.values());
    if (settled > from) {
      agreed = agreed.slice(settled - from);
      from = settled;
    }
    return { agreed, from, counts, finding };
  },
  judge: ({ finding }) => finding,
};

function disagreement(first: Applied, second: Applied, place: number): Finding {
  const [one, other] = [nameOf(first), nameOf(second)];
  return {
    verdict: "violated",
    simple: say`Bead number ${place} is ${one} on the string of ${first.by} and ${other} on the string of ${second.by}.`,
    expert: say`${first.by} applied ${one} at place ${place}, ${second.by} applied ${other} there.`,
    nodes: [first.by, second.by],
    events: [first.event, second.event].toSorted((a, b) => a - b),
  };
}

// ── Causes first ──────────────────────────────────────────────────────────────────────────────────────────────

/** How many updates of each process. */
type Counts = ReadonlyMap<NodeId, number>;

interface Causes {
  /** What each process has got, by origin. */
  readonly got: ReadonlyMap<NodeId, Counts>;
  /** What the maker of each update had when it made it, by origin and number. */
  readonly knew: ReadonlyMap<string, Counts>;
  /** What each process has applied. */
  readonly applied: ReadonlyMap<NodeId, Counts>;
  readonly finding: Finding;
}

const keyOf = ({ origin, number }: Pick<Update, "origin" | "number">): string =>
  `${origin} ${number}`;

function raised(all: ReadonlyMap<NodeId, Counts>, node: NodeId, of: NodeId, to: number) {
  const counts = new Map(all.get(node));
  if (to > (counts.get(of) ?? 0)) counts.set(of, to);
  return new Map(all).set(node, counts);
}

function without(knew: Causes["knew"], update: Update): Causes["knew"] {
  const left = new Map(knew);
  left.delete(keyOf(update));
  return left;
}

/** An update whose maker had got another one before it made it is applied after that one. */
export const causesFirst: Monitor<Causes> = {
  id: "causes-first",
  title: "The order extends happened-before",
  simple:
    "Who has seen a bead and then makes one of its own, finds its own behind it on the string.",
  source: "Lamport 1978: if a → b then a ⇒ b",
  start: () => ({ got: new Map(), knew: new Map(), applied: new Map(), finding: HOLDS }),
  observe(memory, step, world) {
    if (step.events.length === 0 || memory.finding.verdict === "violated") return memory;
    let next = memory;
    for (const event of step.events) {
      const { node } = event;
      if (node === null) continue;
      if (event.kind === "deliver") {
        const { type, update } = event.data.message as ProcessMessage;
        const { origin, number } = update;
        // One that came too early is not taken; it comes again.
        if (type === "Multicast" && number === (next.got.get(node)?.get(origin) ?? 0) + 1)
          next = { ...next, got: raised(next.got, node, origin, number) };
      } else if (event.kind === "note" && event.data.note === "made") {
        const { origin, number } = event.data.about as unknown as Update;
        const knew = new Map(next.knew).set(
          keyOf({ origin, number }),
          next.got.get(node) ?? new Map<NodeId, number>(),
        );
        next = { ...next, knew, got: raised(next.got, node, origin, number) };
      }
    }
    for (const update of appliedIn(step)) {
      const { by, origin, number } = update;
      const has = next.applied.get(by);
      for (const [cause, count] of next.knew.get(keyOf(update)) ?? [])
        if ((has?.get(cause) ?? 0) < count)
          return { ...next, finding: upsideDown(update, cause, count) };
      const applied = raised(next.applied, by, origin, number);
      const everywhere = world.nodes.every(
        ({ spec }) => (applied.get(spec.id)?.get(origin) ?? 0) >= number,
      );
      next = { ...next, applied, knew: everywhere ? without(next.knew, update) : next.knew };
    }
    return next;
  },
  judge: ({ finding }) => finding,
};

function upsideDown(update: Applied, cause: NodeId, count: number): Finding {
  const { by, origin, event } = update;
  const name = nameOf(update);
  return {
    verdict: "violated",
    simple: say`${origin} had seen bead number ${count} of ${cause} before it made ${name}. And yet ${by} threads ${name} first.`,
    expert: say`${origin} had received update ${count} of ${cause} when it made ${name}; ${by} applies ${name} without it.`,
    nodes: [by, origin, cause],
    events: [event],
  };
}
