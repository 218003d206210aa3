import { phrase } from "../../languages/say.ts";
import type { TraceRow } from "../../wire/frame.ts";

/** Sorts of events that the log can be narrowed to. */
export const SORTS = [
  { id: "all", label: phrase("everything"), kinds: null },
  {
    id: "messages",
    label: phrase("messages"),
    kinds: ["send", "duplicate", "deliver", "drop", "held"],
  },
  {
    id: "states",
    label: phrase("states and disks"),
    kinds: ["boot", "mode", "persist", "crash", "restart", "pause", "resume"],
  },
  { id: "timers", label: phrase("timers"), kinds: ["timer"] },
  { id: "clients", label: phrase("clients"), kinds: ["call", "return"] },
  { id: "hands", label: phrase("your hands"), kinds: ["intervention"] },
  { id: "judges", label: phrase("judges"), kinds: ["verdict", "remark", "fault"] },
] as const satisfies readonly {
  readonly id: string;
  readonly label: string;
  readonly kinds: readonly TraceRow["kind"][] | null;
}[];

export type Sort = (typeof SORTS)[number]["id"];

/** What the log shows. */
export interface Filter {
  /** Words that must all stand somewhere in the row: in its sentence, its label, its nodes, or as a message's `m17`. */
  readonly text: string;
  /** Happened there, or at its other end; null for anywhere. */
  readonly node: string | null;
  readonly sort: Sort;
}

export const NO_FILTER: Filter = { text: "", node: null, sort: "all" };

export function isNarrow(filter: Filter): boolean {
  return filter.text.trim() !== "" || filter.node !== null || filter.sort !== "all";
}

/** Whether a row passes. */
export function passes(filter: Filter): (row: TraceRow) => boolean {
  const kinds: readonly TraceRow["kind"][] | null =
    SORTS.find((sort) => sort.id === filter.sort)?.kinds ?? null;
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const { node } = filter;
  return (row) => {
    if (kinds !== null && !kinds.includes(row.kind)) return false;
    if (node !== null && row.node !== node && row.peer !== node) return false;
    if (words.length === 0) return true;
    const message = row.message > 0 ? `m${row.message}` : "";
    const text =
      `${row.label} ${row.simple} ${row.expert} ${row.node ?? ""} ${row.peer ?? ""} ${row.kind}`.toLowerCase();
    // A message's number is meant whole: m1 is not m17.
    return words.every((word) => word === message || text.includes(word));
  };
}

/** The rows that pass, kept from call to call: of a list that has only grown, only what is new is looked at. */
export class Filtered {
  private filter: Filter = NO_FILTER;
  private list: readonly TraceRow[] = [];
  private seen = 0;
  private last: TraceRow | undefined;
  private found: TraceRow[] = [];

  of(list: readonly TraceRow[], filter: Filter): readonly TraceRow[] {
    if (!isNarrow(filter)) return list;
    const grown =
      this.list === list &&
      this.filter === filter &&
      this.seen <= list.length &&
      (this.seen === 0 || list[this.seen - 1] === this.last);
    if (!grown) {
      this.found = [];
      this.seen = 0;
    }
    const pass = passes(filter);
    const more: TraceRow[] = [];
    for (let i = this.seen; i < list.length; i++) if (pass(list[i]!)) more.push(list[i]!);
    if (more.length > 0) this.found = [...this.found, ...more];
    this.list = list;
    this.filter = filter;
    this.seen = list.length;
    this.last = list.at(-1);
    return this.found;
  }
}
