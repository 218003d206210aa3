/** A server behind the balancer: one worker, and a speed that the lesson's knob takes from one of them. */
import { anyBehavior, type NodeId } from "../../kernel/behavior.ts";
import { defineNode } from "../machine.ts";
import { queueMachine, type QueueConfig, type QueueContext } from "../request-queue.ts";

export interface ServerConfig extends QueueConfig {
  /** The server that the knob slows down. */
  readonly slow: NodeId;
}

/** The share of its full speed at which a server works now. */
export function speedOf({ id, config, knobs }: QueueContext): number {
  return id === (config as ServerConfig).slow
    ? Number.parseFloat(knobs["speed"] ?? "100%") / 100
    : 1;
}

/** A server. `config` of its node is {@link ServerConfig}. */
export const serverNode = anyBehavior(defineNode(queueMachine(speedOf)));
