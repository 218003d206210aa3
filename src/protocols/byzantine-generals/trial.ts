/**
 * One order after the other, as a judge sees it: who was loyal while it was under way, what each lieutenant obeyed, and whether that is
 * what the theorem promises.
 *
 * The theorem speaks of traitors alone. Whatever else goes wrong is laid at a general’s door, as the paper does it (§6: a line that
 * fails cannot be told from a general that does): who is down, frozen or slow, whose clock is off, whose timer rings at another time
 * than was agreed, and whose word is lost or late, is not loyal for that order.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { offsetOf, TRUE_RATE } from "../../kernel/clock.ts";
import { HOLDS, type Finding, type StepView } from "../../kernel/monitor.ts";
import type { Micros } from "../../kernel/time.ts";
import type { EventId, TraceEvent } from "../../kernel/trace.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import { say } from "../../languages/say.ts";
import type { GeneralsMessage, Plan } from "./messages.ts";
import { beginOf, endOfRound, numberAt, type Schedule } from "./schedule.ts";
import { commanderIn, lieutenantIn } from "./world.ts";

/** What a general does about an order, and the event that shows it. */
export interface Deed {
  readonly plan: Plan;
  readonly event: EventId;
}

/** The order under way. */
export interface Trial {
  /** 0: none has begun. */
  readonly number: number;
  /** The m of OM(m). */
  readonly depth: number;
  /** Who has not been loyal, in the order in which it showed. */
  readonly disloyal: readonly NodeId[];
  /** Who is already known not to be in the next one. */
  readonly next: readonly NodeId[];
  readonly ordered: Deed | null;
  readonly obeyed: Readonly<Record<NodeId, Deed>>;
  /** All loyal lieutenants have decided, or the next order has begun. */
  readonly over: boolean;
}

export const BEFORE_THE_FIRST: Trial = {
  number: 0,
  depth: 0,
  disloyal: [],
  next: [],
  ordered: null,
  obeyed: {},
  over: true,
};

/** What follows from an order that is over. `ended`: the trial that this step has brought to its end, if it has. */
export interface Progress {
  readonly trial: Trial;
  readonly ended: Trial | null;
}

/** The trial after a step. */
export function proceed(before: Trial, step: StepView, world: World): Progress {
  const schedule = scheduleOf(world);
  const number = numberAt(schedule, world.time);
  let trial = before;
  let ended: Trial | null = null;
  if (number > trial.number) {
    if (!trial.over) ended = { ...trial, disloyal: withUndecided(trial, world), over: true };
    trial = { ...BEFORE_THE_FIRST, number, disloyal: trial.next, over: false };
  }
  if (trial.number === 0) return { trial, ended };
  trial = withDisloyal(trial, nowDisloyal(world));
  for (const event of step.events) trial = withEvent(trial, event, schedule);
  trial = withDeed(trial, step);
  if (trial.over || !allDecided(trial, world)) return { trial, ended };
  trial = { ...withDisloyal(trial, stillSpeaking(trial, world)), over: true };
  return { trial, ended: trial };
}

function scheduleOf({ nodes }: World): Schedule {
  return nodes[0]!.spec.config as Schedule;
}

// ── Who is not loyal ──────────────────────────────────────────────────────────────────────────────────────────

function withDisloyal(trial: Trial, some: readonly NodeId[]): Trial {
  const fresh = some.filter((id) => !trial.disloyal.includes(id));
  return fresh.length === 0 ? trial : { ...trial, disloyal: [...trial.disloyal, ...fresh] };
}

const NOBODY: readonly NodeId[] = [];

function nowDisloyal(world: World): readonly NodeId[] {
  if (world.holdTimers) return world.nodes.map(({ spec }) => spec.id);
  if (world.nodes.every((node) => isSound(node, world.time))) return NOBODY;
  return world.nodes.filter((node) => !isSound(node, world.time)).map(({ spec }) => spec.id);
}

function isSound({ status, slow, traitor, clock }: NodeState, time: Micros): boolean {
  return (
    status === "up" &&
    slow === 0 &&
    traitor === null &&
    clock.rate === TRUE_RATE &&
    offsetOf(clock, time) === 0
  );
}

/** What an event tells of somebody’s loyalty. */
function withEvent(trial: Trial, event: TraceEvent, schedule: Schedule): Trial {
  switch (event.kind) {
    case "crash":
    case "restart":
    case "pause":
    case "resume":
      return event.node === null ? trial : withDisloyal(trial, [event.node]);
    case "intervention": {
      const { what } = event.data;
      if (what.do === "traitor") return withDisloyal(trial, [what.node]);
      return what.do === "fire" ? beyond(withDisloyal(trial, [what.node]), what.node) : trial;
    }
    case "timer":
      return event.node === null || isAgreed(schedule, event.time)
        ? trial
        : beyond(withDisloyal(trial, [event.node]), event.node);
    case "drop":
    case "held":
      return event.node === null ? trial : unheard(trial, event.node, event.data.message);
    case "deliver":
      return event.peer === null || isPunctual(schedule, event)
        ? trial
        : unheard(trial, event.peer, event.data.message);
    default:
      return trial;
  }
}

/** It may have begun the next order at a time of its own, too. */
function beyond(trial: Trial, id: NodeId): Trial {
  return trial.next.includes(id) ? trial : { ...trial, next: [...trial.next, id] };
}

/** A word of somebody’s has not come as it should. */
function unheard(trial: Trial, sender: NodeId, message: unknown): Trial {
  const { number } = message as GeneralsMessage;
  if (number === trial.number) return withDisloyal(trial, [sender]);
  return number > trial.number ? beyond(trial, sender) : trial;
}

/** Whether an order or one of its rounds begins or ends at this time. */
function isAgreed(schedule: Schedule, time: Micros): boolean {
  const passed = time - beginOf(schedule, numberAt(schedule, time));
  return time === schedule.first || (passed >= 0 && passed % schedule.round === 0);
}

function isPunctual(schedule: Schedule, event: TraceEvent & { readonly kind: "deliver" }): boolean {
  const message = event.data.message as GeneralsMessage;
  const round = message.type === "Order" ? 0 : message.path.length - 1;
  const end = endOfRound(schedule, message.number, round);
  return event.time < end && event.time >= end - schedule.round;
}

/** Whose words are still on their way when all is decided. */
function stillSpeaking({ number }: Trial, { flights, nodes }: World): readonly NodeId[] {
  return [...flights.values()]
    .filter(({ message }) => (message as GeneralsMessage).number === number)
    .map(({ from }) => nodes[from]!.spec.id);
}

/** Who should have decided and has not. */
function withUndecided(trial: Trial, { nodes }: World): readonly NodeId[] {
  const late = nodes.filter(
    (node) => node.spec.kind === "lieutenant" && !Object.hasOwn(trial.obeyed, node.spec.id),
  );
  return withDisloyal(
    trial,
    late.map(({ spec }) => spec.id),
  ).disloyal;
}

// ── What they do ──────────────────────────────────────────────────────────────────────────────────────────────

function withDeed(trial: Trial, { node, events }: StepView): Trial {
  const event = events.find(({ kind }) => kind === "mode")?.id ?? events[0]?.id ?? 0;
  const commander = commanderIn(node);
  if (commander) {
    const { number, orders } = commander;
    return trial.ordered !== null || number !== trial.number || orders === null
      ? trial
      : { ...trial, ordered: { plan: orders, event } };
  }
  const lieutenant = lieutenantIn(node);
  if (lieutenant?.number !== trial.number) return trial;
  const { id, depth, obeys } = lieutenant;
  const after = depth === trial.depth || trial.disloyal.includes(id) ? trial : { ...trial, depth };
  return obeys === null || Object.hasOwn(after.obeyed, id)
    ? after
    : { ...after, obeyed: { ...after.obeyed, [id]: { plan: obeys, event } } };
}

function allDecided(trial: Trial, { nodes }: World): boolean {
  return nodes.every(
    ({ spec }) =>
      spec.kind !== "lieutenant" ||
      trial.disloyal.includes(spec.id) ||
      Object.hasOwn(trial.obeyed, spec.id),
  );
}

/** The loyal lieutenants and what they obeyed. */
export function loyalDeeds({
  obeyed,
  disloyal,
}: Trial): readonly (Deed & { readonly id: NodeId })[] {
  return Object.entries(obeyed).flatMap(([id, deed]) =>
    disloyal.includes(id) ? [] : [{ id, ...deed }],
  );
}

/** Whether the commander has been loyal, so that its order binds. */
export function isCommanderLoyal({ disloyal }: Trial, { nodes }: World): boolean {
  return nodes.every(({ spec }) => spec.kind !== "commander" || !disloyal.includes(spec.id));
}

// ── Judging ───────────────────────────────────────────────────────────────────────────────────────────────────

/** What stands against the generals: two that differ. */
export interface Charge {
  readonly nodes: readonly [NodeId, NodeId];
  readonly events: readonly EventId[];
  readonly simple: string;
  readonly expert: string;
}

/** The charge as a finding: a broken promise when no more were disloyal than OM(m) bears, else nothing that was promised. */
export function findingOf({ disloyal, depth, number }: Trial, charge: Charge | null): Finding {
  if (charge === null) return HOLDS;
  const { nodes, events, simple, expert } = charge;
  if (disloyal.length <= depth) return { verdict: "violated", nodes, events, simple, expert };
  return {
    verdict: "unknown",
    nodes,
    events,
    simple: say`${simple} But ${disloyal.join(", ")} could not be relied on: more than the ${depth} that were reckoned with. Nothing was promised.`,
    expert: say`${expert} Not loyal during order ${number}: ${disloyal.join(", ")}, more than the m = ${depth} of OM(${depth}). Nothing was promised.`,
  };
}
