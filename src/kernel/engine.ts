import type { Boot, Effect, Message, NodeId, Step, Stimulus } from "./behavior.ts";
import { drawAt, fingerprint, streamOf, type Seed } from "./chance.ts";
import { readClock, realDelay, withOffset, withRate } from "./clock.ts";
import { digest } from "./digest.ts";
import type { Intervention } from "./intervention.ts";
import { Journal, type Alarm, type Emit, type JournalOptions } from "./journal.ts";
import { Network } from "./network.ts";
import type { Scenario, Treachery } from "./scenario.ts";
import { turned, type Settings } from "./settings.ts";
import type { Micros } from "./time.ts";
import type { EventId } from "./trace.ts";
import { arrived, Traffic } from "./traffic.ts";
import { freshNode, World, type Entry, type Flight, type NodeState, type Timer } from "./world.ts";

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

  /** Counts the reactions of nodes. */
  reaction = 0;
  /** Writes a trace event. */
  readonly emit: Emit;

  private readonly journal: Journal;
  private readonly traffic: Traffic;
  private readonly members: Readonly<Record<string, readonly NodeId[]>>;
  /** Fingerprints of message and timer types, which salt their luck. */
  private readonly salts = new Map<string, number>();
  /** The timer whose ringing is being reacted to: `restartTimer` may start it again. */
  private ringing: Timer | null = null;

  constructor(
    readonly scenario: Scenario,
    readonly seed: Seed,
    settings: Settings,
    options: JournalOptions = {},
  ) {
    const nodes = scenario.nodes.map((spec, i) => freshNode(spec, i, streamOf(seed, spec.id)));
    this.world = new World(nodes, Network.of(scenario, seed), settings);
    this.journal = new Journal(this, scenario, options);
    this.emit = this.journal.emit;
    this.traffic = new Traffic(this, scenario);
    const members: Record<string, NodeId[]> = {};
    for (const node of scenario.nodes) (members[node.kind] ??= []).push(node.id);
    this.members = members;
    this.journal.open();
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
      if (entry.what === "flight") this.traffic.arrive(entry);
      else this.comeDue(entry);
      return true;
    }
  }

  /** Lets time pass to `time` where nothing is due before. */
  idle(time: Micros): void {
    if (time > this.world.time) this.world.time = time;
  }

  /** An entry counts as long as nothing has taken its place. */
  private counts(entry: Entry): boolean {
    if (entry.what === "flight")
      return (
        this.world.flights.get(entry.id) === entry &&
        (entry.waits === null || entry.waits === "turn")
      );
    return this.world.nodes[entry.node]!.timers.includes(entry);
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
      waits: null,
    };
    const place = node.timers.findIndex((other) => other.id === id);
    if (place < 0) node.timers.push(timer);
    else node.timers[place] = timer;
    world.queue.push(timer);
  }

  /** A timer is due. It rings, unless its node is paused or slow, or a hand holds it. */
  private comeDue(timer: Timer): void {
    const world = this.world;
    const node = world.nodes[timer.node]!;
    if (node.status === "paused") {
      node.timers = node.timers.filter((other) => other !== timer);
      node.backlog.push(timer);
    } else if (world.holdTimers) {
      replace(node.timers, timer, { ...timer, waits: "hand" });
    } else if (timer.waits === null && (node.slow > 0 || node.busyUntil > world.time)) {
      const time = this.turnOf(node);
      const waiting: Timer = { ...timer, waits: "turn", time, sequence: ++world.sequence };
      replace(node.timers, timer, waiting);
      world.queue.push(waiting);
    } else this.ring(timer, timer.cause);
  }

  /** When a slow node has handled one thing more than what has come already. */
  turnOf(node: NodeState): Micros {
    node.busyUntil = Math.max(this.world.time, node.busyUntil) + node.slow;
    return node.busyUntil;
  }

  private ring(timer: Timer, cause: EventId): void {
    const world = this.world;
    const node = world.nodes[timer.node]!;
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

  /** A running node hears a message. */
  hear(node: NodeState, flight: Flight, from: NodeId, event: EventId): void {
    const now = readClock(node.clock, this.world.time);
    const luck = drawAt(node.stream, this.world.time, this.salt(flight.message.type) + flight.from);
    const stimulus: Stimulus = Object.assign({ from, now, luck }, flight.message);
    this.react(node, stimulus, event);
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
        this.say(node, effect.params.to, effect.params.message, cause);
        return;
      case "broadcast":
        for (const to of effect.params.to) this.say(node, to, effect.params.message, cause);
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
        for (const { to, message } of effect.params) this.say(node, to, message, cause);
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

  /** A message sets out, or what a traitor puts in its place. */
  private say(node: NodeState, to: NodeId, message: Message, cause: EventId): void {
    const said =
      node.traitor === null
        ? message
        : this.treachery(node).says(message, { from: node.spec.id, to });
    if (said !== null) this.traffic.send(node, to, said, cause);
  }

  private treachery(node: NodeState): Treachery {
    const found = this.scenario.treacheries?.find((each) => each.id === node.traitor);
    if (!found) throw new Error(`nobody here can betray by “${node.traitor}”`);
    return found;
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
    const { operation, call, began } = open;
    const { counters } = this.world;
    counters.returns++;
    if (result.outcome === "ok") {
      counters.ok++;
      counters.latency += this.world.time - began;
    } else if (result.outcome === "fail") counters.failed++;
    else counters.unknown++;
    this.emit("return", node.spec.id, null, 0, cause, { ...result, operation, call, began });
  }

  /** Everything volatile goes. What its client operations did by then nobody knows. */
  private down(node: NodeState, cause: EventId): void {
    for (const { op } of node.calls.slice()) this.finish(node, { op, outcome: "unknown" }, cause);
    for (const entry of node.backlog)
      if (entry.what === "flight") this.traffic.drop(entry, "crashed", cause);
    for (const flight of [...this.world.flights.values()])
      if (flight.waits === "turn" && flight.to === node.index)
        this.traffic.drop(flight, "crashed", cause);
    node.status = "crashed";
    node.state = undefined;
    node.mode = "";
    node.timers = [];
    node.backlog = [];
    node.busyUntil = 0;
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
      case "hold":
      case "release":
        if (what.link === "timers") this.holdTimers(what.do === "hold");
        else this.traffic.rewire(world.network.after(what), event);
        return;
      case "slow":
        world.node(what.node).slow = what.by;
        return;
      case "traitor":
        world.node(what.node).traitor = what.as;
        return;
      case "cut":
      case "heal":
      case "partition":
      case "latency":
      case "loss":
      case "duplication":
      case "order":
        this.traffic.rewire(world.network.after(what), event);
        return;
      case "drop": {
        const flight = world.flights.get(what.message);
        if (flight && !arrived(flight)) this.traffic.drop(flight, "hand", event);
        return;
      }
      case "delay": {
        const flight = world.flights.get(what.message);
        if (flight && !arrived(flight)) this.traffic.delay(flight, what.by);
        return;
      }
      case "move": {
        const flight = world.flights.get(what.message);
        if (flight && !arrived(flight)) this.traffic.move(flight, what.to);
        return;
      }
      case "duplicate": {
        const flight = world.flights.get(what.message);
        if (flight) this.traffic.duplicate(flight, event);
        return;
      }
      case "deliver": {
        const flight = world.flights.get(what.message);
        if (flight && !arrived(flight)) this.traffic.deliver(flight, event);
        return;
      }
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
      case "rule": {
        const settings = turned(world.settings, what);
        if ((this.scenario.unworkable?.(settings) ?? null) === null) this.change(settings, event);
        return;
      }
      case "client": {
        const node = world.node(what.client);
        if (node.status !== "up") return;
        this.react(node, this.aside(node, { type: "command", operation: what.operation }), event);
        return;
      }
    }
  }

  /** Held timers wait when they are due; let go, those that waited ring one after the other, the first due first. */
  private holdTimers(hold: boolean): void {
    const world = this.world;
    world.holdTimers = hold;
    if (hold) return;
    const waiting = world.nodes
      .flatMap((node) => node.timers)
      .filter((timer) => timer.waits === "hand")
      .sort((a, b) => a.time - b.time || a.sequence - b.sequence);
    for (const timer of waiting) {
      const next: Timer = { ...timer, waits: null, time: world.time, sequence: ++world.sequence };
      replace(world.nodes[timer.node]!.timers, timer, next);
      world.queue.push(next);
    }
  }

  /** What a paused node missed comes now, in the order in which it came. */
  private catchUp(node: NodeState): void {
    const world = this.world;
    const backlog = node.backlog;
    node.backlog = [];
    for (const entry of backlog) {
      const again = { ...entry, waits: null, time: world.time, sequence: ++world.sequence };
      if (again.what === "flight") world.flights.set(again.id, again);
      else node.timers.push(again);
      world.queue.push(again);
    }
  }

  private drift(node: NodeState, rate: number): void {
    const world = this.world;
    const old = node.clock;
    node.clock = withRate(old, world.time, rate);
    // Timers have so much local time left; at the new rate that takes another while.
    for (const timer of node.timers.slice()) {
      if (timer.waits !== null) continue;
      const left = Math.round(((timer.time - world.time) * old.rate) / 1_000_000);
      const next: Timer = {
        ...timer,
        time: world.time + realDelay(node.clock, left),
        sequence: ++world.sequence,
      };
      replace(node.timers, timer, next);
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

  /** Folds the step into monitors and meters and hands its events on. */
  conclude(node: NodeState | null, before: unknown): void {
    this.journal.conclude(node, before);
  }

  /** The run's fingerprint, as `digest.ts` says. */
  hash(): string {
    return digest(this.world);
  }

  /** A number for a type of message or timer, which salts its luck. */
  salt(type: string): number {
    let salt = this.salts.get(type);
    if (salt === undefined) this.salts.set(type, (salt = fingerprint(type)));
    return salt;
  }
}

function replace(timers: Timer[], old: Timer, next: Timer): void {
  timers[timers.indexOf(old)] = next;
}
