/** How many believe to be primary, how long there was none, what fencing has kept out, and what was lost. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Meter } from "../../kernel/monitor.ts";
import { MILLISECOND, type Micros } from "../../kernel/time.ts";
import { say } from "../../languages/say.ts";
import { believers, DISK, SERVER } from "./world.ts";

interface Crowns {
  readonly now: readonly NodeId[];
  /** Since when nobody has believed it; null while somebody does, or did not yet. */
  readonly nobody: Micros | null;
  readonly longest: Micros | null;
  /** Kept here, so that the memory changes while there is nobody, and whoever shows it sees that. */
  readonly time: Micros;
}

/** Servers that believe to be primary, and the time without any. */
export const crowns: Meter<Crowns> = {
  id: "crowns",
  start: () => ({ now: [], nobody: null, longest: null, time: 0 }),
  observe(memory, step, world) {
    let next = memory;
    if (step.node?.spec.kind === SERVER) {
      const now = believers(world).map(({ id }) => id);
      if (now.join() !== memory.now.join()) next = { ...next, now };
    }
    if (next.now.length === 0 && memory.now.length > 0) next = { ...next, nobody: world.time };
    else if (next.now.length > 0 && memory.nobody !== null)
      next = { ...next, nobody: null, longest: world.time - memory.nobody };
    return next.nobody === null || next.time === world.time ? next : { ...next, time: world.time };
  },
  read: ({ now, nobody, longest, time }) => [
    {
      id: "believers",
      label: say`believe to be primary`,
      value: now.length,
      unit: "",
      tone: now.length === 1 ? "good" : "bad",
      ...(now.length > 1 ? { nodes: now } : {}),
    },
    {
      id: "vacancy",
      label: say`without a primary`,
      value:
        nobody === null
          ? longest === null
            ? null
            : Math.round(longest / MILLISECOND)
          : Math.round((time - nobody) / MILLISECOND),
      unit: "ms",
      tone: nobody === null ? "plain" : "bad",
    },
  ],
};

interface Refusals {
  readonly refused: number;
  readonly overwritten: number;
}

/** What the disk has refused, and what has been written over. */
export const refusals: Meter<Refusals> = {
  id: "refusals",
  start: () => ({ refused: 0, overwritten: 0 }),
  observe(memory, step) {
    if (step.node?.spec.kind !== DISK) return memory;
    let next = memory;
    for (const { kind, data } of step.events) {
      if (kind !== "note") continue;
      if (data.note === "refused") next = { ...next, refused: next.refused + 1 };
      if (data.note === "overwrote") next = { ...next, overwritten: next.overwritten + 1 };
    }
    return next;
  },
  read: ({ refused, overwritten }) => [
    { id: "refused", label: say`refused by the disk`, value: refused, unit: "", tone: "plain" },
    {
      id: "overwritten",
      label: say`written over`,
      value: overwritten,
      unit: "",
      tone: overwritten > 0 ? "bad" : "good",
    },
  ],
};
