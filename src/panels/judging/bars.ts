import type { Operation, Verdict } from "../../wire/judging.ts";

/** One operation as a bar on its process's line. Places are shares of the whole width, 0 to 1. */
export interface Bar {
  readonly op: Operation;
  readonly from: number;
  readonly to: number;
  /** Where its words have to end. */
  readonly room: number;
  /** Which of the culprits it is, from 1; null when it is none. */
  readonly culprit: number | null;
  /** Its place in the order that explains everything, from 1; null when there is none. */
  readonly order: number | null;
}

export interface Line {
  readonly process: string;
  readonly bars: readonly Bar[];
}

export interface Bars {
  readonly lines: readonly Line[];
  /** What 0 and 1 mean: simulated µs where all operations have their times, else places among calls and returns. */
  readonly from: number;
  readonly to: number;
  readonly timed: boolean;
  /** How much room a narrow bar's words have: of four bars three have more. */
  readonly narrow: number;
}

/** @param until how far the run has come, in simulated µs; what is still open is drawn up to there. */
export function barsOf(
  operations: readonly Operation[],
  verdict: Verdict | null,
  until: number | null,
): Bars {
  const timed = operations.every((op) => op.time !== undefined);
  const began = (op: Operation): number => (timed ? op.time!.called : op.called);
  const ended = (op: Operation): number | null => (timed ? op.time!.returned : op.returned);
  const from = Math.min(...operations.map(began));
  const last = Math.max(
    ...operations.map((op) => ended(op) ?? began(op)),
    timed ? (until ?? 0) : 0,
  );
  const span = Math.max(1, last - from) * 1.12;
  const share = (at: number): number => (at - from) / span;
  const culprits = new Map((verdict?.culprits ?? []).map((id, i) => [id, i + 1]));
  const orders = new Map((verdict?.witness ?? []).map((id, i) => [id, i + 1]));
  const processes = [...new Set(operations.map((op) => op.process))];
  const lines = processes.map((process): Line => {
    const inOrder = operations
      .filter((op) => op.process === process)
      .toSorted((a, b) => a.called - b.called);
    return {
      process,
      bars: inOrder.map((op, i) => {
        const after = inOrder[i + 1];
        const room = after ? share(began(after)) : 1;
        const end = op.outcome === "unknown" ? null : ended(op);
        return {
          op,
          from: share(began(op)),
          to: end === null ? room : share(end),
          room,
          culprit: culprits.get(op.id) ?? null,
          order: orders.get(op.id) ?? null,
        };
      }),
    };
  });
  const rooms = lines
    .flatMap((line) => line.bars.map((bar) => bar.room - bar.from))
    .toSorted((a, b) => a - b);
  return {
    lines: lines.toSorted((a, b) => (a.process < b.process ? -1 : 1)),
    from,
    to: from + span,
    timed,
    narrow: rooms[Math.floor(rooms.length / 4)] ?? 1,
  };
}
