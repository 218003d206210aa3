/** What must hold of Raft's logs (Ongaro & Ousterhout 2014, Figure 3), each folded incrementally over the run. */
import type { NodeId } from "../../../kernel/behavior.ts";
import { HOLDS, type Finding, type Monitor } from "../../../kernel/monitor.ts";
import type { EventId } from "../../../kernel/trace.ts";
import type { World } from "../../../kernel/world.ts";
import { entryAt, lastIndex, termAt, type Log } from "../../../structures/log.ts";
import type { Command } from "../messages.ts";
import { became, contextOf, logIn, raftOf, SERVER } from "../world.ts";
import { phrase, say } from "../../../languages/say.ts";

/** Whether two servers mean the same command. Entries travel by reference, so that this is nearly always the first question. */
function same(a: Command, b: Command): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/**
 * A list that only grows, shared between the memories of one run: each sees its own length of it. Whoever appends to a
 * list that has grown meanwhile (in another future) takes a copy.
 */
interface Growing<T> {
  readonly items: (T | undefined)[];
  readonly length: number;
}

function put<T>({ items, length }: Growing<T>, at: number, item: T): Growing<T> {
  const own = items.length === length ? items : items.slice(0, length);
  while (own.length < at) own.push(undefined);
  own.push(item);
  return { items: own, length: own.length };
}

function at<T>({ items, length }: Growing<T>, index: number): T | undefined {
  return index < length ? items[index] : undefined;
}

// ── State Machine Safety ──────────────────────────────────────────────────────────────────────────────────────

interface AppliedEntry {
  readonly term: number;
  readonly command: Command;
  readonly node: NodeId;
  readonly event: EventId;
}

interface AppliedEntries {
  readonly entries: Growing<AppliedEntry>;
  readonly finding: Finding;
}

/** Figure 3, State Machine Safety: no two servers apply different entries at the same index. Over the whole run. */
export const stateMachineSafety: Monitor<AppliedEntries> = {
  id: "state-machine-safety",
  title: phrase("State Machine Safety"),
  simple: phrase(
    "What one friend has read out from page 5 of the notebook, nobody reads out differently.",
  ),
  source: "Raft §5.4.3, Figure 3",
  start: () => ({ entries: { items: [undefined], length: 1 }, finding: HOLDS }),
  observe(memory, step) {
    const raft = raftOf(step.node);
    if (!raft || raft.applied.length === 0) return memory;
    if (contextOf(step.before)?.applied === raft.applied) return memory;
    let { entries } = memory;
    const event = step.events[0]?.id ?? 0;
    for (const { index, term, command } of raft.applied) {
      const first = at(entries, index);
      if (first === undefined) {
        if (index >= entries.length)
          entries = put(entries, index, { term, command, node: raft.id, event });
        continue;
      }
      if (memory.finding.verdict === "violated") continue;
      if (first.term === term && same(first.command, command)) continue;
      const finding: Finding = {
        verdict: "violated",
        simple: say`${raft.id} read out something else from page ${index} than ${first.node} had before.`,
        expert: say`${raft.id} applied entry ${index} of term ${term}, where ${first.node} had applied entry ${index} of term ${first.term}: the state machines have parted.`,
        nodes: [first.node, raft.id],
        events: [first.event, event],
      };
      return { entries, finding };
    }
    return entries === memory.entries ? memory : { ...memory, entries };
  },
  judge: (memory) => memory.finding,
};

// ── Leader Completeness ───────────────────────────────────────────────────────────────────────────────────────

interface CommittedEntry {
  readonly term: number;
  /** The leader that committed it, and the term in which it did. */
  readonly by: NodeId;
  readonly in: number;
  readonly event: EventId;
}

interface Committed {
  readonly entries: Growing<CommittedEntry>;
  readonly finding: Finding;
}

/** Figure 3, Leader Completeness: an entry that was committed in a term is in the logs of all leaders of later terms. */
export const leaderCompleteness: Monitor<Committed> = {
  id: "leader-completeness",
  title: phrase("Leader Completeness"),
  simple: phrase("Every new captain's notebook has all the pages that were agreed."),
  source: "Raft §5.4, Figure 3",
  start: () => ({ entries: { items: [undefined], length: 1 }, finding: HOLDS }),
  observe(memory, step) {
    const node = step.node;
    const raft = node?.mode === "leader" ? raftOf(node) : null;
    if (!raft) return memory;
    const elected = became(step, "leader");
    const checked =
      elected === 0 ? memory : completeness(memory, raft.id, raft.currentTerm, raft.log, elected);
    if (raft.applied.length === 0 || contextOf(step.before)?.applied === raft.applied)
      return checked;
    let { entries } = checked;
    for (const { index, term } of raft.applied) {
      if (index < entries.length) continue;
      const committed = { term, by: raft.id, in: raft.currentTerm, event: step.events[0]?.id ?? 0 };
      entries = put(entries, index, committed);
    }
    return entries === checked.entries ? checked : { ...checked, entries };
  },
  judge: (memory) => memory.finding,
};

function completeness(
  memory: Committed,
  leader: NodeId,
  leading: number,
  log: Log<Command>,
  elected: EventId,
): Committed {
  if (memory.finding.verdict === "violated") return memory;
  for (let index = memory.entries.length - 1; index > log.baseIndex; index--) {
    const entry = at(memory.entries, index);
    if (!entry || entry.in >= leading || termAt(log, index) === entry.term) continue;
    const own = termAt(log, index);
    const finding: Finding = {
      verdict: "violated",
      simple: say`${leader} became captain although page ${index}, which everybody had agreed on, is missing from its notebook.`,
      expert:
        own === null
          ? say`${leader} leads term ${leading} without entry ${index} of term ${entry.term}, which ${entry.by} committed in term ${entry.in}; there it holds nothing.`
          : say`${leader} leads term ${leading} without entry ${index} of term ${entry.term}, which ${entry.by} committed in term ${entry.in}; there it holds an entry of term ${own}.`,
      nodes: [leader, entry.by],
      events: [entry.event, elected],
    };
    return { ...memory, finding };
  }
  return memory;
}

// ── Log Matching ──────────────────────────────────────────────────────────────────────────────────────────────

interface Matching {
  readonly finding: Finding;
}

/** Figure 3, Log Matching: logs that hold an entry of the same index and term are the same up to it. */
export const logMatching: Monitor<Matching> = {
  id: "log-matching",
  title: phrase("Log Matching"),
  simple: phrase(
    "If two notebooks have the same page 5 from the same captain, all pages before it are the same too.",
  ),
  source: "Raft §5.3, Figure 3",
  start: () => ({ finding: HOLDS }),
  observe(memory, step, world) {
    const node = step.node;
    if (node?.spec.kind !== SERVER || memory.finding.verdict === "violated") return memory;
    const log = logIn(node);
    const before = contextOf(step.before)?.log;
    if (before === log || (before === undefined && log === node.disk["log"])) return memory;
    const apart = firstMismatch(world, node.spec.id, log);
    if (!apart) return memory;
    const { other, index, agreed, term } = apart;
    const finding: Finding = {
      verdict: "violated",
      simple: say`The notebooks of ${node.spec.id} and ${other} have the same page ${agreed}, but different pages ${index} before it.`,
      expert: say`${node.spec.id} and ${other} both hold entry ${agreed} of term ${term}, yet their entries ${index} differ.`,
      nodes: [node.spec.id, other],
      events: [step.events[0]?.id ?? 0],
    };
    return { finding };
  },
  judge: (memory) => memory.finding,
};

function firstMismatch(
  world: World,
  id: NodeId,
  log: Log<Command>,
): { other: NodeId; index: number; agreed: number; term: number } | null {
  for (const node of world.nodes) {
    if (node.spec.kind !== SERVER || node.spec.id === id) continue;
    const theirs = logIn(node);
    let agreed = 0;
    const bottom = Math.max(log.baseIndex, theirs.baseIndex);
    for (let i = Math.min(lastIndex(log), lastIndex(theirs)); i > bottom; i--) {
      const mine = entryAt(log, i)!;
      const other = entryAt(theirs, i)!;
      if (mine === other) {
        agreed ||= i;
        continue;
      }
      const alike = mine.term === other.term && same(mine.command, other.command);
      if (alike) agreed ||= i;
      else if (agreed > 0 || mine.term === other.term)
        return {
          other: node.spec.id,
          index: i,
          agreed: agreed || i,
          term: termAt(log, agreed || i) ?? 0,
        };
    }
  }
  return null;
}

// ── Leader Append-Only ────────────────────────────────────────────────────────────────────────────────────────

/** Figure 3, Leader Append-Only: a leader never overwrites or deletes entries in its log; it only appends. */
export const leaderAppendOnly: Monitor<Matching> = {
  id: "leader-append-only",
  title: phrase("Leader Append-Only"),
  simple: phrase("A captain only adds pages to its notebook; it never tears one out."),
  source: "Raft §5.3, Figure 3",
  start: () => ({ finding: HOLDS }),
  observe(memory, step) {
    if (step.node?.mode !== "leader" || memory.finding.verdict === "violated") return memory;
    const after = raftOf(step.node);
    const before = contextOf(step.before);
    if (!after || !before || before.log === after.log || became(step, "leader") !== 0)
      return memory;
    const last = lastIndex(before.log);
    if (last <= after.log.baseIndex || entryAt(after.log, last) === entryAt(before.log, last))
      return memory;
    const finding: Finding = {
      verdict: "violated",
      simple: say`Captain ${after.id} tore page ${last} out of its notebook.`,
      expert: say`${after.id}, leading term ${after.currentTerm}, no longer holds its entry ${last}.`,
      nodes: [after.id],
      events: [step.events[0]?.id ?? 0],
    };
    return { finding };
  },
  judge: (memory) => memory.finding,
};
