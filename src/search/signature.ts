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
 * wear the crown. `alarming`: something newer stands in the place of what is settled.
 */
export type Tension = "calm" | "tense" | "rivals" | "alarming";

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
    const look = { claims, crown, epoch: view?.badge?.epoch ?? null, cells: view?.cells ?? [] };
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
  let tension: Tension =
    crowns > 1 || parted(looks)
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

/** Whether somebody holds something else where who wears the crown has something of its own: one of the two must go. */
function parted(looks: readonly Look[]): boolean {
  const holders = looks.filter(({ crown }) => crown);
  return holders.some(({ cells }) => {
    const own = new Map(cells.map((cell) => [cell.column, cell]));
    return looks.some((other) =>
      other.cells.some((cell) => {
        const mine = cell.column === undefined ? undefined : own.get(cell.column);
        return mine !== undefined && (mine.epoch !== cell.epoch || mine.text !== cell.text);
      }),
    );
  });
}
