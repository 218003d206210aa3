/** A hundred nodes with a thousand messages on their way: what the page's drawing is measured on. */
import { between, drawAgain, pick } from "../src/kernel/chance.ts";
import { anyBehavior, type Behavior, type Effect, type NodeId } from "../src/kernel/behavior.ts";
import type { Place, Scenario } from "../src/kernel/scenario.ts";
import type { Presenter } from "../src/kernel/view.ts";

const COUNT = 100;
/** Each message travels about a second, each node sends ten a second: a thousand are on their way. */
const LATENCY = { kind: "uniform", low: 900_000, high: 1_100_000 } as const;
const tick = (delay: number): Effect => ({
  type: "setTimer",
  params: { id: "tick", label: "tick", delay, event: { type: "tick" } },
});

interface Member {
  readonly peers: readonly NodeId[];
  readonly heard: number;
}

const member: Behavior<Member> = {
  boot: ({ peers, luck }) => ({
    state: { peers, heard: 0 },
    effects: [tick(between(luck, 1, 100_000))],
  }),
  react(state, stimulus) {
    if (stimulus.type !== "tick")
      return { state: { ...state, heard: state.heard + 1 }, effects: [] };
    const to = pick(drawAgain(stimulus.luck, 1), state.peers);
    return {
      state,
      effects: [
        { type: "send", params: { to, message: { type: "Rumour" } } },
        tick(between(stimulus.luck, 80_000, 120_000)),
      ],
    };
  },
  mode: () => "member",
  data: (state) => state,
};

const presenter: Presenter = {
  view: (state) => ({
    role: "member",
    tone: "follower",
    shape: "circle",
    badge: { text: "1", epoch: 1, title: "epoch 1" },
    fields: [{ name: "heard", value: String((state as Member).heard), durable: false }],
    cells: [],
    ring: "tick",
  }),
  down: () => ({ fields: [], cells: [] }),
  message: () => ({ glyph: "circle", tone: "follower", label: "Rumour", fields: [] }),
  narrate: () => null,
};

const ids = Array.from({ length: COUNT }, (_, i) => `n${i + 1}`);
const layout: Record<NodeId, Place> = Object.fromEntries(
  ids.map((id, i) => [
    id,
    { x: 0.06 + (0.88 * (i % 10)) / 9, y: 0.08 + (0.84 * Math.floor(i / 10)) / 9 },
  ]),
);

export const scenario: Scenario = {
  // It stands in for a lesson, so that the page that is measured is the page itself.
  id: "cap",
  version: 1,
  nodes: ids.map((id) => ({ id, kind: "member", behavior: anyBehavior(member) })),
  links: () => ({ latency: LATENCY }),
  knobs: [],
  rules: [],
  monitors: [],
  meters: [],
  faults: {
    crash: true,
    cut: true,
    partition: true,
    pause: true,
    loss: 0,
    duplication: 0,
    drift: 0,
    down: 10,
  },
  operations: [],
  keys: [],
  timers: ["tick"],
  presenters: { member: presenter },
  layout,
  legend: [],
  presets: [],
  pace: 1,
  recovery: 0,
};
