/** What must hold of the register, and of hybrid logical clocks, by the theorems of their paper. */
import type { NodeId } from "../../kernel/behavior.ts";
import { readClock } from "../../kernel/clock.ts";
import { HOLDS, type Finding, type Monitor, type StepView } from "../../kernel/monitor.ts";
import type { EventId, TraceEvent } from "../../kernel/trace.ts";
import type { World } from "../../kernel/world.ts";
import { say } from "../../languages/say.ts";
import { compare, physicalTime, printHLC, printTime, START, type HLC } from "./clock.ts";
import { afterStep, NOTHING_KNOWN, type Knowledge } from "./lost-updates.ts";
import type { StoreMessage } from "./messages.ts";
import { HYBRID_CLOCK } from "./state.ts";
import { REPLICA } from "./world.ts";

// ── Lost updates ──────────────────────────────────────────────────────────────────────────────────────────────

/** A write whose client knew of another one never loses to that other one, once it has been acknowledged. */
export const noLostUpdate: Monitor<Knowledge> = {
  id: "no-lost-update",
  title: "No acknowledged write is lost to an earlier one",
  simple: "Who knows what is on the board and writes something new is not undone by the old.",
  source: "Lamport 1978, happened-before; Kulkarni et al. 2014, Theorem 1",
  start: () => NOTHING_KNOWN,
  observe: (memory, step) => (step.events.length === 0 ? memory : afterStep(memory, step)),
  judge({ lost, acknowledged }) {
    const [loss] = lost;
    if (!loss) return HOLDS;
    const { later, earlier, node, event } = loss;
    const [by, op] = later.split(" ") as [string, string];
    const [other, otherOp] = earlier.split(" ") as [string, string];
    const acknowledgement = acknowledged.get(later);
    const events = [event, ...(acknowledgement === undefined ? [] : [acknowledgement])];
    return {
      verdict: "violated",
      simple:
        by === other
          ? say`${by} had something written, and later something new. “Done”, it was told both times. And yet the old stands at ${node}, and the new is gone.`
          : say`${by} knew what ${other} had written, and wrote something new. “Done”, it was told. And yet the old stands at ${node}, and the new is gone.`,
      expert: say`Operation ${op} of ${by}, an acknowledged write, was dropped by ${node} for operation ${otherOp} of ${other}, which had happened before it.`,
      nodes: [...new Set([by, other, node])],
      events: events.toSorted((a, b) => a - b),
    };
  },
};

// ── Timestamps of events ──────────────────────────────────────────────────────────────────────────────────────

interface Stamp {
  readonly at: HLC;
  readonly event: EventId;
}

/** An event of a replica with its timestamp, the clock’s reading, and the message that it is the receipt of. */
interface StampedEvent extends Stamp {
  readonly node: NodeId;
  /** Null where a message brought none. */
  readonly message: { readonly at: HLC; readonly from: NodeId; readonly sending: EventId } | null;
  /** It begins to count anew: nothing is said of what came before it. */
  readonly fresh: boolean;
}

function clockIn(about: Readonly<Record<string, unknown>>): HLC {
  return { l: Number(about["l"]), c: Number(about["c"]) };
}

/** The receipt and the sending that a step consists of, in order. Messages that go in one step are one event. */
function stampedEvents({ events, node }: StepView): StampedEvent[] {
  if (node?.spec.kind !== REPLICA) return [];
  const found: StampedEvent[] = [];
  let delivered: (TraceEvent & { kind: "deliver" }) | null = null;
  let sent = false;
  for (const event of events) {
    const on = { node: node.spec.id, event: event.id };
    if (event.kind === "deliver") delivered = event;
    else if (event.kind === "send" && !sent) {
      sent = true;
      const { at } = event.data.message as StoreMessage;
      found.push({ ...on, at: at!, message: null, fresh: false });
    } else if (event.kind === "note") {
      const { note, about = {} } = event.data;
      if (note === "adopted") found.push({ ...on, at: clockIn(about), message: null, fresh: true });
      if (note !== "received" && note !== "read-the-clock") continue;
      const { at } = delivered!.data.message as StoreMessage;
      const message = at && { at, from: delivered!.peer!, sending: delivered!.cause };
      found.push({ ...on, at: clockIn(about), message, fresh: false });
    }
  }
  return found;
}

interface Clocks {
  /** The last event of each replica. */
  readonly last: ReadonlyMap<NodeId, Stamp>;
  /** The furthest that any replica’s clock has been, in ms. */
  readonly furthest: number;
  readonly finding: Finding;
}

type Check = (
  event: StampedEvent,
  about: {
    /** What comes before it immediately: the replica’s last event, and the sending of the message. */
    readonly before: readonly Stamp[];
    readonly pt: number;
    readonly furthest: number;
  },
) => Finding | null;

/** A promise about the timestamp of every event. It is one of hybrid time alone. */
function ofTimestamps(
  card: Pick<Monitor, "id" | "title" | "simple" | "source">,
  check: Check,
): Monitor<Clocks> {
  return {
    ...card,
    start: () => ({ last: new Map(), furthest: 0, finding: HOLDS }),
    observe(memory, step, world) {
      if (step.events.length === 0 || step.node === null) return memory;
      const wiped = step.events.find(({ kind, data }) => kind === "restart" && data.wiped);
      const events = stampedEvents(step);
      if (events.length === 0 && !wiped) return memory;
      const last = new Map(memory.last);
      // Whoever has lost its disk is somebody new.
      if (wiped) last.delete(step.node.spec.id);
      const pt = physicalTime(readClock(step.node.clock, world.time));
      const furthest = Math.max(memory.furthest, pt);
      let { finding } = memory;
      for (const event of events) {
        const before = beforeOf(event, last);
        if (finding.verdict !== "violated" && isJudged(event, world))
          finding = check(event, { before, pt, furthest }) ?? finding;
        last.set(event.node, { at: event.at, event: event.event });
      }
      return { last, furthest, finding };
    },
    judge: ({ finding }) => finding,
  };
}

function isJudged({ fresh }: StampedEvent, { settings }: World): boolean {
  return !fresh && settings.rules[HYBRID_CLOCK] !== false;
}

/** What comes before an event immediately; before a replica’s first event, its clock as it begins. */
function beforeOf({ node, message }: StampedEvent, last: Clocks["last"]): readonly Stamp[] {
  return [
    last.get(node) ?? { at: START, event: 0 },
    ...(message ? [{ at: message.at, event: message.sending }] : []),
  ];
}

function proof({ node, event, message }: StampedEvent, other?: Stamp) {
  return {
    nodes: message ? [message.from, node] : [node],
    events: [...(other ? [other.event] : []), event].filter((id) => id > 0),
  };
}

/** Theorem 1: e hb f ⇒ (l.e, c.e) < (l.f, c.f), for neighbours, and so for all. */
export const clockCondition: Monitor<Clocks> = ofTimestamps(
  {
    id: "clock-condition",
    title: "Clock condition",
    simple: "What happens because of something else gets a later timestamp.",
    source: "Kulkarni et al. 2014, Theorem 1",
  },
  (event, { before }) => {
    const cause = before.find(({ at }) => compare(at, event.at) >= 0);
    if (!cause) return null;
    const [first, then] = [printHLC(cause.at), printHLC(event.at)];
    return {
      verdict: "violated",
      simple: say`${event.node} wrote down ${then} for something that came after ${first}: the later thing has the earlier time.`,
      expert: say`An event stamped ${first} happened before one at ${event.node} that is stamped ${then}.`,
      ...proof(event, cause),
    };
  },
);

/** Theorems 2 and 3 with Corollary 1: pt ≤ l, and l is what some clock has shown, so l − pt is at most what clocks differ by. */
export const boundedL: Monitor<Clocks> = ofTimestamps(
  {
    id: "bounded-l",
    title: "l stays close: 0 ≤ l − pt ≤ ε",
    simple:
      "A timestamp is never behind the own clock, and never further ahead of it than another clock has been.",
    source: "Kulkarni et al. 2014, Theorems 2 and 3, Corollary 1",
  },
  (event, { before, pt, furthest }) => {
    const { l } = event.at;
    const heard = before.some(({ at }) => at.l === l);
    if (l >= pt && l <= furthest && (l === pt || heard)) return null;
    return {
      verdict: "violated",
      simple: say`${event.node} wrote down ${printTime(l)}, a time that its own clock does not show and nobody has told it.`,
      expert: say`l = ${printTime(l)} at ${event.node}, with pt = ${printTime(pt)} and no clock beyond ${printTime(furthest)}.`,
      ...proof(event),
    };
  },
);

/** Theorem 4 with Corollary 2: c.f = k only behind k events of the same l, each of which happened before the next. */
export const boundedC: Monitor<Clocks> = ofTimestamps(
  {
    id: "bounded-c",
    title: "c is bounded",
    simple:
      "The small counter counts what has happened within one time, and begins anew with the next.",
    source: "Kulkarni et al. 2014, Theorem 4, Corollary 2",
  },
  (event, { before }) => {
    const { l, c } = event.at;
    if (c === 0 || before.some(({ at }) => at.l === l && at.c === c - 1)) return null;
    return {
      verdict: "violated",
      simple: say`${event.node} has counted to ${c} within ${printTime(l)}, and nobody had counted to ${c - 1} before.`,
      expert: say`c = ${c} at ${event.node} for l = ${printTime(l)} without an event (l, ${c - 1}) immediately before it.`,
      ...proof(event),
    };
  },
);
