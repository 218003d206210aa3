/** When an overload outlives its cause, and when it ends, as conditions on the trace. */
import { condition, metBy, type Condition, type Met } from "../../kernel/teaching/condition.ts";
import type { Micros } from "../../kernel/time.ts";
import type { TraceEvent } from "../../kernel/trace.ts";

/** A run's settings as far as its interventions tell; what is not turned stands as the lesson opens. */
type Knobs = Readonly<Record<string, string>>;

function turnedBy(event: TraceEvent, knobs: Knobs): Knobs {
  if (event.kind !== "intervention" || event.data.what.do !== "set") return knobs;
  return { ...knobs, [event.data.what.knob]: event.data.what.value };
}

function isFast(knobs: Knobs): boolean {
  return (knobs["speed"] ?? "100%") === "100%";
}

function isBusy(knobs: Knobs): boolean {
  const load = Number.parseFloat(knobs["load"] ?? "60%");
  const retries = knobs["retries"] ?? "3";
  return load >= 60 && load <= 70 && retries === "3" && (knobs["workload"] ?? "on") === "on";
}

/**
 * The server was slow for so long at most, and this long after it was fast again hardly any request is answered: of the last thirty that
 * ended, three at most. All the time the users ask for no more than it is made for.
 */
export function outlives(longest: Micros, after: Micros): Condition {
  interface Memory {
    readonly knobs: Knobs;
    /** When the server became slow, and when it became fast again; null: not yet, or the attempt does not count. */
    readonly slow: Micros | null;
    readonly fast: Micros | null;
    readonly ended: readonly boolean[];
    readonly met: Met | null;
  }
  return condition<Memory>({
    start: () => ({ knobs: {}, slow: null, fast: null, ended: [], met: null }),
    observe(memory, event) {
      if (memory.met) return memory;
      const knobs = turnedBy(event, memory.knobs);
      if (knobs !== memory.knobs) {
        const [was, is] = [isFast(memory.knobs), isFast(knobs)];
        const next = { ...memory, knobs };
        if (!isBusy(knobs)) return { ...next, slow: null, fast: null, ended: [] };
        if (was && !is) return { ...next, slow: event.time, fast: null, ended: [] };
        if (!was && is) {
          const short = memory.slow !== null && event.time - memory.slow <= longest;
          return { ...next, fast: short ? event.time : null, ended: [] };
        }
        return next;
      }
      if (event.kind !== "return" || memory.fast === null) return memory;
      const ended = [...memory.ended, event.data.outcome === "ok"].slice(-30);
      const met = isCollapse(ended) && event.time - memory.fast >= after ? metBy(event) : null;
      return { ...memory, ended, met };
    },
    met: ({ met }) => met,
  });
}

/** Of thirty requests in a row three at most are answered. */
export function collapsed(): Condition {
  interface Memory {
    readonly ended: readonly boolean[];
    readonly met: Met | null;
  }
  return condition<Memory>({
    start: () => ({ ended: [], met: null }),
    observe(memory, event) {
      if (memory.met || event.kind !== "return") return memory;
      const ended = [...memory.ended, event.data.outcome === "ok"].slice(-30);
      return { ended, met: isCollapse(ended) ? metBy(event) : null };
    },
    met: ({ met }) => met,
  });
}

function isCollapse(ended: readonly boolean[]): boolean {
  return ended.length === 30 && ended.filter(Boolean).length <= 3;
}

/** Of so many requests in a row nine tenths are answered, with the users asking as much as usual and a server at full speed. */
export function healthy(count: number): Condition {
  interface Memory {
    readonly knobs: Knobs;
    readonly ended: readonly boolean[];
    readonly met: Met | null;
  }
  return condition<Memory>({
    start: () => ({ knobs: {}, ended: [], met: null }),
    observe(memory, event) {
      if (memory.met) return memory;
      const knobs = turnedBy(event, memory.knobs);
      if (knobs !== memory.knobs) return { ...memory, knobs, ended: [] };
      if (event.kind !== "return" || !isBusy(knobs) || !isFast(knobs)) return memory;
      const ended = [...memory.ended, event.data.outcome === "ok"].slice(-count);
      const well = ended.length === count && ended.filter(Boolean).length >= 0.9 * count;
      return { ...memory, ended, met: well ? metBy(event) : null };
    },
    met: ({ met }) => met,
    progress: ({ ended }) => ended.filter(Boolean).length / count,
  });
}
