import TinyQueue from "tinyqueue";
import type { Disk, Message, NodeId, Operation } from "./behavior.ts";
import { TRUE_CLOCK, type Clock } from "./clock.ts";
import type { MessageId } from "./intervention.ts";
import type { Finding } from "./monitor.ts";
import type { Network } from "./network.ts";
import type { NodeSpec } from "./scenario.ts";
import type { Settings } from "./settings.ts";
import type { Micros } from "./time.ts";
import type { EventId } from "./trace.ts";

/** Events of one instant happen in the order of their sequence numbers: the order of the queue is total. */
interface Queued {
  readonly time: Micros;
  readonly sequence: number;
}

/** A message on its way. Immutable: a change puts another in its place, and the queue's old entry counts no more. */
export interface Flight extends Queued {
  readonly what: "flight";
  readonly id: MessageId;
  readonly from: number;
  readonly to: number;
  readonly message: Message;
  /** Its `send` event. */
  readonly cause: EventId;
  readonly sent: Micros;
  /** When it is, or would have been, there. `time` is earlier when it gets lost on the way. */
  readonly arrives: Micros;
  readonly fate: "arrives" | "lost" | "cut";
  /** It moves evenly from `progress` (0 to 1 of the link) at `since` to the end at `arrives`. */
  readonly since: Micros;
  readonly progress: number;
  /** It has reached the end and waits there: for a hand, for a paused node, or for its turn at a slow one. */
  readonly waits: "hand" | "node" | "turn" | null;
}

/** A timer that runs. */
export interface Timer extends Queued {
  readonly what: "timer";
  readonly node: number;
  readonly id: string;
  readonly label: string;
  readonly event: { readonly type: string };
  /** When it was started, and the event that did so. */
  readonly set: Micros;
  readonly cause: EventId;
  /** It is due and waits: for a hand, or for its turn at a slow node. */
  readonly waits: "hand" | "turn" | null;
}

export type Entry = Flight | Timer;

/** A client's operation that has not returned. */
export interface OpenCall {
  readonly op: number;
  readonly operation: Operation;
  readonly call: EventId;
  readonly began: Micros;
}

/** A node at one moment. */
export interface NodeState {
  readonly spec: NodeSpec;
  readonly index: number;
  status: "up" | "paused" | "crashed";
  /** What the program holds in memory; undefined while it is down. Immutable. */
  state: unknown;
  mode: string;
  disk: Disk;
  clock: Clock;
  timers: Timer[];
  /** What came while it was paused. */
  backlog: Entry[];
  calls: OpenCall[];
  /** What an onlooker has remarked of its last operation, in a word. */
  remark: string | null;
  /** How long it takes for each thing that it handles; 0 when it is well. */
  slow: Micros;
  /** When a slow node will have handled everything that has come. */
  busyUntil: Micros;
  /** How it betrays; null while it is honest. */
  traitor: string | null;
  readonly stream: number;
}

/** What has happened so far, in numbers. */
export interface Counters {
  sent: number;
  delivered: number;
  lost: number;
  cut: number;
  refused: number;
  timers: number;
  calls: number;
  returns: number;
  /** Of the operations that returned: how many were ok, certainly failed, or may still have their effect. */
  ok: number;
  failed: number;
  unknown: number;
  /** How long those that were ok took, all together, in simulated µs. */
  latency: Micros;
  /** What was sent, written as JSON. */
  bytes: number;
}

/** Places of all nodes, what travels, what is due: everything that the future depends on. */
export class World {
  time: Micros = 0;
  /** How many queue entries and interventions have been processed. */
  steps = 0;
  sequence = 0;
  lastEvent: EventId = 0;
  lastMessage: MessageId = 0;
  /** Two lanes of the rolling fingerprint of the trace. */
  hashA = 0x811c9dc5 | 0;
  hashB = 0x1b873593 | 0;
  counters: Counters = {
    sent: 0,
    delivered: 0,
    lost: 0,
    cut: 0,
    refused: 0,
    timers: 0,
    calls: 0,
    returns: 0,
    ok: 0,
    failed: 0,
    unknown: 0,
    latency: 0,
    bytes: 0,
  };
  /** Timers that are due wait for a hand. */
  holdTimers = false;
  flights = new Map<MessageId, Flight>();
  queue: TinyQueue<Entry> = new TinyQueue<Entry>([], soonest);
  /** On links that keep order: when the last message sent so far arrives. */
  tails = new Map<number, Micros>();
  memories: unknown[] = [];
  findings: Finding[] = [];
  meters: unknown[] = [];

  constructor(
    readonly nodes: NodeState[],
    public network: Network,
    public settings: Settings,
  ) {}

  /** The node of that name. Throws when there is none. */
  node(id: NodeId): NodeState {
    const found = this.nodes.find((node) => node.spec.id === id);
    if (!found) throw new RangeError(`no node is called ${id}`);
    return found;
  }

  /** A world that goes on by itself. Everything immutable is shared; what is left is small. */
  copy(): World {
    const copy = new World(
      this.nodes.map((node) => ({
        ...node,
        timers: node.timers.slice(),
        backlog: node.backlog.slice(),
        calls: node.calls.slice(),
      })),
      this.network,
      this.settings,
    );
    copy.time = this.time;
    copy.steps = this.steps;
    copy.sequence = this.sequence;
    copy.lastEvent = this.lastEvent;
    copy.lastMessage = this.lastMessage;
    copy.hashA = this.hashA;
    copy.hashB = this.hashB;
    copy.counters = { ...this.counters };
    copy.holdTimers = this.holdTimers;
    copy.flights = new Map(this.flights);
    copy.queue.data = this.queue.data.slice();
    copy.queue.length = this.queue.length;
    copy.tails = new Map(this.tails);
    copy.memories = this.memories.slice();
    copy.findings = this.findings.slice();
    copy.meters = this.meters.slice();
    return copy;
  }
}

/** A node before its first start. */
export function freshNode(spec: NodeSpec, index: number, stream: number): NodeState {
  return {
    spec,
    index,
    status: "up",
    state: undefined,
    mode: "",
    disk: spec.disk ?? {},
    clock: TRUE_CLOCK,
    timers: [],
    backlog: [],
    calls: [],
    remark: null,
    slow: 0,
    busyUntil: 0,
    traitor: null,
    stream,
  };
}

function soonest(a: Entry, b: Entry): number {
  return a.time - b.time || a.sequence - b.sequence;
}

/** How far along its link a message is at a time, 0 to 1. */
export function progressAt(flight: Flight, time: Micros): number {
  const length = flight.arrives - flight.since;
  if (length <= 0) return 1;
  return Math.min(1, flight.progress + (1 - flight.progress) * ((time - flight.since) / length));
}
