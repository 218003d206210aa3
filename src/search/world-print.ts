/**
 * When two worlds are the same to an exhaustive exploration. A world's print holds all that nodes and hands can make of it
 * from here on: memory, disk, clock, timers and open operations of every node, what travels and when it arrives, the
 * network, the settings, the monitors' memories, and (in `world-system.ts`) what of the allowance is left.
 *
 * Two things are abstracted from, so that worlds can meet at all:
 *
 * - When it is. Moments count as distances from now, in nodes' memories by their own clock. Monitors' memories hold moments and
 *   numbers of events, of which only the order counts.
 * - Luck. What chance would draw next depends on the moment and on a node's name; exploration takes one sample of it in each
 *   state. So it covers every order and every fault within the allowance under the latencies that were drawn, and never
 *   claims more.
 *
 * Servers that nothing tells apart (kind, program, parameters, disk, links, and no client or parameter that names them) are
 * interchangeable: of the worlds that differ in their names alone one is explored.
 */
import { fingerprint, mix } from "../kernel/chance.ts";
import { readClock } from "../kernel/clock.ts";
import type { Network } from "../kernel/network.ts";
import type { Scenario } from "../kernel/scenario.ts";
import type { Micros } from "../kernel/time.ts";
import type { NodeState, World } from "../kernel/world.ts";
import { printOf, SAME_NAMES, type Print, type Renaming } from "./print.ts";
import { joined53 } from "./transition-system.ts";

/** In nodes' memories numbers from here on are moments, in local µs. */
const LOCAL_MOMENT = 100_000;
/** In monitors' memories numbers from here on are moments or numbers of events. */
const STAMP = 64;
/** More orders of nodes that look alike than these are not tried out. */
const MOST_ORDERS = 24;

export class WorldPrints {
  /** Groups of interchangeable nodes, by their indices. */
  private readonly groups: readonly (readonly number[])[];
  private readonly prints = new WeakMap<object, Map<Renaming, Print>>();
  private readonly cuts = new WeakMap<Network, readonly (readonly [number, number])[]>();
  /** One renaming for each order of the nodes. */
  private readonly renamings = new Map<string, Renaming>();

  /** @param world the one that exploration starts from. */
  constructor(
    private readonly scenario: Scenario,
    world: World,
    symmetric = true,
  ) {
    this.groups = symmetric ? interchangeable(scenario, world) : [];
  }

  get symmetric(): boolean {
    return this.groups.length > 0;
  }

  /** 53 bits. `more`: what else the future depends on. */
  of(world: World, more: string): number {
    let least = Number.POSITIVE_INFINITY;
    for (const order of this.orders(world)) {
      const print = this.inOrder(world, order, more);
      if (print < least) least = print;
    }
    return least;
  }

  /** The orders of nodes that may be canonical: `order[place]` is the node that takes this place. */
  private orders(world: World): readonly (readonly number[])[] {
    const identity = world.nodes.map((_, i) => i);
    let orders: (readonly number[])[] = [identity];
    for (const group of this.groups) {
      // Most are told apart by what does not depend on names; only those that look alike are tried in all orders.
      const looks = group.map((i) => ({ i, look: this.look(world, world.nodes[i]!) }));
      looks.sort((x, y) => x.look - y.look);
      const ties: number[][] = [];
      for (const [at, { i, look }] of looks.entries()) {
        if (at > 0 && looks[at - 1]!.look === look) ties.at(-1)!.push(i);
        else ties.push([i]);
      }
      const choices = ties.reduce<number[][]>(
        (lists, tie) =>
          permutations(tie).flatMap((order) => lists.map((list) => [...list, ...order])),
        [[]],
      );
      orders = orders.flatMap((order) =>
        choices.map((choice) => {
          const next = [...order];
          for (const [at, place] of group.entries()) next[place] = choice[at]!;
          return next;
        }),
      );
      if (orders.length > MOST_ORDERS) return [identity];
    }
    return orders;
  }

  /** What can be said of a node without names. */
  private look(world: World, node: NodeState): number {
    const anonymous = this.renaming("anonymous", () => {
      const nobody: [string, string][] = this.groups
        .flat()
        .map((i) => [this.scenario.nodes[i]!.id, "*"]);
      return new Map(nobody);
    });
    return this.nodePrint(world, node, anonymous);
  }

  private renaming(key: string, make: () => Renaming): Renaming {
    let renaming = this.renamings.get(key);
    if (!renaming) this.renamings.set(key, (renaming = make()));
    return renaming;
  }

  private inOrder(world: World, order: readonly number[], more: string): number {
    const { nodes } = this.scenario;
    const names =
      this.groups.length === 0
        ? SAME_NAMES
        : this.renaming(
            order.join(),
            () => new Map(order.map((node, place) => [nodes[node]!.id, nodes[place]!.id])),
          );
    const placeOf: number[] = [];
    for (const [place, node] of order.entries()) placeOf[node] = place;
    let a = 1;
    let b = 2;
    const take = (bits: number): void => {
      a = Math.imul(a ^ bits, 0x01000193);
      b = Math.imul(b ^ bits, 0x85ebca6b) ^ (b >>> 13);
    };
    for (const node of order) take(this.nodePrint(world, world.nodes[node]!, names));
    let travelling = 0;
    for (const flight of world.flights.values()) {
      const print = this.cached(flight.message, flight.message, names, Infinity);
      const way = placeOf[flight.from]! * nodes.length + placeOf[flight.to]!;
      const when = mix(flight.time - world.time) ^ mix(flight.arrives - world.time + 7);
      const fate = flight.fate.length * 4 + (flight.waits?.length ?? 0);
      travelling += mix(mix(print.a ^ mix(way + 1)) ^ mix(print.b ^ when) ^ mix(fate));
    }
    take(travelling | 0);
    let broken = 0;
    for (const [from, to] of this.cutsOf(world.network))
      broken += mix(placeOf[from]! * nodes.length + placeOf[to]! + 1);
    take(broken | 0);
    take(world.holdTimers ? 1 : 0);
    take(this.cached(world.settings, world.settings, SAME_NAMES, Infinity).a);
    for (const memory of world.memories) {
      if (typeof memory !== "object" || memory === null) continue;
      const print = this.cached(memory, memory, names, STAMP);
      take(print.a);
      take(print.b);
      for (const rank of ranks(print.moments)) take(rank);
    }
    for (let i = 0; i < more.length; i++) take(more.charCodeAt(i));
    return joined53(a, b);
  }

  private nodePrint(world: World, node: NodeState, names: Renaming): number {
    const now = readClock(node.clock, world.time);
    let a = mix(node.status.length * 8 + node.slow);
    if (node.traitor !== null) a = mix(a ^ fingerprint(node.traitor));
    if (node.state !== undefined) {
      const state = this.cached(
        node.state as object,
        () => node.spec.behavior.data(node.state),
        names,
        LOCAL_MOMENT,
      );
      a = mix(a ^ state.a) ^ state.b;
      for (const moment of state.moments) a = mix(a ^ mix(moment - now));
    }
    const disk = this.cached(node.disk, node.disk, names, LOCAL_MOMENT);
    a = mix(a ^ disk.a) ^ disk.b;
    a = mix(a ^ mix(node.clock.rate) ^ mix(now - world.time));
    for (const entry of node.backlog) {
      const what = entry.what === "flight" ? entry.message : entry.event;
      a = mix(a ^ this.cached(what, what, names, Infinity).a);
    }
    let timers = 0;
    for (const timer of node.timers) {
      const event = this.cached(timer.event, timer.event, SAME_NAMES, Infinity);
      timers += mix(mix(timer.time - world.time) ^ event.a ^ (timer.waits?.length ?? 0));
    }
    a = mix(a ^ timers);
    for (const { operation, op } of node.calls) {
      const print = this.cached(operation, operation, names, Infinity);
      a = mix(a ^ mix(op) ^ print.a);
    }
    return a;
  }

  private cached(
    key: object,
    value: object | (() => unknown),
    names: Renaming,
    from: number,
  ): Print {
    let known = this.prints.get(key);
    if (!known) this.prints.set(key, (known = new Map()));
    let print = known.get(names);
    if (!print) {
      print = printOf(typeof value === "function" ? value() : value, names, from);
      known.set(names, print);
    }
    return print;
  }

  private cutsOf(network: Network): readonly (readonly [number, number])[] {
    let cuts = this.cuts.get(network);
    if (!cuts) {
      cuts = [...network.directions()].filter(([from, to]) => {
        const link = network.link(from, to)!;
        return link.cut || link.held;
      });
      this.cuts.set(network, cuts);
    }
    return cuts;
  }
}

/** The places of numbers in their order. */
function ranks(moments: readonly Micros[]): readonly number[] {
  if (moments.length === 0) return moments;
  const sorted = [...new Set(moments)].sort((a, b) => a - b);
  const rank = new Map(sorted.map((moment, i) => [moment, i]));
  return moments.map((moment) => rank.get(moment)!);
}

function permutations(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((first, i) =>
    permutations(items.toSpliced(i, 1)).map((rest) => [first, ...rest]),
  );
}

/** Groups of at least two servers that nothing tells apart. */
function interchangeable(scenario: Scenario, world: World): readonly (readonly number[])[] {
  const { nodes } = scenario;
  const links = (node: number): string =>
    JSON.stringify(
      nodes.map((other, i) =>
        i === node ? 0 : [scenario.links(nodes[node]!, other), scenario.links(other, nodes[node]!)],
      ),
    );
  const named = new Set<string>();
  const notice = (value: unknown): void => {
    const text = JSON.stringify(value) ?? "";
    for (const { id } of nodes) if (text.includes(`"${id}"`)) named.add(id);
  };
  for (const node of world.nodes) {
    notice(node.spec.config);
    if (node.spec.kind === "client" && node.state !== undefined) {
      // A client that has a list of servers asks them in this order.
      const { id } = node.spec;
      const data = JSON.stringify(node.spec.behavior.data(node.state)) ?? "";
      for (const other of nodes)
        if (other.id !== id && data.includes(`"${other.id}"`)) named.add(other.id);
    }
  }
  const groups: number[][] = [];
  for (const [i, node] of nodes.entries()) {
    if (node.kind === "client" || named.has(node.id)) continue;
    const group = groups.find((members) => {
      const other = nodes[members[0]!]!;
      return (
        other.kind === node.kind &&
        other.behavior === node.behavior &&
        JSON.stringify([other.config, other.disk]) === JSON.stringify([node.config, node.disk]) &&
        sameLinks(links(members[0]!), links(i))
      );
    });
    if (group) group.push(i);
    else groups.push([i]);
  }
  return groups.filter((group) => group.length > 1);
}

/** Whether two nodes have the same links, if one stands for the other. */
function sameLinks(a: string, b: string): boolean {
  const sorted = (text: string): string =>
    (JSON.parse(text) as unknown[])
      .map((each) => JSON.stringify(each))
      .sort()
      .join();
  return sorted(a) === sorted(b);
}
