/**
 * What consensus is (Lamport 2001, §2.1: three requirements of safety, and that something is chosen in the end), and P2c, the
 * invariant by which the paper proves that only one value is chosen. A proposal is chosen when a majority of the acceptors have
 * accepted it, each at some time; whether anybody knows is another matter.
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
import type { World } from "../../kernel/world.ts";
import { say } from "../../languages/say.ts";
import { majority } from "../../structures/quorum.ts";
import type { Proposal } from "./messages.ts";
import {
  acceptanceIn,
  acceptorsOf,
  disturbs,
  faultless,
  learnedIn,
  learnerIn,
  proposalIn,
  proposerIn,
  willPropose,
} from "./world.ts";

/** So many proposals are remembered: far more than can be under way at once. */
const REMEMBERED = 64;

/** A proposal with everybody who has ever accepted it. */
interface Ballots extends Proposal {
  readonly by: readonly NodeId[];
  /** When the last of them did. */
  readonly event: EventId;
}

/** By number and value: with a lost disk two values may share a number. */
type History = ReadonlyMap<string, Ballots>;

function keyOf({ number, value }: Proposal): string {
  return `${number} ${value}`;
}

/** The history with a step's acceptance; the very same when there is none. */
function historyAfter(history: History, step: StepView): History {
  const accepted = acceptanceIn(step);
  if (!accepted) return history;
  const key = keyOf(accepted);
  const by = history.get(key)?.by ?? [];
  const acceptor = step.node!.spec.id;
  if (by.includes(acceptor)) return history;
  const { number, value } = accepted;
  const next = new Map(history).set(key, {
    number,
    value,
    by: [...by, acceptor],
    event: eventOf(step),
  });
  if (next.size > REMEMBERED) {
    const lowest = [...next.values()].reduce((a, b) => (b.number < a.number ? b : a));
    next.delete(keyOf(lowest));
  }
  return next;
}

function eventOf({ events }: StepView): EventId {
  return events[0]?.id ?? 0;
}

/** The proposal that this step's acceptance has made a chosen one; null when it has not. */
function chosenBy(step: StepView, before: History, history: History, world: World): Ballots | null {
  if (history === before) return null;
  const ballots = history.get(keyOf(acceptanceIn(step)!));
  return ballots?.by.length === majority(acceptorsOf(world).length) ? ballots : null;
}

// ── Agreement ─────────────────────────────────────────────────────────────────────────────────────────────────

interface Choice {
  readonly history: History;
  /** What was chosen first. */
  readonly chosen: Ballots | null;
  readonly finding: Finding;
}

/** Only a single value is chosen. */
const oneValue: Monitor<Choice> = {
  id: "agreement",
  title: "Agreement",
  simple: "One name is chosen, and never a second one.",
  source: "Lamport 2001 §2.1",
  start: () => ({ history: new Map(), chosen: null, finding: HOLDS }),
  observe(memory, step, world) {
    const history = historyAfter(memory.history, step);
    const chosen = chosenBy(step, memory.history, history, world);
    if (!chosen) return history === memory.history ? memory : { ...memory, history };
    const first = memory.chosen;
    if (first === null) return { ...memory, history, chosen };
    if (first.value === chosen.value || memory.finding.verdict === "violated")
      return { ...memory, history };
    const finding: Finding = {
      verdict: "violated",
      simple: say`${first.value} had been chosen, by ${first.by.join(", ")}. Now ${chosen.by.join(", ")} have written ${chosen.value}: two names are chosen.`,
      expert: say`Two values are chosen: ${first.value} under number ${first.number}, accepted by ${first.by.join(", ")}, and ${chosen.value} under number ${chosen.number}, accepted by ${chosen.by.join(", ")}.`,
      nodes: [...new Set([...first.by, ...chosen.by])],
      events: [first.event, chosen.event],
    };
    return { ...memory, history, finding };
  },
  judge: ({ finding }) => finding,
};

// ── Validity ──────────────────────────────────────────────────────────────────────────────────────────────────

interface Origin {
  readonly history: History;
  readonly finding: Finding;
}

/** Only a value that has been proposed may be chosen, or learned. */
const proposedOnly: Monitor<Origin> = {
  id: "validity",
  title: "Validity (non-triviality)",
  simple: "The name that is chosen is one that somebody wished for.",
  source: "Lamport 2001 §2.1; Lamport 2006, non-triviality",
  start: () => ({ history: new Map(), finding: HOLDS }),
  observe(memory, step, world) {
    const history = historyAfter(memory.history, step);
    const next = history === memory.history ? memory : { ...memory, history };
    const chosen = chosenBy(step, memory.history, history, world) ?? learnedIn(step);
    if (!chosen || next.finding.verdict === "violated") return next;
    if (wishes(world).includes(chosen.value)) return next;
    const finding: Finding = {
      verdict: "violated",
      simple: say`${chosen.value} is chosen, and nobody had wished for it.`,
      expert: say`${chosen.value} is chosen under number ${chosen.number}, and is no proposer’s value.`,
      nodes: [step.node!.spec.id],
      events: [eventOf(step)],
    };
    return { ...next, finding };
  },
  judge: ({ finding }) => finding,
};

/** The proposers' own values, also of those that are down. */
function wishes(world: World): readonly string[] {
  return world.nodes.flatMap(({ spec }) =>
    spec.kind === "proposer" ? [(spec.config as { readonly value: string }).value] : [],
  );
}

// ── Nobody learns what is not chosen ──────────────────────────────────────────────────────────────────────────

interface Learning {
  readonly history: History;
  readonly chosen: readonly string[];
  readonly finding: Finding;
}

/** A process never learns that a value has been chosen unless it actually has been. */
const chosenOnly: Monitor<Learning> = {
  id: "learned-is-chosen",
  title: "Learned only if chosen",
  simple: "Nobody says “this is the name” before it really is.",
  source: "Lamport 2001 §2.1",
  start: () => ({ history: new Map(), chosen: [], finding: HOLDS }),
  observe(memory, step, world) {
    const history = historyAfter(memory.history, step);
    let next = history === memory.history ? memory : { ...memory, history };
    const chosen = chosenBy(step, memory.history, history, world);
    if (chosen && !next.chosen.includes(chosen.value))
      next = { ...next, chosen: [...next.chosen, chosen.value] };
    const learned = learnedIn(step);
    if (!learned || next.chosen.includes(learned.value) || next.finding.verdict === "violated")
      return next;
    const { id } = step.node!.spec;
    const finding: Finding = {
      verdict: "violated",
      simple: say`${id} says that the name is ${learned.value}, and it is not.`,
      expert: say`${id} learned ${learned.value} under number ${learned.number}, which no majority has accepted.`,
      nodes: [id],
      events: [eventOf(step)],
    };
    return { ...next, finding };
  },
  judge: ({ finding }) => finding,
};

// ── Progress ──────────────────────────────────────────────────────────────────────────────────────────────────

/** With nothing wrong for so long, every learner knows the value. */
const WITHIN: Micros = 10 * SECOND;

interface Progress {
  /** Since when nothing has failed, and somebody proposes. */
  readonly since: Micros;
  /** When the first round began; null before. */
  readonly began: Micros | null;
  readonly finding: Finding;
}

/**
 * Once failures are repaired and none are new for long enough, a value is chosen and every learner has learned it, as long as
 * there is a proposer that issues proposals.
 */
const decidesInTheEnd: Monitor<Progress> = {
  id: "progress",
  title: "Progress: decided in the end",
  simple:
    "When everybody is awake and can talk again, the name is found before long, and everybody hears of it.",
  source: "Lamport 2001 §2.1 and §2.4",
  start: () => ({ since: 0, began: null, finding: HOLDS }),
  observe(memory, step, world) {
    let next = memory;
    const tried = world.nodes.some((node) => willPropose(node, WITHIN));
    if (next.since !== world.time && (disturbs(step) || !faultless(world) || !tried))
      next = { ...next, since: world.time };
    if (next.began === null && (proposerIn(step.node)?.number ?? 0) > 0)
      next = { ...next, began: world.time };
    const learner = learnerIn(step.node);
    if (!learner || learner.learned !== null || next.began === null) return next;
    if (next.finding.verdict === "violated") return next;
    if (world.time - Math.max(next.since, next.began) < WITHIN) return next;
    const finding: Finding = {
      verdict: "violated",
      simple: say`${learner.id} still does not know the name, although nothing has been wrong since ${tellTime(next.since)}.`,
      expert: say`${learner.id} has learned no value, with no failure since ${tellTime(next.since)}: the proposers do not come to an end.`,
      nodes: [learner.id, ...proposersAtWork(world)],
      events: [eventOf(step)],
    };
    return { ...next, finding };
  },
  judge: ({ finding }) => finding,
};

/** Those that try and have not come through. */
function proposersAtWork(world: World): readonly NodeId[] {
  return world.nodes
    .filter((node) => proposerIn(node) && node.mode !== "done")
    .map(({ spec }) => spec.id);
}

/** The four of them: what is promised. */
export const consensus: readonly Monitor[] = [
  anyMonitor(oneValue),
  anyMonitor(proposedOnly),
  anyMonitor(chosenOnly),
  anyMonitor(decidesInTheEnd),
];

// ── P2c ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** A proposal as it was issued. */
interface Issued extends Proposal {
  readonly proposer: NodeId;
  readonly event: EventId;
}

interface Proof {
  /** Everything that each acceptor has ever accepted, the newest last. */
  readonly accepted: ReadonlyMap<NodeId, readonly Proposal[]>;
  /** The newest last. */
  readonly issued: readonly Issued[];
  readonly finding: Finding;
}

/** So many of each acceptor's proposals, and so many issued ones, are compared. */
const COMPARED = 16;

/**
 * For any v and n, if a proposal with value v and number n is issued, then there is a set S consisting of a majority of
 * acceptors such that either no acceptor in S has accepted any proposal numbered less than n, or v is the value of the
 * highest-numbered proposal among all proposals numbered less than n accepted by the acceptors in S.
 *
 * It stays so for good, since the acceptors of S have promised: what is accepted later is compared, too. What the proof
 * stands on is no promise to anybody: its loss is told, and the run goes on.
 */
export const p2c: Monitor = anyMonitor<Proof>({
  id: "p2c",
  title: "P2c: a proposal carries on what may be chosen",
  simple:
    "Whoever asks for a name has made sure that more than half cannot have agreed on another one before.",
  source: "Lamport 2001 §2.2, P2c",
  promised: () => false,
  start: () => ({ accepted: new Map(), issued: [], finding: HOLDS }),
  observe(memory, step, world) {
    if (memory.finding.verdict === "violated") return memory;
    const accepted = acceptanceIn(step);
    const proposal = proposalIn(step);
    if (!accepted && !proposal) return memory;
    const { id } = step.node!.spec;
    const next: Proof = accepted
      ? {
          ...memory,
          accepted: new Map(memory.accepted).set(
            id,
            [...(memory.accepted.get(id) ?? []), accepted].slice(-COMPARED),
          ),
        }
      : {
          ...memory,
          issued: [...memory.issued, { ...proposal!, proposer: id, event: eventOf(step) }].slice(
            -COMPARED,
          ),
        };
    const acceptors = acceptorsOf(world);
    const unsafe = next.issued.find(
      (each) =>
        (accepted === null || accepted.number < each.number) &&
        !isSafe(
          each,
          acceptors.map((acceptor) => next.accepted.get(acceptor) ?? []),
        ),
    );
    if (!unsafe) return next;
    const { number, value, proposer } = unsafe;
    const finding: Finding = {
      verdict: "violated",
      simple: accepted
        ? say`${id} has written ${accepted.value} under the old ticket ${accepted.number}, and ${proposer} had been told that nobody would.`
        : say`${proposer} asks for ${value}, and more than half may have agreed on another name already.`,
      expert: accepted
        ? say`${id} accepted ${accepted.value} under number ${accepted.number} although ${proposer} had issued number ${number} with ${value}: no majority S makes P2c true for it any more.`
        : say`${proposer} issued ${value} under number ${number}, and no majority S makes P2c true for it.`,
      nodes: [...new Set([proposer, id])],
      events: [...new Set([unsafe.event, eventOf(step)])],
    };
    return { ...next, finding };
  },
  judge: ({ finding }) => finding,
});

/**
 * Whether there is such a majority for a proposal.
 *
 * @param accepted what each acceptor has ever accepted
 */
export function isSafe(
  { number, value }: Proposal,
  accepted: readonly (readonly Proposal[])[],
): boolean {
  const needed = majority(accepted.length);
  const highest = accepted.map((proposals) =>
    proposals
      .filter((each) => each.number < number)
      .reduce<Proposal | null>((a, b) => (a === null || b.number > a.number ? b : a), null),
  );
  if (highest.filter((each) => each === null).length >= needed) return true;
  return highest.some(
    (top) =>
      top?.value === value &&
      highest.filter((each) => each === null || each.number <= top.number).length >= needed,
  );
}
