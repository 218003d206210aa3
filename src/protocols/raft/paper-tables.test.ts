/**
 * Raft against the tables of etcd's paper tests (etcd-io/raft, `raft_paper_test.go` and `raft_test.go`, Apache-2.0), which
 * are read from outside the project where they are at hand.
 */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { AnyMachineSnapshot } from "xstate";
import { type Boot, type Disk, type Effect } from "../../kernel/behavior.ts";
import { Run } from "../../kernel/run.ts";
import type { Scenario } from "../../kernel/scenario.ts";
import { parseScript } from "../../kernel/script.ts";
import { bareScenario } from "../../kernel/testing/bare.ts";
import { SECOND } from "../../kernel/time.ts";
import {
  appendAfter,
  compactTo,
  conflictHint,
  lastIndex,
  lastTerm,
  matches,
  probeAfterHint,
  termAt,
  type Log,
} from "../../structures/log.ts";
import { raftClient, type RaftClientConfig } from "./client.ts";
import { raftServer } from "./machine.ts";
import type { Command, Entry } from "./messages.ts";
import { clientPresenter } from "../client-view.ts";
import { viewMessage } from "./message-view.ts";
import { committable } from "./replication.ts";
import { startState, type RaftConfig, type RaftContext } from "./state.ts";
import { serverPresenter } from "./view.ts";

const FILE = new URL("../../../../shared/cases/raft/paper_tables.json", import.meta.url);
const found = existsSync(FILE);
if (!found)
  console.log(
    "Raft's paper tables: skipped, because shared/cases/raft/paper_tables.json is not beside the project.",
  );

interface Tables {
  election_one_round: { size: number; votes: Record<string, 0 | 1>; state: string; term: number }[];
  follower_vote: { votedFor: number; candidate: number; reject: boolean }[];
  voter_up_to_date: {
    voterLogTerms: number[];
    candLastTerm: number;
    candLastIndex: number;
    reject: boolean;
  }[];
  leader_acknowledge_commit: { size: number; acceptors: number[]; committed: boolean }[];
  only_commit_current_term: {
    log: number[];
    leaderTerm: number;
    cases: { ackIndex: number; commit: number }[];
  };
  figure7: {
    leaderLog: number[];
    leaderTermBefore: number;
    followers: Record<string, number[]>;
    followers_etcd: Record<string, number[]>;
  };
  append_entries: {
    followerLog: number[];
    prevIndex: number;
    prevTerm: number;
    entries: number[];
    result: number[];
  }[];
  append_check: {
    followerLog: number[];
    commit: number;
    prevTerm: number;
    prevIndex: number;
    reject: boolean;
  }[];
  fast_log_rejection: {
    leader: number[];
    follower: number[];
    compacted: number;
    hintTerm: number;
    hintIndex: number;
    nextPrevTerm: number;
    nextPrevIndex: number;
  }[];
  dueling_candidates: {
    expected: Record<string, [string, number, number]>;
    preVote: Record<string, [string, number, number]>;
  };
}

const tables: Tables = found ? (JSON.parse(readFileSync(FILE, "utf8")) as Tables) : ({} as Tables);

/** Nobody's timer rings by itself: only the hand that fires it. */
const times: RaftConfig = {
  electionLow: 3_000 * SECOND,
  electionHigh: 4_000 * SECOND,
  heartbeat: SECOND,
};
const heard = { now: 0, luck: 1 };
const NOOP: Command = { is: "noop" };

function entriesOf(terms: readonly number[]): Entry[] {
  return terms.map((term) => ({ term, command: NOOP }));
}

function logOf(terms: readonly number[]): Log<Command> {
  return { baseIndex: 0, baseTerm: 0, entries: entriesOf(terms) };
}

function terms(log: Log): number[] {
  return log.entries.map((entry) => entry.term);
}

function bootOf(size: number, disk: Disk, rules: Record<string, boolean> = {}): Boot {
  const ids = Array.from({ length: size }, (_, i) => String(i + 1));
  return {
    id: "1",
    peers: ids.slice(1),
    members: { server: ids },
    disk,
    settings: { knobs: {}, rules },
    config: times,
    now: 0,
    luck: 1,
  };
}

/** One server by itself, told what to hear. */
function server(size: number, disk: Disk = {}, rules: Record<string, boolean> = {}) {
  let { state } = raftServer.boot(bootOf(size, disk, rules));
  let effects: readonly Effect[] = [];
  return {
    hear(event: Record<string, unknown> & { type: string }) {
      ({ state, effects } = raftServer.react(state, { ...heard, ...event }));
      return this;
    },
    /** Its election timer rings. */
    campaign() {
      return this.hear({ type: `xstate.after.electionTimeout.raft.${raftServer.mode(state)}` });
    },
    get mode() {
      return raftServer.mode(state);
    },
    get context() {
      return (state as AnyMachineSnapshot).context as RaftContext;
    },
    sent<T>(type: string): T {
      const all = effects.flatMap((effect) =>
        effect.type === "send" ? [effect.params.message] : [],
      );
      return all.find((message) => message.type === type) as T;
    },
  };
}

/** A cluster that runs: servers 1 to N with given disks, one client that asks only by hand. */
function cluster(disks: readonly Disk[]): Scenario {
  const config: RaftClientConfig = {
    servers: "server",
    workload: { is: "data", keys: ["x"], reads: 0 },
    thinkLow: 1e9,
    thinkHigh: 2e9,
    attempt: 100 * SECOND,
    patience: 100 * SECOND,
    retry: 50_000,
  };
  return bareScenario({
    id: "cluster",
    nodes: [
      ...disks.map((disk, i) => ({
        id: `n${i + 1}`,
        kind: "server",
        behavior: raftServer,
        config: times,
        disk,
      })),
      { id: "c1", kind: "client", behavior: raftClient, config },
      { id: "c2", kind: "client", behavior: raftClient, config },
    ],
    links: () => ({ latency: { kind: "fixed", value: 10_000 } }),
    keys: ["x"],
    presenters: { server: serverPresenter, client: clientPresenter(viewMessage) },
  });
}

/** @param until in simulated µs. */
function playing(
  disks: readonly Disk[],
  rules: Record<string, boolean>,
  lines: string,
  until = 60 * SECOND,
): Run {
  const run = new Run(cluster(disks), { ...parseScript(`scenario cluster\n${lines}`), rules });
  run.seek(until);
  return run;
}

function raftOf(run: Run, id: string): RaftContext {
  return (run.world.node(id).state as AnyMachineSnapshot).context as RaftContext;
}

function endsOf(run: Run): Record<string, [string, number, number]> {
  const servers = run.world.nodes.filter((node) => node.spec.kind === "server");
  return Object.fromEntries(
    servers.map((node) => {
      const { currentTerm, log } = raftOf(run, node.spec.id);
      return [node.spec.id.slice(1), [node.mode, currentTerm, lastIndex(log)]];
    }),
  );
}

describe.skipIf(!found)("Raft's paper tables", () => {
  test("an election in one round", () => {
    for (const row of tables.election_one_round) {
      const one = server(row.size, {}, { "pre-vote": false }).campaign();
      for (const [from, granted] of Object.entries(row.votes))
        one.hear({ type: "RequestVoteReply", from, term: 1, voteGranted: granted === 1 });
      expect([one.mode, one.context.currentTerm], JSON.stringify(row)).toEqual([
        row.state,
        row.term,
      ]);
    }
  });

  test("a follower's vote", () => {
    for (const row of tables.follower_vote) {
      const one = server(3, {
        currentTerm: 1,
        votedFor: row.votedFor === 0 ? null : String(row.votedFor),
      });
      one.hear({
        type: "RequestVote",
        from: String(row.candidate),
        term: 1,
        lastLogIndex: 0,
        lastLogTerm: 0,
      });
      expect(
        one.sent<{ voteGranted: boolean }>("RequestVoteReply").voteGranted,
        JSON.stringify(row),
      ).toBe(!row.reject);
    }
  });

  test("a voter's log against the candidate's", () => {
    for (const row of tables.voter_up_to_date) {
      const one = server(2, { log: logOf(row.voterLogTerms) });
      one.hear({
        type: "RequestVote",
        from: "2",
        term: 3,
        lastLogTerm: row.candLastTerm,
        lastLogIndex: row.candLastIndex,
      });
      expect(
        one.sent<{ voteGranted: boolean }>("RequestVoteReply").voteGranted,
        JSON.stringify(row),
      ).toBe(!row.reject);
    }
  });

  test("a leader commits what a majority has acknowledged", () => {
    for (const row of tables.leader_acknowledge_commit) {
      const one = server(row.size, {}, { "pre-vote": false }).campaign();
      for (let i = 2; one.mode !== "leader"; i++)
        one.hear({ type: "RequestVoteReply", from: String(i), term: 1, voteGranted: true });
      one.hear({
        type: "ClientRequest",
        from: "c",
        op: 1,
        operation: { f: "write", key: "x", value: "1" },
      });
      const index = lastIndex(one.context.log);
      for (const from of row.acceptors)
        one.hear({
          type: "AppendEntriesReply",
          from: String(from),
          term: 1,
          success: true,
          index,
          conflictTerm: 0,
        });
      expect(one.context.commitIndex >= index, JSON.stringify(row)).toBe(row.committed);
    }
  });

  test("only entries of the present term are committed by counting", () => {
    const { log, leaderTerm, cases } = tables.only_commit_current_term;
    for (const { ackIndex, commit } of cases) {
      const context: RaftContext = {
        ...startState(bootOf(2, {})),
        currentTerm: leaderTerm,
        log: logOf([...log, leaderTerm]),
        matchIndex: { "2": ackIndex },
      };
      expect(committable(context), `acknowledged ${ackIndex}`).toBe(commit);
    }
  });

  test("a follower's log after AppendEntries", () => {
    for (const row of tables.append_entries) {
      const one = server(3, { currentTerm: 2, log: logOf(row.followerLog) });
      one.hear({
        type: "AppendEntries",
        from: "2",
        term: 2,
        prevLogIndex: row.prevIndex,
        prevLogTerm: row.prevTerm,
        entries: entriesOf(row.entries),
        leaderCommit: 0,
      });
      expect(terms(one.context.log), JSON.stringify(row)).toEqual(row.result);
      expect(
        terms(appendAfter(logOf(row.followerLog), row.prevIndex, entriesOf(row.entries))),
      ).toEqual(row.result);
    }
  });

  test("the consistency check", () => {
    for (const row of tables.append_check) {
      const one = server(3, { currentTerm: 2, log: logOf(row.followerLog) });
      one.hear({
        type: "AppendEntries",
        from: "2",
        term: 2,
        prevLogIndex: row.prevIndex,
        prevLogTerm: row.prevTerm,
        entries: [],
        leaderCommit: row.commit,
      });
      expect(
        one.sent<{ success: boolean }>("AppendEntriesReply").success,
        JSON.stringify(row),
      ).toBe(!row.reject);
      expect(matches(logOf(row.followerLog), row.prevIndex, row.prevTerm)).toBe(!row.reject);
    }
  });

  test("fast log rejection", () => {
    for (const row of tables.fast_log_rejection) {
      const leader = logOf(row.leader);
      const follower = compactTo(logOf(row.follower), row.compacted);
      const hint = conflictHint(follower, lastIndex(leader), lastTerm(leader));
      expect(hint, JSON.stringify(row)).toEqual({ term: row.hintTerm, index: row.hintIndex });
      expect(probeAfterHint(leader, hint, lastIndex(leader))).toEqual({
        term: row.nextPrevTerm,
        index: row.nextPrevIndex,
      });
    }
  });

  test.each(["followers", "followers_etcd"] as const)(
    "Figure 7: the leader repairs every one of the six logs (%s)",
    (which) => {
      const { leaderLog, leaderTermBefore, followers } = {
        ...tables.figure7,
        followers: tables.figure7[which],
      };
      for (const [name, log] of Object.entries(followers)) {
        // Three servers, as in etcd's test: the third has nothing and lets the leader win.
        const disks = [
          { currentTerm: leaderTermBefore - 1, log: logOf(leaderLog) },
          { currentTerm: leaderTermBefore - 1, log: logOf(log) },
          { currentTerm: 0, log: logOf([]) },
        ];
        const run = playing(
          disks,
          { "pre-vote": false },
          "at 1s fire n1\nat 5s client c1 write x 1",
        );
        expect(run.world.node("n1").mode, name).toBe("leader");
        const [own, repaired] = [terms(raftOf(run, "n1").log), terms(raftOf(run, "n2").log)];
        expect(own, name).toEqual([...leaderLog, leaderTermBefore, leaderTermBefore]);
        expect(repaired, name).toEqual(own);
      }
    },
  );

  test.each([
    [false, "expected"],
    [true, "preVote"],
  ] as const)("duelling candidates (pre-vote %s)", (preVote, column) => {
    const rules = { "pre-vote": preVote, "check-quorum": false };
    const run = playing(
      [{}, {}, {}],
      rules,
      "at 1s cut n1-n3\nat 1s fire n1\nat 1s fire n3\nat 5s heal\nat 5s fire n3 electionTimeout",
      // Before the next heartbeat, which etcd\'s test does not send.
      5.035 * SECOND,
    );
    expect(endsOf(run)).toEqual(tables.dueling_candidates[column]);
  });

  test("a leader overwrites newer logs that no majority holds", () => {
    const voter = { currentTerm: 2, votedFor: "n3", log: logOf([]) };
    const disks = [
      { currentTerm: 1, log: logOf([1]) },
      { currentTerm: 1, log: logOf([1]) },
      { currentTerm: 2, votedFor: "n3", log: logOf([2]) },
      voter,
      voter,
    ];
    const run = playing(disks, { "pre-vote": false }, "at 1s fire n1\nat 5s fire n1");
    expect(endsOf(run)["1"]).toEqual(["leader", 3, 2]);
    for (const id of ["n1", "n2", "n3", "n4", "n5"])
      expect(terms(raftOf(run, id).log), id).toEqual([1, 3]);
  });

  test("entries of an older term are committed only with one of the new", () => {
    const cuts =
      "at 1s fire n1\nat 2s cut n1-n3\nat 2s cut n1-n4\nat 2s cut n1-n5\nat 3s client c1 write x 1\nat 3s client c2 write x 2";
    const before = playing(
      [{}, {}, {}, {}, {}],
      { "pre-vote": false, "check-quorum": false },
      cuts,
    );
    expect([raftOf(before, "n1").commitIndex, lastIndex(raftOf(before, "n2").log)]).toEqual([1, 3]);
    expect(termAt(raftOf(before, "n2").log, 3)).toBe(1);
    // n2 is elected, but its AppendEntries are lost: its log holds old entries on a majority, and commits none.
    const deaf = ["n1", "n3", "n4", "n5"].map((id) => `at 10.015s cut n2>${id}`).join("\n");
    const silent = playing(
      [{}, {}, {}, {}, {}],
      { "pre-vote": false, "check-quorum": false },
      `${cuts}\nat 10s heal\nat 10s fire n2\n${deaf}`,
    );
    expect([
      silent.world.node("n2").mode,
      raftOf(silent, "n2").currentTerm,
      raftOf(silent, "n2").commitIndex,
    ]).toEqual(["leader", 2, 1]);
    const heard = playing(
      [{}, {}, {}, {}, {}],
      { "pre-vote": false, "check-quorum": false },
      `${cuts}\nat 10s heal\nat 10s fire n2`,
    );
    expect([heard.world.node("n2").mode, raftOf(heard, "n2").commitIndex]).toEqual(["leader", 4]);
  });
});
