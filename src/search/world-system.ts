/**
 * A lesson as a transition system: its states are worlds of the kernel, its steps what may happen next in one.
 *
 * Time passes as the kernel has it: the next thing due happens, or a hand comes before it (delay-bounded scheduling: Emmi,
 * Qadeer & Rakamarić 2011). Within the allowance a hand delivers any message that travels, holds one back, rings any timer that runs, drops,
 * doubles, crashes, restarts, cuts, parts. So every path is a run that the page can play, and its interventions are a script.
 *
 * Runs with few interventions come first: `most` is raised step by step (as iterative context bounding does: Musuvathi & Qadeer
 * 2007), for most bugs need few.
 *
 * Where the order of two steps makes no difference only one order is looked at: a node goes down, or its links do, right
 * after it has done something, for until then nothing about it would be otherwise; a message is dropped, doubled or held
 * back right when it is sent.
 */
import type { NodeId } from "../kernel/behavior.ts";
import type { Intervention, LinkRef } from "../kernel/intervention.ts";
import { printStep } from "../kernel/script-text.ts";
import { MILLISECOND, printDuration, type Micros } from "../kernel/time.ts";
import type { World } from "../kernel/world.ts";
import { ALLOWANCES, type Allowance } from "./allowance.ts";
import { leftOf } from "./budget.ts";
import { Play, type Conviction, type Step } from "./play.ts";
import type { Successor, TransitionSystem } from "./transition-system.ts";
import { WorldPrints } from "./world-print.ts";

/** How much later a message comes that is held back. */
const HELD_BACK = 500 * MILLISECOND;

/** A world on the way, and how it was reached. */
export interface Situation {
  /** Never played on itself. */
  readonly world: World;
  readonly steps: readonly Step[];
  /** Who did something last, by index; -1: nobody. */
  readonly last: number;
  /** Messages with higher numbers were sent in the last step. */
  readonly mark: number;
  readonly conviction: Conviction | null;
}

export class WorldSystem implements TransitionSystem<Situation> {
  /** Queue entries and interventions played. */
  played = 0;
  /** An intervention within the allowance was left out only because a run had `most` of them. */
  bounded = false;
  private readonly prints: WorldPrints;
  private readonly first: Situation;
  private readonly drift: number;

  /**
   * @param play stands where exploration starts; it is used up.
   * @param kept how many of its interventions were there before, and count for no allowance.
   * @param end nothing is looked at beyond this moment.
   * @param most no run has more interventions than these.
   */
  constructor(
    private readonly play: Play,
    private readonly allowance: Allowance,
    private readonly kept: number,
    private readonly end: Micros,
    private readonly most: number,
    symmetric = true,
  ) {
    this.first = {
      world: play.world,
      steps: play.steps,
      last: -1,
      mark: play.world.lastMessage,
      conviction: null,
    };
    this.prints = new WorldPrints(play.scenario, play.world, symmetric);
    this.drift = play.scenario.faults.drift;
  }

  initial(): Iterable<Situation> {
    return [this.first];
  }

  fingerprint({ world, steps, last, mark, conviction }: Situation): number {
    const left = leftOf(this.allowance, steps.slice(this.kept));
    const budget = ALLOWANCES.map((kind) => left[kind]).join();
    const fresh = world.lastMessage - mark;
    return this.prints.of(
      world,
      `${budget} ${steps.length} ${last < 0} ${fresh > 0} ${conviction !== null}`,
    );
  }

  violation({ conviction }: Situation): string | null {
    if (conviction === null) return null;
    return conviction.kind === "fault" ? conviction.data.error : conviction.data.monitor;
  }

  *successors(situation: Situation): Generator<Successor<Situation, string>> {
    if (situation.conviction !== null) return;
    const { play } = this;
    play.resume(situation.world, situation.steps);
    if (play.next(this.end)) {
      this.played++;
      yield { label: `until ${printDuration(play.time)}`, state: this.arrived(situation) };
    }
    if (situation.steps.length - this.kept >= this.most) {
      this.bounded ||= !this.interventions(situation).next().done;
      return;
    }
    const at = situation.world.time;
    for (const what of this.interventions(situation)) {
      play.resume(situation.world, situation.steps);
      play.act(at, what);
      this.played++;
      yield { label: printStep({ at, what }), state: this.arrived(situation) };
    }
  }

  private arrived({ world: before, last }: Situation): Situation {
    const { play } = this;
    const { world } = play;
    const actor = play.events.find(
      ({ kind }) => kind === "deliver" || kind === "timer" || kind === "call" || kind === "restart",
    );
    return {
      world,
      steps: play.steps,
      last: actor?.node ? world.node(actor.node).index : last,
      mark: before.lastMessage,
      conviction: play.convicted ?? play.broken,
    };
  }

  private *interventions({ world, steps, last, mark }: Situation): Generator<Intervention> {
    const own = steps.slice(this.kept);
    const left = leftOf(this.allowance, own);
    if (left.drifts > 0 && last < 0 && own.every(({ what }) => what.do === "drift"))
      yield* this.drifts(world, own);
    yield* this.messages(world, left, mark);
    if (left.fires > 0) yield* this.timers(world);
    yield* this.nodes(world, left, last);
    yield* this.links(world, left, last);
    if (left.requests > 0) yield* this.requests(world);
  }

  /** Clocks are set before anything happens, in the order of the nodes. */
  private *drifts(world: World, own: readonly Step[]): Generator<Intervention> {
    const set = own.map(({ what }) => (what as { node: NodeId }).node);
    const from = Math.max(-1, ...set.map((node) => world.node(node).index));
    for (const { spec, index } of world.nodes) {
      if (index <= from || spec.kind === "client") continue;
      for (const share of [this.drift, -this.drift])
        yield { do: "drift", node: spec.id, rate: Math.round(1_000 * (1 + share)) * 1_000 };
    }
  }

  private *messages(world: World, left: Allowance, mark: number): Generator<Intervention> {
    for (const flight of world.flights.values()) {
      if (flight.fate !== "arrives" || flight.waits !== null) continue;
      if (left.delays > 0) yield { do: "deliver", message: flight.id };
      if (flight.id <= mark) continue;
      if (left.delays > 0) yield { do: "delay", message: flight.id, by: HELD_BACK };
      if (left.drops > 0) yield { do: "drop", message: flight.id };
      if (left.duplicates > 0) yield { do: "duplicate", message: flight.id };
    }
  }

  private *timers(world: World): Generator<Intervention> {
    for (const { spec, status, timers } of world.nodes) {
      if (status !== "up") continue;
      for (const { label } of timers) yield { do: "fire", node: spec.id, timer: label };
    }
  }

  private *nodes(world: World, left: Allowance, last: number): Generator<Intervention> {
    const { faults } = this.play.scenario;
    const unwell = world.nodes.filter(
      ({ spec, status }) => spec.kind !== "client" && status !== "up",
    ).length;
    for (const { spec, index, status } of world.nodes) {
      const node = spec.id;
      if (status === "crashed") yield { do: "restart", node, wiped: false };
      else if (status === "paused") yield { do: "resume", node };
      else if (spec.kind !== "client" && unwell < faults.down && (index === last || last < 0)) {
        if (left.crashes > 0) yield { do: "crash", node };
        if (left.pauses > 0) yield { do: "pause", node };
      }
    }
    if (left.betrayals > 0) yield* this.betrayals(world, last);
  }

  private *betrayals({ nodes }: World, last: number): Generator<Intervention> {
    const { faults, treacheries = [] } = this.play.scenario;
    const traitors = nodes.filter(({ traitor }) => traitor !== null).length;
    if (traitors >= (faults.traitors ?? 0)) return;
    for (const { spec, index, traitor } of nodes) {
      if (traitor !== null || !(index === last || last < 0)) continue;
      for (const { id, kinds } of treacheries)
        if (kinds.includes(spec.kind)) yield { do: "traitor", node: spec.id, as: id };
    }
  }

  private *links(world: World, left: Allowance, last: number): Generator<Intervention> {
    const { network, nodes } = world;
    const name = (index: number): NodeId => nodes[index]!.spec.id;
    let cut = false;
    for (const [from, to] of network.directions()) {
      if (network.link(from, to)!.cut) {
        cut = true;
        continue;
      }
      if (left.cuts === 0 || !(from === last || to === last || last < 0)) continue;
      const link = (both: boolean): LinkRef => ({ from: name(from), to: name(to), both });
      yield { do: "cut", link: link(false) };
      const back = network.link(to, from);
      if (from < to && back && !back.cut) yield { do: "cut", link: link(true) };
    }
    if (cut) yield { do: "heal", link: null };
    if (left.partitions === 0) return;
    for (const { spec, index } of nodes) {
      if (spec.kind === "client" || !(index === last || last < 0)) continue;
      const others = nodes.filter((node) => node.index !== index);
      const clients = others.filter((node) => node.spec.kind === "client");
      const ids = (some: typeof others): NodeId[] => some.map((node) => node.spec.id);
      // Clients hear both sides, or are all on the other one, or one of them is on this one.
      const servers = ids(others.filter((node) => !clients.includes(node)));
      if (servers.length > 0) yield { do: "partition", groups: [[spec.id], servers] };
      if (clients.length > 0) yield { do: "partition", groups: [[spec.id], ids(others)] };
      for (const client of clients) {
        const rest = ids(others.filter((node) => node !== client));
        yield { do: "partition", groups: [[spec.id, client.spec.id], rest] };
      }
    }
  }

  private *requests(world: World): Generator<Intervention> {
    const { operations, keys } = this.play.scenario;
    const servers = world.nodes.filter(({ spec }) => spec.kind !== "client");
    for (const { spec, status, calls } of world.nodes) {
      if (spec.kind !== "client" || status !== "up" || calls.length > 0) continue;
      for (const { f, arguments: needed } of operations) {
        const keyed = needed.includes("key");
        const values = !needed.includes("value")
          ? [undefined]
          : keyed
            ? [`s${world.lastEvent}`]
            : servers.map((server) => server.spec.id);
        for (const value of values) {
          const operation = { f, ...(keyed ? { key: keys[0]! } : {}) };
          yield {
            do: "client",
            client: spec.id,
            operation: value === undefined ? operation : { ...operation, value },
          };
        }
      }
    }
  }
}
