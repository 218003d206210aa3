/** Two-phase commit as an onlooker sees it: for what is checked and measured of it, and for set-ups that begin at a present state. */
import type { AnyMachineSnapshot } from "xstate";
import type { NodeId } from "../../kernel/behavior.ts";
import { TRUE_RATE } from "../../kernel/clock.ts";
import type { LinkConditions } from "../../kernel/conditions.ts";
import type { StepView } from "../../kernel/monitor.ts";
import type { Network } from "../../kernel/network.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import type { CoordinatorContext } from "./coordinator-state.ts";
import type { Decision, Tx } from "./messages.ts";
import { isUncertain, type ParticipantContext } from "./participant-state.ts";

export const COORDINATOR = "coordinator";
export const PARTICIPANT = "participant";

function contextOf(state: unknown): unknown {
  return state === undefined ? null : (state as AnyMachineSnapshot).context;
}

/** A running coordinator's state; null for others and while it is down. */
export function coordinatorIn(node: NodeState | null): CoordinatorContext | null {
  return node?.spec.kind === COORDINATOR
    ? (contextOf(node.state) as CoordinatorContext | null)
    : null;
}

/** A running participant's state; null for others and while it is down. */
export function participantIn(node: NodeState | null): ParticipantContext | null {
  return node?.spec.kind === PARTICIPANT
    ? (contextOf(node.state) as ParticipantContext | null)
    : null;
}

/** The ids of all participants. */
export function participantsOf(world: World): readonly NodeId[] {
  return world.nodes.filter(({ spec }) => spec.kind === PARTICIPANT).map(({ spec }) => spec.id);
}

/** Where a process stands in a transaction. */
export interface Position {
  readonly tx: Tx;
  readonly decision: Decision | null;
}

/** Where a process stood before a step and stands after it, in each transaction that it knows. */
export function positionsOf(step: StepView): readonly Position[] {
  const { node } = step;
  if (!node) return [];
  const now = positions(node.spec.kind, contextOf(node.state));
  const before = positions(node.spec.kind, contextOf(step.before));
  return now === before ? [] : now;
}

const NOWHERE: readonly Position[] = [];
const known = new WeakMap<object, readonly Position[]>();

/** States are immutable, and so each list of transactions is looked at once. */
function positions(kind: string, context: unknown): readonly Position[] {
  if (context === null || (kind !== COORDINATOR && kind !== PARTICIPANT)) return NOWHERE;
  const list =
    kind === COORDINATOR
      ? (context as CoordinatorContext).transactions
      : (context as ParticipantContext).entries;
  let found = known.get(list);
  if (found === undefined) {
    found =
      kind === COORDINATOR
        ? (context as CoordinatorContext).transactions.map(({ tx, decision }) => ({ tx, decision }))
        : (context as ParticipantContext).entries.map((entry) => ({
            tx: entry.tx,
            decision:
              entry.standing === "commit" || entry.standing === "abort" ? entry.standing : null,
          }));
    known.set(list, found);
  }
  return found;
}

/** The transactions that a participant holds locks for. */
export function uncertainOf(context: ParticipantContext): readonly Tx[] {
  return context.entries.filter(isUncertain).map(({ tx }) => tx);
}

// ── Whether anything is wrong ─────────────────────────────────────────────────────────────────────────────────

/** Whether a step is a failure, or a hand's that may be one. */
export function disturbs(step: StepView): boolean {
  return step.events.some(
    ({ kind, data }) =>
      kind === "crash" ||
      kind === "restart" ||
      kind === "pause" ||
      kind === "resume" ||
      kind === "drop" ||
      (kind === "intervention" && data.what.do !== "client"),
  );
}

const wholeness = new WeakMap<Network, boolean>();

/** Everybody is up and handles things at once by a clock that is nearly true, and what is sent arrives in time. */
export function faultless(world: World): boolean {
  let whole = wholeness.get(world.network);
  if (whole === undefined) wholeness.set(world.network, (whole = isWhole(world)));
  return (
    whole &&
    !world.holdTimers &&
    world.nodes.every(
      ({ status, clock, slow, traitor }) =>
        status === "up" &&
        slow === 0 &&
        traitor === null &&
        clock.rate > 0.9 * TRUE_RATE &&
        clock.rate < 1.1 * TRUE_RATE,
    )
  );
}

/** Nothing is cut, held, lossy, or slower than a question and its answer may be. */
function isWhole({ network, nodes }: World): boolean {
  const patience = nodes
    .map((node) => coordinatorIn(node)?.config.voteTimeout ?? Number.POSITIVE_INFINITY)
    .reduce((a, b) => Math.min(a, b));
  for (const [from, to] of network.directions()) {
    const { cut, held, conditions } = network.link(from, to)!;
    if (cut || held || conditions.loss > 0 || 3 * slowest(conditions) > patience) return false;
  }
  return true;
}

function slowest({ latency }: LinkConditions): number {
  switch (latency.kind) {
    case "fixed":
      return latency.value;
    case "uniform":
      return latency.high;
    case "exponential":
      return Number.POSITIVE_INFINITY;
  }
}
