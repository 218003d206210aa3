/**
 * What comes of the choices: latencies by algorithm, lengths of queues, and both beside what is published. Measuring begins anew when
 * the load, a speed or a weight is changed; what is published holds while all servers are equal, at full speed, and up.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Meter, Plot, Reading, Series } from "../../kernel/monitor.ts";
import { MILLISECOND, type Micros } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { phrase, say, translate } from "../../languages/say.ts";
import type { QueueConfig } from "../request-queue.ts";
import { ALGORITHMS, type Algorithm } from "./algorithms.ts";
import { loadIn } from "./client.ts";
import { mm1Time, supermarketTime, tailOf } from "./published.ts";
import { SERVER } from "./state.ts";
import { queueAt, serversIn } from "./world.ts";

export const ALGORITHM_NAMES: Readonly<Record<Algorithm, string>> = {
  "round-robin": phrase("round robin"),
  random: phrase("random"),
  "least-connections": phrase("least connections"),
  "two-choices": phrase("two choices"),
  weighted: phrase("weighted"),
};

function algorithmIn({ settings }: World): Algorithm {
  return settings.knobs["algorithm"] as Algorithm;
}

/** The value below which this share of the sorted values lies: the nearest rank; null of nothing. */
export function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

// ── Latencies ─────────────────────────────────────────────────────────────────────────────────────────────────

/** Percentiles are over so many of the last answers. */
const SAMPLE = 300;
/** A percentile of fewer says little. */
const ENOUGH = 20;

interface Latencies {
  /** What measurements of before cannot be laid beside. */
  readonly setting: string;
  /** Under which algorithm requests began, from when on; the last ones. */
  readonly turns: readonly { readonly from: Micros; readonly algorithm: Algorithm }[];
  /** How long answers took, by the algorithm under which their requests began; in ms, the latest last. */
  readonly taken: Partial<Readonly<Record<Algorithm, readonly number[]>>>;
  /** Requests that died at a server that was down. */
  readonly dead: number;
}

function settingOf({ settings: { knobs } }: World): string {
  return [knobs["load"], knobs["speed"], knobs["weight"]].join(" ");
}

function ordered(taken: readonly number[] | undefined): readonly number[] {
  return (taken ?? []).toSorted((a, b) => a - b);
}

/** p50 and p99 of the last answers, and how many requests have died at a server that was down. */
export const latencyPercentiles: Meter<Latencies> = {
  id: "latency",
  start: (world) => ({
    setting: settingOf(world),
    turns: [{ from: 0, algorithm: algorithmIn(world) }],
    taken: {},
    dead: 0,
  }),
  observe(memory, { events }, world) {
    let next = memory;
    const setting = settingOf(world);
    if (setting !== next.setting) next = { ...next, setting, taken: {} };
    const algorithm = algorithmIn(world);
    if (algorithm !== next.turns.at(-1)!.algorithm)
      next = { ...next, turns: [...next.turns, { from: world.time, algorithm }].slice(-20) };
    for (const event of events) {
      if (event.kind === "return" && event.data.outcome === "ok") {
        const { began } = event.data;
        const turn = next.turns.findLast(({ from }) => from <= began) ?? next.turns[0]!;
        const before = next.taken[turn.algorithm] ?? [];
        const took = (event.time - began) / MILLISECOND;
        const taken = { ...next.taken, [turn.algorithm]: [...before, took].slice(-SAMPLE) };
        next = { ...next, taken };
      } else if (
        event.kind === "drop" &&
        event.data.reason === "crashed" &&
        event.data.message.type === "Request" &&
        world.node(event.peer!).spec.kind === SERVER
      )
        next = { ...next, dead: next.dead + 1 };
    }
    return next;
  },
  read({ taken, turns, dead }): readonly Reading[] {
    const sorted = ordered(taken[turns.at(-1)!.algorithm]);
    const half = percentile(sorted, 0.5);
    const tail = sorted.length < ENOUGH ? null : percentile(sorted, 0.99);
    const bad = half !== null && tail !== null && tail > 10 * half;
    return [
      { id: "p50", label: say`median (p50)`, value: half, unit: "ms", tone: "plain" },
      {
        id: "p99",
        label: say`p99`,
        value: tail,
        unit: "ms",
        tone: bad ? "bad" : "plain",
      },
      {
        id: "dead",
        label: say`lost at dead servers`,
        value: dead,
        unit: "",
        tone: dead > 0 ? "bad" : "good",
      },
    ];
  },
  plots({ taken }): readonly Plot[] {
    const names = ALGORITHMS.map((algorithm) => translate(ALGORITHM_NAMES[algorithm]));
    const bars = (id: string, label: string, share: number): Series => ({
      id,
      label,
      kind: "measured",
      shape: "bars",
      points: ALGORITHMS.flatMap((algorithm, i) => {
        const sorted = ordered(taken[algorithm]);
        const value = sorted.length < ENOUGH ? null : percentile(sorted, share);
        return value === null ? [] : [[i, Math.round(value)] as const];
      }),
    });
    return [
      {
        id: "latencies",
        title: say`How long answers took, by algorithm`,
        x: { label: say`algorithm`, unit: "", from: 0, to: names.length - 1, names },
        y: { label: say`latency`, unit: "ms", from: 0 },
        series: [bars("p50", "p50", 0.5), bars("p99", "p99", 0.99)],
      },
    ];
  },
};

// ── Queues ────────────────────────────────────────────────────────────────────────────────────────────────────

interface Queues {
  /** Under what it is measured, and since when. */
  readonly setting: string;
  readonly since: Micros;
  /** Whether no server has been away since then. */
  readonly whole: boolean;
  /** Requests at each server now, since when, and the sum of that over time up to then. */
  readonly lengths: readonly number[];
  readonly ats: readonly Micros[];
  readonly areas: readonly number[];
  /** How many servers have at least i + 1 requests now, since when, and the sum of that over time up to then. */
  readonly least: readonly number[];
  readonly leastAts: readonly Micros[];
  readonly leastAreas: readonly number[];
  /** Requests that came to a server, and the most that have been at one. */
  readonly came: number;
  readonly most: number;
}

function queueSetting(world: World): string {
  return `${algorithmIn(world)} ${settingOf(world)}`;
}

function isWhole(world: World): boolean {
  return serversIn(world).every(({ status, slow }) => status === "up" && slow === 0);
}

function startQueues(world: World): Queues {
  const lengths = serversIn(world).map(queueAt);
  const most = Math.max(...lengths);
  const least = Array.from(
    { length: most },
    (_, i) => lengths.filter((length) => length > i).length,
  );
  return {
    setting: queueSetting(world),
    since: world.time,
    whole: isWhole(world),
    lengths,
    ats: lengths.map(() => world.time),
    areas: lengths.map(() => 0),
    least,
    leastAts: least.map(() => world.time),
    leastAreas: least.map(() => 0),
    came: 0,
    most,
  };
}

/** Sums of what stood so since then, as they are at a time. */
function upTo(
  areas: readonly number[],
  values: readonly number[],
  ats: readonly Micros[],
  time: Micros,
): readonly number[] {
  return areas.map((area, i) => area + values[i]! * (time - ats[i]!));
}

/** A server has so many requests from now on. */
function changed(queues: Queues, place: number, length: number, time: Micros): Queues {
  const { lengths, ats, areas } = queues;
  const before = lengths[place]!;
  const least = [...queues.least];
  const leastAts = [...queues.leastAts];
  const leastAreas = [...queues.leastAreas];
  for (let i = Math.min(before, length); i < Math.max(before, length); i++) {
    const count = least[i] ?? 0;
    leastAreas[i] = (leastAreas[i] ?? 0) + count * (time - (leastAts[i] ?? time));
    leastAts[i] = time;
    least[i] = length > before ? count + 1 : count - 1;
  }
  return {
    ...queues,
    lengths: lengths.with(place, length),
    ats: ats.with(place, time),
    areas: areas.with(place, areas[place]! + before * (time - ats[place]!)),
    least,
    leastAts,
    leastAreas,
    came: queues.came + Math.max(0, length - before),
    most: Math.max(queues.most, length),
  };
}

/** For each server, the sum of its length over time. */
function areasOf({ areas, lengths, ats }: Queues, world: World): readonly number[] {
  return upTo(areas, lengths, ats, world.time);
}

/** Mean time that a request spends at a server, in mean times of service, by Little's law; null of nothing. */
export function timeAtServer(queues: Queues, world: World): number | null {
  const { service } = serversIn(world)[0]!.spec.config as QueueConfig;
  const sum = areasOf(queues, world).reduce((a, b) => a + b, 0);
  return queues.came === 0 ? null : sum / queues.came / service;
}

/** How many draws the algorithm chooses among, where the literature has a formula for it; null where it has none here. */
function choicesOf({ settings: { knobs } }: World): number | null {
  if (knobs["speed"] !== "100%") return null;
  if (knobs["algorithm"] === "random") return 1;
  return knobs["algorithm"] === "two-choices" ? 2 : null;
}

function publishedTime(queues: Queues, world: World): number | null {
  const choices = choicesOf(world);
  const load = loadIn(world.settings.knobs);
  if (choices === null || !queues.whole || load >= 1) return null;
  return choices === 1 ? mm1Time(load) : supermarketTime(load, choices);
}

/** The share of servers with at least 0, 1, 2, … requests, in percent, over all of the time. */
export function measuredTail(queues: Queues, world: World): readonly number[] {
  const { leastAreas, least, leastAts, since, lengths } = queues;
  const whole = (world.time - since) * lengths.length;
  const areas = upTo(leastAreas, least, leastAts, world.time);
  return whole <= 0 ? [] : [100, ...areas.map((area) => (100 * area) / whole)];
}

/** Lengths to show, where nobody needs more. */
const TAIL = 8;

function points(values: readonly number[]): Series["points"] {
  return values.map((value, i) => [i, Math.round(10 * value) / 10] as const);
}

/** Maximum load, the mean time at a server, and the tail of queue lengths, beside what is published. */
export const queueLengths: Meter<Queues> = {
  id: "queues",
  start: startQueues,
  observe(memory, { node, events }, world) {
    let next = memory;
    if (queueSetting(world) !== memory.setting) next = startQueues(world);
    if (next.whole && events.some(({ kind }) => kind === "intervention") && !isWhole(world))
      next = { ...next, whole: false };
    // A server that has crashed is no node of a step: what it had is gone with a hand's deed.
    const concerned = node === null ? serversIn(world) : node.spec.kind === SERVER ? [node] : [];
    for (const server of concerned) {
      const place = placeOf(world, server.spec.id);
      const length = queueAt(server);
      if (length !== next.lengths[place]) next = changed(next, place, length, world.time);
    }
    return next;
  },
  read(memory, world): readonly Reading[] {
    const longest = Math.max(...memory.lengths);
    const published = publishedTime(memory, world);
    return [
      {
        id: "longest",
        label: say`longest queue`,
        value: longest,
        unit: "",
        tone: longest >= 12 ? "bad" : "plain",
      },
      {
        id: "time",
        label: say`× service, measured`,
        value: timeAtServer(memory, world),
        unit: "",
        tone: "plain",
      },
      ...(published === null
        ? []
        : [
            {
              id: "published",
              label:
                choicesOf(world) === 1
                  ? say`× service, published (M/M/1)`
                  : say`× service, published (two choices)`,
              value: published,
              unit: "",
              tone: "plain",
            } as const,
          ]),
    ];
  },
  plots(memory, world): readonly Plot[] {
    const tail = measuredTail(memory, world).slice(0, TAIL + 1);
    const load = loadIn(world.settings.knobs);
    const lengths = Array.from({ length: TAIL + 1 }, (_, i) => i);
    const published = (choices: number, label: string): Series => ({
      id: `published-${choices}`,
      label,
      kind: "published",
      shape: "line",
      points: points(lengths.map((length) => 100 * tailOf(load, choices, length))),
    });
    const whole = load < 1 && memory.whole && world.settings.knobs["speed"] === "100%";
    const passed = world.time - memory.since;
    const names = serversIn(world).map(({ spec }) => spec.id);
    return [
      {
        id: "tail",
        title: say`How many servers have so many requests or more`,
        x: { label: say`requests at a server, at least`, unit: "", from: 0, to: TAIL },
        y: { label: say`share of servers, over time`, unit: "%", from: 0, to: 100 },
        series: [
          {
            id: "measured",
            label: say`this run, ${translate(ALGORITHM_NAMES[algorithmIn(world)])}`,
            kind: "measured",
            shape: "points",
            points: points(tail),
          },
          ...(whole
            ? [
                published(1, say`one choice (M/M/1): load to the power of i`),
                published(2, say`two choices, very many servers: load to the power of 2^i − 1`),
              ]
            : []),
        ],
      },
      {
        id: "servers",
        title: say`Requests at each server`,
        x: { label: say`server`, unit: "", from: 0, to: names.length - 1, names },
        y: { label: say`requests`, unit: "", from: 0 },
        series: [
          {
            id: "now",
            label: say`now`,
            kind: "measured",
            shape: "bars",
            points: points(memory.lengths),
          },
          {
            id: "mean",
            label: say`mean`,
            kind: "measured",
            shape: "points",
            points: passed <= 0 ? [] : points(areasOf(memory, world).map((area) => area / passed)),
          },
        ],
      },
    ];
  },
};

/** Servers keep their places as long as a run lasts. */
const places = new WeakMap<World["nodes"][number]["spec"], number>();

function placeOf(world: World, id: NodeId): number {
  const { spec } = world.node(id);
  let place = places.get(spec);
  if (place === undefined) {
    place = serversIn(world).findIndex((server) => server.spec.id === id);
    places.set(spec, place);
  }
  return place;
}
