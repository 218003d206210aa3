/** The server that everybody calls: its workers slow down when the lesson's knob says so. */
import { anyBehavior } from "../../kernel/behavior.ts";
import { defineNode } from "../machine.ts";
import { queueMachine, type QueueContext } from "../request-queue.ts";

/** The share of its full speed at which it works now. */
export function speedOf({ knobs }: Pick<QueueContext, "knobs">): number {
  return Number.parseFloat(knobs["speed"] ?? "100%") / 100;
}

/** The server. `config` of its node is `QueueConfig`. */
export const serverNode = anyBehavior(defineNode(queueMachine(speedOf)));
