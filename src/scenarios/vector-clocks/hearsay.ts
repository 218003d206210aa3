/** How a later event of one process stands to an earlier one of another: found by following the letters, not the clocks. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { MessageId } from "../../kernel/intervention.ts";
import type { Settling } from "../../kernel/teaching/lesson.ts";
import type { EventId } from "../../kernel/trace.ts";

interface Heard {
  /** The first process's next event of its own. */
  readonly first: EventId | null;
  /** Who knows of it, and the letters that tell of it. */
  readonly knows: ReadonlySet<NodeId>;
  readonly tells: ReadonlySet<MessageId>;
  /** The second process's next event of its own after that. */
  readonly second: EventId | null;
  /** Whether it knew. */
  readonly before: boolean;
}

/** Settled when both processes have had an event of their own: `before` if word of the first had reached the second, else `concurrent`. */
export function hearsay(one: NodeId, other: NodeId): Settling {
  const settling: Settling<Heard> = {
    start: () => ({
      first: null,
      knows: new Set(),
      tells: new Set(),
      second: null,
      before: false,
    }),
    observe(memory, event) {
      if (memory.second !== null || event.node === null) return memory;
      const own = event.kind === "note" && event.data.note === "local";
      if (memory.first === null)
        return own && event.node === one
          ? { ...memory, first: event.id, knows: new Set([one]) }
          : memory;
      const { knows, tells } = memory;
      if (own && event.node === other)
        return { ...memory, second: event.id, before: knows.has(other) };
      if (event.kind === "send" && knows.has(event.node))
        return { ...memory, tells: new Set(tells).add(event.message) };
      if (event.kind === "duplicate" && tells.has(event.data.of))
        return { ...memory, tells: new Set(tells).add(event.message) };
      if (event.kind === "deliver" && tells.has(event.message))
        return { ...memory, knows: new Set(knows).add(event.node) };
      return memory;
    },
    settled: ({ first, second, before }) =>
      first === null || second === null
        ? null
        : { option: before ? "before" : "concurrent", events: [first, second] },
  };
  return settling as unknown as Settling;
}
