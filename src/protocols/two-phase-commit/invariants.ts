/**
 * What atomic commitment is (BHG §7.3, AC1 to AC5), each condition folded incrementally over the run. A process is the
 * coordinator or a participant; it reaches a decision when it commits or aborts a transaction, in its log or, where a rule
 * is off, in its memory.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import {
  anyMonitor,
  HOLDS,
  type Finding,
  type Monitor,
  type StepView,
} from "../../kernel/monitor.ts";
import { tellTime, SECOND, type Micros } from "../../kernel/time.ts";
import type { EventId } from "../../kernel/trace.ts";
import { say } from "../../languages/say.ts";
import type { Decision, Tx } from "./messages.ts";
import {
  coordinatorIn,
  disturbs,
  faultless,
  participantIn,
  participantsOf,
  positionsOf,
  uncertainOf,
} from "./world.ts";

/** So many transactions are remembered: far more than are ever open at once. */
const REMEMBERED = 96;

/** A map with one more entry, and the oldest gone when there are too many. */
function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  const next = new Map(map).set(key, value);
  if (next.size > REMEMBERED) next.delete(next.keys().next().value!);
  return next;
}

/** A decision, where and when. */
interface Reached {
  readonly process: NodeId;
  readonly decision: Decision;
  readonly event: EventId;
}

/** What a step reaches: every decision that a process has taken, as it stands after the step. */
function reached(step: StepView): readonly (Reached & { readonly tx: Tx })[] {
  const process = step.node?.spec.id ?? "";
  const event = step.events[0]?.id ?? 0;
  return positionsOf(step).flatMap(({ tx, decision }) =>
    decision === null ? [] : [{ tx, process, decision, event }],
  );
}

function tell(decision: Decision): string {
  return decision === "commit" ? say`committed` : say`aborted`;
}

// ── AC1: agreement ────────────────────────────────────────────────────────────────────────────────────────────

interface Agreement {
  /** Each process's decision on a transaction; both, where it has reversed the first. */
  readonly reached: ReadonlyMap<Tx, readonly Reached[]>;
  readonly finding: Finding;
}

/** All processes that reach a decision reach the same one. */
const sameDecision: Monitor<Agreement> = {
  id: "ac1",
  title: "AC1: one decision",
  simple: "Either everybody does it, or nobody does.",
  source: "BHG 1987 §7.3, AC1",
  start: () => ({ reached: new Map(), finding: HOLDS }),
  observe(memory, step) {
    let next = memory;
    for (const each of reached(step)) {
      const before = next.reached.get(each.tx) ?? [];
      const same = ({ process, decision }: Reached) =>
        process === each.process && decision === each.decision;
      if (before.some(same)) continue;
      next = { ...next, reached: withEntry(next.reached, each.tx, [...before, each]) };
      // A process that contradicts itself breaks AC2.
      const other = before.find(
        ({ process, decision }) => process !== each.process && decision !== each.decision,
      );
      if (!other || next.finding.verdict === "violated") continue;
      const [did, didNot] = each.decision === "commit" ? [each, other] : [other, each];
      const finding: Finding = {
        verdict: "violated",
        simple: say`${did.process} goes through with T${each.tx}, and ${didNot.process} has called it off: half of it is done.`,
        expert: say`T${each.tx} was committed at ${did.process} and aborted at ${didNot.process}: it is not atomic.`,
        nodes: [did.process, didNot.process],
        events: [other.event, each.event],
      };
      next = { ...next, finding };
    }
    return next;
  },
  judge: (memory) => memory.finding,
};

// ── AC2: decisions stand ──────────────────────────────────────────────────────────────────────────────────────

interface Steadiness {
  /** By process and transaction. */
  readonly decided: ReadonlyMap<string, Reached>;
  readonly finding: Finding;
}

/** A process cannot reverse its decision after it has reached one. */
const decisionStands: Monitor<Steadiness> = {
  id: "ac2",
  title: "AC2: a decision stands",
  simple: "Who has decided does not change its mind, not even after a nap.",
  source: "BHG 1987 §7.3, AC2",
  start: () => ({ decided: new Map(), finding: HOLDS }),
  observe(memory, step) {
    let next = memory;
    for (const each of reached(step)) {
      const key = `${each.process} ${each.tx}`;
      const before = next.decided.get(key);
      if (before?.decision === each.decision) continue;
      if (!before) next = { ...next, decided: withEntry(next.decided, key, each) };
      if (!before || next.finding.verdict === "violated") continue;
      const finding: Finding = {
        verdict: "violated",
        simple: say`${each.process} had decided about T${each.tx}, forgot it, and has now decided the other way.`,
        expert: say`${each.process} had ${tell(before.decision)} T${each.tx} and has now ${tell(each.decision)} it.`,
        nodes: [each.process],
        events: [before.event, each.event],
      };
      next = { ...next, finding };
    }
    return next;
  },
  judge: (memory) => memory.finding,
};

// ── AC3: everybody has a veto ─────────────────────────────────────────────────────────────────────────────────

interface Votes {
  /** Who has ever sent Yes. */
  readonly yes: ReadonlyMap<Tx, readonly NodeId[]>;
  readonly finding: Finding;
}

/** Yeses that this step sent, added to those before. */
function votesAfter(
  yes: ReadonlyMap<Tx, readonly NodeId[]>,
  step: StepView,
): ReadonlyMap<Tx, readonly NodeId[]> {
  let next = yes;
  for (const event of step.events) {
    if (event.kind !== "send" || event.data.message.type !== "Yes" || event.node === null) continue;
    const { tx } = event.data.message as unknown as { readonly tx: Tx };
    const voters = next.get(tx) ?? [];
    if (!voters.includes(event.node)) next = withEntry(next, tx, [...voters, event.node]);
  }
  return next;
}

/** The Commit decision can only be reached if all processes voted Yes. */
const commitNeedsAll: Monitor<Votes> = {
  id: "ac3",
  title: "AC3: everybody has a veto",
  simple: "It is done only if everybody has said yes.",
  source: "BHG 1987 §7.3, AC3",
  start: () => ({ yes: new Map(), finding: HOLDS }),
  observe(memory, step, world) {
    const yes = votesAfter(memory.yes, step);
    const next = yes === memory.yes ? memory : { ...memory, yes };
    if (next.finding.verdict === "violated") return next;
    for (const { tx, process, decision, event } of reached(step)) {
      const voters = yes.get(tx);
      // What is no longer remembered has been looked at long ago.
      if (decision !== "commit" || (voters === undefined && yes.size >= REMEMBERED)) continue;
      const missing = participantsOf(world).filter((each) => !voters?.includes(each));
      if (missing.length === 0) continue;
      const finding: Finding = {
        verdict: "violated",
        simple: say`${process} goes through with T${tx} although ${missing.join(", ")} never said yes.`,
        expert: say`${process} decided to commit T${tx} without a Yes of ${missing.join(", ")}.`,
        nodes: [process, ...missing],
        events: [event],
      };
      return { ...next, finding };
    }
    return next;
  },
  judge: (memory) => memory.finding,
};

// ── AC4: no abort without a reason ────────────────────────────────────────────────────────────────────────────

interface Reasons {
  readonly yes: ReadonlyMap<Tx, readonly NodeId[]>;
  /** Transactions that are under way, and whether nothing has failed since they began. */
  readonly calm: ReadonlyMap<Tx, boolean>;
  readonly finding: Finding;
}

/** If there are no failures and all processes voted Yes, then the decision will be to Commit. */
const noNeedlessAbort: Monitor<Reasons> = {
  id: "ac4",
  title: "AC4: no abort without a reason",
  simple: "If everybody says yes and nothing goes wrong, it is done.",
  source: "BHG 1987 §7.3, AC4",
  start: () => ({ yes: new Map(), calm: new Map(), finding: HOLDS }),
  observe(memory, step, world) {
    const yes = votesAfter(memory.yes, step);
    let next = yes === memory.yes ? memory : { ...memory, yes };
    if ([...next.calm.values()].some(Boolean) && (disturbs(step) || !faultless(world)))
      next = { ...next, calm: new Map([...next.calm.keys()].map((tx) => [tx, false])) };
    if (!coordinatorIn(step.node)) return next;
    for (const { tx, decision } of positionsOf(step)) {
      const calm = next.calm.get(tx);
      if (decision === null && calm === undefined)
        next = { ...next, calm: new Map(next.calm).set(tx, faultless(world) && !disturbs(step)) };
      if (decision === null || calm === undefined) continue;
      const rest = new Map(next.calm);
      rest.delete(tx);
      next = { ...next, calm: rest };
      const all = participantsOf(world).every((each) => yes.get(tx)?.includes(each));
      if (decision === "commit" || !calm || !all || next.finding.verdict === "violated") continue;
      const finding: Finding = {
        verdict: "violated",
        simple: say`Everybody had said yes to T${tx} and nothing was broken, and still it was called off.`,
        expert: say`T${tx} was aborted although every participant voted Yes and nothing failed.`,
        nodes: [step.node!.spec.id],
        events: [step.events[0]?.id ?? 0],
      };
      next = { ...next, finding };
    }
    return next;
  },
  judge: (memory) => memory.finding,
};

// ── AC5: a decision in the end ────────────────────────────────────────────────────────────────────────────────

/** With nothing wrong for so long, whatever began before is decided everywhere. */
const WITHIN: Micros = 4 * SECOND;

interface Progress {
  /** Since when nothing has failed. */
  readonly since: Micros;
  /** When a transaction was first heard of. */
  readonly began: ReadonlyMap<Tx, Micros>;
  readonly finding: Finding;
}

/** Once failures are repaired and none are new for long enough, all processes eventually reach a decision. */
const decidesInTheEnd: Monitor<Progress> = {
  id: "ac5",
  title: "AC5: a decision in the end",
  simple: "When everybody is awake and can talk again, nobody stays in doubt for long.",
  source: "BHG 1987 §7.3, AC5",
  start: () => ({ since: 0, began: new Map(), finding: HOLDS }),
  observe(memory, step, world) {
    let next = memory;
    if (disturbs(step) || !faultless(world))
      next = next.since === world.time ? next : { ...next, since: world.time };
    for (const { tx } of positionsOf(step))
      if (!next.began.has(tx)) next = { ...next, began: withEntry(next.began, tx, world.time) };
    if (next.finding.verdict === "violated" || world.time - next.since < WITHIN) return next;
    const { process, tx } = undecided(step) ?? { process: "", tx: 0 };
    const waiting = world.time - Math.max(next.since, next.began.get(tx) ?? world.time);
    if (tx === 0 || waiting < WITHIN) return next;
    const finding: Finding = {
      verdict: "violated",
      simple: say`${process} still does not know what becomes of T${tx}, although nothing has been wrong since ${tellTime(next.since)}.`,
      expert: say`${process} has reached no decision on T${tx}, with no failure since ${tellTime(next.since)}.`,
      nodes: [process],
      events: [step.events[0]?.id ?? 0],
    };
    return { ...next, finding };
  },
  judge: (memory) => memory.finding,
};

/** The oldest transaction that the process of a step has not decided. */
function undecided({ node }: StepView): { readonly process: NodeId; readonly tx: Tx } | null {
  const participant = participantIn(node);
  const tx =
    (participant ? uncertainOf(participant)[0] : undefined) ??
    coordinatorIn(node)?.transactions.find(({ decision }) => decision === null)?.tx;
  return tx === undefined ? null : { process: node!.spec.id, tx };
}

/** All five, in the order of the book. */
export const atomicCommitment: readonly Monitor[] = [
  anyMonitor(sameDecision),
  anyMonitor(decisionStands),
  anyMonitor(commitNeedsAll),
  anyMonitor(noNeedlessAbort),
  anyMonitor(decidesInTheEnd),
];
