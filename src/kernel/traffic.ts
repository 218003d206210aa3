import type { Message, NodeId } from "./behavior.ts";
import { drawAgain, drawAt, fraction, happens, type Luck } from "./chance.ts";
import { sampleLatency } from "./conditions.ts";
import { jsonLength } from "./json-length.ts";
import type { MessageId } from "./intervention.ts";
import type { Emit } from "./journal.ts";
import type { Link, Network } from "./network.ts";
import type { Scenario } from "./scenario.ts";
import type { Micros } from "./time.ts";
import type { DropReason, EventId } from "./trace.ts";
import { progressAt, type Flight, type NodeState, type World } from "./world.ts";

/** What messages need of the engine. */
export interface TrafficHost {
  readonly world: World;
  readonly emit: Emit;
  conclude(node: NodeState | null, before: unknown): void;
  /** Counts the nodes' reactions: messages of one reaction to one receiver have luck of their own. */
  readonly reaction: number;
  /** A number for a message's type, which salts its luck. */
  salt(type: string): number;
  /** When a slow node has handled one thing more. */
  turnOf(node: NodeState): Micros;
  /** A running node hears a message. */
  hear(node: NodeState, flight: Flight, from: NodeId, event: EventId): void;
}

/**
 * Messages from sending to arrival: latency, loss, duplication, order, cuts, holds, and hands that delay, drop, double or
 * deliver. A message's fate is decided when it is sent; it is lost when and where that shows.
 */
export class Traffic {
  private readonly index: ReadonlyMap<NodeId, number>;
  /** How many messages this reaction has sent to each node. */
  private readonly ordinals: Int32Array;
  private readonly ordinalStep: Float64Array;
  private weighed: Message | null = null;
  private weight = 0;

  constructor(
    private readonly host: TrafficHost,
    private readonly scenario: Scenario,
  ) {
    this.index = new Map(scenario.nodes.map((node, i) => [node.id, i]));
    this.ordinals = new Int32Array(scenario.nodes.length);
    this.ordinalStep = new Float64Array(scenario.nodes.length);
  }

  /** A node sends: chance decides here and now how long it takes and whether it is lost on the way or doubled. */
  send(node: NodeState, to: NodeId, message: Message, cause: EventId): void {
    const world = this.host.world;
    const target = this.index.get(to);
    const link = target === undefined ? null : world.network.link(node.index, target);
    if (target === undefined || link === null)
      throw new Error(`${node.spec.id} sends ${message.type} to ${to}, but no link leads there`);
    const luck = drawAt(
      link.stream,
      world.time,
      this.host.salt(message.type) + this.ordinal(target),
    );
    const id = ++world.lastMessage;
    world.counters.sent++;
    world.counters.bytes += this.weigh(message);
    const arrives = this.arrival(link, node.index, target, luck);
    const event = this.host.emit("send", node.spec.id, to, id, cause, { message, arrives });
    this.launch(link, id, node.index, target, message, event, arrives, luck);
    if (
      link.conditions.duplication > 0 &&
      happens(drawAgain(luck, 3), link.conditions.duplication)
    ) {
      this.copy(link, node.index, target, message, id, event, drawAgain(luck, 4));
    }
  }

  /** A message's length as JSON; what is sent to several is measured once. */
  private weigh(message: Message): number {
    if (message !== this.weighed) {
      this.weighed = message;
      this.weight = jsonLength(message);
    }
    return this.weight;
  }

  private copy(
    link: Link,
    from: number,
    to: number,
    message: Message,
    of: MessageId,
    cause: EventId,
    luck: Luck,
  ): void {
    const id = ++this.host.world.lastMessage;
    const arrives = this.arrival(link, from, to, luck);
    const event = this.host.emit("duplicate", this.name(from), this.name(to), id, cause, {
      message,
      arrives,
      of,
    });
    this.launch(link, id, from, to, message, event, arrives, luck);
  }

  private arrival(link: Link, from: number, to: number, luck: Luck): Micros {
    const world = this.host.world;
    let arrives = world.time + sampleLatency(link.conditions.latency, luck);
    if (link.conditions.order === "fifo") {
      const direction = from * world.network.size + to;
      arrives = Math.max(arrives, world.tails.get(direction) ?? 0);
      world.tails.set(direction, arrives);
    }
    return arrives;
  }

  private launch(
    link: Link,
    id: MessageId,
    from: number,
    to: number,
    message: Message,
    cause: EventId,
    arrives: Micros,
    luck: Luck,
  ): void {
    const world = this.host.world;
    const now = world.time;
    let fate: Flight["fate"] = "arrives";
    let time = arrives;
    if (link.cut) {
      // It sets out and dies at the fault line, half-way, where it can be seen.
      fate = "cut";
      time = now + Math.ceil((arrives - now) / 2);
    } else if (link.conditions.loss > 0 && happens(drawAgain(luck, 1), link.conditions.loss)) {
      fate = "lost";
      time = now + Math.ceil((arrives - now) * (0.25 + fraction(drawAgain(luck, 2)) / 2));
    }
    const sequence = ++world.sequence;
    const flight: Flight = {
      what: "flight",
      time,
      sequence,
      id,
      from,
      to,
      message,
      cause,
      sent: now,
      arrives,
      fate,
      since: now,
      progress: 0,
      waits: null,
    };
    world.flights.set(id, flight);
    world.queue.push(flight);
  }

  /** A message has come as far as it comes by itself. */
  arrive(flight: Flight): void {
    if (flight.waits === "turn") {
      this.handOver(flight, flight.cause);
      return;
    }
    if (flight.fate !== "arrives") {
      this.drop(flight, flight.fate, flight.cause);
      this.host.conclude(null, undefined);
      return;
    }
    if (this.host.world.network.link(flight.from, flight.to)?.held) {
      this.host.world.flights.set(flight.id, {
        ...flight,
        waits: "hand",
        since: this.host.world.time,
        progress: 1,
      });
      this.host.emit(
        "held",
        this.name(flight.from),
        this.name(flight.to),
        flight.id,
        flight.cause,
        {
          message: flight.message,
        },
      );
      this.host.conclude(null, undefined);
      return;
    }
    this.receive(flight, flight.cause);
  }

  /** A message is at its receiver, who may be slow. */
  private receive(flight: Flight, cause: EventId): void {
    const world = this.host.world;
    const node = world.nodes[flight.to]!;
    if (node.status !== "up" || (node.slow === 0 && node.busyUntil <= world.time)) {
      this.handOver(flight, cause);
      return;
    }
    const waiting: Flight = {
      ...flight,
      waits: "turn",
      time: this.host.turnOf(node),
      sequence: ++world.sequence,
      since: world.time,
      progress: 1,
    };
    world.flights.set(flight.id, waiting);
    world.queue.push(waiting);
  }

  /** A message comes to its receiver, who may be down or paused. */
  private handOver(flight: Flight, cause: EventId): void {
    const world = this.host.world;
    const node = world.nodes[flight.to]!;
    if (node.status === "paused") {
      const waiting: Flight = { ...flight, waits: "node", since: world.time, progress: 1 };
      world.flights.set(flight.id, waiting);
      node.backlog.push(waiting);
      return;
    }
    if (node.status === "crashed") {
      this.drop(flight, "crashed", cause);
      this.host.conclude(null, undefined);
      return;
    }
    world.flights.delete(flight.id);
    world.counters.delivered++;
    const from = this.name(flight.from);
    const event = this.host.emit("deliver", node.spec.id, from, flight.id, cause, {
      message: flight.message,
    });
    this.host.hear(node, flight, from, event);
  }

  /** A message is lost, where it is. */
  drop(flight: Flight, reason: DropReason, cause: EventId): void {
    const world = this.host.world;
    world.flights.delete(flight.id);
    if (reason === "cut") world.counters.cut++;
    else if (reason === "crashed") world.counters.refused++;
    else world.counters.lost++;
    const at = progressAt(flight, world.time);
    this.host.emit("drop", this.name(flight.from), this.name(flight.to), flight.id, cause, {
      message: flight.message,
      reason,
      at,
    });
  }

  /** The network is another from now on: what is on a direction that has been cut dies, what was held goes on. */
  rewire(network: Network, event: EventId): void {
    const world = this.host.world;
    const old = world.network;
    world.network = network;
    for (const flight of [...world.flights.values()]) {
      const link = network.link(flight.from, flight.to);
      if (link?.cut && !old.link(flight.from, flight.to)?.cut && !arrived(flight))
        this.drop(flight, "cut", event);
      else if (flight.waits === "hand" && !link?.held)
        this.reschedule({ ...flight, waits: null, arrives: world.time });
    }
  }

  /** A hand hastens or delays a message. */
  delay(flight: Flight, by: Micros): void {
    const world = this.host.world;
    if (world.network.link(flight.from, flight.to)?.conditions.order !== "fifo") {
      this.postpone(flight, by);
      return;
    }
    // On a link that keeps order nothing overtakes: not what was sent before, nor what was sent after.
    const queue = [...world.flights.values()].filter(
      (other) => other.from === flight.from && other.to === flight.to && other.waits === null,
    );
    const ahead = queue.filter((other) => other.id < flight.id).map((other) => other.arrives);
    let tail = Math.max(world.time, flight.arrives + by, ...ahead);
    this.postpone(flight, tail - flight.arrives);
    for (const other of queue) {
      if (other.id <= flight.id) continue;
      tail = Math.max(tail, other.arrives);
      this.postpone(other, tail - other.arrives);
    }
    const direction = flight.from * world.network.size + flight.to;
    world.tails.set(direction, Math.max(tail, world.tails.get(direction) ?? 0));
  }

  /** A hand puts a message elsewhere on its link; from there it goes on at its own pace. */
  move(flight: Flight, to: number): void {
    const { time } = this.host.world;
    const left = flight.progress < 1 ? 1 - flight.progress : 0;
    const whole = left > 0 ? (flight.arrives - flight.since) / left : flight.arrives - flight.sent;
    this.delay(flight, time + Math.round((1 - to) * whole) - flight.arrives);
    const moved = this.host.world.flights.get(flight.id);
    if (moved) this.reschedule(moved, to);
  }

  private postpone(flight: Flight, by: Micros): void {
    this.reschedule({
      ...flight,
      waits: null,
      arrives: Math.max(this.host.world.time, flight.arrives + by),
    });
  }

  /** The flight goes on from where it is, or from where a hand has put it, to arrive at its new time. */
  private reschedule(flight: Flight, from?: number): void {
    const world = this.host.world;
    const progress = from ?? progressAt(world.flights.get(flight.id) ?? flight, world.time);
    const time =
      flight.fate === "arrives"
        ? flight.arrives
        : Math.min(flight.arrives, Math.max(world.time, flight.time));
    const next: Flight = {
      ...flight,
      since: world.time,
      progress,
      time,
      sequence: ++world.sequence,
    };
    world.flights.set(flight.id, next);
    world.queue.push(next);
  }

  /** A hand delivers a message now; on a link that keeps order, with all that is ahead of it. */
  deliver(flight: Flight, event: EventId): void {
    const world = this.host.world;
    const link = world.network.link(flight.from, flight.to);
    if (!link || link.cut) return;
    const ahead =
      link.conditions.order === "fifo"
        ? [...world.flights.values()].filter(
            (other) =>
              other.from === flight.from &&
              other.to === flight.to &&
              other.id < flight.id &&
              !arrived(other),
          )
        : [];
    for (const each of [...ahead, flight])
      if (world.flights.get(each.id) === each) this.receive(each, event);
  }

  /** A hand doubles a message that is on its way. */
  duplicate(flight: Flight, event: EventId): void {
    const { from, to, message, id } = flight;
    const link = this.host.world.network.link(from, to);
    if (link)
      this.copy(link, from, to, message, id, event, drawAt(link.stream, this.host.world.time, id));
  }

  private ordinal(target: number): number {
    if (this.ordinalStep[target] !== this.host.reaction) {
      this.ordinalStep[target] = this.host.reaction;
      this.ordinals[target] = 0;
    }
    return this.ordinals[target]!++;
  }

  private name(index: number): NodeId {
    return this.scenario.nodes[index]!.id;
  }
}

/** Whether a message has come to its receiver's door: no hand reaches it there. */
export function arrived(flight: Flight): boolean {
  return flight.waits === "node" || flight.waits === "turn";
}
