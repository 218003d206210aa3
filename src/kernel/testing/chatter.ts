/** A scenario without a protocol, for the kernel's own laws: nodes that talk at random, count, and write some of it down. */
import { between, drawAgain, happens, pick } from "../chance.ts";
import {
  anyBehavior,
  type Behavior,
  type Boot,
  type Effect,
  type NodeId,
  type Stimulus,
} from "../behavior.ts";
import type { Scenario } from "../scenario.ts";
import { MILLISECOND } from "../time.ts";
import type { NodeView, Presenter } from "../view.ts";
import { bareScenario } from "./bare.ts";

export interface ChatterState {
  readonly id: NodeId;
  readonly peers: readonly NodeId[];
  /** Everything heard since the last start, in order: message numbers by sender. */
  readonly heard: readonly string[];
  /** Numbers its messages; on disk. */
  readonly said: number;
  /** Numbers its steps; in memory only. */
  readonly steps: number;
  /** What the disk held when it started. */
  readonly woke: unknown;
  readonly wakes: readonly number[];
}

const chat = (id: string, delay: number): Effect => ({
  type: "setTimer",
  params: { id, label: "chat", delay, event: { type: "chat" } },
});

const chatter: Behavior<ChatterState> = {
  boot(boot: Boot) {
    const said = (boot.disk["said"] as number | undefined) ?? 0;
    const state: ChatterState = {
      id: boot.id,
      peers: boot.peers,
      heard: [],
      said,
      steps: 0,
      woke: boot.disk,
      wakes: [boot.now],
    };
    return { state, effects: [chat("chat", between(boot.luck, 1, 40 * MILLISECOND))] };
  },
  react(state: ChatterState, stimulus: Stimulus) {
    const steps = state.steps + 1;
    if (stimulus.type === "chat") {
      const to = pick(drawAgain(stimulus.luck, 1), state.peers);
      const said = state.said + 1;
      const all = happens(drawAgain(stimulus.luck, 2), 0.2);
      const message = { type: "Talk", number: said };
      const effects: Effect[] = [
        { type: "persist", params: { said } },
        all
          ? { type: "broadcast", params: { to: state.peers, message } }
          : { type: "send", params: { to, message } },
        chat("chat", between(stimulus.luck, 5 * MILLISECOND, 60 * MILLISECOND)),
      ];
      return {
        state: { ...state, steps, said, wakes: [...state.wakes, stimulus.now].slice(-8) },
        effects,
      };
    }
    if (stimulus.type === "Talk") {
      const { number } = stimulus as Stimulus & { number: number };
      if (
        number === 13 &&
        (stimulus as Stimulus & { from: string }).from === "n3" &&
        state.id === "bad"
      )
        throw new Error("thirteen");
      const heard = [...state.heard, `${stimulus.from}:${number}`].slice(-64);
      return {
        state: { ...state, steps, heard },
        effects: [{ type: "note", params: { note: "heard", about: { number } } }],
      };
    }
    return { state: { ...state, steps }, effects: [] };
  },
  mode: (state) => (state.said % 10 < 5 ? "calm" : "lively"),
  data: (state) => state,
};

const view: NodeView = { role: "talker", tone: "plain", shape: "circle", fields: [], cells: [] };
const presenter: Presenter = {
  view: () => view,
  down: () => ({ fields: [], cells: [] }),
  message: () => ({ glyph: "circle", tone: "plain", label: "Talk", fields: [] }),
  narrate: () => null,
};

/** The scenario with so many talkers, `n1` to `nN`; further ids replace the last ones. */
export function chatterScenario(count = 4, last: NodeId | null = null): Scenario {
  const ids = Array.from({ length: count }, (_, i) =>
    last !== null && i === count - 1 ? last : `n${i + 1}`,
  );
  return bareScenario({
    id: "chatter",
    nodes: ids.map((id) => ({ id, kind: "talker", behavior: anyBehavior(chatter) })),
    knobs: [
      {
        id: "mood",
        label: "mood",
        help: "",
        values: [
          { value: "good", label: "good" },
          { value: "bad", label: "bad" },
        ],
      },
    ],
    rules: [{ id: "manners", label: "manners", simple: "", expert: "", source: "" }],
    faults: {
      crash: true,
      cut: true,
      partition: true,
      pause: true,
      loss: 0.3,
      duplication: 0.3,
      drift: 0.2,
      down: 2,
    },
    timers: ["chat"],
    treacheries: [
      { id: "silent", label: "silent", help: "", kinds: ["talker"], says: () => null },
      {
        id: "mumbles",
        label: "mumbles",
        help: "",
        kinds: ["talker"],
        says: (message, { to }) => ({ ...message, number: to === "n1" ? 0 : -1 }),
      },
    ],
    presenters: { talker: presenter },
  });
}

/**
 * Talkers of whom there are as many as is chosen before the start, three or two or five; with `notes` on their disks say
 * so, and n1 has said ten things already.
 */
export function chosenScenario(): Scenario {
  const of = (count: number): Pick<Scenario, "nodes" | "layout"> => {
    const { nodes } = chatterScenario(count);
    const layout = Object.fromEntries(
      nodes.map(({ id }, i) => [id, { x: (i + 1) / (count + 1), y: 0.5 }]),
    );
    return { nodes, layout };
  };
  const values = (...all: string[]) => all.map((value) => ({ value, label: value }));
  return {
    ...chatterScenario(),
    ...of(3),
    id: "chosen",
    knobs: [
      { id: "talkers", label: "talkers", help: "", atStart: true, values: values("3", "2", "5") },
      { id: "disk", label: "disk", help: "", atStart: true, values: values("empty", "notes") },
      { id: "mood", label: "mood", help: "", values: values("good", "bad") },
    ],
    variant({ talkers, disk }) {
      const { nodes, layout } = of(Number(talkers));
      if (disk === "empty") return { nodes, layout };
      const [first, ...others] = nodes;
      return { nodes: [{ ...first!, disk: { said: 10 } }, ...others], layout };
    },
  };
}
