import { describe, expect, test } from "vitest";
import { tellStory } from "./story.ts";
import { scenario as cap } from "../scenarios/cap/scenario.ts";
import { scenario as election } from "../scenarios/raft-election/scenario.ts";

/** Without write-back c2 reads the new value from one side and the old one from the other. */
const DEEDS = [
  "client c1 write x a",
  "client c1 write x b",
  "cut n1>n3",
  "cut n1>n4",
  "cut n1>n5",
  "partition n1 n2 n4 c1 | n3 n5",
  "crash n1",
  "partition n2 n4 n5 c2 | n1 n3 c1",
  "client c2 read x",
  "partition n3 n4 n5 c2 | n1 n2 c1",
  "client c2 read x",
];
const TIMES = ["100ms", "2s", "2.3s", "2.3s", "2.3s", "2.7s", "2.8s", "3s", "3.1s", "4s", "4.1s"];
const NEW_THEN_OLD = [
  "scenario cap",
  "seed 1",
  "set workload off",
  "rule write-back off",
  ...DEEDS.map((deed, i) => `at ${TIMES[i]!} ${deed}`),
  "at 20s crash n5",
  "until 21s",
  "",
].join("\n");

describe("a bad run is told", () => {
  const story = tellStory(cap, NEW_THEN_OLD, "linearizable")!;

  test("with all that was done before the break, as scripts write it, and nothing after it", () => {
    const deeds = story.steps.filter((step) => step.kind === "deed");
    expect(deeds.map((step) => step.line)).toEqual(DEEDS);
    expect(story.steps.at(-1)!.kind).toBe("break");
    expect(story.steps.filter((step) => step.kind === "break")).toHaveLength(1);
  });

  test("under the settings that it starts with, where they are not the lesson’s own", () => {
    expect(story.settings).toEqual(["Workload: off", "without reads write back"]);
  });

  test("in the order of time, each step at both levels, the operations that prove it among them", () => {
    const times = story.steps.map((step) => step.at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    for (const step of story.steps)
      for (const sentence of [step.simple, step.expert]) {
        expect(sentence).toMatch(/[.?!”]$/);
        expect(sentence).not.toMatch(/undefined|null|NaN/);
      }
    const proof = story.steps.filter((step) => step.kind === "proof").map((step) => step.simple);
    expect(proof.join(" ")).toContain("c2 read x = b");
    expect(proof.join(" ")).toContain("c2 read x = a");
  });

  test("who stood by is left out: the story is made of what led to it", () => {
    const steps = tellStory(
      election,
      "scenario raft-election\nseed 3\nrule one-vote-per-term off\nrule pre-vote off\nat 4s fire n1 electionTimeout\nat 4s fire n2 electionTimeout\nat 4s fire n4 electionTimeout\nuntil 6s\n",
      "election-safety",
    )?.steps;
    expect(steps).toBeDefined();
    expect(steps!.length).toBeLessThan(40);
    // Both who won say so themselves, not only by their states.
    const proof = steps!.filter((step) => step.kind === "proof");
    expect(proof.length).toBeGreaterThan(1);
    for (const step of proof) expect(step.simple).not.toMatch(/went from/);
  });

  test("a run that keeps the promise has no story", () => {
    expect(
      tellStory(cap, NEW_THEN_OLD.replace("rule write-back off\n", ""), "linearizable"),
    ).toBeNull();
  });
});
