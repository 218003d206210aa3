/** What the generals bear, as a condition: orders that came through although one general betrayed. */
import type { NodeId } from "../../kernel/behavior.ts";
import { condition, metBy, type Condition, type Met } from "../../kernel/teaching/condition.ts";

/** The commander, or any lieutenant. */
type Rank = "commander" | "lieutenant";

interface Resistance {
  readonly traitors: readonly NodeId[];
  /** Who betrays alone while the order under way lasts; null: nobody does, or it is not so clear. */
  readonly alone: NodeId | null;
  /** What each lieutenant has obeyed of it. */
  readonly obeyed: Readonly<Record<NodeId, string>>;
  readonly borne: readonly Rank[];
  readonly met: Met | null;
}

function rankOf(id: NodeId): Rank {
  return id === "g0" ? "commander" : "lieutenant";
}

/**
 * A traitor in each rank, one at a time and for a whole order, and the loyal lieutenants agreed nevertheless.
 * @param lieutenants how many there are
 */
export function bearsBoth(lieutenants: number): Condition {
  return condition<Resistance>({
    start: () => ({ traitors: [], alone: null, obeyed: {}, borne: [], met: null }),
    observe(memory, event) {
      if (memory.met) return memory;
      if (event.kind === "intervention" && event.data.what.do === "traitor") {
        const { node, as } = event.data.what;
        const others = memory.traitors.filter((id) => id !== node);
        return { ...memory, traitors: as === null ? others : [...others, node], alone: null };
      }
      if (event.kind !== "note" || event.node === null) return memory;
      if (event.data.note === "ordered") {
        const [alone = null, ...more] = memory.traitors;
        return { ...memory, alone: more.length > 0 ? null : alone, obeyed: {} };
      }
      if (event.data.note !== "obeys" || memory.alone === null) return memory;
      const obeyed = { ...memory.obeyed, [event.node]: String(event.data.about?.["plan"]) };
      if (Object.keys(obeyed).length < lieutenants) return { ...memory, obeyed };
      const loyal = Object.entries(obeyed).filter(([id]) => id !== memory.alone);
      const agreed = new Set(loyal.map(([, plan]) => plan)).size === 1;
      const borne = agreed ? [...new Set([...memory.borne, rankOf(memory.alone)])] : memory.borne;
      return { ...memory, obeyed, borne, met: borne.length < 2 ? null : metBy(event) };
    },
    met: ({ met }) => met,
    progress: ({ borne }) => borne.length / 2,
  });
}
