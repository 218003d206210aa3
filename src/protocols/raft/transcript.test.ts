/**
 * Golden transcripts: what a Raft cluster says and does in a few set pieces, as text that is reviewed like code. A change of
 * behaviour shows as a diff of these files; `npx vitest run -u` writes them anew.
 */
import { expect, test } from "vitest";
import { bareScenario } from "../../kernel/testing/bare.ts";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { SECOND } from "../../kernel/time.ts";
import { raftServer } from "./machine.ts";
import type { RaftConfig } from "./state.ts";
import { serverPresenter } from "./view.ts";

const times: RaftConfig = {
  electionLow: 1.2 * SECOND,
  electionHigh: 2.4 * SECOND,
  heartbeat: 0.4 * SECOND,
};

const cluster = bareScenario({
  id: "cluster",
  nodes: ["n1", "n2", "n3"].map((id) => ({
    id,
    kind: "server",
    behavior: raftServer,
    config: times,
  })),
  links: () => ({ latency: { kind: "fixed", value: 10_000 } }),
  presenters: { server: serverPresenter },
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
