/** How the next events of two processes stand to each other: found by following the letters, not the clocks. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { MessageId } from "../../kernel/intervention.ts";
import { settling, type Settling } from "../../kernel/teaching/lesson.ts";
import type { EventId } from "../../kernel/trace.ts";

interface Heard {
  /** Whichever of the two has an event of its own first. */
  readonly first: { readonly id: EventId; readonly node: NodeId } | null;
  /** Who knows of it, and the letters that tell of it. */
  readonly knows: ReadonlySet<NodeId>;
  readonly tells: ReadonlySet<MessageId>;
  /** The other's next event of its own after that. */
  readonly second: EventId | null;
  /** Whether word of the first had come there. */
  readonly heard: boolean;
}

/**
 * Settled when both processes have had an event of their own. `before`: word of the first process's event had reached the second one;
 * `after`: the other way round; else `concurrent`.
 */
export function hearsay(one: NodeId, other: NodeId): Settling {
  return settling<Heard>({
    start: () => ({
      first: null,
      knows: new Set(),
      tells: new Set(),
      second: null,
      heard: false,
    }),
    observe(memory, event) {
      const { first, knows, tells, second } = memory;
      const { node } = event;
      if (second !== null || node === null) return memory;
      const own =
        event.kind === "note" &&
        event.data.note === "local" &&
        (node === one || node === other) &&
        node !== first?.node;
      if (own)
        return first === null
          ? { ...memory, first: { id: event.id, node }, knows: new Set([node]) }
          : { ...memory, second: event.id, heard: knows.has(node) };
      if (first === null) return memory;
      if (event.kind === "send" && knows.has(node))
        return { ...memory, tells: new Set(tells).add(event.message) };
      if (event.kind === "duplicate" && tells.has(event.data.of))
        return { ...memory, tells: new Set(tells).add(event.message) };
      if (event.kind === "deliver" && tells.has(event.message))
        return { ...memory, knows: new Set(knows).add(node) };
      return memory;
    },
    settled({ first, second, heard }) {
      if (first === null || second === null) return null;
      const option = !heard ? "concurrent" : first.node === one ? "before" : "after";
      return { option, events: [first.id, second] };
    },
  });
}
