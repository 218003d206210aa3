/** What a total order costs, in messages and in time. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Meter, Reading } from "../../kernel/monitor.ts";
import { MILLISECOND, type Micros } from "../../kernel/time.ts";
import { say } from "../../languages/say.ts";
import type { Update } from "./messages.ts";
import { processesOf } from "./world.ts";

interface Costs {
  readonly processes: number;
  readonly messages: number;
  readonly made: number;
  /** Updates that somebody has still to apply: when they were made, and by how many they have been applied. */
  readonly open: ReadonlyMap<string, { readonly made: Micros; readonly applied: number }>;
  /** Updates that everybody has applied, and how long that took in all. */
  readonly everywhere: number;
  readonly waited: Micros;
}

/** Updates applied everywhere, how long each took from its making until then, and messages for each update made. */
export const orderingCosts: Meter<Costs> = {
  id: "ordering",
  start: (world) => ({
    processes: processesOf(world).length,
    messages: 0,
    made: 0,
    open: new Map(),
    everywhere: 0,
    waited: 0,
  }),
  observe(memory, { events }) {
    let next = memory;
    for (const event of events) {
      if (event.kind === "send") next = { ...next, messages: next.messages + 1 };
      else if (event.kind === "note" && event.data.note === "made") {
        const key = keyOf(event.data.about as unknown as Update);
        const open = new Map(next.open).set(key, { made: event.time, applied: 0 });
        next = { ...next, made: next.made + 1, open };
      } else if (event.kind === "note" && event.data.note === "applied") {
        next = afterApplying(next, keyOf(event.data.about as unknown as Update), event.time);
      }
    }
    return next;
  },
  read: ({ messages, made, everywhere, waited }): readonly Reading[] => [
    {
      id: "everywhere",
      label: say`on all lists`,
      value: everywhere,
      unit: "",
      tone: "plain",
    },
    {
      id: "messages",
      label: say`messages each`,
      value: made === 0 ? null : Math.round((10 * messages) / made) / 10,
      unit: "",
      tone: "plain",
    },
    {
      id: "wait",
      label: say`until then`,
      value: everywhere === 0 ? null : Math.round(waited / everywhere / MILLISECOND),
      unit: "ms",
      tone: "plain",
    },
  ],
};

function afterApplying(costs: Costs, key: string, now: Micros): Costs {
  const one = costs.open.get(key);
  if (!one) return costs;
  const open = new Map(costs.open);
  const applied = one.applied + 1;
  if (applied < costs.processes) return { ...costs, open: open.set(key, { ...one, applied }) };
  open.delete(key);
  return {
    ...costs,
    open,
    everywhere: costs.everywhere + 1,
    waited: costs.waited + now - one.made,
  };
}

function keyOf({ origin, number }: { readonly origin: NodeId; readonly number: number }): string {
  return `${origin} ${number}`;
}
