/**
 * Abstract signatures of worlds: what an onlooker would call a situation. Two worlds have the same one when their nodes, in
 * whatever order, have the same status, mode, clock, rank of epoch, and last content.
 */
import { TRUE_RATE } from "../kernel/clock.ts";
import { fingerprint } from "../kernel/chance.ts";
import type { Scenario } from "../kernel/scenario.ts";
import type { Cell } from "../kernel/view.ts";
import type { NodeState, World } from "../kernel/world.ts";

interface Look {
  /** It leads or wants to. */
  readonly claims: boolean;
  readonly crown: boolean;
  readonly epoch: number | null;
  readonly cells: readonly Cell[];
  /** Those of them that say more than their epoch and are not settled: business out of the ordinary. */
  readonly pending: readonly Cell[];
}

/** How many ranks of epochs are told apart. */
const MOST_RANKS = 2;

/** A situation as an onlooker sees it. */
export interface Glance {
  /** 32 bits. */
  readonly signature: number;
  /** Nothing is broken yet, but something may be soon. */
  readonly tension: Tension;
}

/**
 * `tense`: several want the crown in one epoch, or what is settled somewhere stands otherwise elsewhere. `rivals`: several
 * wear the crown. `precarious`: something out of the ordinary is not settled, and who wears the crown has already put
 * something else on top of it or in its place. `alarming`: something newer stands in the place of what is settled.
 */
export type Tension = "calm" | "tense" | "rivals" | "precarious" | "alarming";

export class Signatures {
  private readonly looks = new WeakMap<object, Look>();

  constructor(private readonly scenario: Scenario) {}

  of(world: World): Glance {
    const nodes = world.nodes.map((node) => ({ node, look: this.look(node) }));
    const servers = nodes.filter(({ look }) => look.cells.length > 0 || look.epoch !== null);
    const epochs = new Set<number>();
    for (const { look } of servers) {
      if (look.epoch !== null) epochs.add(look.epoch);
      for (const cell of look.cells) if (cell.epoch !== undefined) epochs.add(cell.epoch);
    }
    const ranks = new Map([...epochs].sort((a, b) => b - a).map((epoch, rank) => [epoch, rank]));
    const rankOf = (epoch: number): number => Math.min(MOST_RANKS, ranks.get(epoch) ?? 0);
    const texts = new Map<string, number>();
    const rows = servers.map(({ node, look: { epoch, cells } }) => {
      const cell = cells.at(-1);
      const text = `${cell?.column}${cell?.text}`;
      if (cell && cell.epoch === undefined && !texts.has(text)) texts.set(text, texts.size);
      const kind = cell?.epoch === undefined ? texts.get(text) : cell.text.at(0);
      const last = `${cell?.epoch === undefined ? "" : rankOf(cell.epoch)}${kind}${cell?.settled}`;
      const pace = Math.sign(node.clock.rate - TRUE_RATE);
      return `${node.status} ${node.mode} ${epoch === null ? "" : rankOf(epoch)} ${pace} ${last}`;
    });
    rows.sort();
    const parted = world.network.partition === null ? "" : "|";
    const knobs = Object.values(world.settings.knobs).join();
    return {
      signature: fingerprint(`${knobs}${parted}${rows.join(";")}`),
      tension: tensionOf(servers.map(({ look }) => look)),
    };
  }

  private look(node: NodeState): Look {
    const presenter = this.scenario.presenters[node.spec.kind];
    const key = node.status === "crashed" ? node.disk : (node.state as object);
    const known = this.looks.get(key);
    if (known) return known;
    const view =
      node.status === "crashed"
        ? presenter?.down(node.disk)
        : presenter?.view(node.state, { id: node.spec.id });
    const crown = view !== undefined && "crown" in view && view.crown === true;
    const tone = view !== undefined && "tone" in view ? view.tone : "crashed";
    const claims = crown || tone === "leader" || tone === "candidate";
    const cells = view?.cells ?? [];
    const pending = cells.filter(
      ({ text, epoch: of, settled }) => !settled && of !== undefined && text !== String(of),
    );
    const look = { claims, crown, epoch: view?.badge?.epoch ?? null, cells, pending };
    this.looks.set(key, look);
    return look;
  }
}

function tensionOf(looks: readonly Look[]): Tension {
  const settled = new Map<string, Cell>();
  for (const { cells } of looks)
    for (const cell of cells)
      if (cell.settled && cell.column !== undefined) settled.set(cell.column, cell);
  const crowns = looks.filter(({ crown }) => crown).length;
  const claimed = looks.filter(({ claims }) => claims).map(({ epoch }) => epoch);
  let tension: Tension = precarious(looks)
    ? "precarious"
    : crowns > 1
      ? "rivals"
      : new Set(claimed).size < claimed.length
        ? "tense"
        : "calm";
  for (const { cells } of looks) {
    for (const cell of cells) {
      const other = cell.column === undefined ? undefined : settled.get(cell.column);
      if (other === undefined || (cell.epoch === other.epoch && cell.text === other.text)) continue;
      if ((cell.epoch ?? 0) > (other.epoch ?? 0)) return "alarming";
      if (tension === "calm") tension = "tense";
    }
  }
  return tension;
}

/** Two things out of the ordinary wait for one crown, or in the place of one it has something that nobody else has heard of. */
function precarious(looks: readonly Look[]): boolean {
  return looks.some(
    ({ crown, cells, pending }) =>
      crown &&
      (pending.length > 1 ||
        looks.some((other) =>
          other.pending.some((cell) => {
            const own = cells.find(({ column }) => column === cell.column);
            return own !== undefined && !same(own, cell) && holders(own, looks) === 1;
          }),
        )),
  );
}

function same(one: Cell, other: Cell): boolean {
  return one.column === other.column && one.epoch === other.epoch && one.text === other.text;
}

function holders(cell: Cell, looks: readonly Look[]): number {
  return looks.filter(({ cells }) => cells.some((other) => same(cell, other))).length;
}
