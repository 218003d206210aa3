/** What replicated objects come to, in numbers: how far replicas are apart, how long news takes, and what it weighs. */
import { jsonLength } from "../../kernel/json-length.ts";
import type { Meter, Reading } from "../../kernel/monitor.ts";
import { MILLISECOND, type Micros } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { phrase, say, translate } from "../../languages/say.ts";
import type { Update } from "./messages.ts";
import { OP_BASED, SPREAD, STATE_BASED } from "./state.ts";
import { changedReplica, knownTo, REPLICA, replicasOf, valuesHeld } from "./world.ts";

// ── Agreement ─────────────────────────────────────────────────────────────────────────────────────────────────

interface Agreement {
  /** How many replicas there are, and how many show the same as most others do. */
  readonly replicas: number;
  readonly alike: number;
  /** Updates that not everybody has seen, and when they were made. */
  readonly under: readonly {
    readonly origin: string;
    readonly number: number;
    readonly at: Micros;
  }[];
  /** How long the last ones took until everybody had seen them. */
  readonly took: readonly Micros[];
}

/** So many updates count. */
const LATEST = 20;

function alikeIn(world: World): number {
  const counts = new Map<string, number>();
  for (const node of replicasOf(world)) {
    const held = JSON.stringify(valuesHeld(node));
    counts.set(held, (counts.get(held) ?? 0) + 1);
  }
  return Math.max(...counts.values());
}

/** How many replicas show the same, and how long an update takes until everybody has it (the median of the last ones). */
export const agreement: Meter<Agreement> = {
  id: "agreement",
  start: (world) => ({
    replicas: replicasOf(world).length,
    alike: alikeIn(world),
    under: [],
    took: [],
  }),
  observe(memory, step, world) {
    if (changedReplica(step) === null) return memory;
    const news = step.events.flatMap((event) => {
      if (event.kind !== "note" || event.data.note !== "updated") return [];
      const { origin, number } = event.data.about as unknown as Update;
      return [{ origin, number, at: event.time }];
    });
    const under = news.length === 0 ? memory.under : [...memory.under, ...news];
    const alike = alikeIn(world);
    const seen = replicasOf(world).map((node) => knownTo(node).seen ?? {});
    const isEverywhere = ({ origin, number }: (typeof under)[number]) =>
      seen.every((each) => (each[origin] ?? 0) >= number);
    const arrived = under.filter(isEverywhere);
    if (arrived.length === 0)
      return under === memory.under && alike === memory.alike
        ? memory
        : { ...memory, alike, under };
    const took = [...memory.took, ...arrived.map(({ at }) => world.time - at)].slice(-LATEST);
    const left = under.filter((update) => !isEverywhere(update));
    return { ...memory, alike, took, under: left };
  },
  read({ replicas, alike, took }): readonly Reading[] {
    const median = took.toSorted((a, b) => a - b)[took.length >> 1];
    return [
      {
        id: "alike",
        label: say`of ${replicas} replicas alike`,
        value: alike,
        unit: "",
        tone: alike === replicas ? "good" : "plain",
      },
      {
        id: "everywhere",
        label: say`until all have it`,
        value: median === undefined ? null : Math.round(median / MILLISECOND),
        unit: "ms",
        tone: "plain",
      },
    ];
  },
};

// ── Weight ────────────────────────────────────────────────────────────────────────────────────────────────────

interface Load {
  readonly updates: number;
  /** Characters of JSON between replicas. */
  readonly sent: number;
}

const NOTHING: Load = { updates: 0, sent: 0 };

const WAYS = [
  { way: OP_BASED, label: phrase("characters an update, op-based") },
  { way: STATE_BASED, label: phrase("characters an update, state-based") },
];

/** What replicas send to each other for each update, in either way of spreading. */
export const load: Meter<Readonly<Record<string, Load>>> = {
  id: "load",
  start: () => ({}),
  observe(memory, step, world) {
    if (step.node?.spec.kind !== REPLICA) return memory;
    let [updates, sent] = [0, 0];
    for (const event of step.events) {
      if (event.kind === "note" && event.data.note === "updated") updates++;
      if (event.kind === "send" && event.data.message.type !== "ClientReply")
        sent += jsonLength(event.data.message);
    }
    if (updates === 0 && sent === 0) return memory;
    const way = world.settings.knobs[SPREAD] ?? STATE_BASED;
    const before = memory[way] ?? NOTHING;
    return { ...memory, [way]: { updates: before.updates + updates, sent: before.sent + sent } };
  },
  read: (memory) =>
    WAYS.map(({ way, label }): Reading => {
      const { updates, sent } = memory[way] ?? NOTHING;
      const value = updates === 0 ? null : Math.round(sent / updates);
      return { id: way, label: translate(label), value, unit: "", tone: "plain" };
    }),
};
