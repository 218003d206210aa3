import { streamOf, type Seed } from "./chance.ts";
import { NEUTRAL, type LinkConditions } from "./conditions.ts";
import type { NodeId } from "./behavior.ts";
import type { Intervention, LinkRef } from "./intervention.ts";
import type { Scenario } from "./scenario.ts";

/** One direction of one link, as it is now. */
export interface Link {
  readonly conditions: LinkConditions;
  readonly cut: boolean;
  readonly held: boolean;
  /** Whose luck decides its latencies and losses. */
  readonly stream: number;
}

/** The conditions that hands have changed, over those of the scenario. */
interface Overrides {
  readonly all: Partial<LinkConditions>;
  readonly links: ReadonlyMap<number, Partial<LinkConditions>>;
}

/**
 * Who can reach whom, and how well. Immutable: an intervention makes a new one, and checkpoints share it. Nodes are
 * numbered in the scenario's order; a direction's number is `from * size + to`.
 */
export class Network {
  readonly size: number;
  /** Filled on demand: a network of a thousand nodes uses few of its million directions. */
  private readonly cache = new Map<number, Link | null>();

  private constructor(
    private readonly scenario: Scenario,
    private readonly seed: Seed,
    private readonly index: ReadonlyMap<NodeId, number>,
    private readonly overrides: Overrides,
    private readonly cuts: ReadonlySet<number>,
    private readonly holds: ReadonlySet<number>,
    readonly holdAll: boolean,
    /** The groups of the partition in force; null when there is none. */
    readonly partition: readonly (readonly NodeId[])[] | null,
    private readonly bridges: ReadonlySet<number>,
  ) {
    this.size = scenario.nodes.length;
  }

  static of(scenario: Scenario, seed: Seed): Network {
    const index = new Map(scenario.nodes.map((node, i) => [node.id, i]));
    const overrides: Overrides = { all: {}, links: new Map() };
    return new Network(
      scenario,
      seed,
      index,
      overrides,
      new Set(),
      new Set(),
      false,
      null,
      new Set(),
    );
  }

  /** The direction between two nodes by number; null where the scenario has no link. */
  link(from: number, to: number): Link | null {
    const direction = from * this.size + to;
    const known = this.cache.get(direction);
    if (known !== undefined) return known;
    const link = this.describe(from, to, direction);
    this.cache.set(direction, link);
    return link;
  }

  private describe(from: number, to: number, direction: number): Link | null {
    const sender = this.scenario.nodes[from];
    const receiver = this.scenario.nodes[to];
    if (!sender || !receiver || from === to) return null;
    const own = this.scenario.links(sender, receiver);
    if (own === null) return null;
    return {
      conditions: {
        ...NEUTRAL,
        ...own,
        ...this.overrides.all,
        ...this.overrides.links.get(direction),
      },
      cut:
        this.cuts.has(direction) ||
        (!this.bridges.has(direction) && this.separated(sender.id, receiver.id)),
      held: this.holdAll || this.holds.has(direction),
      stream: streamOf(this.seed, `${sender.id}>${receiver.id}`),
    };
  }

  /** Whether the partition stands between two nodes. */
  private separated(a: NodeId, b: NodeId): boolean {
    if (!this.partition) return false;
    const groupOfA = this.partition.findIndex((group) => group.includes(a));
    const groupOfB = this.partition.findIndex((group) => group.includes(b));
    return groupOfA >= 0 && groupOfB >= 0 && groupOfA !== groupOfB;
  }

  /** Every direction that exists, as pairs of node numbers. */
  *directions(): Generator<readonly [number, number]> {
    for (let from = 0; from < this.size; from++) {
      for (let to = 0; to < this.size; to++) if (this.link(from, to)) yield [from, to];
    }
  }

  /** The directions that hands have cut, held or changed one by one, as pairs of node numbers. */
  *touched(): Generator<readonly [number, number]> {
    const numbers = new Set([...this.cuts, ...this.holds, ...this.overrides.links.keys()]);
    for (const direction of numbers)
      yield [Math.floor(direction / this.size), direction % this.size];
  }

  /** The network after an intervention that speaks of links; the same one when it does not. */
  after(what: Intervention): Network {
    switch (what.do) {
      case "cut":
        return this.with({
          cuts: added(this.cuts, this.numbers(what.link)),
          bridges: removed(this.bridges, this.numbers(what.link)),
        });
      case "heal":
        if (what.link === null)
          return this.with({ cuts: new Set(), partition: null, bridges: new Set() });
        return this.with({
          cuts: removed(this.cuts, this.numbers(what.link)),
          bridges: this.partition ? added(this.bridges, this.numbers(what.link)) : this.bridges,
        });
      case "partition":
        return this.with({ partition: what.groups, bridges: new Set() });
      case "hold":
        if (what.link === "timers") return this;
        return what.link === null
          ? this.with({ holdAll: true })
          : this.with({ holds: added(this.holds, this.numbers(what.link)) });
      case "release":
        if (what.link === "timers") return this;
        return what.link === null
          ? this.with({ holdAll: false, holds: new Set() })
          : this.with({ holds: removed(this.holds, this.numbers(what.link)) });
      case "latency":
        return this.conditioned(what.link, { latency: what.latency });
      case "loss":
        return this.conditioned(what.link, { loss: what.share });
      case "duplication":
        return this.conditioned(what.link, { duplication: what.share });
      case "order":
        return this.conditioned(what.link, { order: what.order });
      default:
        return this;
    }
  }

  private conditioned(link: LinkRef | null, change: Partial<LinkConditions>): Network {
    const { all, links } = this.overrides;
    if (link === null) {
      // What is set for every link replaces what was set for single ones.
      const kept = new Map(
        [...links].map(([direction, own]) => [direction, without(own, change)] as const),
      );
      return this.with({ overrides: { all: { ...all, ...change }, links: kept } });
    }
    const next = new Map(links);
    for (const direction of this.numbers(link))
      next.set(direction, { ...next.get(direction), ...change });
    return this.with({ overrides: { all, links: next } });
  }

  private numbers(link: LinkRef): number[] {
    const from = this.index.get(link.from) ?? -1;
    const to = this.index.get(link.to) ?? -1;
    return link.both ? [from * this.size + to, to * this.size + from] : [from * this.size + to];
  }

  private with(change: {
    overrides?: Overrides;
    cuts?: ReadonlySet<number>;
    holds?: ReadonlySet<number>;
    holdAll?: boolean;
    partition?: readonly (readonly NodeId[])[] | null;
    bridges?: ReadonlySet<number>;
  }): Network {
    return new Network(
      this.scenario,
      this.seed,
      this.index,
      change.overrides ?? this.overrides,
      change.cuts ?? this.cuts,
      change.holds ?? this.holds,
      change.holdAll ?? this.holdAll,
      change.partition === undefined ? this.partition : change.partition,
      change.bridges ?? this.bridges,
    );
  }
}

function added(set: ReadonlySet<number>, items: readonly number[]): ReadonlySet<number> {
  return new Set([...set, ...items]);
}

function removed(set: ReadonlySet<number>, items: readonly number[]): ReadonlySet<number> {
  return new Set([...set].filter((item) => !items.includes(item)));
}

function without(
  own: Partial<LinkConditions>,
  change: Partial<LinkConditions>,
): Partial<LinkConditions> {
  return Object.fromEntries(Object.entries(own).filter(([name]) => !(name in change)));
}
