/** What moves with a change of members, as conditions on the trace. */
import type { NodeId } from "../../kernel/behavior.ts";
import { condition, metBy, type Condition, type Met } from "../../kernel/teaching/condition.ts";
import type { TraceEvent } from "../../kernel/trace.ts";
import type { Transfer } from "../../protocols/consistent-hashing/messages.ts";

/** What a change has moved. */
export interface Moves {
  readonly keys: ReadonlySet<string>;
  readonly from: ReadonlySet<NodeId>;
}

interface Under {
  /** Of the join that is under way; 0 while none is. */
  readonly epoch: number;
  readonly moves: Moves;
}

const NOBODY: Under = { epoch: 0, moves: { keys: new Set(), from: new Set() } };

/** The join that is under way after an event. */
function following(under: Under, event: TraceEvent): Under {
  if (event.kind === "note" && event.data.note === "joins")
    return { ...NOBODY, epoch: Number(event.data.about?.["epoch"]) };
  if (under.epoch === 0 || event.kind !== "send" || event.data.message.type !== "Transfer")
    return under;
  const { change, keys } = event.data.message as unknown as Transfer;
  if (change.now.epoch !== under.epoch) return under;
  const { moves } = under;
  return {
    ...under,
    moves: {
      keys: new Set([...moves.keys, ...keys.map(({ key }) => key)]),
      from: new Set([...moves.from, event.node!]),
    },
  };
}

function isOver({ epoch }: Under, event: TraceEvent): boolean {
  return (
    epoch > 0 &&
    event.kind === "note" &&
    event.data.note === "all-settled" &&
    event.data.about?.["epoch"] === epoch
  );
}

/** A node joins, everybody settles, and what has moved is so. */
export function joinMoves(so: (moves: Moves) => boolean): Condition {
  interface Memory {
    readonly under: Under;
    readonly met: Met | null;
  }
  return condition<Memory>({
    start: () => ({ under: NOBODY, met: null }),
    observe(memory, event) {
      if (memory.met) return memory;
      if (isOver(memory.under, event))
        return { under: NOBODY, met: so(memory.under.moves) ? metBy(event) : null };
      const under = following(memory.under, event);
      return under === memory.under ? memory : { under, met: null };
    },
    met: ({ met }) => met,
  });
}
