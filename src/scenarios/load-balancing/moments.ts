/** What happens to queues, as conditions on the trace. */
import type { NodeId } from "../../kernel/behavior.ts";
import { condition, metBy, type Condition, type Met } from "../../kernel/teaching/condition.ts";
import { MILLISECOND, type Micros } from "../../kernel/time.ts";
import type { TraceEvent } from "../../kernel/trace.ts";
import { percentile } from "../../protocols/load-balancing/meters.ts";

/** By how much an event changes what a server has to do; 0 where it does not. */
function changeAt(event: TraceEvent): number {
  if (event.kind === "deliver" && event.node !== "lb" && event.data.message.type === "Request")
    return 1;
  return event.kind === "send" && event.node !== "lb" && event.data.message.type === "Response"
    ? -1
    : 0;
}

/** From now on so many requests more (or fewer, where negative) come to be at a server: this one, or any. */
export function grows(by: number, server?: NodeId): Condition {
  interface Memory {
    readonly lengths: Readonly<Record<NodeId, number>>;
    readonly met: Met | null;
  }
  return condition<Memory>({
    start: () => ({ lengths: {}, met: null }),
    observe(memory, event) {
      const change = changeAt(event);
      if (memory.met || change === 0) return memory;
      const length = (memory.lengths[event.node!] ?? 0) + change;
      const lengths = { ...memory.lengths, [event.node!]: length };
      const enough =
        (server === undefined || event.node === server) && (by > 0 ? length >= by : length <= by);
      return { lengths, met: enough ? metBy(event) : null };
    },
    met: ({ met }) => met,
  });
}

/** A request is sent to a server. */
export function sentTo(server: NodeId): (event: TraceEvent) => boolean {
  return (event) =>
    event.kind === "send" && event.peer === server && event.data.message.type === "Request";
}

/** So many requests must have been asked under one algorithm. */
const ENOUGH = 100;

/**
 * Under any algorithm but the one that is left, and while s1 is slow and the load is 70 % or more: of a hundred requests that began
 * under it and were answered, 99 were answered within the bound.
 */
export function tamed(left: string, bound: Micros): Condition {
  interface Memory {
    readonly knobs: Readonly<Record<string, string>>;
    /** Since when the settings are as they should be; null while they are not. */
    readonly since: Micros | null;
    readonly taken: readonly number[];
    readonly met: Met | null;
  }
  return condition<Memory>({
    start: () => ({ knobs: { algorithm: left }, since: null, taken: [], met: null }),
    observe(memory, event) {
      if (memory.met) return memory;
      if (event.kind === "intervention" && event.data.what.do === "set") {
        const { knob, value } = event.data.what;
        const knobs = { ...memory.knobs, [knob]: value };
        const fits =
          knobs["algorithm"] !== left &&
          knobs["speed"] !== "100%" &&
          Number.parseFloat(knobs["load"] ?? "70%") >= 70 &&
          knobs["workload"] !== "off";
        return { knobs, since: fits ? event.time : null, taken: [], met: null };
      }
      if (event.kind !== "return" || memory.since === null || event.data.began < memory.since)
        return memory;
      // Whoever has gone home has waited for longer than any bound.
      const took =
        event.data.outcome === "ok"
          ? (event.time - event.data.began) / MILLISECOND
          : Number.POSITIVE_INFINITY;
      const taken = [...memory.taken, took].slice(-ENOUGH);
      const tail = percentile(
        taken.toSorted((a, b) => a - b),
        0.99,
      );
      const calm = taken.length === ENOUGH && tail !== null && tail <= bound / MILLISECOND;
      return { ...memory, taken, met: calm ? metBy(event) : null };
    },
    met: ({ met }) => met,
    progress: ({ taken }) => taken.length / ENOUGH,
  });
}
