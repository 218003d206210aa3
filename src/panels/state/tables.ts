import type { NodeFrame } from "../../wire/frame.ts";
import type { NodeCard } from "../../wire/manifest.ts";

type Cell = NodeFrame["view"]["cells"][number];

/** A value, and what it was one step earlier where that was something else. */
export interface Held {
  readonly value: string;
  /** Undefined when it has not changed, or nothing earlier is known; null when it was not there. */
  readonly was: string | null | undefined;
}

export interface HeldCell {
  readonly cell: Cell;
  readonly was: Held["was"];
}

/** One node's line. */
export interface Row {
  readonly node: NodeFrame;
  /** What the last step did to its role. */
  readonly role: Held;
  readonly cells: ReadonlyMap<string, HeldCell>;
  readonly fields: ReadonlyMap<string, Held>;
  /** Columns whose cell the last step took away. */
  readonly lost: ReadonlySet<string>;
}

/** The nodes of one kind, side by side. */
export interface Table {
  readonly kind: string;
  /** The columns of a log or a store, in order. */
  readonly contents: readonly string[];
  /** Names of what is on disk, and of what is in memory only. */
  readonly durable: readonly string[];
  readonly volatile: readonly string[];
  readonly rows: readonly Row[];
}

/**
 * The state of all nodes as tables, a kind of node each.
 * @param before the nodes one step earlier; null where no difference is to be marked.
 */
export function tablesOf(
  cards: readonly NodeCard[],
  nodes: ReadonlyMap<string, NodeFrame>,
  before: ReadonlyMap<string, NodeFrame> | null,
): readonly Table[] {
  const kinds = [...new Set(cards.map((card) => card.kind))];
  return kinds.map((kind) => {
    const members = cards
      .filter((card) => card.kind === kind)
      .flatMap((card) => nodes.get(card.id) ?? []);
    const fields = members.flatMap((node) => node.view.fields);
    const named = (durable: boolean): string[] => [
      ...new Set(fields.filter((field) => field.durable === durable).map((field) => field.name)),
    ];
    const durable = named(true);
    return {
      kind,
      contents: columnsOf(members),
      durable,
      volatile: named(false).filter((name) => !durable.includes(name)),
      rows: members.map((node) => rowOf(node, before?.get(node.id) ?? null)),
    };
  });
}

/** Indexes in the order of numbers, keys in the order of letters. */
function columnsOf(nodes: readonly NodeFrame[]): string[] {
  const columns = new Set(nodes.flatMap((node) => node.view.cells.map(columnOf)));
  return [...columns].toSorted((a, b) => Number(a) - Number(b) || (a < b ? -1 : a > b ? 1 : 0));
}

function columnOf(cell: Cell, place: number): string {
  return cell.column ?? String(place + 1);
}

function rowOf(node: NodeFrame, before: NodeFrame | null): Row {
  const cellsBefore = before && byColumn(before);
  const fieldsBefore =
    before && new Map(before.view.fields.map((field) => [field.name, field.value]));
  const cells = byColumn(node);
  return {
    node,
    role: { value: node.view.role, was: changed(before && before.view.role, node.view.role) },
    cells: new Map(
      [...cells].map(([column, cell]) => {
        const old = cellsBefore?.get(column);
        const same = !cellsBefore || (old && lookOf(old) === lookOf(cell));
        return [column, { cell, was: same ? undefined : (old?.title ?? null) }];
      }),
    ),
    fields: new Map(
      node.view.fields.map(({ name, value }) => {
        const was = fieldsBefore ? changed(fieldsBefore.get(name) ?? null, value, true) : undefined;
        return [name, { value, was }];
      }),
    ),
    lost: new Set([...(cellsBefore?.keys() ?? [])].filter((column) => !cells.has(column))),
  };
}

function changed(before: string | null, now: string, known = before !== null): Held["was"] {
  return !known || before === now ? undefined : before;
}

function byColumn(node: NodeFrame): Map<string, Cell> {
  return new Map(node.view.cells.map((cell, place) => [columnOf(cell, place), cell]));
}

function lookOf(cell: Cell): string {
  return `${cell.text} ${cell.epoch} ${cell.settled} ${cell.conflict} ${cell.title}`;
}
