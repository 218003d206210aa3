/** Two-phase commit as an onlooker sees it: for what is checked and measured of it, and for set-ups that begin at a present state. */
import type { AnyMachineSnapshot } from "xstate";
import type { NodeId } from "../../kernel/behavior.ts";
import { faultlessWhen } from "../../kernel/faultless.ts";
import type { StepView } from "../../kernel/monitor.ts";
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

/** Nothing is wrong, and a question and its answer take less than the coordinator's patience. */
export const faultless = faultlessWhen((slowest, { nodes }) => {
  const patience = nodes
    .map((node) => coordinatorIn(node)?.config.voteTimeout ?? Number.POSITIVE_INFINITY)
    .reduce((a, b) => Math.min(a, b));
  return 3 * slowest <= patience;
});
