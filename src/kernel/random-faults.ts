import {
  between,
  drawAgain,
  fraction,
  happens,
  pick,
  streamOf,
  type Luck,
  type Seed,
} from "./chance.ts";
import type { NodeId } from "./behavior.ts";
import type { Intervention, TimedIntervention } from "./intervention.ts";
import type { Scenario } from "./scenario.ts";
import { isCrowd } from "./crowd.ts";
import { MILLISECOND, type Micros } from "./time.ts";

/**
 * Seeded trouble within a scenario's fault model, as a hand would make it: crashes and restarts, hasty reboots, cuts of
 * one direction or both, partitions, pauses, loss, duplication, clocks that run fast or slow, traitors. At `until` everything
 * is made good again: whoever is down restarts, paused nodes resume, links heal, traitors are honest.
 *
 * Each seed has a temperament of its own, some kinds of fault often and others never, hasty or slow (swarm testing,
 * Groce et al. 2012): a run with a bit of everything rarely gets far into any one corner.
 *
 * @param until when trouble ends, in simulated µs.
 */
export function randomFaults(scenario: Scenario, seed: Seed, until: Micros): TimedIntervention[] {
  const trouble = new Trouble(scenario, streamOf(seed, "random trouble") >>> 0);
  return trouble.make(until);
}

type Kind =
  | "crash"
  | "restart"
  | "reboot"
  | "pause"
  | "resume"
  | "cut"
  | "heal"
  | "partition"
  | "heal all"
  | "loss"
  | "duplication"
  | "betray"
  | "repent";

/** Mean time between two faults. */
const PACES: readonly Micros[] = [
  80 * MILLISECOND,
  300 * MILLISECOND,
  1_000 * MILLISECOND,
  2_000 * MILLISECOND,
];

class Trouble {
  private draws = 0;
  private readonly steps: TimedIntervention[] = [];
  private readonly servers: readonly NodeId[];
  private readonly down = new Set<NodeId>();
  private readonly paused = new Set<NodeId>();
  private readonly traitors = new Set<NodeId>();
  /** Empty in a crowd, where any two are linked. */
  private readonly links: readonly (readonly [NodeId, NodeId])[];

  constructor(
    private readonly scenario: Scenario,
    private readonly stream: Luck,
  ) {
    const { nodes } = scenario;
    this.servers = nodes.filter((node) => node.kind !== "client").map((node) => node.id);
    this.links = isCrowd(nodes)
      ? []
      : nodes.flatMap((a) =>
          nodes
            .filter((b) => a !== b && scenario.links(a, b) !== null)
            .map((b) => [a.id, b.id] as const),
        );
  }

  make(until: Micros): TimedIntervention[] {
    const { faults } = this.scenario;
    if (faults.drift > 0) {
      for (const node of this.servers) {
        const rate = Math.round(1_000_000 * (1 + faults.drift * (2 * fraction(this.luck()) - 1)));
        this.steps.push({ at: 0, what: { do: "drift", node, rate } });
      }
    }
    const kinds = this.temperament();
    const pace = pick(this.luck(), PACES);
    let at = between(this.luck(), 0, 2 * pace);
    while (at < until && kinds.length > 0) {
      const kind = pick(this.luck(), kinds);
      if (kind === "reboot") at = this.reboot(at, until);
      else {
        const what = this.one(kind);
        if (what) this.steps.push({ at, what });
      }
      at += between(this.luck(), 1, 2 * pace);
    }
    for (const node of this.down)
      this.steps.push({ at: until, what: { do: "restart", node, wiped: false } });
    for (const node of this.paused) this.steps.push({ at: until, what: { do: "resume", node } });
    for (const node of this.traitors)
      this.steps.push({ at: until, what: { do: "traitor", node, as: null } });
    this.steps.push({ at: until, what: { do: "heal", link: null } });
    if (faults.loss > 0) this.steps.push({ at: until, what: { do: "loss", link: null, share: 0 } });
    if (faults.duplication > 0)
      this.steps.push({ at: until, what: { do: "duplication", link: null, share: 0 } });
    return this.steps;
  }

  /** The kinds of fault of this seed, each as often as it is likely. */
  private temperament(): Kind[] {
    const { faults } = this.scenario;
    const possible: Kind[][] = [
      ...(faults.crash ? [["crash", "restart"] as Kind[], ["reboot"] as Kind[]] : []),
      ...(faults.pause ? [["pause", "resume"] as Kind[]] : []),
      ...(faults.cut ? [["cut", "heal"] as Kind[]] : []),
      ...(faults.partition ? [["partition", "heal all"] as Kind[]] : []),
      ...(faults.loss > 0 ? [["loss"] as Kind[]] : []),
      ...(faults.duplication > 0 ? [["duplication"] as Kind[]] : []),
      ...((faults.traitors ?? 0) > 0 ? [["betray", "repent"] as Kind[]] : []),
    ];
    const weights = possible.map(() => pick(this.luck(), [0, 1, 1, 4]));
    return possible.flatMap((kinds, i) =>
      kinds.flatMap((kind) => Array.from({ length: weights[i]! }, () => kind)),
    );
  }

  /** Several nodes go down and come back at once, as after a blink of the power or a hasty upgrade. */
  private reboot(start: Micros, until: Micros): Micros {
    let at = start;
    const free = this.scenario.faults.down - this.down.size - this.paused.size;
    for (let i = 0; i < 3 && free > 0; i++) {
      const node = this.fit();
      const back = at + between(this.luck(), 20 * MILLISECOND, 300 * MILLISECOND);
      if (node === null || back >= until) break;
      this.steps.push(
        { at, what: { do: "crash", node } },
        { at: back, what: { do: "restart", node, wiped: false } },
      );
      at = back;
    }
    return at;
  }

  private luck(): Luck {
    return drawAgain(this.stream, this.draws++);
  }

  private one(kind: Exclude<Kind, "reboot">): Intervention | null {
    const { faults } = this.scenario;
    switch (kind) {
      case "crash": {
        const node = this.fit();
        if (node === null || this.down.size + this.paused.size >= faults.down) return null;
        this.down.add(node);
        return { do: "crash", node };
      }
      case "restart":
        return this.takeFrom(this.down, (node) => ({ do: "restart", node, wiped: false }));
      case "pause": {
        const node = this.fit();
        if (node === null || this.down.size + this.paused.size >= faults.down) return null;
        this.paused.add(node);
        return { do: "pause", node };
      }
      case "resume":
        return this.takeFrom(this.paused, (node) => ({ do: "resume", node }));
      case "cut":
      case "heal": {
        const [from, to] = this.link();
        return { do: kind, link: { from, to, both: happens(this.luck(), 0.5) } };
      }
      case "partition":
        return this.partition();
      case "heal all":
        return { do: "heal", link: null };
      case "loss":
        return { do: "loss", link: null, share: this.share(faults.loss) };
      case "duplication":
        return { do: "duplication", link: null, share: this.share(faults.duplication) };
      case "betray":
        return this.betray();
      case "repent":
        return this.takeFrom(this.traitors, (node) => ({ do: "traitor", node, as: null }));
    }
  }

  private link(): readonly [NodeId, NodeId] {
    if (this.links.length > 0) return pick(this.luck(), this.links);
    const { nodes } = this.scenario;
    const from = pick(this.luck(), nodes);
    const to = pick(
      this.luck(),
      nodes.filter((node) => node !== from),
    );
    return [from.id, to.id];
  }

  /** A share up to the greatest allowed, in the steps that scripts can write. */
  private share(most: number): number {
    return Math.round(most * fraction(this.luck()) * 1_000) / 1_000;
  }

  private fit(): NodeId | null {
    const fit = this.servers.filter((node) => !this.down.has(node) && !this.paused.has(node));
    return fit.length === 0 ? null : pick(this.luck(), fit);
  }

  /** An honest node turns traitor, in any way that its kind may. */
  private betray(): Intervention | null {
    const { nodes, faults, treacheries = [] } = this.scenario;
    if (this.traitors.size >= (faults.traitors ?? 0)) return null;
    const ways = nodes.flatMap(({ id, kind }) =>
      this.traitors.has(id)
        ? []
        : treacheries
            .filter(({ kinds }) => kinds.includes(kind))
            .map((way) => [id, way.id] as const),
    );
    if (ways.length === 0) return null;
    const [node, as] = pick(this.luck(), ways);
    this.traitors.add(node);
    return { do: "traitor", node, as };
  }

  private takeFrom(set: Set<NodeId>, what: (node: NodeId) => Intervention): Intervention | null {
    if (set.size === 0) return null;
    const node = pick(this.luck(), [...set]);
    set.delete(node);
    return what(node);
  }

  private partition(): Intervention | null {
    const left: NodeId[] = [];
    const right: NodeId[] = [];
    for (const node of this.scenario.nodes)
      (happens(this.luck(), 0.5) ? left : right).push(node.id);
    return left.length === 0 || right.length === 0
      ? null
      : { do: "partition", groups: [left, right] };
  }
}
