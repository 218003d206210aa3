/**
 * Golden transcripts: what a Raft cluster says and does in a few set pieces, as text that is reviewed like code. A change of
 * behaviour shows as a diff of these files; `npx vitest run -u` writes them anew.
 */
import { expect, test } from "vitest";
import type { Scenario } from "../../kernel/scenario.ts";
import { bareScenario } from "../../kernel/testing/bare.ts";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { SECOND } from "../../kernel/time.ts";
import { raftClient, type RaftClientConfig } from "./client.ts";
import { dataOperations } from "../workload.ts";
import { membershipOperations, raftPresenters, raftTimers } from "./lesson.ts";
import { raftServer } from "./machine.ts";
import type { RaftConfig } from "./state.ts";

const times: RaftConfig = {
  electionLow: 1.2 * SECOND,
  electionHigh: 2.4 * SECOND,
  heartbeat: 0.4 * SECOND,
};

/** A client that asks only by hand. */
const silent: RaftClientConfig = {
  servers: "server",
  workload: { is: "data", keys: ["x"], reads: 0 },
  thinkLow: 1_000 * SECOND,
  thinkHigh: 2_000 * SECOND,
  attempt: 0.5 * SECOND,
  patience: 4 * SECOND,
  retry: 0.05 * SECOND,
};

/** Servers n1 to n3 form the cluster; a client c1 asks by hand. */
function clusterOf(servers: readonly string[], config: Partial<RaftConfig>): Scenario {
  return bareScenario({
    id: "cluster",
    nodes: [
      ...servers.map((id) => ({
        id,
        kind: "server",
        behavior: raftServer,
        config: { ...times, voters: ["n1", "n2", "n3"], ...config },
      })),
      { id: "c1", kind: "client", behavior: raftClient, config: silent },
    ],
    links: () => ({ latency: { kind: "fixed", value: 10_000 } }),
    keys: ["x"],
    timers: raftTimers,
    operations: [...dataOperations, ...membershipOperations],
    presenters: raftPresenters,
  });
}

const cluster = bareScenario({
  id: "cluster",
  nodes: ["n1", "n2", "n3"].map((id) => ({
    id,
    kind: "server",
    behavior: raftServer,
    config: times,
  })),
  links: () => ({ latency: { kind: "fixed", value: 10_000 } }),
  presenters: raftPresenters,
});

test.each<[string, readonly string[], number]>([
  ["election with pre-vote", ["at 1s fire n1"], 1.5],
  ["election without pre-vote", ["rule pre-vote off", "at 1s fire n1"], 1.5],
  [
    "three candidates split the vote",
    ["rule pre-vote off", "at 1s fire n1", "at 1s fire n2", "at 1s fire n3"],
    1.1,
  ],
  [
    "a rejoining server is refused",
    ["at 1s fire n1", "at 1.1s partition n1 n2 | n3", "at 4s heal", "at 4s fire n3"],
    4.1,
  ],
  [
    "a rejoining server without pre-vote deposes the leader",
    [
      "rule pre-vote off",
      "at 1s fire n1",
      "at 1.1s partition n1 n2 | n3",
      "at 2s fire n3",
      "at 2.1s heal",
    ],
    3,
  ],
  ["a deaf leader steps down", ["at 1s fire n1", "at 1.1s cut n2>n1", "at 1.1s cut n3>n1"], 4],
  [
    "a vote survives a crash",
    [
      "rule pre-vote off",
      "at 0.5s cut n1-n3",
      "at 1s fire n1",
      "at 1.005s fire n3",
      "at 1.012s crash n2",
      "at 1.013s restart n2",
    ],
    1.05,
  ],
  [
    "a vote that does not survive a crash",
    [
      "rule pre-vote off",
      "rule durable-vote off",
      "at 0.5s cut n1-n3",
      "at 1s fire n1",
      "at 1.005s fire n3",
      "at 1.012s crash n2",
      "at 1.013s restart n2",
    ],
    1.05,
  ],
])("%s", async (name, lines, seconds) => {
  await expect(transcriptOf(cluster, lines, seconds)).toMatchFileSnapshot(
    `./golden/${name.replaceAll(" ", "-")}.golden.txt`,
  );
});

const THREE = ["n1", "n2", "n3"];
const WITH_SPARES = [...THREE, "n4"];

test.each<[string, readonly string[], Partial<RaftConfig>, readonly string[], number]>([
  [
    "a log that parted is repaired",
    THREE,
    {},
    [
      "at 0.5s fire n1",
      "at 0.6s partition n1 c1 | n2 n3",
      "at 0.7s client c1 write x 1",
      "at 0.8s client c1 write x 2",
      "at 2.5s fire n2 electionTimeout",
      "at 3.2s heal",
    ],
    3.6,
  ],
  [
    "a follower that slept needs a snapshot",
    THREE,
    { snapshotEvery: 4 },
    [
      "at 0.5s fire n1",
      "at 0.6s pause n3",
      ...[1, 2, 3, 4, 5, 6, 7].map((i) => `at ${600 + 100 * i}ms client c1 write x ${i}`),
      "at 1.6s resume n3",
    ],
    2.3,
  ],
  [
    "a repeated request is done once",
    THREE,
    {},
    ["at 0.5s fire n1", "at 0.6s cut n1>c1", "at 0.7s client c1 write x 1", "at 1s heal"],
    2.4,
  ],
  [
    "a server joins and the leader leaves",
    WITH_SPARES,
    {},
    ["at 0.5s fire n1", "at 0.7s client c1 add n4", "at 1.2s client c1 remove n1"],
    1.5,
  ],
])("%s", async (name, servers, config, lines, seconds) => {
  await expect(transcriptOf(clusterOf(servers, config), lines, seconds)).toMatchFileSnapshot(
    `./golden/${name.replaceAll(" ", "-")}.golden.txt`,
  );
});

test("joint consensus exchanges two servers at once", async () => {
  const scenario = clusterOf(["n1", "n2", "n3", "n4", "n5"], {});
  const joint = {
    ...scenario,
    knobs: [
      {
        id: "method",
        label: "Changes",
        help: "How members change.",
        values: [{ value: "joint", label: "joint" }],
      },
    ],
  };
  const lines = ["at 0.5s fire n1", "at 0.7s client c1 members n1+n4+n5"];
  await expect(transcriptOf(joint, lines, 1.1)).toMatchFileSnapshot(
    "./golden/joint-consensus-exchanges-two-servers.golden.txt",
  );
});

test.each([
  ["a read waits for a majority's answer", "read-index"],
  ["a read by lease is answered at once", "lease"],
])("%s", async (name, reads) => {
  const scenario = {
    ...clusterOf(THREE, {}),
    knobs: [
      {
        id: "reads",
        label: "Reads",
        help: "How reads are served.",
        values: [{ value: reads, label: reads }],
      },
    ],
  };
  const lines = ["at 0.5s fire n1", "at 0.7s client c1 write x 1", "at 0.8s client c1 read x"];
  await expect(transcriptOf(scenario, lines, 0.9)).toMatchFileSnapshot(
    `./golden/${name.replaceAll(/[ ']/g, "-")}.golden.txt`,
  );
});
