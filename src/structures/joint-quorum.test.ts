/**
 * Quorums against the cases of etcd's `quorum` package (etcd-io/raft, Apache-2.0), which are read from outside the project
 * where they are at hand, and against what joint consensus is for.
 */
import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jointCommitted, jointVote, majorityCommitted, majorityVote } from "./joint-quorum.ts";
import { casesIn, type DataDrivenCase } from "./testing/datadriven.ts";

const FOLDER = new URL("../../../shared/cases/quorum/etcd/", import.meta.url);
const found = existsSync(FOLDER);
if (!found)
  console.log(
    "etcd's cases of quorums: skipped, because shared/cases/quorum/etcd is not beside the project.",
  );

function cases(file: string): DataDrivenCase[] {
  return casesIn(readFileSync(new URL(file, FOLDER), "utf8"));
}

/** The two majorities, and what is told of each voter in the order in which they are named first. */
function reading({ given }: DataDrivenCase): {
  voters: string[];
  outgoing: string[];
  told: (name: "idx" | "votes") => Map<string, string>;
} {
  const named = (name: string) => (given[name] ?? []).filter((id) => id !== "" && id !== "zero");
  const voters = named("cfg");
  const outgoing = named("cfgj");
  const all = [...new Set([...voters, ...outgoing])];
  return {
    voters,
    outgoing,
    told: (name) => {
      const given = named(name);
      expect(given).toHaveLength(all.length);
      return new Map(all.map((id, i) => [id, given[i]!]));
    },
  };
}

const RESULTS = { won: "VoteWon", lost: "VoteLost", pending: "VotePending" };
const VOTES: Readonly<Record<string, boolean>> = { y: true, n: false };

describe.skipIf(!found)("etcd's cases of quorums", () => {
  test.each(["majority_vote.txt", "joint_vote.txt"])("%s", (file) => {
    const all = found ? cases(file) : [];
    expect(all.length).toBeGreaterThan(10);
    for (const each of all) {
      const { voters, outgoing, told } = reading(each);
      const votes = told("votes");
      const vote = (id: string) => VOTES[votes.get(id) ?? ""] ?? null;
      const results = [
        jointVote({ voters, outgoing }, vote),
        jointVote({ voters: outgoing, outgoing: voters }, vote),
        ...(outgoing.length === 0 ? [majorityVote(voters, vote)] : []),
      ];
      for (const result of results)
        expect(`line ${each.line}: ${RESULTS[result]}`).toBe(`line ${each.line}: ${each.expected}`);
    }
  });

  test.each(["majority_commit.txt", "joint_commit.txt"])("%s", (file) => {
    const all = found ? cases(file) : [];
    expect(all.length).toBeGreaterThan(10);
    for (const each of all) {
      const { voters, outgoing, told } = reading(each);
      const indexes = told("idx");
      const reached = (id: string) => Number(indexes.get(id)?.replace("_", "0") ?? 0);
      const table = each.expected.split("\n");
      const answer = table.at(-1)!.replace("<empty majority quorum>∞", "Infinity");
      const rows = table.flatMap((row) => {
        const [, index, id] = /(\d+) {4}\(id=(\d+)\)$/.exec(row) ?? [];
        return id === undefined ? [] : [[id, Number(index)]];
      });
      expect(rows).toEqual([...indexes.keys()].sort().map((id) => [id, reached(id)]));
      const results = [
        jointCommitted({ voters, outgoing }, reached),
        jointCommitted({ voters: outgoing, outgoing: voters }, reached),
        ...(outgoing.length === 0
          ? [
              majorityCommitted(voters, reached),
              jointCommitted({ voters, outgoing: voters }, reached),
            ]
          : []),
      ];
      for (const result of results)
        expect(`line ${each.line}: ${result}`).toBe(`line ${each.line}: ${answer}`);
    }
  });
});

const servers = ["n1", "n2", "n3", "n4", "n5", "n6"];
const some = fc.subarray(servers, { minLength: 1 });
const indexes = fc.array(fc.nat({ max: 9 }), { minLength: 6, maxLength: 6 });
const votes = fc.array(fc.constantFrom(true, false, null), { minLength: 6, maxLength: 6 });

/** Whether more than half of them are in the set. */
function holds(voters: readonly string[], set: readonly string[]): boolean {
  return voters.length === 0 || 2 * voters.filter((id) => set.includes(id)).length > voters.length;
}

/** A half that may be missing. */
const half = fc.oneof(some, fc.constant<string[]>([]));

describe("joint quorums", () => {
  test("an index is committed together when more than half of each have reached it, and no higher one is", () => {
    fc.assert(
      fc.property(some, half, indexes, (voters, outgoing, reached) => {
        const at = (id: string) => reached[servers.indexOf(id)]!;
        const index = jointCommitted({ voters, outgoing }, at);
        const beyond = (least: number) => servers.filter((id) => at(id) >= least);
        expect(holds(voters, beyond(index)) && holds(outgoing, beyond(index))).toBe(true);
        expect(holds(voters, beyond(index + 1)) && holds(outgoing, beyond(index + 1))).toBe(false);
      }),
    );
  });

  test("a vote is won with more than half of each, and lost as soon as one of them cannot be won any more", () => {
    fc.assert(
      fc.property(some, half, votes, (voters, outgoing, given) => {
        const vote = (id: string) => given[servers.indexOf(id)]!;
        const yes = servers.filter((id) => vote(id) === true);
        const possible = servers.filter((id) => vote(id) !== false);
        const won = holds(voters, yes) && holds(outgoing, yes);
        const open = holds(voters, possible) && holds(outgoing, possible);
        expect(jointVote({ voters, outgoing }, vote)).toBe(won ? "won" : open ? "pending" : "lost");
      }),
    );
  });

  test("joined with itself or with nobody, a majority decides as it does alone", () => {
    fc.assert(
      fc.property(some, indexes, votes, (voters, reached, given) => {
        const at = (id: string) => reached[servers.indexOf(id)]!;
        const vote = (id: string) => given[servers.indexOf(id)]!;
        for (const outgoing of [voters, []]) {
          expect(jointCommitted({ voters, outgoing }, at)).toBe(majorityCommitted(voters, at));
          expect(jointVote({ voters, outgoing }, vote)).toBe(majorityVote(voters, vote));
        }
      }),
    );
  });

  test("old and new configuration decide nothing apart from each other, however they are made up", () => {
    fc.assert(
      fc.property(some, some, votes, (voters, outgoing, given) => {
        const vote = (id: string) => given[servers.indexOf(id)]!;
        const against = (id: string) => (vote(id) === null ? null : !vote(id));
        fc.pre(jointVote({ voters, outgoing }, vote) === "won");
        expect(majorityVote(voters, against)).toBe("lost");
        expect(majorityVote(outgoing, against)).toBe("lost");
      }),
    );
  });
});
