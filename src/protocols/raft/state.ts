/** A Raft server's state (Figures 2 and 13) and how it starts. What moves it is in the files beside this one, by topic. */
import type { Boot, NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import { EMPTY_LOG, type Log } from "../../structures/log.ts";
import { votersOnly, type Configuration } from "../../structures/configuration.ts";
import { configurationIn, type Located } from "./configurations.ts";
import type { Command, Request, Snapshot, StateMachine } from "./messages.ts";
import { EMPTY_MACHINE, type Applied } from "./state-machine.ts";

/** A server's parameters. Times are local µs. */
export interface RaftConfig {
  /** An election timeout is drawn evenly from here (§5.2). */
  readonly electionLow: Micros;
  readonly electionHigh: Micros;
  readonly heartbeat: Micros;
  /** The servers that form the cluster at first; by default all of this kind. The others are spares. */
  readonly voters?: readonly NodeId[];
  /** At most so many entries travel in one message; the knob `batch` goes before. 16 by default. */
  readonly batch?: number;
  /** A snapshot is taken after so many entries; the knob `snapshots` goes before. Never by default. */
  readonly snapshotEvery?: number;
  /**
   * How many times faster than another server's a clock may run (Ongaro 2014, §6.4.1): a lease lasts the least election
   * timeout divided by this. 1 by default, for true clocks.
   */
  readonly driftBound?: number;
}

/** How reads are served: through the log (§8), by ReadIndex or by lease (Ongaro 2014, §6.4), or by any server as it is. */
export type Reads = "log" | "read-index" | "lease" | "follower";

/** A read that its leader has not yet been confirmed for (Ongaro 2014, §6.4). */
export interface PendingRead extends Request {
  readonly key: string;
  /** The commit index when it came; null until the leader has committed an entry of its own term. */
  readonly readIndex: number | null;
  /** The round of heartbeats that confirms it, once a majority has answered. */
  readonly round: number;
}

/** A read that may be answered now. */
export interface ServedRead extends Request {
  readonly value: unknown;
  readonly readIndex: number;
}

/** A change of members that waits for the new servers to catch up (Ongaro 2014, §4.2.1). */
export interface CatchingUp {
  readonly servers: readonly NodeId[];
  /** They have caught up when they hold the log up to here. */
  readonly goal: number;
  /** The configuration that is appended then. */
  readonly next: Configuration;
  readonly request: Request;
  /** How many quorum checks it has waited. */
  readonly checks: number;
}

export interface RaftContext {
  readonly id: NodeId;
  readonly peers: readonly NodeId[];
  readonly config: RaftConfig;
  readonly rules: Readonly<Record<string, boolean>>;
  readonly knobs: Readonly<Record<string, string>>;

  // On disk (Figure 2, "persistent state"; §7).
  readonly currentTerm: number;
  readonly votedFor: NodeId | null;
  readonly log: Log<Command>;
  readonly snapshot: Snapshot | null;

  // In memory.
  readonly commitIndex: number;
  readonly lastApplied: number;
  readonly machine: StateMachine;
  /** The latest configuration in the log, committed or not, and where it stands (§6). */
  readonly members: Located;
  /** The configuration that the cluster began with. */
  readonly first: Located;
  readonly leader: NodeId | null;
  /** Local time of the last message from this term's leader; null when there was none. */
  readonly lastHeard: Micros | null;
  /** Who said yes and no in the present poll or election. */
  readonly granted: readonly NodeId[];
  readonly refused: readonly NodeId[];
  /** Counts this server's pre-vote polls. */
  readonly poll: number;
  /** What the last change applied; a leader answers its clients from it. */
  readonly applied: readonly Applied[];
  /** The last change took a snapshot, or installed one. */
  readonly snapshotMoved: boolean;

  // As leader.
  readonly nextIndex: Readonly<Record<NodeId, number>>;
  readonly matchIndex: Readonly<Record<NodeId, number>>;
  /** Followers heard from since the last quorum check. */
  readonly heard: readonly NodeId[];
  readonly catchingUp: CatchingUp | null;
  /** Counts rounds of heartbeats, and which of them each follower has answered. */
  readonly round: number;
  readonly answeredRound: Readonly<Record<NodeId, number>>;
  /** When the rounds began that no majority has answered yet, by the local clock. */
  readonly rounds: readonly { readonly round: number; readonly began: Micros }[];
  /** When the last round began that a majority has answered; null before the first. */
  readonly confirmed: Micros | null;
  readonly reads: readonly PendingRead[];
  /** The reads that the last change set free. */
  readonly served: readonly ServedRead[];
}

/** The configuration of what lies before a server's log: its snapshot's, or the first. */
export function baseConfiguration({
  snapshot,
  first,
}: Pick<RaftContext, "snapshot" | "first">): Located {
  return snapshot
    ? { index: snapshot.lastIncludedIndex, configuration: snapshot.configuration }
    : first;
}

/** A rule counts as on unless it was switched off. */
export function ruleOn(context: Pick<RaftContext, "rules">, rule: string): boolean {
  return context.rules[rule] !== false;
}

export function readsOf(context: Pick<RaftContext, "knobs">): Reads {
  return (context.knobs["reads"] as Reads | undefined) ?? "log";
}

/** Whether leaders number their rounds of heartbeats, because reads depend on a majority's answers. */
export function numbersRounds(context: Pick<RaftContext, "knobs">): boolean {
  const reads = readsOf(context);
  return reads === "read-index" || reads === "lease";
}

/** A server as it starts: what its disk holds, and nothing else. */
export function startState(boot: Boot): RaftContext {
  const disk = boot.disk as Partial<
    Pick<RaftContext, "currentTerm" | "votedFor" | "log" | "snapshot">
  >;
  const config = boot.config as RaftConfig;
  const all = boot.members["server"] ?? [boot.id, ...boot.peers];
  const log = disk.log ?? EMPTY_LOG;
  const snapshot = disk.snapshot ?? null;
  const first: Located = { index: 0, configuration: votersOnly(config.voters ?? all) };
  const restarted = Object.keys(boot.disk).length > 0;
  const { knobs, rules } = boot.settings;
  return {
    id: boot.id,
    peers: boot.peers,
    config,
    rules,
    knobs,
    currentTerm: disk.currentTerm ?? 0,
    votedFor: disk.votedFor ?? null,
    log,
    snapshot,
    commitIndex: snapshot?.lastIncludedIndex ?? 0,
    lastApplied: snapshot?.lastIncludedIndex ?? 0,
    machine: snapshot?.machine ?? EMPTY_MACHINE,
    members: configurationIn(log, baseConfiguration({ first, snapshot })),
    first,
    leader: null,
    // What it may have promised a leader's lease before it went down still holds.
    lastHeard: restarted && readsOf({ knobs }) === "lease" ? boot.now : null,
    granted: [],
    refused: [],
    poll: 0,
    applied: [],
    snapshotMoved: false,
    nextIndex: {},
    matchIndex: {},
    heard: [],
    catchingUp: null,
    round: 0,
    answeredRound: {},
    rounds: [],
    confirmed: null,
    reads: [],
    served: [],
  };
}

/**
 * Takes over a newer term: no vote in it yet, no leader known. When the old leader was last heard still counts where it may
 * hold a lease.
 */
export function adoptTerm(context: RaftContext, term: number): Partial<RaftContext> {
  if (term <= context.currentTerm) return {};
  const lastHeard = readsOf(context) === "lease" ? context.lastHeard : null;
  return { currentTerm: term, votedFor: null, leader: null, lastHeard };
}
