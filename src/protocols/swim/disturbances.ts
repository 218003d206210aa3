/**
 * What was not in order, where and when: the onlooker's record, against which promises about accuracy are held. A member is disturbed
 * while it is down, paused, slow, or its clock runs wrong; a link while a direction of it is cut, held, slow or loses messages. What hands
 * do to single messages, timers and clocks counts, too. A disturbance lasts until everything that it can have delayed is over.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { TRUE_RATE } from "../../kernel/clock.ts";
import type { LinkConditions } from "../../kernel/conditions.ts";
import type { Intervention } from "../../kernel/intervention.ts";
import type { StepView } from "../../kernel/monitor.ts";
import type { Network } from "../../kernel/network.ts";
import type { Micros } from "../../kernel/time.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import type { MemberConfig } from "./state.ts";

/** A member, a link (`n1|n2`), or everything at once. */
type Where = string;
const EVERYWHERE: Where = "*";

interface Disturbance {
  readonly where: Where;
  readonly from: Micros;
  readonly to: Micros;
}

export interface Disturbances {
  readonly network: Network;
  readonly holdTimers: boolean;
  /** Since when what is disturbed now has been. */
  readonly present: ReadonlyMap<Where, Micros>;
  readonly past: readonly Disturbance[];
}

/** Older ones are forgotten. */
const REMEMBERED = 200;

export function calm(world: World): Disturbances {
  return { network: world.network, holdTimers: false, present: disturbed(world), past: [] };
}

export function linkOf(a: NodeId, b: NodeId): Where {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

/** After a step. The same one when it changed nothing. */
export function afterStep(before: Disturbances, { events }: StepView, world: World): Disturbances {
  let next = before;
  const changes = events.some(({ kind }) =>
    ["intervention", "crash", "restart", "pause", "resume"].includes(kind),
  );
  if (changes || world.network !== before.network || world.holdTimers !== before.holdTimers) {
    const now = disturbed(world);
    const over = [...before.present]
      .filter(([where]) => !now.has(where))
      .map(([where, from]): Disturbance => ({ where, from, to: world.time }));
    for (const where of now.keys()) now.set(where, before.present.get(where) ?? world.time);
    next = {
      network: world.network,
      holdTimers: world.holdTimers,
      present: now,
      past: [...before.past, ...over].slice(-REMEMBERED),
    };
  }
  for (const event of events) {
    if (event.kind === "intervention") next = afterHand(next, event.data.what, world);
    else if (event.kind === "drop" && event.data.reason !== "crashed")
      next = during(next, linkOf(event.node!, event.peer!), world.time, world.time);
  }
  return next;
}

function during(before: Disturbances, where: Where, from: Micros, to: Micros): Disturbances {
  return { ...before, past: [...before.past, { where, from, to }].slice(-REMEMBERED) };
}

/** What a hand does at one moment. */
function afterHand(before: Disturbances, what: Intervention, world: World): Disturbances {
  const { time } = world;
  switch (what.do) {
    case "delay":
    case "move":
    case "deliver": {
      const flight = world.flights.get(what.message);
      const ends = flight && [flight.from, flight.to].map((index) => world.nodes[index]!.spec.id);
      return during(before, ends ? linkOf(ends[0]!, ends[1]!) : EVERYWHERE, time, time);
    }
    // A timer that has rung too early, a clock that has jumped: suspicions may end before their time.
    case "fire":
    case "clock":
    case "drift":
      return during(before, what.node, time - LONGEST, time + LONGEST);
    // What was learned without a rule, or under other times, is not held against the rules in force.
    case "set":
      return during(before, EVERYWHERE, 0, time);
    case "rule":
      return what.on ? during(before, EVERYWHERE, 0, time) : before;
    default:
      return before;
  }
}

/** Longer than any suspicion lasts. */
const LONGEST: Micros = 120_000_000;

/** Everything that is disturbed at this moment. */
function disturbed(world: World): Map<Where, Micros> {
  const now = new Map<Where, Micros>();
  for (const node of world.nodes) if (!isWell(node)) now.set(node.spec.id, world.time);
  for (const where of brokenLinks(world)) now.set(where, world.time);
  if (world.holdTimers) now.set(EVERYWHERE, world.time);
  return now;
}

function isWell({ status, slow, traitor, clock }: NodeState): boolean {
  return status === "up" && slow === 0 && traitor === null && clock.rate === TRUE_RATE;
}

/** A network is immutable and stands for many steps. */
const known = new WeakMap<Network, readonly Where[]>();

function brokenLinks({ network, nodes }: World): readonly Where[] {
  let broken = known.get(network);
  if (broken === undefined) {
    const found = new Set<Where>();
    const { ackTimeout } = nodes[0]!.spec.config as MemberConfig;
    for (const [from, to] of network.directions()) {
      const { cut, held, conditions } = network.link(from, to)!;
      if (cut || held || conditions.loss > 0 || isSlow(conditions, ackTimeout))
        found.add(linkOf(nodes[from]!.spec.id, nodes[to]!.spec.id));
    }
    known.set(network, (broken = [...found]));
  }
  return broken;
}

/** Whether a message there and an answer back may take longer than members wait. */
function isSlow({ latency }: LinkConditions, ackTimeout: Micros): boolean {
  switch (latency.kind) {
    case "fixed":
      return 2 * latency.value > ackTimeout;
    case "uniform":
      return 2 * latency.high > ackTimeout;
    case "exponential":
      return true;
  }
}

// ── Asking ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Disturbances that reach into a span, each with `linger` behind its end: until what it delayed is over. */
function within(
  { present, past }: Disturbances,
  from: Micros,
  to: Micros,
  linger: Micros,
): Disturbance[] {
  const lasting = [...present].map(([where, since]): Disturbance => ({ where, from: since, to }));
  return [...past, ...lasting]
    .map((each) => ({ ...each, to: each.to + linger }))
    .filter((each) => each.to >= from && each.from <= to);
}

/** The longest stretch of a span in which none of these places was disturbed. */
export function longestCalm(
  disturbances: Disturbances,
  places: readonly Where[],
  from: Micros,
  to: Micros,
  linger: Micros,
): Micros {
  const bad = within(disturbances, from, to, linger)
    .filter(({ where }) => where === EVERYWHERE || places.includes(where))
    .toSorted((a, b) => a.from - b.from);
  let longest = 0;
  let calmSince = from;
  for (const each of bad) {
    longest = Math.max(longest, each.from - calmSince);
    calmSince = Math.max(calmSince, each.to);
  }
  return Math.max(longest, to - calmSince);
}

/**
 * How many ways between two members may have been disturbed at one time or another in a span; null when one of the two was disturbed itself.
 * Each disturbance spoils one way at most: the link between the two, or the way by one other member.
 */
export function spoiltWays(
  disturbances: Disturbances,
  [one, other]: readonly [NodeId, NodeId],
  from: Micros,
  to: Micros,
  linger: Micros,
): number | null {
  const spoilt = new Set<Where>();
  for (const { where } of within(disturbances, from, to, linger)) {
    if (where === EVERYWHERE || where === one || where === other) return null;
    const ends = where.split("|");
    const touches = ends.some((end) => end === one || end === other);
    // The way by a member is spoilt once, however many of its links are.
    if (ends.length === 1) spoilt.add(where);
    else if (touches) spoilt.add(ends.find((end) => end !== one && end !== other) ?? "direct");
  }
  return spoilt.size;
}

/** Since when nothing has been disturbed but for these members being down; null while something is. */
export function calmSince(
  { present, past }: Disturbances,
  isDown: (where: Where) => boolean,
): Micros | null {
  for (const where of present.keys()) if (!isDown(where)) return null;
  const ends = [...past.map(({ to }) => to), ...present.values()];
  return ends.reduce((latest, end) => Math.max(latest, end), 0);
}
