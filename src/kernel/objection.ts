import type { NodeId } from "./behavior.ts";
import type { Intervention, MessageId } from "./intervention.ts";
import type { Scenario } from "./scenario.ts";
import { turned } from "./settings.ts";
import { printDuration } from "./time.ts";
import type { NodeState, World } from "./world.ts";
import { say } from "../languages/say.ts";

/** Why an action would do nothing at this moment, in one sentence; null when it would do something. */
export function objection(
  world: World,
  what: Intervention,
  scenario: Pick<Scenario, "unworkable">,
): string | null {
  switch (what.do) {
    case "crash":
      return world.node(what.node).status === "crashed" ? say`${what.node} is down already` : null;
    case "restart":
      return world.node(what.node).status === "crashed"
        ? null
        : say`${what.node} is running; crash it before you restart it`;
    case "pause":
      return pauseObjection(what.node, world.node(what.node).status);
    case "resume":
      return world.node(what.node).status === "paused" ? null : say`${what.node} is not paused`;
    case "fire": {
      const node = world.node(what.node);
      if (node.status === "crashed")
        return say`${what.node} is crashed: none of its timers can ring`;
      if (node.status === "paused") return say`${what.node} is paused: none of its timers can ring`;
      if (node.timers.some((timer) => what.timer === null || timer.label === what.timer))
        return null;
      return what.timer === null
        ? say`no timer of ${what.node} is running`
        : say`${what.node} has no ${what.timer} running`;
    }
    case "set":
    case "rule":
      return scenario.unworkable?.(turned(world.settings, what)) ?? null;
    case "client":
      return clientObjection(what.client, world.node(what.client).status);
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

type Status = NodeState["status"];

function pauseObjection(node: NodeId, status: Status): string | null {
  if (status === "up") return null;
  return status === "crashed"
    ? say`${node} is crashed; only a running node can be paused`
    : say`${node} is paused; only a running node can be paused`;
}

function clientObjection(client: NodeId, status: Status): string | null {
  if (status === "up") return null;
  return status === "crashed"
    ? say`${client} is crashed and can ask nothing`
    : say`${client} is paused and can ask nothing`;
}

function treacheryObjection(world: World, node: NodeId, as: string | null): string | null {
  if (world.node(node).traitor !== as) return null;
  return as === null ? say`${node} is honest` : say`${node} is a traitor already`;
}

function messageObjection(world: World, message: MessageId, act: string): string | null {
  const flight = world.flights.get(message);
  if (!flight) return say`m${message} is not on its way at ${printDuration(world.time)}`;
  const receiver = world.nodes[flight.to]!.spec.id;
  if (flight.waits === "node")
    return say`m${message} has arrived and waits for ${receiver} to resume`;
  if (flight.waits === "turn")
    return say`m${message} has arrived and waits for its turn at ${receiver}, which is slow`;
  if (act === "deliver" && world.network.link(flight.from, flight.to)?.cut)
    return say`m${message} cannot be delivered: its link is cut`;
  return null;
}
