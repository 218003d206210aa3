/** Paxos as an onlooker sees it: for what is checked of it, and for set-ups that begin at a present state. */
import type { AnyMachineSnapshot } from "xstate";
import type { NodeId } from "../../kernel/behavior.ts";
import { faultlessWhen } from "../../kernel/faultless.ts";
import type { StepView } from "../../kernel/monitor.ts";
import type { Micros } from "../../kernel/time.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import type { AcceptorContext } from "./acceptor-state.ts";
import type { LearnerContext } from "./learner-state.ts";
import type { Proposal } from "./messages.ts";
import type { ProposerContext } from "./proposer-state.ts";

export const PROPOSER = "proposer";
export const ACCEPTOR = "acceptor";
export const LEARNER = "learner";

function contextOf(node: NodeState | null, kind: string): unknown {
  return node?.spec.kind === kind && node.state !== undefined
    ? (node.state as AnyMachineSnapshot).context
    : null;
}

/** A running proposer's state; null for others and while it is down. */
export function proposerIn(node: NodeState | null): ProposerContext | null {
  return contextOf(node, PROPOSER) as ProposerContext | null;
}

/** A running acceptor's state; null for others and while it is down. */
export function acceptorIn(node: NodeState | null): AcceptorContext | null {
  return contextOf(node, ACCEPTOR) as AcceptorContext | null;
}

/** A running learner's state; null for others and while it is down. */
export function learnerIn(node: NodeState | null): LearnerContext | null {
  return contextOf(node, LEARNER) as LearnerContext | null;
}

/** The ids of all acceptors. */
export function acceptorsOf(world: World): readonly NodeId[] {
  return world.nodes.filter(({ spec }) => spec.kind === ACCEPTOR).map(({ spec }) => spec.id);
}

function before({ before }: StepView): unknown {
  return before === undefined ? null : (before as AnyMachineSnapshot).context;
}

/** What an acceptor has accepted in this step; null when nothing. After a start, what its disk holds. */
export function acceptanceIn(step: StepView): Proposal | null {
  const accepted = acceptorIn(step.node)?.accepted ?? null;
  return accepted === (before(step) as AcceptorContext | null)?.accepted ? null : accepted;
}

/** What a proposer has begun to propose in this step; null when nothing. */
export function proposalIn(step: StepView): Proposal | null {
  const proposal = proposerIn(step.node)?.proposal ?? null;
  return proposal === (before(step) as ProposerContext | null)?.proposal ? null : proposal;
}

/** What a learner takes to be chosen since this step; null when it has learned nothing. */
export function learnedIn(step: StepView): Proposal | null {
  const learner = learnerIn(step.node);
  if (!learner) return null;
  const known = before(step) as LearnerContext | null;
  if (learner.contradicted !== (known?.contradicted ?? null)) return learner.contradicted;
  return learner.learned === (known?.learned ?? null) ? null : learner.learned;
}

/** Whether a proposer is in a round, or begins one by itself within so long. */
export function willPropose(node: NodeState, within: Micros): boolean {
  const proposer = proposerIn(node);
  if (!proposer) return false;
  const { beginHigh, again } = proposer.config;
  if (node.mode === "idle") return beginHigh < within;
  return node.mode !== "done" || again < within;
}

// ── Whether anything is wrong ─────────────────────────────────────────────────────────────────────────────────

/** Whether a step is a failure, or a hand's that may be one. */
export function disturbs(step: StepView): boolean {
  return step.events.some(
    ({ kind }) =>
      kind === "crash" ||
      kind === "restart" ||
      kind === "pause" ||
      kind === "resume" ||
      kind === "drop" ||
      kind === "intervention",
  );
}

/** Nothing is wrong, and a request, its writing and its answer take less than a proposer's patience. */
export const faultless = faultlessWhen((slowest, { nodes }) => {
  const patience = Math.min(
    ...nodes.map((node) => proposerIn(node)?.config.phaseTimeout ?? Number.POSITIVE_INFINITY),
  );
  const writing = Math.max(0, ...nodes.map((node) => acceptorIn(node)?.config.write ?? 0));
  return 1.2 * (2 * slowest + writing) <= patience;
});
