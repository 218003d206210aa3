/** What a Dynamo-style store promises, as monitors. Convergence is judged by the judge that all stores share. */
import type { NodeId } from "../../kernel/behavior.ts";
import { faultlessWhen } from "../../kernel/faultless.ts";
import { anyMonitor, HOLDS, type Finding, type Monitor } from "../../kernel/monitor.ts";
import { printValue } from "../../kernel/operation.ts";
import { MILLISECOND, tellSpan, tellTime, type Micros } from "../../kernel/time.ts";
import type { EventId, TraceEventOf } from "../../kernel/trace.ts";
import type { World } from "../../kernel/world.ts";
import { phrase, say } from "../../languages/say.ts";
import type { Tag } from "../../structures/siblings.ts";
import type { DynamoMessage } from "./messages.ts";
import { isNewer } from "./state.ts";
import { tagAt } from "./world.ts";

// ── Quorum intersection ───────────────────────────────────────────────────────────────────────────────────────

/** The newest write of a key that was acknowledged by so many. */
interface Acknowledged {
  readonly tag: Tag;
  readonly w: number;
  readonly value: unknown;
  readonly client: NodeId;
  readonly at: Micros;
  readonly event: EventId;
}

/** By key, then by W: the newest acknowledged write. */
type Writes = Readonly<Record<string, Readonly<Record<number, Acknowledged>>>>;

interface Overlap {
  readonly writes: Writes;
  /** By client: what had been acknowledged when its read under way was called. */
  readonly reads: Readonly<Record<NodeId, Writes>>;
  readonly finding: Finding;
}

interface Answered {
  readonly tag: Tag | null;
  readonly need: number;
  readonly n: number;
}

function noteWrite(memory: Overlap, event: TraceEventOf<"return">): Overlap {
  const { tag, need: w } = event.data.about as unknown as Answered;
  const { key = "", value } = event.data.operation;
  const before = memory.writes[key]?.[w];
  if (!isNewer(tag, before?.tag ?? null)) return memory;
  const write: Acknowledged = {
    tag: tag!,
    w,
    value,
    client: event.node!,
    at: event.time,
    event: event.id,
  };
  return { ...memory, writes: { ...memory.writes, [key]: { ...memory.writes[key], [w]: write } } };
}

function judgeRead(memory: Overlap, event: TraceEventOf<"return">): Overlap {
  const { [event.node!]: known = {}, ...reads } = memory.reads;
  const { tag, need: r, n } = event.data.about as unknown as Answered;
  const { key = "" } = event.data.operation;
  const missed = Object.values(known[key] ?? {}).find(
    (write) => r + write.w > n && isNewer(write.tag, tag),
  );
  if (!missed || memory.finding.verdict === "violated") return { ...memory, reads };
  const [got, lost] = [printValue(event.data.value), printValue(missed.value)];
  const finding: Finding = {
    verdict: "violated",
    simple: say`${event.node!} read ${key} = ${got}, although ${missed.client} had been told at ${tellTime(missed.at)} that ${lost} is kept, and those asked and those told should have had somebody in common.`,
    expert: say`${event.node!}'s read of ${key} by R = ${r} returned ${got} and missed ${lost}, which W = ${missed.w} of N = ${n} had acknowledged by ${tellTime(missed.at)}: R + W > N, and yet the quorums have no node in common.`,
    nodes: [event.node!, missed.client],
    events: [missed.event, event.id],
  };
  return { ...memory, reads, finding };
}

/**
 * A read returns the newest write that was acknowledged before it was called, or a newer one, where R + W > N for the R of the one and the W of the
 * other (Gifford 1979). Where that is not so nothing is promised.
 */
export const quorumIntersection: Monitor<Overlap> = {
  id: "overlap",
  title: phrase("Quorum intersection"),
  simple: phrase(
    "If R and W together are more than N, whoever asks meets somebody who knows the last answered write.",
  ),
  source: "Gifford 1979; DeCandia 2007 §4.5",
  start: () => ({ writes: {}, reads: {}, finding: HOLDS }),
  observe(memory, step) {
    let next = memory;
    for (const event of step.events) {
      if (event.kind === "call" && event.data.operation.f === "read")
        next = { ...next, reads: { ...next.reads, [event.node!]: next.writes } };
      else if (event.kind === "return" && event.data.outcome === "ok")
        next = event.data.operation.f === "read" ? judgeRead(next, event) : noteWrite(next, event);
    }
    return next;
  },
  judge: (memory) => memory.finding,
};

// ── Read repair ───────────────────────────────────────────────────────────────────────────────────────────────

/** So long after a read nobody who showed it an old copy has that copy still. Longer than a message between nodes takes. */
const REPAIRED_WITHIN: Micros = 500 * MILLISECOND;
const IN_TIME: Micros = 400 * MILLISECOND;

/** A copy that a read has found old. */
interface Due {
  readonly node: NodeId;
  readonly key: string;
  readonly tag: Tag;
  readonly value: unknown;
  readonly by: Micros;
  /** The read's return. */
  readonly event: EventId;
  readonly client: NodeId;
}

interface Repairs {
  /** By `client op`: what each node has shown to a read under way. */
  readonly shown: Readonly<Record<string, Readonly<Record<NodeId, Tag | null>>>>;
  readonly due: readonly Due[];
  readonly finding: Finding;
}

const faultless = faultlessWhen((slowest) => slowest <= IN_TIME);

function undisturbed(world: World): boolean {
  return faultless(world) && world.nodes.every((node) => node.busyUntil <= world.time);
}

function found(memory: Repairs, event: TraceEventOf<"return">, time: Micros): Repairs {
  const name = `${event.node} ${event.data.op}`;
  const { [name]: copies = {}, ...shown } = memory.shown;
  if (event.data.outcome !== "ok") return { ...memory, shown };
  const { tag } = event.data.about as unknown as Answered;
  const due = Object.entries(copies)
    .filter(([, each]) => isNewer(tag, each))
    .map(([node]): Due => ({
      node,
      key: event.data.operation.key ?? "",
      tag: tag!,
      value: event.data.value,
      by: time + REPAIRED_WITHIN,
      event: event.id,
      client: event.node!,
    }));
  return { ...memory, shown, due: [...memory.due, ...due] };
}

function isOld(world: World, { node, key, tag }: Due): boolean {
  return isNewer(tag, tagAt(world.node(node), key));
}

/** Whoever has shown an old copy to a read has a new one soon after, as long as nothing is wrong meanwhile. */
export const readRepaired: Monitor<Repairs> = {
  id: "read-repaired",
  title: phrase("Read repair"),
  simple: phrase("Whoever showed an old copy to somebody who asked is given the new one at once."),
  source: "DeCandia 2007 §5",
  start: () => ({ shown: {}, due: [], finding: HOLDS }),
  observe(memory, step, world) {
    let next = memory;
    for (const event of step.events) {
      if (event.kind === "deliver") {
        const message = event.data.message as DynamoMessage;
        if (message.type !== "ReadResponse" || message.standIn) continue;
        const name = `${message.client} ${message.op}`;
        // Who answers after the client has its answer is not judged.
        if (
          !world.nodes.some(
            ({ spec, calls }) =>
              spec.id === message.client && calls.some(({ op }) => op === message.op),
          )
        )
          continue;
        const copies = { ...next.shown[name], [event.peer!]: message.version?.tag ?? null };
        next = { ...next, shown: { ...next.shown, [name]: copies } };
      } else if (event.kind === "return" && event.data.operation.f === "read") {
        next = found(next, event, world.time);
      }
    }
    if (next.due.length === 0 && Object.keys(next.shown).length === 0) return next;
    if (step.events.some(({ kind }) => kind === "intervention") || !undisturbed(world))
      return { ...next, shown: {}, due: [] };
    if (!next.due.some(({ by }) => by <= world.time)) return next;
    const left = next.due.filter((due) => due.by > world.time);
    const late = next.due.find((due) => due.by <= world.time && isOld(world, due));
    if (!late || next.finding.verdict === "violated") return { ...next, due: left };
    const span = tellSpan(REPAIRED_WITHIN);
    const finding: Finding = {
      verdict: "violated",
      simple: say`${late.node} still has an old ${late.key}, ${span} after ${late.client} had been told the new one, ${printValue(late.value)}, and nobody has put it right.`,
      expert: say`${late.node} had answered ${late.client}'s read of ${late.key} with a version older than the ${printValue(late.value)} that the read returned, and still holds it ${span} later, with no fault since: the read repaired nothing.`,
      nodes: [late.node],
      events: [late.event],
    };
    return { ...next, due: left, finding };
  },
  judge: (memory) => memory.finding,
};

export const dynamoPromises: readonly Monitor[] = [
  anyMonitor(quorumIntersection),
  anyMonitor(readRepaired),
];
