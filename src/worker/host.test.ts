import { describe, expect, test } from "vitest";
import { randomFaults } from "../kernel/random-faults.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { printScript, printStep } from "../kernel/script-text.ts";
import { anyMeter, type Plot } from "../kernel/monitor.ts";
import { chatterScenario, chosenScenario } from "../kernel/testing/chatter.ts";
import { SECOND } from "../kernel/time.ts";
import { scenario } from "../scenarios/raft-election/scenario.ts";
import type { FlightFrame, Frame, NodeFrame, TraceRow } from "../wire/frame.ts";
import type { Reply, Request } from "../wire/sentences.ts";
import { Host } from "./host.ts";

const library = {
  ids: ["raft-election"],
  load: (id: string) => Promise.resolve(id === "raft-election" ? scenario : null),
};
const host = () => new Host(library, () => () => false);
const OPEN = {
  do: "open",
  script: "scenario raft-election\nseed 7\n",
  play: "from-start",
} as const;

/** What a page holds: frames applied one after the other. */
class Mirror {
  nodes = new Map<string, NodeFrame>();
  flights = new Map<number, FlightFrame>();
  rows: TraceRow[] = [];
  frame!: Frame;

  take(frame: Frame): void {
    if (frame.whole) {
      this.nodes = new Map();
      this.flights = new Map();
    }
    for (const node of frame.nodes) this.nodes.set(node.id, node);
    for (const { id } of frame.landed) this.flights.delete(id);
    for (const flight of frame.flights) this.flights.set(flight.id, flight);
    if (frame.rows)
      this.rows = [...this.rows.filter((row) => row.id < frame.rows!.from), ...frame.rows.added];
    this.frame = frame;
  }
}

async function asking(script: string = OPEN.script) {
  const asked = host();
  const mirror = new Mirror();
  const ask = async (request: Request): Promise<Reply> => {
    const reply = await asked.answer(request);
    if (reply.is === "frame" || reply.is === "opened") mirror.take(reply.frame);
    return reply;
  };
  const frame = async (request: Request): Promise<Frame> => {
    const reply = await ask(request);
    if (reply.is !== "frame") throw new Error(JSON.stringify(reply));
    return reply.frame;
  };
  await ask({ do: "open", script, play: "from-start" });
  return { ask, frame, mirror };
}

test("a lesson opens with everything that the page needs", async () => {
  const reply = await host().answer(OPEN);
  if (reply.is !== "opened") throw new Error(JSON.stringify(reply));
  expect(reply.manifest.nodes.map((node) => node.id)).toEqual(["n1", "n2", "n3", "n4", "n5", "c1"]);
  expect(reply.manifest.links).toHaveLength(30);
  const states = reply.manifest.charts["server"]!.states.map((state) => state.id);
  expect(states).toEqual(["follower", "preCandidate", "candidate", "leader"]);
  const transitions = reply.manifest.charts["server"]!.transitions;
  expect(transitions).toContainEqual({
    from: "candidate",
    to: "leader",
    event: "",
    guard: "has majority",
    internal: false,
  });
  expect(transitions).toContainEqual({
    from: "follower",
    to: "preCandidate",
    event: "after electionTimeout",
    guard: "pre-vote",
    internal: false,
  });
  expect(reply.frame).toMatchObject({ whole: true, time: 0, end: 0, alarm: null });
  expect(reply.frame.nodes).toHaveLength(6);
  expect(structuredClone(reply)).toEqual(reply);
});

test("frames applied one after another equal a whole one, through acts, jumps, steps and lanes", async () => {
  const { frame, mirror } = await asking();
  const steps = randomFaults(scenario, 5, 12 * SECOND).map(printStep);
  const compare = async () => {
    const kept = { nodes: mirror.nodes, flights: mirror.flights, rows: mirror.rows };
    const whole = await frame({ do: "seek", to: mirror.frame.time });
    expect([...kept.nodes.values()]).toEqual([...whole.nodes]);
    expect([...kept.flights.values()].toSorted((a, b) => a.id - b.id)).toEqual(
      [...whole.flights].toSorted((a, b) => a.id - b.id),
    );
    expect(kept.rows.map((row) => row.id)).toEqual(kept.rows.map((_, i) => i + 1));
  };
  await frame({ do: "act", text: steps.join("\n") });
  for (let time = 0; time <= 14; time += 0.37) {
    await frame({ do: "advance", to: time * SECOND });
    if (Math.round(time * 100) % 111 === 0) await compare();
  }
  await compare();
  await frame({ do: "seek", to: 4 * SECOND });
  await frame({ do: "act", text: "partition n1 n2 | n3 n4 n5" });
  for (let time = 4; time <= 8; time += 0.21) await frame({ do: "advance", to: time * SECOND });
  await compare();
  await frame({ do: "step", by: -1 });
  await frame({ do: "step", by: 1 });
  await compare();
  const first = mirror.frame.lanes === null;
  await frame({ do: "lane", id: 1 });
  expect(first || mirror.frame.lanes !== null).toBe(true);
  await compare();
  expect(mirror.rows.length).toBeGreaterThan(1_000);
});

test("a preset does on the stage what it says: the vote is split, with pre-vote and without", async () => {
  for (const rule of ["on", "off"]) {
    for (let seed = 1; seed <= 60; seed++) {
      const { ask, frame, mirror } = await asking(
        `scenario raft-election\nseed ${seed}\nrule pre-vote ${rule}\n`,
      );
      await frame({ do: "seek", to: 12 * SECOND });
      const before = [...mirror.nodes.values()].find((node) => node.mode === "leader");
      if (!before) continue;
      const term = before.view.badge!.epoch!;
      const reply = await ask({ do: "preset", id: "split-vote" });
      expect(reply.is, JSON.stringify(reply)).toBe("frame");
      await frame({ do: "seek", to: 14.2 * SECOND });
      const lost = mirror.rows.filter(
        (row) =>
          row.time >= 12 * SECOND &&
          row.label === "election lost" &&
          row.expert.includes(`term ${term + 1}:`),
      );
      expect(lost.length, `seed ${seed}, pre-vote ${rule}`).toBeGreaterThanOrEqual(3);
    }
  }
});

test("a nap after voting: forgotten, it makes two leaders of a term; remembered, it does not", async () => {
  for (const remembered of [true, false]) {
    let violations = 0;
    for (let seed = 1; seed <= 30; seed++) {
      const { frame } = await asking(
        `scenario raft-election\nseed ${seed}\nset workload off\nrule durable-vote ${remembered ? "on" : "off"}\n`,
      );
      await frame({ do: "seek", to: 12 * SECOND });
      await frame({ do: "preset", id: "nap-after-voting" });
      const { alarm } = await frame({ do: "advance", to: 14 * SECOND });
      if (alarm?.expert.includes("Election Safety")) violations++;
    }
    expect(violations).toBe(remembered ? 0 : 30);
  }
});

describe("what cannot be done is refused in a sentence, and nothing is lost", () => {
  test("a damaged script, an unknown lesson", async () => {
    const asked = host();
    await asked.answer(OPEN);
    expect(await asked.answer({ do: "open", script: "seed 7", play: "from-start" })).toMatchObject({
      is: "refused",
      scenario: null,
    });
    expect(
      await asked.answer({ do: "open", script: "scenario raft-electoin", play: "from-start" }),
    ).toEqual({
      is: "refused",
      why: "there is no scenario “raft-electoin”; did you mean “raft-election”?",
      scenario: "raft-electoin",
    });
    expect(
      await asked.answer({
        do: "open",
        script: "scenario raft-election\nat 2s crash n7",
        play: "from-start",
      }),
    ).toMatchObject({
      is: "refused",
      why: "line 2: there is no node “n7”; did you mean “n1”?",
      scenario: "raft-election",
    });
    expect((await asked.answer({ do: "seek", to: SECOND })).is).toBe("frame");
  });

  test("before a lesson is open", async () => {
    expect(await host().answer({ do: "advance", to: 1 })).toMatchObject({
      is: "refused",
      why: "no lesson is open yet",
    });
  });

  test("an act that does nothing, and one of two", async () => {
    const { ask, mirror } = await asking();
    expect(await ask({ do: "act", text: "restart n1" })).toMatchObject({
      is: "refused",
      why: "n1 is running; crash it before you restart it",
    });
    expect(await ask({ do: "act", text: "crash n1; resume n2" })).toMatchObject({
      is: "frame",
      notice: "n2 is not paused",
    });
    expect(mirror.nodes.get("n1")!.status).toBe("crashed");
    expect(await ask({ do: "preset", id: "split-vot" })).toMatchObject({
      is: "refused",
      why: "there is no preset “split-vot”; did you mean “split-vote”?",
    });
  });
});

test("a recording opens again at its end with the same hash, and says so when it differs", async () => {
  const { ask, frame, mirror } = await asking();
  await frame({ do: "seek", to: 5 * SECOND });
  await frame({ do: "act", text: "crash n1\nat 6s restart n1" });
  await frame({ do: "seek", to: 8 * SECOND });
  const recording = await ask({ do: "record" });
  if (recording.is !== "recording") throw new Error(JSON.stringify(recording));
  const again = await host().answer({ do: "open", script: recording.text, play: "to-until" });
  if (again.is !== "opened") throw new Error(JSON.stringify(again));
  expect([again.frame.hash, again.frame.time, again.notice]).toEqual([
    mirror.frame.hash,
    8 * SECOND,
    null,
  ]);
  const forged = await host().answer({
    do: "open",
    script: recording.text.replace(/hash \w{4}/, "hash 0000"),
    play: "to-until",
  });
  expect(forged).toMatchObject({
    is: "opened",
    notice: expect.stringContaining("another state") as string,
  });
  const older = await host().answer({
    do: "open",
    script: recording.text.replace("version 1", "version 99"),
    play: "to-until",
  });
  expect(older).toMatchObject({
    is: "opened",
    notice: expect.stringContaining("version 99") as string,
  });
});

test("a violation stops the run, names the two leaders, and can be stepped back before", async () => {
  const script = printScript({
    scenario: "raft-election",
    seed: 3,
    knobs: {},
    rules: { "one-vote-per-term": false },
    steps: randomFaults(scenario, 3, 30 * SECOND),
  });
  const { frame, mirror } = await asking(script);
  const stopped = await frame({ do: "advance", to: 30 * SECOND });
  expect(stopped.alarm).toMatchObject({ kind: "violation" });
  expect(stopped.alarm!.expert).toMatch(
    /^Promise broken: Election Safety\. (n\d) and (n\d) were both elected leader in term \d+\.$/,
  );
  expect(stopped.time).toBeLessThan(30 * SECOND);
  const finding = mirror.frame.verdicts!.find(
    (verdict) => verdict.id === "election-safety",
  )!.finding;
  expect(finding.verdict).toBe("violated");
  expect(finding.nodes).toHaveLength(2);
  const back = await frame({ do: "step", by: -1 });
  expect(back.verdicts!.every((verdict) => verdict.finding.verdict === "holds")).toBe(true);
});

test("a machine that throws stops the run: told with its cause, and one step back it runs again", async () => {
  const nodes = scenario.nodes.map((node) => {
    if (node.id !== "n4") return node;
    const react: typeof node.behavior.react = (state, stimulus) => {
      if (stimulus.now > 6 * SECOND && stimulus.type === "AppendEntries")
        throw new Error("index 7 is out of range");
      return node.behavior.react(state, stimulus);
    };
    return { ...node, behavior: { ...node.behavior, react } };
  });
  const asked = new Host(
    { ids: ["raft-election"], load: () => Promise.resolve({ ...scenario, nodes }) },
    () => () => false,
  );
  const mirror = new Mirror();
  for (const request of [OPEN, { do: "advance", to: 20 * SECOND }] as const) {
    const reply = await asked.answer(request);
    if (reply.is !== "frame" && reply.is !== "opened") throw new Error(JSON.stringify(reply));
    mirror.take(reply.frame);
  }
  expect(mirror.frame.alarm).toMatchObject({
    kind: "fault",
    expert: "n4's protocol machine threw: index 7 is out of range.",
  });
  expect(mirror.nodes.get("n4")!.status).toBe("crashed");
  const fault = mirror.rows.find((row) => row.kind === "fault")!;
  expect(mirror.rows.find((row) => row.id === fault.cause)).toMatchObject({
    kind: "deliver",
    node: "n4",
  });
  const back = await asked.answer({ do: "step", by: -1 });
  if (back.is !== "frame") throw new Error(JSON.stringify(back));
  mirror.take(back.frame);
  expect(mirror.nodes.get("n4")!.status).toBe("up");
});

test("client operations up to the playhead, with what is still open", async () => {
  const { ask, frame } = await asking();
  await frame({ do: "seek", to: 20 * SECOND });
  const reply = await ask({ do: "history" });
  if (reply.is !== "history") throw new Error(JSON.stringify(reply));
  expect(reply.operations.length).toBeGreaterThan(4);
  for (const operation of reply.operations)
    expect(operation.returned === null).toBe(operation.outcome === null);
});

describe("what a hand can take back, leave behind and take elsewhere", () => {
  test("undo and redo say what they would do, and come to the same fingerprint", async () => {
    const { frame, ask } = await asking();
    const before = await frame({ do: "seek", to: 3 * SECOND });
    expect(before.undo).toEqual({ undo: null, redo: null });
    const after = await frame({ do: "act", text: "crash n1; cut n2>n3" });
    expect(after.undo).toEqual({ undo: "crash n1; cut n2>n3", redo: null });
    const undone = await frame({ do: "undo" });
    expect([undone.hash, undone.time]).toEqual([before.hash, before.time]);
    expect(undone.undo).toEqual({ undo: null, redo: "crash n1; cut n2>n3" });
    const redone = await frame({ do: "redo" });
    expect([redone.hash, redone.time]).toEqual([after.hash, after.time]);
    expect(await ask({ do: "redo" })).toMatchObject({
      is: "refused",
      why: "there is nothing to do again",
    });
  });

  test("lanes take names, give their scripts, and go", async () => {
    const { frame, ask } = await asking();
    await frame({ do: "seek", to: 6 * SECOND });
    await frame({ do: "seek", to: 3 * SECOND });
    const { lanes } = await frame({ do: "act", text: "crash n1" });
    expect(lanes?.map(({ label, current }) => [label, current])).toEqual([
      ["before you crash n1", false],
      ["after you crash n1", true],
    ]);
    const named = await frame({ do: "name-lane", id: 1, name: "  all   is well " });
    expect(named.lanes?.[0]).toMatchObject({ label: "all is well", name: "all is well" });
    const script = await ask({ do: "lane-script", id: 2 });
    expect(script).toMatchObject({ is: "recording" });
    expect(script.is === "recording" && script.text).toContain("at 3s crash n1");
    expect((await frame({ do: "drop-lane", id: 1 })).lanes).toHaveLength(1);
    expect(await ask({ do: "drop-lane", id: 2 })).toMatchObject({ is: "refused" });
    expect(await ask({ do: "lane", id: 9 })).toMatchObject({ is: "refused" });
  });

  test("random trouble strikes only where nothing has been played yet, and stands in the script", async () => {
    const { frame, ask } = await asking();
    await frame({ do: "advance", to: 2 * SECOND });
    await frame({ do: "trouble", level: 3 });
    const troubled = await frame({ do: "advance", to: 12 * SECOND });
    expect(troubled.undo.undo).not.toBeNull();
    const script = await ask({ do: "lane-script", id: 1 });
    const lines = script.is === "recording" ? script.text.match(/^at .*$/gm)! : [];
    expect(lines.length).toBeGreaterThan(8);
    await frame({ do: "seek", to: SECOND });
    const again = await frame({ do: "advance", to: 12 * SECOND });
    expect(again.hash).toBe(troubled.hash);
    await frame({ do: "trouble", level: 0 });
    const calm = await frame({ do: "advance", to: 20 * SECOND });
    expect(calm.undo.undo).toBe(troubled.undo.undo);
  });

  test("one step back, looked at aside, is what a step back shows", async () => {
    const { frame, ask } = await asking();
    await frame({ do: "seek", to: 2 * SECOND });
    const before = await ask({ do: "before" });
    const back = await frame({ do: "step", by: -1 });
    expect(before).toEqual({ is: "before", nodes: back.nodes });
  });

  test("a trace is a header that holds the script, and every event, one a line", async () => {
    const { frame, ask } = await asking();
    const { event, hash } = await frame({ do: "seek", to: 4 * SECOND });
    const reply = await ask({ do: "export", as: "trace" });
    const lines = (reply.is === "export" ? reply.text : "").trimEnd().split("\n");
    const [header, ...events] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(header).toMatchObject({
      netsplit: "trace",
      version: 1,
      scenario: "raft-election",
      events: event,
    });
    expect(events.map(({ id }) => id)).toEqual(Array.from({ length: event }, (_, i) => i + 1));
    const again = await asking(header!["script"] as string);
    expect((await again.frame({ do: "seek", to: 4 * SECOND })).hash).toBe(hash);
  });

  test("a ShiViz log has for each event a line and a clock, and every clock is one that ShiViz can follow", async () => {
    const { frame, ask } = await asking();
    await frame({ do: "seek", to: 4 * SECOND });
    await frame({ do: "act", text: "crash n2" });
    await frame({ do: "advance", to: 8 * SECOND });
    const reply = await ask({ do: "export", as: "shiviz" });
    const text = reply.is === "export" ? reply.text : "";
    // ShiViz's own default expression.
    const found = [...text.matchAll(/(?<event>.*)\n(?<host>\S*) (?<clock>{.*})\n/g)];
    expect(found.map(([all]) => all).join("")).toBe(text);
    const seen: Record<string, number> = {};
    for (const { groups } of found) {
      const { host, clock: told } = groups as { host: string; clock: string };
      const clock = JSON.parse(told) as Record<string, number>;
      // Each host counts its own events without a gap, and knows of others only what has happened.
      seen[host] = (seen[host] ?? 0) + 1;
      expect(clock[host]).toBe(seen[host]);
      for (const [other, count] of Object.entries(clock))
        expect(count).toBeLessThanOrEqual(seen[other] ?? 0);
    }
    expect(found.length).toBeGreaterThan(300);
  });
});

describe("what is chosen before the start", () => {
  const chosen = chosenScenario();
  const setUps: Scenario = {
    ...chosen,
    presets: [{ id: "full", label: "Full disks", help: "", opens: ["set disk notes"] }],
  };
  const open = async (...lines: string[]) => {
    const asked = new Host(
      { ids: ["chosen"], load: () => Promise.resolve(setUps) },
      () => () => false,
    );
    const script = ["scenario chosen", ...lines].join("\n");
    const reply = await asked.answer({ do: "open", script, play: "from-start" });
    return { asked, reply };
  };

  test("the page is told of the variant: its nodes, their places, their links", async () => {
    for (const talkers of ["2", "3", "5"]) {
      const { asked, reply } = await open(`set talkers ${talkers}`);
      if (reply.is !== "opened") throw new Error(JSON.stringify(reply));
      const { manifest, frame } = reply;
      const count = Number(talkers);
      expect(manifest.nodes).toHaveLength(count);
      expect(new Set(manifest.nodes.map(({ place }) => place.x)).size).toBe(count);
      expect(manifest.links).toHaveLength(count * (count - 1));
      expect(frame.nodes.map(({ id }) => id)).toEqual(manifest.nodes.map(({ id }) => id));
      expect(manifest.knobs.filter((knob) => knob.atStart)).toHaveLength(2);
      expect(manifest.presets).toEqual([
        { id: "full", label: "Full disks", help: "", opens: ["set disk notes"] },
      ]);
      const act = await asked.answer({ do: "act", text: `crash n${count}` });
      expect(act.is).toBe("frame");
      const past = await asked.answer({ do: "act", text: `crash n${count + 1}` });
      expect(past).toMatchObject({ is: "refused" });
      const record = await asked.answer({ do: "record" });
      expect(record).toMatchObject({ text: expect.stringContaining(`\nset talkers ${talkers}\n`) });
    }
  });

  test("what belongs before the start is refused later, and nothing is done", async () => {
    const { asked } = await open();
    await asked.answer({ do: "advance", to: SECOND });
    expect(await asked.answer({ do: "act", text: "set talkers 5" })).toMatchObject({
      is: "refused",
      why: expect.stringContaining("talkers is chosen before the run starts"),
    });
    expect(await asked.answer({ do: "preset", id: "full" })).toMatchObject({
      is: "refused",
      why: "“Full disks” is a run of its own; open its script",
    });
  });

  test("random trouble knows the nodes that there are", async () => {
    const { asked } = await open("set talkers 5", "seed 4");
    await asked.answer({ do: "trouble", level: 3 });
    await asked.answer({ do: "advance", to: 60 * SECOND });
    const record = await asked.answer({ do: "record" });
    if (record.is !== "recording") throw new Error(record.is);
    expect(record.text).toMatch(/^at \S+ (crash|pause|cut|partition).*n5/m);
  });
});

test("meters tell their curves as they stand at the playhead, and the page hears whether there are any", async () => {
  const sent = (time: number, count: number): Plot => ({
    id: "sent",
    title: "Messages sent",
    x: { label: "time", unit: "ms" },
    y: { label: "messages", unit: "" },
    series: [
      { id: "sent", label: "sent", kind: "measured", shape: "line", points: [[time, count]] },
    ],
  });
  const meter = anyMeter<null>({
    id: "sent",
    start: () => null,
    observe: () => null,
    read: () => [],
    plots: (_, world) => [sent(world.time / 1_000, world.counters.sent)],
  });
  const measured: Scenario = { ...chatterScenario(), meters: [meter] };
  const asked = new Host(
    { ids: ["chatter"], load: () => Promise.resolve(measured) },
    () => () => false,
  );
  const opened = await asked.answer({ do: "open", script: "scenario chatter", play: "from-start" });
  expect(opened).toMatchObject({ manifest: { plots: true } });
  await asked.answer({ do: "advance", to: SECOND });
  const reply = await asked.answer({ do: "plots" });
  if (reply.is !== "plots") throw new Error(JSON.stringify(reply));
  const [[time, count]] = reply.plots[0]!.series[0]!.points as [[number, number]];
  expect(time).toBe(1_000);
  expect(count).toBeGreaterThan(10);
});

test("a crowd's fingerprint is left as it was while it plays, and right whenever it rests", async () => {
  const crowd = chatterScenario(160);
  const asked = new Host(
    { ids: ["chatter"], load: () => Promise.resolve(crowd) },
    () => () => false,
  );
  const hashOf = async (request: Request): Promise<string> => {
    const reply = await asked.answer(request);
    if (reply.is !== "frame") throw new Error(JSON.stringify(reply));
    return reply.frame.hash;
  };
  await asked.answer({ do: "open", script: "scenario chatter", play: "from-start" });
  const begun = await hashOf({ do: "seek", to: 10_000 });
  expect(await hashOf({ do: "advance", to: 50_000 })).toBe(begun);
  const rested = await hashOf({ do: "seek", to: 50_000 });
  expect(rested).not.toBe(begun);
  await hashOf({ do: "seek", to: 0 });
  expect(await hashOf({ do: "seek", to: 50_000 })).toBe(rested);
});
