import type { NodeId } from "./behavior.ts";
import type { Intervention, MessageId } from "./intervention.ts";
import { printDuration } from "./time.ts";
import type { World } from "./world.ts";

/** Why an action would do nothing at this moment, in one sentence; null when it would do something. */
export function objection(world: World, what: Intervention): string | null {
  switch (what.do) {
    case "crash":
      return world.node(what.node).status === "crashed" ? `${what.node} is down already` : null;
    case "restart":
      return world.node(what.node).status === "crashed"
        ? null
        : `${what.node} is running; crash it before you restart it`;
    case "pause":
      return world.node(what.node).status === "up"
        ? null
        : `${what.node} is ${world.node(what.node).status}; only a running node can be paused`;
    case "resume":
      return world.node(what.node).status === "paused" ? null : `${what.node} is not paused`;
    case "fire": {
      const node = world.node(what.node);
      if (node.status !== "up")
        return `${what.node} is ${node.status}: none of its timers can ring`;
      if (node.timers.some((timer) => what.timer === null || timer.label === what.timer))
        return null;
      return what.timer === null
        ? `no timer of ${what.node} is running`
        : `${what.node} has no ${what.timer} running`;
    }
    case "client":
      return world.node(what.client).status === "up"
        ? null
        : `${what.client} is ${world.node(what.client).status} and can ask nothing`;
    case "traitor":
      return treacheryObjection(world, what.node, what.as);
    case "drop":
    case "duplicate":
    case "move":
    case "delay":
    case "deliver":
      return messageObjection(world, what.message, what.do);
    default:
      return null;
  }
}

function treacheryObjection(world: World, node: NodeId, as: string | null): string | null {
  if (world.node(node).traitor !== as) return null;
  return as === null ? `${node} is honest` : `${node} is a traitor already`;
}

function messageObjection(world: World, message: MessageId, act: string): string | null {
  const flight = world.flights.get(message);
  if (!flight) return `m${message} is not on its way at ${printDuration(world.time)}`;
  const receiver = world.nodes[flight.to]!.spec.id;
  if (flight.waits === "node") return `m${message} has arrived and waits for ${receiver} to resume`;
  if (flight.waits === "turn")
    return `m${message} has arrived and waits for its turn at ${receiver}, which is slow`;
  if (act === "deliver" && world.network.link(flight.from, flight.to)?.cut)
    return `m${message} cannot be delivered: its link is cut`;
  return null;
}
