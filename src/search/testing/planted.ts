/**
 * A lesson for the search's own tests, without a protocol: a sender counts aloud, three receivers write down what they hear.
 * Each rule switched off plants one bug, and it is known how many interventions that one takes.
 */
import {
  anyBehavior,
  type Behavior,
  type Boot,
  type Effect,
  type NodeId,
  type Stimulus,
} from "../../kernel/behavior.ts";
import { anyMonitor, HOLDS, type Finding, type Monitor } from "../../kernel/monitor.ts";
import type { Scenario } from "../../kernel/scenario.ts";
import { bareScenario } from "../../kernel/testing/bare.ts";
import { MILLISECOND } from "../../kernel/time.ts";
import type { Presenter } from "../../kernel/view.ts";

const NUMBERS = 4;

interface Add extends Stimulus {
  readonly type: "Add";
  readonly number: number;
}

interface Counting {
  readonly next: number;
  readonly receivers: readonly NodeId[];
}

const count = (next: number): Effect => ({
  type: "setTimer",
  params: {
    id: "count",
    label: "count",
    delay: 100 * MILLISECOND,
    event: { type: `count${next}` },
  },
});

const sender: Behavior<Counting> = {
  boot: ({ members }) => ({
    state: { next: 1, receivers: members["receiver"] ?? [] },
    effects: [count(1)],
  }),
  react(state, stimulus) {
    if (!stimulus.type.startsWith("count")) return { state, effects: [] };
    const next = state.next + 1;
    const message = { type: "Add", number: state.next };
    return {
      state: { ...state, next },
      effects: [
        { type: "broadcast", params: { to: state.receivers, message } },
        ...(next <= NUMBERS ? [count(next)] : []),
      ],
    };
  },
  mode: () => "counting",
  data: (state) => state,
};

interface Receiving {
  readonly taken: readonly number[];
  readonly rules: Readonly<Record<string, boolean>>;
}

const receiver: Behavior<Receiving> = {
  boot: ({ disk, settings }: Boot) => ({
    state: { taken: (disk["taken"] as readonly number[] | undefined) ?? [], rules: settings.rules },
    effects: [],
  }),
  react(state, stimulus) {
    if (stimulus.type !== "Add") return { state, effects: [] };
    const { number } = stimulus as Add;
    const { taken, rules } = state;
    if (rules["no-repeats"] && taken.includes(number)) return { state, effects: [] };
    // What comes late is left out, and so is what a repeat brings in the wrong order.
    if (rules["no-laggards"] && taken.some((other) => other > number))
      return { state, effects: [] };
    const next = [...taken, number];
    return {
      state: { ...state, taken: next },
      effects: rules["on-disk"] ? [{ type: "persist", params: { taken: next } }] : [],
    };
  },
  mode: () => "receiving",
  data: (state) => state,
};

const presenter: Presenter = {
  view: (state) => ({
    role: "node",
    tone: "plain",
    shape: "circle",
    fields: [],
    cells: ((state as Partial<Receiving>).taken ?? []).map((number) => ({
      text: String(number),
      settled: true,
      title: "",
    })),
  }),
  down: () => ({ cells: [], fields: [] }),
  message: ({ type }) => ({ glyph: "circle", tone: "plain", label: type, fields: [] }),
  narrate: () => null,
};

/** A promise about what one receiver has taken, before and after a step. */
function promise(
  id: string,
  broken: (taken: readonly number[], before: readonly number[]) => boolean,
): Monitor<{
  readonly taken: Readonly<Record<NodeId, readonly number[]>>;
  readonly finding: Finding;
}> {
  return {
    id,
    title: id,
    simple: id,
    source: "",
    start: () => ({ taken: {}, finding: HOLDS }),
    observe(memory, { node, events }) {
      if (node?.spec.kind !== "receiver" || node.state === undefined) return memory;
      const { taken } = node.state as Receiving;
      const before = memory.taken[node.spec.id] ?? [];
      if (taken === before || memory.finding.verdict === "violated") return memory;
      const finding: Finding = broken(taken, before)
        ? {
            verdict: "violated",
            simple: `${node.spec.id} breaks ${id}.`,
            expert: `${node.spec.id} has ${taken.join(" ")} after ${before.join(" ")}.`,
            nodes: [node.spec.id],
            events: events.map((event) => event.id).slice(0, 1),
          }
        : HOLDS;
      return { taken: { ...memory.taken, [node.spec.id]: taken }, finding };
    },
    judge: (memory) => memory.finding,
  };
}

const rule = (id: string) => ({ id, label: id, simple: "", expert: "", source: "" });

/** One direction's latency is fixed, so that without a hand nothing overtakes. */
export const planted: Scenario = bareScenario({
  id: "planted",
  nodes: [
    { id: "s", kind: "sender", behavior: anyBehavior(sender) },
    ...["r1", "r2", "r3"].map((id) => ({
      id,
      kind: "receiver",
      behavior: anyBehavior(receiver),
    })),
  ],
  links: (from) =>
    from.kind === "sender" ? { latency: { kind: "fixed", value: 30 * MILLISECOND } } : null,
  presenters: { sender: presenter, receiver: presenter },
  rules: [rule("on-disk"), rule("no-repeats"), rule("no-laggards")],
  monitors: [
    // A crash and a restart after something was taken.
    anyMonitor(promise("nothing-forgotten", (taken, before) => taken.length < before.length)),
    // One doubled message.
    anyMonitor(promise("nothing-twice", (taken) => new Set(taken).size < taken.length)),
    // One message that another overtakes.
    anyMonitor(
      promise("in-order", (taken) => taken.some((number, i) => i > 0 && number < taken[i - 1]!)),
    ),
  ],
  faults: {
    crash: true,
    cut: true,
    partition: true,
    pause: true,
    loss: 0.1,
    duplication: 0.1,
    drift: 0,
    down: 1,
  },
  timers: ["count"],
  recovery: 1_000 * MILLISECOND,
});
