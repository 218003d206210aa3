/** What onlookers (judges, meters, set-ups) may see of broker, workers and producers. */
import type { AnyMachineSnapshot } from "xstate";
import type { NodeId } from "../../kernel/behavior.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import type { QueueMessage } from "./messages.ts";
import type { ProducerContext } from "./producer.ts";
import type { BrokerConfig, BrokerContext, BrokerDisk, Poll, StoredMessage } from "./state.ts";
import type { WorkerContext } from "./worker.ts";

/** The kinds of nodes beside the producers, who are clients. */
export const BROKER = "broker";
export const WORKER = "worker";

function contextOf<C>({ state }: NodeState): C | null {
  return (state as (AnyMachineSnapshot & { context: C }) | undefined)?.context ?? null;
}

function brokerNodeOf({ nodes }: World): NodeState {
  return nodes.find((node) => node.spec.kind === BROKER)!;
}

export function brokerIn(world: World): NodeId {
  return brokerNodeOf(world).spec.id;
}

/** The queue, also while the broker is down: ready and in flight, by age. */
export function queueOf(world: World): readonly StoredMessage[] {
  return (brokerNodeOf(world).disk as BrokerDisk).queue ?? [];
}

/** The dead-letter queue, also while the broker is down. */
export function deadOf(world: World): readonly StoredMessage[] {
  return (brokerNodeOf(world).disk as BrokerDisk).dead ?? [];
}

/** How often a message may be handed out at most. */
export function maxReceiveCountIn(world: World): number {
  return (brokerNodeOf(world).spec.config as BrokerConfig).maxReceiveCount;
}

/** The workers' requests that wait for a job, the oldest first; none while the broker is down. */
export function pollsOf(world: World): readonly Poll[] {
  return contextOf<BrokerContext>(brokerNodeOf(world))?.polls ?? [];
}

function workersOf({ nodes }: World): readonly NodeState[] {
  return nodes.filter(({ spec }) => spec.kind === WORKER);
}

/** Whether anybody could still do it, or hand it over once more: workers, their mail, producers, the broker's mail. */
export function isAround(job: string, world: World): boolean {
  const held = workersOf(world).some(
    (node) => contextOf<WorkerContext>(node)?.tasks.some(({ body }) => body.id === job) ?? false,
  );
  if (held) return true;
  const offered = world.nodes.some(
    (node) => contextOf<Partial<ProducerContext>>(node)?.job?.id === job,
  );
  if (offered) return true;
  for (const { message, fate } of world.flights.values())
    if (fate === "arrives" && carries(message as QueueMessage, job)) return true;
  return world.nodes.some(({ backlog }) =>
    backlog.some((entry) => entry.what === "flight" && carries(entry.message as QueueMessage, job)),
  );
}

function carries(message: QueueMessage, job: string): boolean {
  switch (message.type) {
    case "SendMessage":
      return message.body.id === job;
    case "ReceiveMessageResult":
      return message.messages.some(({ body }) => body.id === job);
    default:
      return false;
  }
}
