/**
 * What a walk may do at a moment, chosen by what the kernel knows of the world: who has just acted, what travels, which
 * timers run, who is down. It knows no protocol.
 */
import type { NodeId, Operation } from "../kernel/behavior.ts";
import type { Intervention } from "../kernel/intervention.ts";
import type { OperationSpec, Scenario } from "../kernel/scenario.ts";
import { turned } from "../kernel/settings.ts";
import { MILLISECOND, SECOND, type Micros } from "../kernel/time.ts";
import type { Flight, NodeState, World } from "../kernel/world.ts";
import type { Allowance } from "./allowance.ts";
import type { Dice } from "./dice.ts";

/** The kinds of move; each walk has its own weights for them. */
export const MOVES = [
  "crash",
  "reboot",
  "pause",
  "cut",
  "cut one way",
  "isolate",
  "isolate with company",
  "split",
  "split and ask",
  "drop",
  "duplicate",
  "delay",
  "deliver",
  "drift",
  "skew",
  "fire",
  "fire twins",
  "request",
  "turn",
  "restart",
  "heal",
  "resume",
  "betray",
] as const;

export type Move = (typeof MOVES)[number];

/** A move: what is done now, and what makes it good again later, unless the walk lets it be. */
export interface Deed {
  readonly what: Intervention;
  /** What comes with it in the same instant. */
  readonly too?: readonly Intervention[];
  readonly after?: { readonly delay: Micros; readonly what: Intervention };
}

/** Moves in one world. `focus` is the node that has just done something telling. */
export class Moves {
  private readonly servers: readonly NodeState[];
  private readonly others: readonly NodeState[];

  constructor(
    private readonly scenario: Scenario,
    private readonly world: World,
    private readonly left: Allowance,
    private readonly focus: NodeId | null,
    private readonly dice: Dice,
    /** Knobs that are the learner's own: no walk turns them. */
    private readonly fixed: Readonly<Record<string, unknown>>,
  ) {
    this.servers = world.nodes.filter((node) => node.spec.kind !== "client");
    this.others = world.nodes.filter((node) => node.spec.kind === "client");
  }

  /** A move of a kind; null when there is none at this moment, or none is allowed any more. */
  make(kind: Move): Deed | null {
    const { left } = this;
    switch (kind) {
      case "crash":
        return left.crashes > 0 ? this.crash() : null;
      case "reboot":
        return left.crashes > 0 ? this.reboot() : null;
      case "pause":
        return left.pauses > 0 ? this.pause() : null;
      case "cut":
        return left.cuts > 0 ? this.cut(true) : null;
      case "cut one way":
        return left.cuts > 0 ? this.cut(false) : null;
      case "isolate":
        return left.partitions > 0 ? this.isolate() : null;
      case "isolate with company":
        return left.partitions > 0 ? this.isolateWithCompany() : null;
      case "split":
        return left.partitions > 0 ? this.split(0.75) : null;
      case "split and ask":
        return left.partitions > 0 ? this.split(1) : null;
      case "drop":
      case "duplicate":
        return left[kind === "drop" ? "drops" : "duplicates"] > 0 ? this.onMessage(kind) : null;
      case "delay":
        return left.delays > 0 ? this.delay() : null;
      case "deliver":
        return left.delays > 0 ? this.onMessage("deliver") : null;
      case "drift":
        return left.drifts > 0 ? this.drift() : null;
      case "skew":
        return left.drifts >= this.servers.length ? this.skew() : null;
      case "fire":
        return left.fires > 0 ? this.fire() : null;
      case "fire twins":
        return left.fires > 1 ? this.fireTwins() : null;
      case "turn":
        return this.turn();
      case "request":
        return left.requests > 0 ? this.request() : null;
      case "restart":
        return this.restart();
      case "heal":
        return this.heal();
      case "resume":
        return this.resume();
      case "betray":
        return left.betrayals > 0 ? this.betray() : null;
    }
  }

  // ── Nodes ───────────────────────────────────────────────────────────────────────────────────────────────────

  private victim(): NodeState | null {
    const up = this.servers.filter((node) => node.status === "up");
    const unwell = this.servers.length - up.length;
    if (up.length === 0 || unwell >= this.scenario.faults.down) return null;
    return this.chosen(up);
  }

  private crash(): Deed | null {
    const node = this.victim()?.spec.id;
    if (node === undefined) return null;
    const what: Intervention = { do: "crash", node };
    if (this.dice.chance(0.3)) return { what };
    return { what, after: { delay: this.while(), what: { do: "restart", node, wiped: false } } };
  }

  private reboot(): Deed | null {
    const node = this.victim()?.spec.id;
    if (node === undefined) return null;
    const delay = this.dice.between(1, 20) * MILLISECOND;
    return {
      what: { do: "crash", node },
      after: { delay, what: { do: "restart", node, wiped: false } },
    };
  }

  private pause(): Deed | null {
    const node = this.victim()?.spec.id;
    return node === undefined
      ? null
      : {
          what: { do: "pause", node },
          after: { delay: this.while(), what: { do: "resume", node } },
        };
  }

  /** An honest node turns traitor, often for good; no more at once than the fault model has. */
  private betray(): Deed | null {
    const { faults, treacheries = [] } = this.scenario;
    const honest = this.world.nodes.filter(({ traitor }) => traitor === null);
    const able = honest.filter(({ spec }) =>
      treacheries.some(({ kinds }) => kinds.includes(spec.kind)),
    );
    if (this.world.nodes.length - honest.length >= (faults.traitors ?? 0) || able.length === 0)
      return null;
    const { spec } = this.chosen(able);
    const { id: as } = this.dice.pick(treacheries.filter(({ kinds }) => kinds.includes(spec.kind)));
    const what: Intervention = { do: "traitor", node: spec.id, as };
    if (this.dice.chance(0.7)) return { what };
    const repents: Intervention = { do: "traitor", node: spec.id, as: null };
    return { what, after: { delay: this.while(), what: repents } };
  }

  /** One clock goes wrong, as far as the fault model has it; often another one goes wrong the other way. */
  private drift(): Deed | null {
    const most = this.scenario.faults.drift * this.dice.pick([1, 1, 1, 0.5]);
    const share = this.dice.chance(0.5) ? most : -most;
    const one = this.chosen(this.servers);
    const what = drifting(one, share);
    const others = this.servers.filter((node) => node !== one);
    if (this.left.drifts < 2 || others.length === 0 || this.dice.chance(0.4)) return { what };
    return { what, too: [drifting(this.dice.pick(others), -share)] };
  }

  /** One clock against all others: it runs as slow and they as fast as the fault model has it, or the other way round. */
  private skew(): Deed | null {
    const most = this.scenario.faults.drift;
    const share = this.dice.chance(0.5) ? most : -most;
    const one = this.chosen(this.servers);
    const others = this.servers.filter((node) => node !== one);
    const deed = { what: drifting(one, share), too: others.map((node) => drifting(node, -share)) };
    // Clocks are trusted where nobody can be asked: often the one that differs is soon alone with its own.
    if (this.left.partitions === 0 || this.dice.chance(0.4)) return deed;
    const delay = this.dice.between(100, 3_000) * MILLISECOND;
    return {
      ...deed,
      after: {
        delay,
        what: this.partition([[one.spec.id], others.map(({ spec }) => spec.id)]).what,
      },
    };
  }

  private restart(): Deed | null {
    const down = this.world.nodes.filter((node) => node.status === "crashed");
    return down.length === 0
      ? null
      : { what: { do: "restart", node: this.dice.pick(down).spec.id, wiped: false } };
  }

  private resume(): Deed | null {
    const paused = this.world.nodes.filter((node) => node.status === "paused");
    return paused.length === 0
      ? null
      : { what: { do: "resume", node: this.dice.pick(paused).spec.id } };
  }

  // ── Links ───────────────────────────────────────────────────────────────────────────────────────────────────

  private cut(both: boolean): Deed | null {
    const { network, nodes, flights } = this.world;
    const open = [...network.directions()].filter(([a, b]) => !network.link(a, b)!.cut);
    if (open.length === 0) return null;
    const near = open.filter(([a, b]) => [a, b].some((i) => nodes[i]!.spec.id === this.focus));
    const used = near.filter(([a, b]) =>
      [...flights.values()].some((flight) => flight.from === a && flight.to === b),
    );
    const from = this.dice.pick([used, near, open].filter((list) => list.length > 0));
    const [a, b] = this.dice.pick(from);
    const link = { from: nodes[a]!.spec.id, to: nodes[b]!.spec.id, both };
    const what: Intervention = { do: "cut", link };
    return this.dice.chance(0.5)
      ? { what }
      : { what, after: { delay: this.while(), what: { do: "heal", link } } };
  }

  private isolate(): Deed | null {
    const alone = this.chosen(this.servers).spec.id;
    const others = this.servers.map((node) => node.spec.id).filter((id) => id !== alone);
    if (others.length === 0) return null;
    return this.partition([[alone], others]);
  }

  private isolateWithCompany(): Deed | null {
    const first = this.chosen(this.servers).spec.id;
    const rest = this.servers.map((node) => node.spec.id).filter((id) => id !== first);
    if (rest.length < 2) return null;
    const second = this.dice.pick(rest);
    return this.partition([[first, second], rest.filter((id) => id !== second)]);
  }

  /**
   * Any two sides; where there is a border already, often the same with a node or two gone over.
   * @param asking as for `partition`.
   */
  private split(asking: number): Deed | null {
    const ids = this.servers.map(({ spec }) => spec.id);
    if (ids.length < 2) return null;
    const { partition } = this.world.network;
    const one =
      partition !== null && this.dice.chance(0.6)
        ? this.shifted(ids, partition[0] ?? [])
        : this.some(ids);
    const other = ids.filter((id) => !one.includes(id));
    return one.length === 0 || other.length === 0 ? null : this.partition([one, other], asking);
  }

  /** Some of the servers, but not all; often neither one alone nor all but one. */
  private some(ids: readonly NodeId[]): NodeId[] {
    const least = ids.length > 3 && this.dice.chance(0.5) ? 2 : 1;
    const count = this.dice.between(least, ids.length - least);
    const left = [...ids];
    return Array.from({ length: count }, () => {
      const one = this.dice.pick(left);
      left.splice(left.indexOf(one), 1);
      return one;
    });
  }

  /** A side after one node or two have gone over: anybody but whom it is about. */
  private shifted(ids: readonly NodeId[], side: readonly NodeId[]): NodeId[] {
    const others = ids.filter((id) => id !== this.focus);
    const movers = this.dice.chance(0.7)
      ? [this.dice.pick(others)]
      : [this.dice.pick(others), this.dice.pick(others)];
    return ids.filter((id) => side.includes(id) !== movers.includes(id));
  }

  /**
   * Each client goes to one side or the other, or hears both.
   * @param asking how likely clients are asked for something at once: who is cut off learns of that late.
   */
  private partition(groups: readonly (readonly NodeId[])[], asking = 0.75): Deed {
    const sides = groups.map((group) => [...group]);
    for (const { spec } of this.others) {
      const side = this.dice.between(0, sides.length);
      sides[side]?.push(spec.id);
    }
    const deed = {
      what: { do: "partition", groups: sides } satisfies Intervention,
      too: this.dice.chance(asking) ? this.requests() : [],
    };
    if (this.dice.chance(0.6)) return deed;
    const delay = this.dice.chance(0.5) ? this.while() : this.dice.between(1, 8) * SECOND;
    return { ...deed, after: { delay, what: { do: "heal", link: null } } };
  }

  private heal(): Deed | null {
    const { network } = this.world;
    const broken = [...network.directions()].some(([a, b]) => network.link(a, b)!.cut);
    return broken ? { what: { do: "heal", link: null } } : null;
  }

  // ── Messages and timers ─────────────────────────────────────────────────────────────────────────────────────

  private flight(): Flight | null {
    const waiting = [...this.world.flights.values()].filter(
      (flight) => flight.fate === "arrives" && flight.waits === null,
    );
    if (waiting.length === 0) return null;
    const { nodes } = this.world;
    const near = waiting.filter((flight) =>
      [flight.from, flight.to].some((i) => nodes[i]!.spec.id === this.focus),
    );
    return this.dice.pick(near.length > 0 && this.dice.chance(0.8) ? near : waiting);
  }

  private onMessage(kind: "drop" | "duplicate" | "deliver"): Deed | null {
    const flight = this.flight();
    return flight && { what: { do: kind, message: flight.id } };
  }

  private delay(): Deed | null {
    const flight = this.flight();
    return flight && { what: { do: "delay", message: flight.id, by: this.while() } };
  }

  private fire(): Deed | null {
    const running = this.world.nodes.filter(
      (node) => node.status === "up" && node.timers.length > 0,
    );
    if (running.length === 0) return null;
    const servers = running.filter((node) => node.spec.kind !== "client");
    const some = servers.length > 0 && this.dice.chance(0.7) ? servers : running;
    const node = this.dice.chance(0.3) ? this.chosen(some) : this.dice.pick(some);
    const timer = this.dice.pick(node.timers).label;
    return { what: { do: "fire", node: node.spec.id, timer } };
  }

  /** The same timer of two nodes of a kind: who would have been first is second. */
  private fireTwins(): Deed | null {
    const up = this.servers.filter((node) => node.status === "up" && node.timers.length > 0);
    if (up.length < 2) return null;
    const one = this.dice.pick(up);
    const { label } = this.dice.pick(one.timers);
    const others = up.filter(
      (node) => node !== one && node.timers.some((timer) => timer.label === label),
    );
    if (others.length === 0) return null;
    const other = this.dice.pick(others);
    return {
      what: { do: "fire", node: one.spec.id, timer: label },
      too: [{ do: "fire", node: other.spec.id, timer: label }],
    };
  }

  /** A knob that may be turned while the run goes on, unless it changes what is promised: that is for the learner to do. */
  private turn(): Deed | null {
    const { nodes, settings } = this.world;
    // A switch reaches a paused node at once, as no message would: what it did then would be nobody's fault.
    if (nodes.some((node) => node.status === "paused")) return null;
    const turns = this.scenario.knobs.flatMap(({ id, atStart, values }) =>
      atStart || Object.hasOwn(this.fixed, id)
        ? []
        : values
            .filter(({ value }) => value !== settings.knobs[id])
            .map(({ value }) => ({ do: "set" as const, knob: id, value })),
    );
    const harmless = turns.filter((turn) => {
      const after = turned(settings, turn);
      return (
        (this.scenario.unworkable?.(after) ?? null) === null &&
        this.scenario.monitors.every(
          (monitor) =>
            (monitor.promised?.(settings) ?? true) === (monitor.promised?.(after) ?? true),
        )
      );
    });
    return harmless.length === 0 ? null : { what: this.dice.pick(harmless) };
  }

  // ── Clients ─────────────────────────────────────────────────────────────────────────────────────────────────

  /** One client is asked for something, or all at once: what comes together may be what must not. */
  private request(): Deed | null {
    const clients = this.others.filter((node) => node.status === "up");
    if (clients.length === 0 || this.scenario.operations.length === 0) return null;
    if (this.dice.chance(0.5)) {
      const [what, ...too] = this.requests();
      if (what) return { what, too };
    }
    return { what: this.asked(this.chosen(clients), this.operation(), this.values(1)[0]!) };
  }

  /** Each client is asked for something, mostly the same kind of thing, but not the same. */
  private requests(): Intervention[] {
    if (this.scenario.operations.length === 0) return [];
    const clients = this.others.filter((node) => node.status === "up");
    const some = clients.slice(0, this.left.requests);
    const kind = this.operation();
    const alike = this.dice.chance(0.7);
    const values = this.values(some.length);
    return some.map((client, i) => this.asked(client, alike ? kind : this.operation(), values[i]!));
  }

  /** Operations that name no key concern the whole service: what they can break is rarer, and more. */
  private operation(): OperationSpec {
    const { operations } = this.scenario;
    const keyless = operations.filter((spec) => !spec.arguments.includes("key"));
    return this.dice.pick(keyless.length > 0 && this.dice.chance(0.75) ? keyless : operations);
  }

  private asked(client: NodeState, spec: OperationSpec, about: string): Intervention {
    const operation: { -readonly [K in keyof Operation]: Operation[K] } = { f: spec.f };
    const keyed = spec.arguments.includes("key");
    if (keyed) operation.key = this.dice.pick(this.scenario.keys);
    if (spec.arguments.includes("value"))
      operation.value = keyed ? `s${this.world.lastEvent}` : about;
    return { do: "client", client: client.spec.id, operation };
  }

  /** Without a key a value speaks of servers: of one, each value of another, or of a set of them. */
  private values(count: number): string[] {
    const left = this.servers.map(({ spec }) => spec.id);
    return Array.from({ length: count }, () => {
      if (left.length === 0 || this.dice.chance(0.15)) return this.setOfServers();
      const one = this.dice.chance(0.3) ? this.chosen(this.servers).spec.id : this.dice.pick(left);
      if (left.includes(one)) left.splice(left.indexOf(one), 1);
      return one;
    });
  }

  private setOfServers(): string {
    const some = this.servers.filter(() => this.dice.chance(0.6));
    return (some.length > 0 ? some : this.servers).map((node) => node.spec.id).join("+");
  }

  /** Who has just done something telling, or who is in a mode that no other of its kind is in, or anybody. */
  private chosen(nodes: readonly NodeState[]): NodeState {
    const focus = nodes.find((node) => node.spec.id === this.focus);
    if (focus && this.dice.chance(0.6)) return focus;
    const singular = nodes.filter(
      (node) => node.status === "up" && !this.world.nodes.some((other) => alike(node, other)),
    );
    return this.dice.pick(singular.length > 0 && this.dice.chance(0.7) ? singular : nodes);
  }

  /** How long something lasts: a blink, a message's way, a timeout, or longer. */
  private while(): Micros {
    return this.dice.pick([
      this.dice.between(1, 50) * MILLISECOND,
      this.dice.between(50, 500) * MILLISECOND,
      this.dice.between(500, 3_000) * MILLISECOND,
      this.dice.between(1, 8) * SECOND,
    ]);
  }
}

/** The node's clock runs fast by this share, or slow where it is negative. */
function drifting(node: NodeState, by: number): Intervention {
  return { do: "drift", node: node.spec.id, rate: Math.round(1_000 * (1 + by)) * 1_000 };
}

/** Whether another node of the same kind is in the same mode. */
function alike(node: NodeState, other: NodeState): boolean {
  return other !== node && other.spec.kind === node.spec.kind && other.mode === node.mode;
}
