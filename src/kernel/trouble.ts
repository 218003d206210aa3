import {
  drawAgain,
  drawAt,
  fraction,
  happens,
  pick,
  streamOf,
  type Luck,
  type Seed,
} from "./chance.ts";
import type { NodeId } from "./behavior.ts";
import type { Intervention } from "./intervention.ts";
import type { Scenario } from "./scenario.ts";
import { MILLISECOND, type Micros } from "./time.ts";
import type { World } from "./world.ts";

/** How much trouble: calm, rough, wild. */
export type Rate = 1 | 2 | 3;

/** In each stretch of this length trouble strikes once. */
const STRETCH: Readonly<Record<Rate, Micros>> = {
  1: 5_000 * MILLISECOND,
  2: 2_000 * MILLISECOND,
  3: 700 * MILLISECOND,
};
/** The share of strikes that make something good again, while something is broken. */
const MERCY: Readonly<Record<Rate, number>> = { 1: 0.6, 2: 0.5, 3: 0.4 };

/** Trouble that will strike: when, and what, in the world of that moment. */
export interface Strike {
  readonly at: Micros;
  /** Lines that a hand might have written; none where nothing fits. */
  what(world: World): readonly Intervention[];
}

/**
 * The next random trouble after a moment of a live run, within the scenario's fault model. Unlike `randomFaults`, which
 * writes a whole run's trouble beforehand, it looks at the world that it strikes, because hands strike it too. When and
 * what is drawn from the seed alone, so that the same run under the same dial meets the same trouble.
 */
export function nextTrouble(scenario: Scenario, seed: Seed, after: Micros, rate: Rate): Strike {
  const stream = streamOf(seed, `trouble ${rate}`);
  const length = STRETCH[rate];
  const strikeIn = (stretch: number): Micros =>
    stretch * length + 1 + Math.floor(fraction(drawAt(stream, stretch, 1)) * (length - 1));
  let stretch = Math.floor(after / length);
  while (strikeIn(stretch) <= after) stretch++;
  const at = strikeIn(stretch);
  return {
    at,
    what: (world) => new Blow(scenario, world, drawAt(stream, at, 2)).strike(MERCY[rate]),
  };
}

/** Decides what one strike does. */
class Blow {
  private draws = 0;
  private readonly servers: readonly NodeId[];

  constructor(
    private readonly scenario: Scenario,
    private readonly world: World,
    private readonly luck: Luck,
  ) {
    this.servers = scenario.nodes.filter((node) => node.kind !== "client").map((node) => node.id);
  }

  strike(mercy: number): readonly Intervention[] {
    const repairs = this.repairs();
    const damages = this.damages();
    const kind = repairs.length > 0 && happens(this.draw(), mercy) ? repairs : damages;
    const chosen = kind.length > 0 ? kind : repairs;
    return chosen.length === 0 ? [] : [pick(this.draw(), chosen)()];
  }

  private draw(): Luck {
    return drawAgain(this.luck, this.draws++);
  }

  /** What could be made good again. */
  private repairs(): (() => Intervention)[] {
    const { nodes, network } = this.world;
    const cut = [...network.directions()].some(([from, to]) => network.link(from, to)!.cut);
    const overall = (what: "loss" | "duplication"): boolean =>
      [...network.directions()].some(
        ([from, to]) => network.link(from, to)!.conditions[what] > this.own(from, to, what),
      );
    return [
      ...nodes.flatMap((node): (() => Intervention)[] => {
        const id = node.spec.id;
        if (node.status === "crashed") return [() => ({ do: "restart", node: id, wiped: false })];
        return node.status === "paused" ? [() => ({ do: "resume", node: id })] : [];
      }),
      ...nodes
        .filter(({ traitor }) => traitor !== null)
        .map(({ spec }) => (): Intervention => ({ do: "traitor", node: spec.id, as: null })),
      ...(cut ? [(): Intervention => ({ do: "heal", link: null })] : []),
      ...(["loss", "duplication"] as const)
        .filter(overall)
        .map((what) => (): Intervention => ({ do: what, link: null, share: 0 })),
    ];
  }

  private own(from: number, to: number, what: "loss" | "duplication"): number {
    const { nodes } = this.scenario;
    return this.scenario.links(nodes[from]!, nodes[to]!)?.[what] ?? 0;
  }

  /** What could be broken, each kind once. */
  private damages(): (() => Intervention)[] {
    const { faults } = this.scenario;
    const up = this.servers.filter((id) => this.world.node(id).status === "up");
    const spare = faults.down - (this.servers.length - up.length);
    const links = [...this.world.network.directions()].filter(
      ([from, to]) => !this.world.network.link(from, to)!.cut,
    );
    const name = (index: number): NodeId => this.scenario.nodes[index]!.id;
    const ways = this.waysToBetray();
    const share = (most: number): number =>
      Math.max(0.001, Math.round(most * fraction(this.draw()) * 1_000) / 1_000);
    const kinds: (false | (() => Intervention))[] = [
      faults.crash && spare > 0 && (() => ({ do: "crash", node: pick(this.draw(), up) })),
      faults.pause && spare > 0 && (() => ({ do: "pause", node: pick(this.draw(), up) })),
      faults.cut &&
        links.length > 0 &&
        (() => {
          const [from, to] = pick(this.draw(), links);
          const both = happens(this.draw(), 0.5) && this.world.network.link(to, from) !== null;
          return { do: "cut", link: { from: name(from), to: name(to), both } };
        }),
      faults.partition && this.world.network.partition === null && (() => this.partition()),
      faults.loss > 0 && (() => ({ do: "loss", link: null, share: share(faults.loss) })),
      faults.duplication > 0 &&
        (() => ({ do: "duplication", link: null, share: share(faults.duplication) })),
      faults.drift > 0 &&
        up.length > 0 &&
        (() => {
          const skew = faults.drift * (2 * fraction(this.draw()) - 1);
          const rate = Math.round(1_000 * (1 + skew)) * 1_000;
          return { do: "drift", node: pick(this.draw(), up), rate };
        }),
      ways.length > 0 &&
        (() => {
          const [node, as] = pick(this.draw(), ways);
          return { do: "traitor", node, as };
        }),
    ];
    return kinds.filter((kind) => kind !== false);
  }

  /** Each honest node with each treachery that its kind may; none while there are as many traitors as may be. */
  private waysToBetray(): readonly (readonly [NodeId, string])[] {
    const { faults, treacheries = [] } = this.scenario;
    const honest = this.world.nodes.filter(({ traitor }) => traitor === null);
    if (this.world.nodes.length - honest.length >= (faults.traitors ?? 0)) return [];
    return honest.flatMap(({ spec }) =>
      treacheries
        .filter(({ kinds }) => kinds.includes(spec.kind))
        .map(({ id }) => [spec.id, id] as const),
    );
  }

  /** Two groups, neither of them empty. */
  private partition(): Intervention {
    const ids = this.scenario.nodes.map((node) => node.id);
    const alone = pick(this.draw(), ids);
    const groups: [NodeId[], NodeId[]] = [[alone], []];
    const others = ids.filter((id) => id !== alone);
    others.forEach((id, i) => {
      const last = i === others.length - 1 && groups[1].length === 0;
      groups[last || happens(this.draw(), 0.5) ? 1 : 0].push(id);
    });
    return { do: "partition", groups };
  }
}
