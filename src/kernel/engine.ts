import {
  type Boot,
  type Effect,
  type Message,
  type NodeId,
  type Step,
  type Stimulus,
} from "./behavior.ts";
import {
  drawAgain,
  drawAt,
  fingerprint,
  fraction,
  happens,
  mix,
  streamOf,
  type Luck,
  type Seed,
} from "./chance.ts";
import { realDelay, readClock, withOffset, withRate } from "./clock.ts";
import { sampleLatency } from "./conditions.ts";
import type { Intervention, MessageId } from "./intervention.ts";
import { Network, type Link } from "./network.ts";
import type { Scenario } from "./scenario.ts";
import type { Settings } from "./settings.ts";
import type { Micros } from "./time.ts";
import {
  KIND_NUMBER,
  TraceRecord,
  type DropReason,
  type EventId,
  type TraceData,
  type TraceEvent,
  type TraceKind,
} from "./trace.ts";
import {
  freshNode,
  progressAt,
  World,
  type Entry,
  type Flight,
  type NodeState,
  type Timer,
} from "./world.ts";

/** What may be left out where only speed counts; a run with a page or a verdict has all of it. */
export interface EngineOptions {
  /** Takes every trace event, in order. Without it none is made unless a monitor needs it. */
  readonly sink?: (event: TraceEvent) => void;
  /** Whether monitors and meters are folded. Default true. */
  readonly monitored?: boolean;
}

/** Why the engine asks its driver to stop and look. */
export interface Alarm {
  readonly kind: "violation" | "fault";
  readonly event: EventId;
}

const NO_DISK = {};

/**
 * The simulation's clockwork: takes the earliest entry of the queue (or an intervention), lets the node concerned
 * react, and turns its effects into future entries and trace events. It holds one world and knows no history;
 * `run.ts` gives it one. The same scenario, seed, settings and interventions make the same trace, always.
 */
export class Engine {
  world: World;
  /** Set by a step that ended a promise or broke a machine; the driver clears it. */
  alarm: Alarm | null = null;

  private readonly events: TraceEvent[] = [];
  private readonly sink: ((event: TraceEvent) => void) | null;
  private readonly monitored: boolean;
  private readonly observed: boolean;
  private readonly index: ReadonlyMap<NodeId, number>;
  private readonly members: Readonly<Record<string, readonly NodeId[]>>;
  /** Fingerprints of message and timer types, which salt their luck. */
  private readonly salts = new Map<string, number>();
  /** How many messages this step has sent to each node, so that each has luck of its own. */
  private readonly ordinals: Int32Array;
  private readonly ordinalStep: Float64Array;
  private reaction = 0;
  /** The timer whose ringing is being reacted to: `restartTimer` may start it again. */
  private ringing: Timer | null = null;

  constructor(
    readonly scenario: Scenario,
    readonly seed: Seed,
    settings: Settings,
    options: EngineOptions = {},
  ) {
    this.sink = options.sink ?? null;
    this.monitored =
      (options.monitored ?? true) && scenario.monitors.length + scenario.meters.length > 0;
    this.observed = this.sink !== null || this.monitored;
    this.index = new Map(scenario.nodes.map((node, i) => [node.id, i]));
    const members: Record<string, NodeId[]> = {};
    for (const node of scenario.nodes) (members[node.kind] ??= []).push(node.id);
    this.members = members;
    this.ordinals = new Int32Array(scenario.nodes.length);
    this.ordinalStep = new Float64Array(scenario.nodes.length);
    const nodes = scenario.nodes.map((spec, i) => freshNode(spec, i, streamOf(seed, spec.id)));
    this.world = new World(nodes, Network.of(scenario, seed), settings);
    if (this.monitored) {
      this.world.memories = scenario.monitors.map((monitor) => monitor.start(this.world));
      this.world.findings = scenario.monitors.map((monitor, i) =>
        monitor.judge(this.world.memories[i], this.world),
      );
      this.world.meters = scenario.meters.map((meter) => meter.start(this.world));
    }
  }

  /** Starts every node, at time zero. */
  start(): void {
    for (const node of this.world.nodes)
      this.boot(node, this.emit("boot", node.spec.id, null, 0, 0, { disk: false }));
  }

  /** Processes the next entry that is due at `limit` or before. False when there is none; time then stands still. */
  next(limit: Micros): boolean {
    const world = this.world;
    const queue = world.queue;
    for (;;) {
      const entry = queue.peek();
      if (entry === undefined || entry.time > limit) return false;
      queue.pop();
      if (!this.counts(entry)) continue;
      world.time = entry.time;
      world.steps++;
      if (entry.what === "flight") this.arrive(entry);
      else this.ring(entry, entry.cause);
      return true;
    }
  }

  /** When the next entry is due; null when nothing is. */
  due(): Micros | null {
    const queue = this.world.queue;
    for (;;) {
      const entry = queue.peek();
      if (entry === undefined) return null;
      if (this.counts(entry)) return entry.time;
      queue.pop();
    }
  }

  /** Lets time pass to `time` where nothing is due before. */
  idle(time: Micros): void {
    if (time > this.world.time) this.world.time = time;
  }

  /** An entry counts as long as nothing has taken its place. */
  private counts(entry: Entry): boolean {
    if (entry.what === "flight")
      return this.world.flights.get(entry.id) === entry && entry.waits === null;
    return this.world.nodes[entry.node]!.timers.includes(entry);
  }

  // ── Messages ────────────────────────────────────────────────────────────────────────────────────────────────

  private send(node: NodeState, to: NodeId, message: Message, cause: EventId): void {
    const world = this.world;
    const target = this.index.get(to);
    const link = target === undefined ? null : world.network.link(node.index, target);
    if (target === undefined || link === null)
      throw new Error(`${node.spec.id} sends ${message.type} to ${to}, but no link leads there`);
    const luck = drawAt(link.stream, world.time, this.salt(message.type) + this.ordinal(target));
    const id = ++world.lastMessage;
    world.counters.sent++;
    const arrives = this.arrival(link, node.index, target, luck);
    const event = this.emit("send", node.spec.id, to, id, cause, { message, arrives });
    this.launch(link, id, node.index, target, message, event, arrives, luck);
    if (
      link.conditions.duplication > 0 &&
      happens(drawAgain(luck, 3), link.conditions.duplication)
    ) {
      this.copy(link, node.index, target, message, id, event, drawAgain(luck, 4));
    }
  }

  /** The network sends a second copy of a message on its way. */
  private copy(
    link: Link,
    from: number,
    to: number,
    message: Message,
    of: MessageId,
    cause: EventId,
    luck: Luck,
  ): void {
    const id = ++this.world.lastMessage;
    const arrives = this.arrival(link, from, to, luck);
    const event = this.emit("duplicate", this.name(from), this.name(to), id, cause, {
      message,
      arrives,
      of,
    });
    this.launch(link, id, from, to, message, event, arrives, luck);
  }

  private arrival(link: Link, from: number, to: number, luck: Luck): Micros {
    const world = this.world;
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
    const world = this.world;
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
  private arrive(flight: Flight): void {
    if (flight.fate !== "arrives") {
      this.drop(flight, flight.fate, flight.cause);
      this.conclude(null, undefined);
      return;
    }
    if (this.world.network.link(flight.from, flight.to)?.held) {
      this.world.flights.set(flight.id, {
        ...flight,
        waits: "hand",
        since: this.world.time,
        progress: 1,
      });
      this.emit("held", this.name(flight.from), this.name(flight.to), flight.id, flight.cause, {
        message: flight.message,
      });
      this.conclude(null, undefined);
      return;
    }
    this.receive(flight, flight.cause);
  }

  private receive(flight: Flight, cause: EventId): void {
    const world = this.world;
    const node = world.nodes[flight.to]!;
    if (node.status === "paused") {
      const waiting: Flight = { ...flight, waits: "node", since: world.time, progress: 1 };
      world.flights.set(flight.id, waiting);
      node.backlog.push(waiting);
      return;
    }
    if (node.status === "crashed") {
      this.drop(flight, "crashed", cause);
      this.conclude(null, undefined);
      return;
    }
    world.flights.delete(flight.id);
    world.counters.delivered++;
    const from = this.name(flight.from);
    const event = this.emit("deliver", node.spec.id, from, flight.id, cause, {
      message: flight.message,
    });
    const stimulus: Stimulus = {
      ...flight.message,
      from,
      now: readClock(node.clock, world.time),
      luck: drawAt(node.stream, world.time, this.salt(flight.message.type) + flight.from),
    };
    this.react(node, stimulus, event);
  }

  private drop(flight: Flight, reason: DropReason, cause: EventId): void {
    const world = this.world;
    world.flights.delete(flight.id);
    if (reason === "cut") world.counters.cut++;
    else if (reason === "crashed") world.counters.refused++;
    else world.counters.lost++;
    const at = progressAt(flight, world.time);
    this.emit("drop", this.name(flight.from), this.name(flight.to), flight.id, cause, {
      message: flight.message,
      reason,
      at,
    });
  }

  // ── Timers ──────────────────────────────────────────────────────────────────────────────────────────────────

  private startTimer(
    node: NodeState,
    id: string,
    label: string,
    delay: Micros,
    event: { readonly type: string },
    cause: EventId,
  ): void {
    const world = this.world;
    const timer: Timer = {
      what: "timer",
      time: world.time + realDelay(node.clock, delay),
      sequence: ++world.sequence,
      node: node.index,
      id,
      label,
      event,
      set: world.time,
      cause,
    };
    const place = node.timers.findIndex((other) => other.id === id);
    if (place < 0) node.timers.push(timer);
    else node.timers[place] = timer;
    world.queue.push(timer);
  }

  private ring(timer: Timer, cause: EventId): void {
    const world = this.world;
    const node = world.nodes[timer.node]!;
    if (node.status === "paused") {
      node.timers = node.timers.filter((other) => other !== timer);
      node.backlog.push(timer);
      return;
    }
    const place = node.timers.indexOf(timer);
    if (place >= 0) node.timers.splice(place, 1);
    world.counters.timers++;
    const event = this.emit("timer", node.spec.id, null, 0, cause, { label: timer.label });
    this.ringing = timer;
    const stimulus: Stimulus = {
      ...timer.event,
      now: readClock(node.clock, world.time),
      luck: drawAt(node.stream, world.time, this.salt(timer.event.type)),
    };
    this.react(node, stimulus, event);
    this.ringing = null;
  }

  // ── Nodes ───────────────────────────────────────────────────────────────────────────────────────────────────

  private boot(node: NodeState, cause: EventId): void {
    const { spec } = node;
    const input: Boot = {
      id: spec.id,
      peers: (this.members[spec.kind] ?? []).filter((id) => id !== spec.id),
      members: this.members,
      disk: node.disk,
      settings: this.world.settings,
      config: spec.config,
      now: readClock(node.clock, this.world.time),
      luck: drawAt(node.stream, this.world.time, this.salt("boot")),
    };
    this.carryOut(node, () => spec.behavior.boot(input), cause);
  }

  private react(node: NodeState, stimulus: Stimulus, cause: EventId): void {
    this.carryOut(node, () => node.spec.behavior.react(node.state, stimulus), cause);
  }

  /** Runs one step of a node's program and does what it asks. A program that throws takes its node down, seen. */
  private carryOut(node: NodeState, program: () => Step<unknown>, cause: EventId): void {
    const before = node.state;
    this.reaction++;
    try {
      const { state, effects } = program();
      if (state !== before) {
        node.state = state;
        const mode = node.spec.behavior.mode(state);
        if (mode !== node.mode) {
          this.emit("mode", node.spec.id, null, 0, cause, { from: node.mode, to: mode });
          node.mode = mode;
        }
      }
      for (const effect of effects) this.perform(node, effect, cause);
    } catch (error) {
      const event = this.emit("fault", node.spec.id, null, 0, cause, {
        error: error instanceof Error ? error.message : String(error),
      });
      this.down(node, event);
      this.alarm = { kind: "fault", event };
    }
    this.conclude(node, before);
  }

  private perform(node: NodeState, effect: Effect, cause: EventId): void {
    switch (effect.type) {
      case "send":
        this.send(node, effect.params.to, effect.params.message, cause);
        return;
      case "broadcast":
        for (const to of effect.params.to) this.send(node, to, effect.params.message, cause);
        return;
      case "setTimer":
        this.startTimer(
          node,
          effect.params.id,
          effect.params.label,
          effect.params.delay,
          effect.params.event,
          cause,
        );
        return;
      case "sendEach":
        for (const { to, message } of effect.params) this.send(node, to, message, cause);
        return;
      case "restartTimer": {
        const { label, delay } = effect.params;
        const rung = this.ringing;
        if (rung?.label === label) this.startTimer(node, rung.id, label, delay, rung.event, cause);
        for (const timer of node.timers) {
          if (timer.label === label)
            this.startTimer(node, timer.id, label, delay, timer.event, cause);
        }
        return;
      }
      case "cancelTimer": {
        const place = node.timers.findIndex((timer) => timer.id === effect.params.id);
        if (place >= 0) node.timers.splice(place, 1);
        // A timer that rang while the node was paused has not been heard yet and can still be cancelled.
        else if (node.backlog.length > 0)
          node.backlog = node.backlog.filter(
            (entry) => entry.what !== "timer" || entry.id !== effect.params.id,
          );
        return;
      }
      case "persist":
        node.disk = { ...node.disk, ...effect.params };
        this.emit("persist", node.spec.id, null, 0, cause, { keys: Object.keys(effect.params) });
        return;
      case "call": {
        const { op, operation } = effect.params;
        this.world.counters.calls++;
        const call = this.emit("call", node.spec.id, null, 0, cause, { op, operation });
        node.calls.push({ op, operation, call, began: this.world.time });
        return;
      }
      case "return":
        this.finish(node, effect.params, cause);
        return;
      case "note":
        this.emit("note", node.spec.id, null, 0, cause, effect.params);
        return;
    }
  }

  private finish(
    node: NodeState,
    result: Extract<Effect, { type: "return" }>["params"],
    cause: EventId,
  ): void {
    const place = node.calls.findIndex((open) => open.op === result.op);
    const open = node.calls[place];
    if (!open)
      throw new Error(
        `${node.spec.id} returns from operation ${result.op}, which it has not called`,
      );
    node.calls.splice(place, 1);
    node.remark = null;
    this.world.counters.returns++;
    const { operation, call, began } = open;
    this.emit("return", node.spec.id, null, 0, cause, { ...result, operation, call, began });
  }

  /** Everything volatile goes. What its client operations did by then nobody knows. */
  private down(node: NodeState, cause: EventId): void {
    for (const { op } of node.calls.slice()) this.finish(node, { op, outcome: "unknown" }, cause);
    for (const entry of node.backlog)
      if (entry.what === "flight") this.drop(entry, "crashed", cause);
    node.status = "crashed";
    node.state = undefined;
    node.mode = "";
    node.timers = [];
    node.backlog = [];
  }

  // ── Interventions ───────────────────────────────────────────────────────────────────────────────────────────

  /**
   * A hand acts, after everything that was due at `time` or before. One that finds nothing to act on (a message
   * long delivered) leaves its mark in the trace and changes nothing.
   */
  apply(time: Micros, what: Intervention): void {
    while (this.next(time)) {
      // The instant is settled first, so that a replay finds the same world as the hand did.
    }
    const world = this.world;
    this.idle(time);
    world.steps++;
    const event = this.emit("intervention", null, null, 0, 0, { what });
    this.intervene(what, event);
    this.conclude(null, undefined);
  }

  private intervene(what: Intervention, event: EventId): void {
    const world = this.world;
    switch (what.do) {
      case "crash": {
        const node = world.node(what.node);
        if (node.status === "crashed") return;
        const before = node.state;
        this.down(node, this.emit("crash", node.spec.id, null, 0, event, null));
        this.conclude(node, before);
        return;
      }
      case "restart": {
        const node = world.node(what.node);
        if (node.status !== "crashed") return;
        if (what.wiped) node.disk = NO_DISK;
        node.status = "up";
        this.boot(node, this.emit("restart", node.spec.id, null, 0, event, { wiped: what.wiped }));
        return;
      }
      case "pause": {
        const node = world.node(what.node);
        if (node.status !== "up") return;
        node.status = "paused";
        this.emit("pause", node.spec.id, null, 0, event, null);
        return;
      }
      case "resume": {
        const node = world.node(what.node);
        if (node.status !== "paused") return;
        node.status = "up";
        this.emit("resume", node.spec.id, null, 0, event, null);
        this.catchUp(node);
        return;
      }
      case "cut":
      case "heal":
      case "partition":
      case "hold":
      case "release":
      case "latency":
      case "loss":
      case "duplication":
      case "order":
        this.rewire(world.network.after(what), event);
        return;
      case "drop": {
        const flight = world.flights.get(what.message);
        if (flight && flight.waits !== "node") this.drop(flight, "hand", event);
        return;
      }
      case "delay":
        this.delay(world.flights.get(what.message), what.by);
        return;
      case "duplicate": {
        const flight = world.flights.get(what.message);
        const link = flight && world.network.link(flight.from, flight.to);
        if (flight && link)
          this.copy(
            link,
            flight.from,
            flight.to,
            flight.message,
            flight.id,
            event,
            drawAt(link.stream, world.time, flight.id),
          );
        return;
      }
      case "deliver":
        this.deliverByHand(world.flights.get(what.message), event);
        return;
      case "clock": {
        const node = world.node(what.node);
        node.clock = withOffset(node.clock, world.time, what.offset);
        return;
      }
      case "drift":
        this.drift(world.node(what.node), what.rate);
        return;
      case "fire": {
        const node = world.node(what.node);
        const timers = node.timers.filter(
          (timer) => what.timer === null || timer.label === what.timer,
        );
        const first = timers.sort((a, b) => a.time - b.time || a.sequence - b.sequence)[0];
        if (first && node.status === "up") this.ring(first, event);
        return;
      }
      case "set":
        this.change(
          { ...world.settings, knobs: { ...world.settings.knobs, [what.knob]: what.value } },
          event,
        );
        return;
      case "rule":
        this.change(
          { ...world.settings, rules: { ...world.settings.rules, [what.rule]: what.on } },
          event,
        );
        return;
      case "client": {
        const node = world.node(what.client);
        if (node.status !== "up") return;
        this.react(node, this.aside(node, { type: "command", operation: what.operation }), event);
        return;
      }
    }
  }

  /** What a paused node missed comes now, in the order in which it came. */
  private catchUp(node: NodeState): void {
    const world = this.world;
    const backlog = node.backlog;
    node.backlog = [];
    for (const entry of backlog) {
      const again = { ...entry, time: world.time, sequence: ++world.sequence };
      if (again.what === "flight") {
        const flight: Flight = { ...again, waits: null };
        world.flights.set(flight.id, flight);
        world.queue.push(flight);
      } else {
        node.timers.push(again);
        world.queue.push(again);
      }
    }
  }

  private rewire(network: Network, event: EventId): void {
    const world = this.world;
    const old = world.network;
    world.network = network;
    for (const flight of [...world.flights.values()]) {
      const link = network.link(flight.from, flight.to);
      if (link?.cut && !old.link(flight.from, flight.to)?.cut && flight.waits !== "node")
        this.drop(flight, "cut", event);
      else if (flight.waits === "hand" && !link?.held)
        this.reschedule({ ...flight, waits: null, arrives: world.time });
    }
  }

  private delay(flight: Flight | undefined, by: Micros): void {
    if (!flight || flight.waits === "node") return;
    const world = this.world;
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

  private postpone(flight: Flight, by: Micros): void {
    this.reschedule({
      ...flight,
      waits: null,
      arrives: Math.max(this.world.time, flight.arrives + by),
    });
  }

  /** The flight goes on from where it is, to arrive at its new time. */
  private reschedule(flight: Flight): void {
    const world = this.world;
    const progress = progressAt(world.flights.get(flight.id) ?? flight, world.time);
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

  private deliverByHand(flight: Flight | undefined, event: EventId): void {
    if (!flight || flight.waits === "node") return;
    const world = this.world;
    const link = world.network.link(flight.from, flight.to);
    if (!link || link.cut) return;
    const ahead =
      link.conditions.order === "fifo"
        ? [...world.flights.values()].filter(
            (other) =>
              other.from === flight.from &&
              other.to === flight.to &&
              other.id < flight.id &&
              other.waits !== "node",
          )
        : [];
    for (const each of [...ahead, flight])
      if (world.flights.get(each.id) === each) this.receive(each, event);
  }

  private drift(node: NodeState, rate: number): void {
    const world = this.world;
    const old = node.clock;
    node.clock = withRate(old, world.time, rate);
    // Timers have so much local time left; at the new rate that takes another while.
    for (const timer of node.timers.slice()) {
      const left = Math.round(((timer.time - world.time) * old.rate) / 1_000_000);
      const next: Timer = {
        ...timer,
        time: world.time + realDelay(node.clock, left),
        sequence: ++world.sequence,
      };
      node.timers[node.timers.indexOf(timer)] = next;
      world.queue.push(next);
    }
  }

  /** Everybody who is up learns of new settings at once: a switch is the learner's, not a message. */
  private change(settings: Settings, event: EventId): void {
    this.world.settings = settings;
    for (const node of this.world.nodes) {
      if (node.status !== "crashed")
        this.react(node, this.aside(node, { type: "settings", settings }), event);
    }
  }

  /** A stimulus that no message brought. */
  private aside<T extends { type: string }>(node: NodeState, event: T): T & Stimulus {
    const now = readClock(node.clock, this.world.time);
    return { ...event, now, luck: drawAt(node.stream, this.world.time, this.salt(event.type)) };
  }

  // ── Trace, fingerprint, monitors ────────────────────────────────────────────────────────────────────────────

  private emit<K extends TraceKind>(
    kind: K,
    node: NodeId | null,
    peer: NodeId | null,
    message: MessageId,
    cause: EventId,
    data: TraceData[K],
  ): EventId {
    const world = this.world;
    const id = ++world.lastEvent;
    const place = node === null ? -1 : this.index.get(node)!;
    const a = Math.imul(world.hashA ^ (KIND_NUMBER[kind] + (place << 8)), 0x01000193);
    const b = Math.imul(world.hashB ^ message, 0x85ebca6b);
    world.hashA = Math.imul(a ^ world.time, 0x01000193) ^ (b >>> 15);
    world.hashB = Math.imul(b ^ cause, 0xc2b2ae35) ^ (a >>> 13);
    if (this.observed)
      this.events.push(
        new TraceRecord(id, world.time, kind, node, peer, message, cause, data) as TraceEvent,
      );
    return id;
  }

  /** Folds what happened into monitors and meters and hands it to the sink. */
  private conclude(node: NodeState | null, before: unknown): void {
    if (!this.observed) return;
    const events = this.events;
    if (this.monitored) this.observe(node, before, events);
    if (this.sink) for (const event of events) this.sink(event);
    events.length = 0;
  }

  private observe(node: NodeState | null, before: unknown, events: TraceEvent[]): void {
    const world = this.world;
    const { monitors, meters } = this.scenario;
    const view = { node, before, events };
    for (let i = 0; i < meters.length; i++) {
      const meter = meters[i]!;
      const before = world.meters[i];
      const memory = meter.observe(before, view, world);
      if (memory === before) continue;
      world.meters[i] = memory;
      const remark = meter.remark?.(memory, before);
      if (!remark) continue;
      const { node: about, word, simple, expert, cause } = remark;
      world.node(about).remark = word;
      this.emit("remark", about, null, 0, cause, { word, simple, expert });
    }
    for (let i = 0; i < monitors.length; i++) {
      const monitor = monitors[i]!;
      const memory = monitor.observe(world.memories[i], view, world);
      if (memory === world.memories[i]) continue;
      world.memories[i] = memory;
      const finding = monitor.judge(memory, world);
      const changed = finding.verdict !== world.findings[i]!.verdict;
      world.findings[i] = finding;
      if (!changed) continue;
      const cause = finding.events?.at(-1) ?? events.at(-1)?.id ?? 0;
      const promised = monitor.promised?.(world.settings) ?? true;
      const event = this.emit("verdict", null, null, 0, cause, {
        monitor: monitor.id,
        finding,
        promised,
      });
      if (finding.verdict === "violated" && promised) this.alarm = { kind: "violation", event };
    }
  }

  /**
   * Sixteen hexadecimal digits over everything that has happened (kind, place, time, cause of every trace event)
   * and over all that is now (memory and disk of every node, clocks, what is on its way).
   */
  hash(): string {
    const world = this.world;
    const now = JSON.stringify([
      world.time,
      world.lastEvent,
      world.nodes.map((node) => [
        node.status,
        node.mode,
        node.state === undefined ? null : node.spec.behavior.data(node.state),
        node.disk,
        node.clock,
      ]),
      [...world.flights.values()].map((flight) => [flight.id, flight.time, flight.message]),
    ]);
    const state = fingerprint(now);
    const hex = (value: number) => (value >>> 0).toString(16).padStart(8, "0");
    return hex(mix(world.hashA ^ state)) + hex(mix(world.hashB + Math.imul(state, 0x9e3779b1)));
  }

  private salt(type: string): number {
    let salt = this.salts.get(type);
    if (salt === undefined) this.salts.set(type, (salt = fingerprint(type)));
    return salt;
  }

  private ordinal(target: number): number {
    if (this.ordinalStep[target] !== this.reaction) {
      this.ordinalStep[target] = this.reaction;
      this.ordinals[target] = 0;
    }
    return this.ordinals[target]!++;
  }

  private name(index: number): NodeId {
    return this.scenario.nodes[index]!.id;
  }
}
