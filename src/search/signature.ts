/**
 * Abstract signatures of worlds: what an onlooker would call a situation. Two worlds have the same one when their nodes, in
 * whatever order, have the same status, mode, rank of epoch, and contents as far as these differ among them.
 */
import { fingerprint } from "../kernel/chance.ts";
import type { Scenario } from "../kernel/scenario.ts";
import type { Cell } from "../kernel/view.ts";
import type { NodeState, World } from "../kernel/world.ts";

interface Look {
  readonly epoch: number | null;
  readonly cells: readonly Cell[];
}

const MOST_CELLS = 4;

export class Signatures {
  private readonly looks = new WeakMap<object, Look>();

  constructor(private readonly scenario: Scenario) {}

  /** 32 bits. */
  of(world: World): number {
    const nodes = world.nodes.map((node) => ({ node, look: this.look(node) }));
    const servers = nodes.filter(({ look }) => look.cells.length > 0 || look.epoch !== null);
    const epochs = new Set<number>();
    for (const { look } of servers) {
      if (look.epoch !== null) epochs.add(look.epoch);
      for (const cell of look.cells) if (cell.epoch !== undefined) epochs.add(cell.epoch);
    }
    const ranks = new Map([...epochs].sort((a, b) => b - a).map((epoch, rank) => [epoch, rank]));
    const shared = sharedPrefix(servers.map(({ look }) => look.cells));
    const texts = new Map<string, number>();
    const rows = nodes.map(({ node, look }) => {
      const cells = look.cells.slice(shared);
      const tail = cells.slice(-MOST_CELLS).map((cell) => {
        const mark = cell.settled ? "!" : "";
        if (cell.epoch !== undefined) return `${ranks.get(cell.epoch)}${mark}`;
        const text = `${cell.column}${cell.text}`;
        if (!texts.has(text)) texts.set(text, texts.size);
        return `t${texts.get(text)}${mark}`;
      });
      const epoch = look.epoch === null ? "" : ranks.get(look.epoch);
      return `${node.spec.kind} ${node.status} ${node.mode} ${epoch} ${Math.min(cells.length, 6)} ${tail.join(",")}`;
    });
    rows.sort();
    const { network } = world;
    return fingerprint(`${network.partition === null ? "" : "|"}${rows.join(";")}`);
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
    const look = { epoch: view?.badge?.epoch ?? null, cells: view?.cells ?? [] };
    this.looks.set(key, look);
    return look;
  }
}

function sharedPrefix(lists: readonly (readonly Cell[])[]): number {
  const [first, ...rest] = lists;
  if (!first) return 0;
  let shared = 0;
  while (
    shared < first.length &&
    rest.every((list) => {
      const cell = list[shared];
      const other = first[shared]!;
      return (
        cell?.text === other.text && cell.epoch === other.epoch && cell.settled === other.settled
      );
    })
  )
    shared++;
  return shared;
}
