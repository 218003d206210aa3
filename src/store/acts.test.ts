import { describe, expect, test } from "vitest";
import type { FlightFrame, NodeFrame } from "../wire/frame.ts";
import type { Manifest } from "../wire/manifest.ts";
import { actsOn } from "./acts.ts";
import { deliverablesOf } from "./deliverables.ts";
import { emptyRun, type Run } from "./run.ts";
import { makeWell } from "./scripts.ts";

const manifest = {
  nodes: [
    { id: "n1", kind: "server", place: { x: 0, y: 0 } },
    { id: "n2", kind: "server", place: { x: 1, y: 1 } },
  ],
  links: [
    { from: "n1", to: "n2" },
    { from: "n2", to: "n1" },
  ],
  treacheries: [],
} as unknown as Manifest;

function node(id: string, more: Partial<NodeFrame> = {}): NodeFrame {
  return {
    id,
    status: "up",
    timers: [{ label: "alarm", set: 0, due: 500, waits: false }],
    slow: 0,
    traitor: null,
    clock: { local: 0, since: 0, rate: 1_000_000 },
    ...more,
  } as NodeFrame;
}

function flight(id: number, more: Partial<FlightFrame> = {}): FlightFrame {
  return { id, from: "n1", to: "n2", arrives: 1_000, waits: null, ...more } as FlightFrame;
}

function run(more: Partial<Run> = {}, network: Partial<Run["network"]> = {}): Run {
  const empty = emptyRun();
  return {
    ...empty,
    nodes: new Map([node("n1"), node("n2")].map((one) => [one.id, one])),
    ...more,
    network: { ...empty.network, ...network },
  };
}
const nodes = (...all: NodeFrame[]) => new Map(all.map((one) => [one.id, one]));
const flights = (...all: FlightFrame[]) => new Map(all.map((one) => [one.id, one]));
const lines = (...args: Parameters<typeof actsOn>) => actsOn(...args).map((act) => act.line);

describe("what hands can do", () => {
  test("to a node that is up, paused and down", () => {
    const n1 = { is: "node", id: "n1" } as const;
    expect(lines(n1, run(), manifest)).toEqual([
      "crash n1",
      "pause n1",
      "slow n1 50ms",
      "partition n1 | n2",
      "fire n1 alarm",
    ]);
    const paused = run({ nodes: nodes(node("n1", { status: "paused", slow: 10 })) });
    expect(lines(n1, paused, manifest)).toEqual([
      "crash n1",
      "resume n1",
      "slow n1 0ms",
      "partition n1 | n2",
    ]);
    const down = run({ nodes: nodes(node("n1", { status: "crashed" })) });
    expect(lines(n1, down, manifest).slice(0, 2)).toEqual(["restart n1", "restart n1 wiped"]);
  });

  test("to a possible traitor only", () => {
    const card = { id: "lies", label: "lies", help: "", kinds: ["server"] };
    const open = { ...manifest, treacheries: [card] };
    const n1 = { is: "node", id: "n1" } as const;
    expect(lines(n1, run(), open)).toContain("traitor n1 lies");
    // A menu stands by itself: the label says what “lies” makes of it.
    expect(actsOn(n1, run(), open).map(({ label }) => label)).toContain("Traitor: lies");
    const lying = run({ nodes: nodes(node("n1", { traitor: "lies" })) });
    expect(lines(n1, lying, open)).toContain("traitor n1 honest");
    const others = { ...manifest, treacheries: [{ ...card, kinds: ["client"] }] };
    expect(lines(n1, run(), others).join()).not.toContain("traitor");
  });

  test("to a link, each way and both", () => {
    const link = { is: "link", from: "n1", to: "n2" } as const;
    const half = run({}, { cut: [{ from: "n2", to: "n1" }] });
    expect(lines(link, half, manifest)).toEqual([
      "cut n1-n2",
      "cut n1>n2",
      "heal n2>n1",
      "hold n1>n2",
      "hold n2>n1",
    ]);
  });

  test("to a message: overtaking only whom there is, and only where order is free", () => {
    const all = flights(flight(1, { arrives: 800 }), flight(2, { arrives: 900 }), flight(3));
    const target = { is: "message", id: 3 } as const;
    expect(lines(target, run({ flights: all }), manifest)).toContain("delay m3 -101us");
    const kept = run(
      { flights: all },
      {
        conditions: [
          {
            from: "n1",
            to: "n2",
            latency: "1ms",
            loss: 0,
            duplication: 0,
            order: "fifo",
            usual: null,
          },
        ],
      },
    );
    expect(lines(target, kept, manifest).join()).not.toContain("delay");
    expect(lines({ is: "message", id: 9 }, run(), manifest)).toEqual([]);
  });
});

test("held things stand in the order in which they would come, those of one node where asked", () => {
  const held = run(
    { flights: flights(flight(1), flight(2, { arrives: 300, from: "n2", to: "n1" })) },
    { holdAll: true, holdTimers: true },
  );
  expect(deliverablesOf(held, null).map((one) => one.key)).toEqual([
    "m2",
    "n1 alarm",
    "n2 alarm",
    "m1",
  ]);
  const door = run({ flights: flights(flight(1, { waits: "node" })) }, { holdAll: true });
  expect(deliverablesOf(door, null)).toEqual([]);
  const one = run(
    { flights: flights(flight(1), flight(2, { from: "n2", to: "n1" })) },
    { held: [{ from: "n1", to: "n2" }] },
  );
  expect(deliverablesOf(one, null).map((each) => each.key)).toEqual(["m1"]);
});

test("all is made well with the lines that are needed, and no others", () => {
  expect(makeWell(run())).toBeNull();
  const usual = { latency: "1ms", loss: 0, duplication: 0, order: "any" } as const;
  const ill = run(
    {
      nodes: nodes(
        node("n1", { status: "crashed" }),
        node("n2", {
          status: "paused",
          slow: 50,
          clock: { local: 5_000, since: 0, rate: 1_100_000 },
        }),
      ),
    },
    {
      cut: [{ from: "n1", to: "n2" }],
      holdTimers: true,
      conditions: [{ from: "n1", to: "n2", ...usual, loss: 0.2, usual }],
    },
  );
  expect(makeWell(ill)).toBe(
    "heal; release timers; loss n1>n2 0%; restart n1; resume n2; slow n2 0ms; drift n2 1; clock n2 0ms",
  );
});
