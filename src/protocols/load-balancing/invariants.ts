/**
 * What a balancer that checks its servers' health promises. Both promises are bounded by the time that a check takes to notice: a
 * server that dies right after an answer has `fall` probes to fail, each until the next one.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { TRUE_RATE } from "../../kernel/clock.ts";
import { HOLDS, type Finding, type Monitor, type StepView } from "../../kernel/monitor.ts";
import type { Network } from "../../kernel/network.ts";
import { tellSpan, tellTime, type Micros } from "../../kernel/time.ts";
import type { EventId, TraceEvent } from "../../kernel/trace.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import { say } from "../../languages/say.ts";
import { HEALTH_CHECK, SERVER, type BalancerConfig } from "./state.ts";
import { balancerIn, balancerOf, isOpen, serversIn } from "./world.ts";

/** How long the balancer needs to notice that a server is dead, in simulated µs. */
export function detectionTime({ spec, clock }: NodeState): Micros {
  const { fall, interval } = spec.config as BalancerConfig;
  return Math.ceil(((fall + 1) * interval * TRUE_RATE) / clock.rate);
}

/** Since when the balancer has been able to check: it runs, at one rate, and the rule is on. */
interface Watch {
  readonly since: Micros;
  readonly rate: number;
  readonly able: boolean;
  readonly checks: boolean;
}

function startWatch(world: World): Watch {
  return { since: 0, rate: balancerIn(world).clock.rate, able: true, checks: true };
}

/**
 * The watch after a step; the same one while nothing has changed. That checks are switched off excuses nothing; only when they are
 * switched on again does the time to notice begin anew.
 */
function watching(watch: Watch, world: World): Watch {
  const { status, slow, busyUntil, clock } = balancerIn(world);
  const able = status === "up" && slow === 0 && busyUntil <= world.time && !world.holdTimers;
  const checks = world.settings.rules[HEALTH_CHECK] !== false;
  const { rate } = clock;
  if (able === watch.able && checks === watch.checks && rate === watch.rate) return watch;
  const anew = rate !== watch.rate || (able && !watch.able) || (checks && !watch.checks);
  return { since: anew ? world.time : watch.since, rate, able, checks };
}

// ── No traffic to the dead ────────────────────────────────────────────────────────────────────────────────────

interface Dead {
  readonly since: Micros;
  /** What took it away. */
  readonly event: EventId;
}

interface Targets {
  readonly watch: Watch;
  /** Servers that are down, paused or cut off. */
  readonly dead: ReadonlyMap<NodeId, Dead>;
  readonly network: Network;
  readonly finding: Finding;
}

function isDead(world: World, { spec, status }: NodeState): boolean {
  return status !== "up" || !isOpen(world, balancerIn(world).spec.id, spec.id);
}

function afterChange(memory: Targets, world: World, event: EventId): ReadonlyMap<NodeId, Dead> {
  const dead = new Map<NodeId, Dead>();
  for (const server of serversIn(world)) {
    const { id } = server.spec;
    if (isDead(world, server)) dead.set(id, memory.dead.get(id) ?? { since: world.time, event });
  }
  return dead;
}

const CHANGES: ReadonlySet<TraceEvent["kind"]> = new Set([
  "intervention",
  "crash",
  "restart",
  "pause",
  "resume",
  "fault",
]);

/** No request is sent to a server that has been dead for longer than it takes to notice. */
export const noTrafficToTheDead: Monitor<Targets> = {
  id: "no-traffic-to-the-dead",
  title: "No traffic to the dead",
  simple: "Nobody is sent to a till where nobody sits, once there was time to notice.",
  source: "Chandra & Toueg 1996, strong completeness; here with a bound",
  start: (world) => ({
    watch: startWatch(world),
    dead: new Map(),
    network: world.network,
    finding: HOLDS,
  }),
  observe(memory, { events }, world) {
    let next = memory;
    const watch = watching(memory.watch, world);
    if (watch !== memory.watch) {
      // What went wrong while nobody checked says nothing of checks.
      const finding = watch.checks && !memory.watch.checks ? HOLDS : memory.finding;
      next = { ...next, watch, finding };
    }
    const change = events.find(({ kind }) => CHANGES.has(kind));
    if (change !== undefined || world.network !== memory.network)
      next = {
        ...next,
        network: world.network,
        dead: afterChange(next, world, change?.id ?? 0),
      };
    if (next.dead.size === 0 || next.finding.verdict === "violated") return next;
    for (const event of events) {
      if (event.kind !== "send" || event.data.message.type !== "Request") continue;
      const dead = next.dead.get(event.peer!);
      if (dead === undefined || !watch.able) continue;
      const bound = detectionTime(balancerIn(world));
      const time = event.time - Math.max(dead.since, watch.since);
      if (time <= bound) continue;
      const finding: Finding = {
        verdict: "violated",
        simple: say`Somebody is sent to till ${event.peer}, where nobody has answered for ${tellSpan(event.time - dead.since)}.`,
        expert: say`At ${tellTime(event.time)} a request was sent to ${event.peer}, which had been dead for ${tellSpan(event.time - dead.since)}; a check notices within ${tellSpan(bound)}.`,
        nodes: [event.node!, event.peer!],
        events: [dead.event, event.id].filter((id) => id > 0),
      };
      return { ...next, finding };
    }
    return next;
  },
  judge: (memory) => memory.finding,
};

// ── Every request is answered ─────────────────────────────────────────────────────────────────────────────────

interface Lost {
  readonly since: Micros;
  readonly server: NodeId;
  /** What lost it. */
  readonly event: EventId;
}

interface Answers {
  readonly watch: Watch;
  /** Requests that the balancer has taken and no live server has any more, by id. */
  readonly lost: ReadonlyMap<string, Lost>;
  readonly finding: Finding;
}

/** The id in a request or in what answers it. */
function idIn(event: TraceEvent, ...types: readonly string[]): string | null {
  if (event.kind !== "send" && event.kind !== "drop") return null;
  const { message } = event.data;
  return types.includes(message.type) ? (message as unknown as { id: string }).id : null;
}

/** The requests that die with a server: sent there, and neither they nor their answers on their way. */
function diedWith(world: World, server: NodeId): string[] {
  const balancer = balancerOf(world);
  if (balancer === null) return [];
  const travelling = new Set<string>();
  for (const { message } of world.flights.values())
    if (message.type === "Request" || message.type === "Response")
      travelling.add((message as unknown as { id: string }).id);
  return balancer.requests
    .filter((each) => each.server === server && !each.answered && !travelling.has(each.id))
    .map(({ id }) => id);
}

/** The requests that are lost after a step. */
function losses(
  before: ReadonlyMap<string, Lost>,
  { events }: StepView,
  world: World,
): ReadonlyMap<string, Lost> {
  let lost = before;
  const lose = (id: string, server: NodeId, event: TraceEvent) => {
    if (!lost.has(id)) lost = new Map(lost).set(id, { since: event.time, server, event: event.id });
  };
  const balancer = balancerIn(world).spec.id;
  for (const event of events) {
    const { kind, node, peer } = event;
    if (kind === "crash" || kind === "fault") {
      // Whoever forgets everything has promised nothing.
      if (node === balancer) lost = new Map();
      else if (world.node(node!).spec.kind === SERVER)
        for (const id of diedWith(world, node!)) lose(id, node!, event);
    } else if (kind === "drop" && event.data.reason === "crashed") {
      const id = idIn(event, "Request");
      // Its former server may be lost long after another one has answered.
      const request = balancerOf(world)?.requests.find((each) => each.id === id);
      if (id !== null && request?.server === peer && !request.answered) lose(id, peer, event);
    } else if (kind === "send" && node === balancer && lost.size > 0) {
      const id = idIn(event, "Request", "Response", "Refused");
      if (id === null || !lost.has(id)) continue;
      const left = new Map(lost);
      left.delete(id);
      lost = left;
    }
  }
  return lost;
}

/** Every request that a balancer has taken is answered in the end, unless a cut took it or the balancer itself has crashed. */
export const everyRequestAnswered: Monitor<Answers> = {
  id: "answered",
  title: "Every request is answered",
  simple: "Whoever stood at a till whose cashier has gone is sent to another till.",
  source: "Lamport 1977, liveness; here with a bound",
  start: (world) => ({ watch: startWatch(world), lost: new Map(), finding: HOLDS }),
  observe(memory, step, world) {
    const watch = watching(memory.watch, world);
    const lost = losses(memory.lost, step, world);
    if (watch === memory.watch && lost === memory.lost && lost.size === 0) return memory;
    const next = { ...memory, watch, lost };
    if (!watch.able || memory.finding.verdict === "violated") return next;
    const bound = detectionTime(balancerIn(world));
    for (const [id, { since, server, event }] of lost) {
      if (world.time - Math.max(since, watch.since) <= bound) continue;
      const finding: Finding = {
        verdict: "violated",
        simple: say`A shopper stood at till ${server} when its cashier went. Nobody has told the shopper to go elsewhere.`,
        expert: say`Request ${id} was lost with ${server} at ${tellTime(since)}; ${tellSpan(world.time - since)} later nobody has it, and its client has no answer.`,
        nodes: [server],
        events: [event],
      };
      return { ...next, finding };
    }
    return next;
  },
  judge: (memory) => memory.finding,
};
