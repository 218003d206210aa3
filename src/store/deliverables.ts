/** Everything that waits for a hand, or will when it arrives: messages on held links, and held timers. Pure. */
import type { FlightFrame, TimerFrame } from "../wire/frame.ts";
import { isHeld } from "./acts.ts";
import type { Run } from "./run.ts";

export type Deliverable =
  | {
      readonly is: "message";
      readonly key: string;
      readonly at: number;
      readonly flight: FlightFrame;
    }
  | {
      readonly is: "timer";
      readonly key: string;
      readonly at: number;
      readonly node: string;
      readonly timer: TimerFrame;
    };

/** Whether anything is held at all. */
export function isAnythingHeld({ network }: Run): boolean {
  return network.holdAll || network.holdTimers || network.held.length > 0;
}

/** In the order in which they would come by themselves. @param about only those that this node has a part in. */
export function deliverablesOf(run: Run, about: string | null): readonly Deliverable[] {
  const found: Deliverable[] = [];
  for (const flight of run.flights.values()) {
    const { id, from, to, arrives, waits } = flight;
    if (waits === "node" || !isHeld(run, from, to)) continue;
    if (about !== null && from !== about && to !== about) continue;
    found.push({ is: "message", key: `m${id}`, at: arrives, flight });
  }
  for (const node of run.network.holdTimers ? run.nodes.values() : []) {
    if (node.status !== "up" || (about !== null && node.id !== about)) continue;
    for (const timer of node.timers) {
      const key = `${node.id} ${timer.label}`;
      found.push({ is: "timer", key, at: timer.due, node: node.id, timer });
    }
  }
  return found.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
}
