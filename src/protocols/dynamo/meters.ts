/**
 * How stale reads are, beside what PBS says of such quorums (Bailis et al. 2012): by versions against the closed form of §3.1, by time against the
 * WARS model of §4. Both are measured at the coordinators: a write counts from its W-th acknowledgement on, a read begins when its coordinator
 * asks. What a fault may have touched does not count, and whatever changes the odds begins the count anew.
 */
import { printLatency, sampleLatency } from "../../kernel/conditions.ts";
import { faultlessWhen } from "../../kernel/faultless.ts";
import type { Meter, Plot } from "../../kernel/monitor.ts";
import type { Network } from "../../kernel/network.ts";
import type { Settings } from "../../kernel/settings.ts";
import { MILLISECOND, type Micros } from "../../kernel/time.ts";
import type { TraceEvent } from "../../kernel/trace.ts";
import type { World } from "../../kernel/world.ts";
import { say } from "../../languages/say.ts";
import { kStaleness } from "../../structures/partial-quorum.ts";
import type { Tag } from "../../structures/siblings.ts";
import { isNewer, quorumsOf, STRICT_QUORUM } from "./state.ts";
import { predictConsistency } from "./wars.ts";
import { replicasOf, ringOf } from "./world.ts";

/** Delays are told apart by so much, up to so much. */
const WIDTH: Micros = 40 * MILLISECOND;
const BINS = 15;
/** So many of the newest writes are told apart. */
const VERSIONS = 6;
/** A share of fewer reads than this says nothing. */
const LEAST = 4;
const TRIALS = 4_000;
const STEP: Micros = 20 * MILLISECOND;
const REMEMBERED = 24;

/** A write that W have acknowledged. */
interface Commit {
  readonly tag: Tag;
  readonly at: Micros;
}

interface Share {
  readonly hits: number;
  readonly of: number;
}

export interface Staleness {
  /** What the odds depend on; kept to see that they have changed. */
  readonly settings: Settings;
  readonly network: Network;
  readonly odds: string;
  /** By key, in the order of acknowledgement. */
  readonly commits: Readonly<Record<string, readonly Commit[]>>;
  /** By the time since the last acknowledged write: how many reads returned it. */
  readonly delays: readonly Share[];
  /** By k − 1: how many reads missed the k newest. */
  readonly versions: readonly Share[];
}

const faultless = faultlessWhen(() => true);

/** N, R, W and the latencies between replicas, as text. */
function oddsOf({ settings, network, nodes }: World): string {
  const { n, r, w, asks } = quorumsOf(settings);
  const latencies = [...network.directions()]
    .filter(([from, to]) => [from, to].every((i) => nodes[i]!.spec.kind === "replica"))
    .map(([from, to]) => printLatency(network.link(from, to)!.conditions.latency));
  const rules = Object.values(settings.rules).join();
  return [n, r, w, asks, settings.rules[STRICT_QUORUM], rules, ...latencies].join(" ");
}

function nothing(world: World): Staleness {
  const share = (): Share => ({ hits: 0, of: 0 });
  return {
    settings: world.settings,
    network: world.network,
    odds: oddsOf(world),
    commits: {},
    delays: Array.from({ length: BINS }, share),
    versions: Array.from({ length: VERSIONS }, share),
  };
}

/** After a fault, or under other odds. */
function lookAgain(memory: Staleness, events: readonly TraceEvent[], world: World): Staleness {
  const { settings, network } = world;
  let next = memory;
  if (settings !== memory.settings || network !== memory.network)
    next = oddsOf(world) === memory.odds ? { ...memory, settings, network } : nothing(world);
  const struck = events.some(
    (event) => event.kind === "intervention" && event.data.what.do !== "client",
  );
  return struck ? { ...next, commits: {} } : next;
}

interface Told {
  readonly key: string;
  readonly tag: Tag | null;
  readonly took: Micros;
}

function count(shares: readonly Share[], at: number, hit: boolean): readonly Share[] {
  return shares.map((share, i) =>
    i === at ? { hits: share.hits + (hit ? 1 : 0), of: share.of + 1 } : share,
  );
}

function noteCommit(memory: Staleness, { key, tag }: Told, at: Micros): Staleness {
  const commits = [...(memory.commits[key] ?? []), { tag: tag!, at }].slice(-REMEMBERED);
  return { ...memory, commits: { ...memory.commits, [key]: commits } };
}

function noteRead(memory: Staleness, { key, tag, took }: Told, at: Micros): Staleness {
  const began = at - took;
  const before = (memory.commits[key] ?? []).filter((commit) => commit.at <= began);
  const last = before.at(-1);
  if (!last) return memory;
  const missed = before.filter((commit) => isNewer(commit.tag, tag)).length;
  let { versions, delays } = memory;
  for (let k = 1; k <= Math.min(VERSIONS, before.length); k++)
    versions = count(versions, k - 1, missed >= k);
  // Whoever meets a write that is not acknowledged yet says nothing of how far the last one has come.
  const early = !before.some((commit) => commit.tag === tag) && isNewer(tag, last.tag);
  const bin = Math.floor((began - last.at) / WIDTH);
  if (!early && bin < BINS) delays = count(delays, bin, !isNewer(last.tag, tag));
  return { ...memory, versions, delays };
}

function percent({ hits, of }: Share): number {
  return (100 * hits) / of;
}

/** The prediction that was asked for last: it takes a moment, and is asked for again and again. */
let predicted: { readonly odds: string; readonly points: readonly (readonly [number, number])[] } =
  {
    odds: "",
    points: [],
  };

function prediction({ odds }: Staleness, world: World): readonly (readonly [number, number])[] {
  if (predicted.odds === odds) return predicted.points;
  const { n, r, w, asks } = quorumsOf(world.settings);
  const indices = new Map(replicasOf(world).map(({ spec, index }) => [spec.id, index]));
  // The first N of the ring stand for the home of every key: links between nodes are alike unless a hand has made them otherwise.
  const home = ringOf(world)
    .slice(0, n)
    .map((id) => indices.get(id)!);
  const delays = Array.from({ length: (BINS * WIDTH) / STEP + 1 }, (_, i) => i * STEP);
  const shares = predictConsistency(
    {
      n,
      r,
      w,
      asks,
      latency: (from, to, luck) =>
        sampleLatency(world.network.link(home[from]!, home[to]!)!.conditions.latency, luck),
    },
    delays,
    TRIALS,
  );
  const points = delays.map((delay, i) => [delay / MILLISECOND, 100 * shares[i]!] as const);
  predicted = { odds, points };
  return points;
}

function visibility(memory: Staleness, world: World): Plot {
  const measured = memory.delays.flatMap((share, i) =>
    share.of < LEAST ? [] : [[((i + 0.5) * WIDTH) / MILLISECOND, percent(share)] as const],
  );
  return {
    id: "visibility",
    title: say`How soon a write is seen`,
    x: {
      label: say`since the last write was acknowledged`,
      unit: "ms",
      from: 0,
      to: (BINS * WIDTH) / MILLISECOND,
    },
    y: { label: say`reads that return it, or a newer one`, unit: "%", from: 0, to: 100 },
    series: [
      { id: "measured", label: say`this run`, kind: "measured", shape: "points", points: measured },
      {
        id: "wars",
        label: say`WARS, for these latencies`,
        kind: "published",
        shape: "line",
        points: prediction(memory, world),
      },
    ],
  };
}

function versions(memory: Staleness, world: World): Plot {
  const quorums = quorumsOf(world.settings);
  const measured = memory.versions.flatMap((share, i) =>
    share.of < LEAST ? [] : [[i + 1, percent(share)] as const],
  );
  const bound = Array.from(
    { length: VERSIONS },
    (_, i) => [i + 1, 100 * kStaleness(quorums, i + 1)] as const,
  );
  return {
    id: "versions",
    title: say`How many writes a read is behind`,
    x: { label: say`k`, unit: "", from: 1, to: VERSIONS },
    y: { label: say`reads that missed the k newest`, unit: "%", from: 0, to: 100 },
    series: [
      { id: "measured", label: say`this run`, kind: "measured", shape: "bars", points: measured },
      {
        id: "closed-form",
        label: say`drawn at random, at most`,
        kind: "published",
        shape: "points",
        points: bound,
      },
    ],
  };
}

export const staleness: Meter<Staleness> = {
  id: "pbs",
  start: nothing,
  observe(memory, step, world) {
    let next = lookAgain(memory, step.events, world);
    for (const event of step.events) {
      if (event.kind !== "note") continue;
      const told = event.data.about as unknown as Told;
      if (event.data.note === "write-done") next = noteCommit(next, told, event.time);
      else if (event.data.note === "read-done" && faultless(world))
        next = noteRead(next, told, event.time);
    }
    return next;
  },
  read(memory, world) {
    const [last] = memory.versions;
    const missed = last!.of < LEAST ? null : Math.round(percent(last!));
    const bound = Math.round(100 * kStaleness(quorumsOf(world.settings), 1));
    return [
      {
        id: "missed",
        label: say`of reads missed the last write`,
        value: missed,
        unit: "%",
        tone: missed === null ? "plain" : missed === 0 ? "good" : "bad",
      },
      {
        id: "by-chance",
        label: say`at most, drawn at random`,
        value: missed === null ? null : bound,
        unit: "%",
        tone: "plain",
      },
    ];
  },
  plots: (memory, world) => [visibility(memory, world), versions(memory, world)],
};
