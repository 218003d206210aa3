/** What must hold of Raft's elections, each folded incrementally over the run. */
import type { NodeId } from "../../../kernel/behavior.ts";
import { offsetOf, readClock } from "../../../kernel/clock.ts";
import { HOLDS, type Finding, type Monitor, type StepView } from "../../../kernel/monitor.ts";
import { tellTime, type Micros } from "../../../kernel/time.ts";
import type { EventId } from "../../../kernel/trace.ts";
import type { NodeState, World } from "../../../kernel/world.ts";
import { majority } from "../../../structures/quorum.ts";
import type { RaftContext } from "../state.ts";
import { became, contextOf, raftOf, SERVER } from "../world.ts";
import { phrase, say } from "../../../languages/say.ts";

// ── Election Safety ───────────────────────────────────────────────────────────────────────────────────────────

interface Elections {
  readonly leaders: ReadonlyMap<number, { readonly node: NodeId; readonly event: EventId }>;
  readonly finding: Finding;
}

/** Figure 3, Election Safety: at most one leader can be elected in a given term. Over the whole run, not only at once. */
export const electionSafety: Monitor<Elections> = {
  id: "election-safety",
  title: phrase("Election Safety"),
  simple: phrase("In each election at most one captain is chosen."),
  source: "Raft §5.2, Figure 3",
  start: () => ({ leaders: new Map(), finding: HOLDS }),
  observe(memory, step) {
    const event = became(step, "leader");
    const raft = event === 0 ? null : raftOf(step.node);
    if (!raft) return memory;
    const term = raft.currentTerm;
    const first = memory.leaders.get(term);
    if (!first)
      return { ...memory, leaders: new Map(memory.leaders).set(term, { node: raft.id, event }) };
    if (first.node === raft.id) return memory;
    const finding: Finding = {
      verdict: "violated",
      simple: say`${first.node} and ${raft.id} were both chosen as captain number ${term}.`,
      expert: say`${first.node} and ${raft.id} were both elected leader in term ${term}.`,
      nodes: [first.node, raft.id],
      events: [first.event, event],
    };
    return { ...memory, finding };
  },
  judge: (memory) => memory.finding,
};

// ── A leader leads a majority ─────────────────────────────────────────────────────────────────────────────────

/** By these a follower answers its leader. */
const PROGRESS: ReadonlySet<string> = new Set(["AppendEntriesReply", "InstallSnapshotReply"]);

interface Leading {
  /** Per leader: which followers were heard when (simulated time), and since when that has been watched. */
  readonly leaders: ReadonlyMap<
    NodeId,
    { readonly since: Micros; readonly heard: ReadonlyMap<NodeId, Micros> }
  >;
  readonly finding: Finding;
}

/**
 * What CheckQuorum is for: a leader that has heard no majority for two quorum checks of its own clock does not stay.
 * Measured when the leader acts, so that a paused process is not blamed for what it slept through.
 */
export const leaderHasQuorum: Monitor<Leading> = {
  id: "leader-has-quorum",
  title: phrase("A leader leads a majority"),
  simple: phrase("A captain whom most friends cannot answer does not stay captain."),
  source: "Ongaro 2014 §6.2",
  start: () => ({ leaders: new Map(), finding: HOLDS }),
  observe(memory, step, world) {
    const node = step.node;
    const resumed = step.events.some(
      (event) =>
        event.kind === "intervention" &&
        (event.data.what.do === "resume" || event.data.what.do === "drift"),
    );
    if (resumed)
      return {
        ...memory,
        leaders: new Map(
          [...memory.leaders].map(([id, each]) => [id, { ...each, since: world.time }]),
        ),
      };
    if (node?.spec.kind !== SERVER) return memory;
    const id = node.spec.id;
    const raft = node.mode === "leader" ? raftOf(node) : null;
    const watched = memory.leaders.get(id);
    if (!raft) return watched ? { ...memory, leaders: without(memory.leaders, id) } : memory;
    // Asleep it cannot step down, though a turned knob reaches it.
    if (node.status !== "up") return memory;
    if (!watched || became(step, "leader") !== 0)
      return withLeader(memory, id, { since: world.time, heard: new Map() });
    for (const event of step.events) {
      if (
        event.kind === "deliver" &&
        PROGRESS.has(event.data.message.type) &&
        event.peer !== null
      ) {
        return withLeader(memory, id, {
          ...watched,
          heard: new Map(watched.heard).set(event.peer, world.time),
        });
      }
    }
    const quorum = majority(raft.peers.length + 1) - 1;
    const times = raft.peers.map((peer) => watched.heard.get(peer) ?? -1).sort((a, b) => b - a);
    const last = Math.max(watched.since, times[quorum - 1] ?? world.time);
    // Two checks and a heartbeat of slack, by the leader's own clock.
    const patience = 2 * raft.config.electionLow + raft.config.heartbeat;
    if (memory.finding.verdict === "violated" || localSpan(node, last, world.time) <= patience)
      return memory;
    const finding: Finding = {
      verdict: "violated",
      simple: say`${id} stays captain although most friends have not answered it since ${tellTime(last)}.`,
      expert: say`${id} is still leader of term ${raft.currentTerm}, though no majority has answered it since ${tellTime(last)}: nothing can be committed, and nobody else is elected where its heartbeats still arrive.`,
      nodes: [id],
      events: [step.events[0]?.id ?? 0],
    };
    return { ...memory, finding };
  },
  judge: (memory) => memory.finding,
};

function withLeader(
  memory: Leading,
  id: NodeId,
  leading: { since: Micros; heard: ReadonlyMap<NodeId, Micros> },
): Leading {
  return { ...memory, leaders: new Map(memory.leaders).set(id, leading) };
}

function without<V>(map: ReadonlyMap<NodeId, V>, id: NodeId): ReadonlyMap<NodeId, V> {
  const copy = new Map(map);
  copy.delete(id);
  return copy;
}

/** How much the node's clock has moved between two simulated times, at its present rate. */
function localSpan(node: NodeState, from: Micros, to: Micros): Micros {
  const rateOnly = { ...node.clock, local: 0 };
  return readClock(rateOnly, to) - readClock(rateOnly, from);
}

// ── A healthy leader is not deposed ───────────────────────────────────────────────────────────────────────────

interface Touch {
  readonly leader: NodeId;
  readonly term: number;
  /** Simulated time from which on it has heard that leader without a gap. */
  readonly since: Micros;
}

interface Stability {
  readonly touch: ReadonlyMap<NodeId, Touch>;
  readonly finding: Finding;
}

/**
 * What PreVote is for: a server that was cut off, or woke up late, does not depose a leader that a majority has heard
 * without a gap. At the moment a server enters a new term as candidate: is there a leader with a majority, itself
 * included and the candidate not, that has been in touch for as long as a poll can take?
 */
export const healthyLeaderStays: Monitor<Stability> = {
  id: "healthy-leader-stays",
  title: phrase("A healthy leader is not deposed"),
  simple: phrase("While most friends hear their captain, nobody who was away can overthrow it."),
  source: "Ongaro 2014 §9.6",
  start: () => ({ touch: new Map(), finding: HOLDS }),
  observe(memory, step, world) {
    const node = step.node;
    if (node?.spec.kind !== SERVER) return memory;
    const id = node.spec.id;
    const raft = raftOf(node);
    if (raft && became(step, "candidate") !== 0)
      return judgeCandidate(memory, step, world, node, raft);
    const touch = touchOf(memory.touch.get(id), contextOf(step.before), raft, node, world.time);
    if (touch === memory.touch.get(id)) return memory;
    return {
      ...memory,
      touch: touch ? new Map(memory.touch).set(id, touch) : without(memory.touch, id),
    };
  },
  judge: (memory) => memory.finding,
};

/** Goes on while the follower hears the same leader again before the least election timeout is over. */
function touchOf(
  old: Touch | undefined,
  before: RaftContext | null,
  raft: RaftContext | null,
  node: NodeState,
  now: Micros,
): Touch | undefined {
  if (!raft || raft.leader === null) return undefined;
  const same = old !== undefined && old.leader === raft.leader && old.term === raft.currentTerm;
  if (raft.leader === raft.id)
    return same ? old : { leader: raft.id, term: raft.currentTerm, since: now };
  if (raft.lastHeard === null) return undefined;
  if (same && before?.lastHeard === raft.lastHeard) return old;
  const gap =
    before?.lastHeard == null ? Number.POSITIVE_INFINITY : raft.lastHeard - before.lastHeard;
  // A clock that was set in between makes the gap meaningless; then watching starts anew.
  const unbroken =
    same &&
    gap >= 0 &&
    gap < raft.config.electionLow &&
    Math.abs(offsetOf(node.clock, now)) < raft.config.electionLow;
  return unbroken ? old : { leader: raft.leader, term: raft.currentTerm, since: now };
}

function judgeCandidate(
  memory: Stability,
  step: StepView,
  world: World,
  candidate: NodeState,
  raft: RaftContext,
): Stability {
  const id = candidate.spec.id;
  const touch = without(memory.touch, id);
  if (memory.finding.verdict === "violated") return { ...memory, touch };
  for (const leader of world.nodes) {
    const leading = leader.mode === "leader" && leader.status === "up" ? raftOf(leader) : null;
    if (!leading || leading.id === id || leading.currentTerm >= raft.currentTerm) continue;
    // A poll lasts at most one election timeout of a clock that may run slow.
    const window = 2 * raft.config.electionHigh;
    const inTouch = world.nodes.filter((node) => {
      const each = touch.get(node.spec.id);
      const server = raftOf(node);
      if (
        !each ||
        !server ||
        node.status !== "up" ||
        each.leader !== leading.id ||
        each.term !== leading.currentTerm
      )
        return false;
      const fresh =
        server.leader === server.id ||
        (server.lastHeard !== null &&
          readClock(node.clock, world.time) - server.lastHeard < server.config.electionLow);
      return fresh && world.time - each.since >= window;
    });
    if (inTouch.length < majority(raft.peers.length + 1)) continue;
    const names = inTouch.map((node) => node.spec.id);
    const finding: Finding = {
      verdict: "violated",
      simple: say`${id} starts election ${raft.currentTerm} although ${names.join(", ")} all hear their captain ${leading.id}.`,
      expert: say`${id} entered term ${raft.currentTerm} and will depose ${leading.id}, which leads term ${leading.currentTerm} in unbroken touch with the majority ${names.join(", ")}.`,
      nodes: [id, leading.id],
      events: [became(step, "candidate")],
    };
    return { touch, finding };
  }
  return { ...memory, touch };
}
