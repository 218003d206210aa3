/** What forks and attacks come to, in numbers, beside what was published of them. */
import type { Meter, Plot, Reading } from "../../kernel/monitor.ts";
import { SECOND, type Micros } from "../../kernel/time.ts";
import type { TraceEvent } from "../../kernel/trace.ts";
import type { World } from "../../kernel/world.ts";
import { say } from "../../languages/say.ts";
import { heightOf } from "./chain.ts";
import { awaitedIn, intervalIn, shareIn } from "./lesson.ts";
import { rosenfeldOdds, whitepaperOdds } from "./odds.ts";
import { honestChains } from "./world.ts";

// ── The chain ─────────────────────────────────────────────────────────────────────────────────────────────────

interface Growing {
  /** Blocks that everybody may know: found by honest miners, or published. */
  readonly found: number;
  /** The greatest height of an honest chain, how many honest peers follow the same tip as most, and how many there are. */
  readonly height: number;
  readonly agreeing: number;
  readonly peers: number;
  /** Most blocks that one peer has ever let go at once. */
  readonly deepest: number;
  /** Under which mean interval times are taken, the last block of anybody, and the times between blocks, in seconds. */
  readonly interval: Micros;
  readonly last: Micros;
  readonly gaps: readonly number[];
}

/** The latest times between blocks that are remembered. */
const GAPS = 300;

/** Notes by which a miner tells that it has found a block. */
const FINDS: readonly string[] = ["found", "attacks", "mined-in-secret"];

function noteOf(event: TraceEvent): string | null {
  return event.kind === "note" ? event.data.note : null;
}

function counted(growing: Growing, event: TraceEvent): Growing {
  if (event.kind !== "note") return growing;
  const { note, about = {} } = event.data;
  let next = growing;
  if (FINDS.includes(note)) {
    const gap = (event.time - next.last) / SECOND;
    next = { ...next, last: event.time, gaps: [...next.gaps, gap].slice(-GAPS) };
  }
  if (note === "found") return { ...next, found: next.found + 1 };
  if (note === "published") return { ...next, found: next.found + Number(about["secret"]) };
  if (note === "reorganised")
    return { ...next, deepest: Math.max(next.deepest, Number(about["depth"])) };
  return next;
}

/** How the chain grows: blocks in it and beside it, who agrees, and whether blocks come as a Poisson process. */
export const chainMeter: Meter<Growing> = {
  id: "chain",
  start: ({ settings, time }) => ({
    found: 0,
    height: 0,
    agreeing: 0,
    peers: 0,
    deepest: 0,
    interval: intervalIn(settings),
    last: time,
    gaps: [],
  }),
  observe(memory, { events }, world) {
    if (events.length === 0) return memory;
    let next = memory;
    const interval = intervalIn(world.settings);
    if (interval !== next.interval) next = { ...next, interval, last: world.time, gaps: [] };
    for (const event of events) next = counted(next, event);
    const chains = honestChains(world);
    const height = Math.max(0, ...chains.map(({ chain }) => heightOf(chain)));
    const tips = new Map<string, number>();
    for (const { chain } of chains) tips.set(chain.tip, (tips.get(chain.tip) ?? 0) + 1);
    const agreeing = Math.max(0, ...tips.values());
    if (height !== next.height || agreeing !== next.agreeing || chains.length !== next.peers)
      next = { ...next, height, agreeing, peers: chains.length };
    return next;
  },
  read({ found, height, agreeing, peers, deepest }): readonly Reading[] {
    return [
      { id: "height", label: say`blocks`, value: height, unit: "", tone: "plain" },
      {
        id: "stale",
        label: say`stale`,
        value: found === 0 ? null : Math.round((100 * Math.max(0, found - height)) / found),
        unit: "%",
        tone: "plain",
      },
      {
        id: "apart",
        label: say`on another tip`,
        value: peers - agreeing,
        unit: "",
        tone: peers === agreeing ? "good" : "plain",
      },
      {
        id: "deepest",
        label: say`deepest reorganisation`,
        value: deepest,
        unit: "",
        tone: "plain",
      },
    ];
  },
  plots({ gaps, interval }): readonly Plot[] {
    const mean = interval / SECOND;
    const sorted = gaps.toSorted((a, b) => a - b);
    const end = 5 * mean;
    return [
      {
        id: "gaps",
        title: say`Time between two blocks of anybody: how many come within so long`,
        x: { label: say`seconds`, unit: "", from: 0, to: end },
        y: { label: say`share of blocks`, unit: "%", from: 0, to: 100 },
        series: [
          {
            id: "measured",
            label: say`this run`,
            kind: "measured",
            shape: "steps",
            points: sorted
              .map((gap, i) => [gap, (100 * (i + 1)) / sorted.length] as const)
              .filter(([gap]) => gap <= end),
          },
          {
            id: "exponential",
            label: say`Poisson process`,
            kind: "published",
            shape: "line",
            points: Array.from({ length: 51 }, (_, i) => {
              const x = (end * i) / 50;
              return [x, 100 * (1 - Math.exp(-x / mean))] as const;
            }),
          },
        ],
      },
    ];
  },
};

// ── Attacks ───────────────────────────────────────────────────────────────────────────────────────────────────

interface Tally {
  readonly won: number;
  readonly lost: number;
}

interface Attacks {
  /** The share under which attacks are counted; another begins anew. */
  readonly share: number;
  /** The attack under way: its coin, and the confirmations that the shop waits for; null when there is none. */
  readonly coin: number | null;
  readonly awaited: number;
  /** By how many confirmations the shop waited for. */
  readonly tallies: Readonly<Record<number, Tally>>;
}

const NONE: Tally = { won: 0, lost: 0 };

function ended(attacks: Attacks, how: keyof Tally): Attacks {
  const { coin, awaited, tallies } = attacks;
  if (coin === null) return attacks;
  const tally = tallies[awaited] ?? NONE;
  return {
    ...attacks,
    coin: null,
    tallies: { ...tallies, [awaited]: { ...tally, [how]: tally[how] + 1 } },
  };
}

function afterNote(attacks: Attacks, event: TraceEvent, world: World): Attacks {
  const note = noteOf(event);
  if (event.kind !== "note" || note === null) return attacks;
  const coin = Number(event.data.about?.["coin"]);
  switch (note) {
    case "attacks":
      // One that was published and won nothing, or that a crash ended.
      return { ...ended(attacks, "lost"), coin, awaited: awaitedIn(world.settings) };
    case "gave-up":
      return coin === attacks.coin ? ended(attacks, "lost") : attacks;
    case "reversed":
      return coin === attacks.coin ? ended(attacks, "won") : attacks;
    default:
      return attacks;
  }
}

/** Up to so many confirmations the published odds are drawn. */
const MOST = 12;

function asPercentage(odds: number): number {
  return Math.round(10_000 * odds) / 100;
}

/** What a paper says of an attack: a percentage, or the odds against it. */
function published(paper: "rosenfeld" | "whitepaper", odds: number): Reading {
  const often = odds >= 0.01;
  const value = often ? asPercentage(odds) : Math.round((1 - odds) / odds);
  const labels = {
    rosenfeld: often ? say`Rosenfeld` : say`to 1: Rosenfeld`,
    whitepaper: often ? say`whitepaper` : say`to 1: whitepaper`,
  };
  return { id: paper, label: labels[paper], value, unit: often ? "%" : "", tone: "plain" };
}

/** How often an attack wins, beside Nakamoto's and Rosenfeld's odds. */
export const attackMeter: Meter<Attacks> = {
  id: "attacks",
  start: ({ settings }) => ({
    share: shareIn(settings),
    coin: null,
    awaited: awaitedIn(settings),
    tallies: {},
  }),
  observe(memory, { events }, world) {
    if (events.length === 0) return memory;
    const share = shareIn(world.settings);
    let next = share === memory.share ? memory : { ...memory, share, coin: null, tallies: {} };
    for (const event of events) next = afterNote(next, event, world);
    // What is waited for is read while the attack goes on: turned meanwhile, it counts where it ends.
    const awaited = awaitedIn(world.settings);
    return awaited === next.awaited ? next : { ...next, awaited };
  },
  read({ tallies, awaited, share }): readonly Reading[] {
    const { won, lost } = tallies[awaited] ?? NONE;
    return [
      { id: "attacks", label: say`attacks`, value: won + lost, unit: "", tone: "plain" },
      {
        id: "won",
        label: say`won`,
        value: won + lost === 0 ? null : asPercentage(won / (won + lost)),
        unit: "%",
        tone: won > 0 ? "bad" : "good",
      },
      ...(share === 0
        ? []
        : [
            published("rosenfeld", rosenfeldOdds(share, awaited)),
            published("whitepaper", whitepaperOdds(share, awaited)),
          ]),
    ];
  },
  plots({ tallies, share }): readonly Plot[] {
    const odds = (f: (q: number, z: number) => number) =>
      Array.from({ length: MOST + 1 }, (_, z) => [z, 100 * f(share, z)] as const);
    return [
      {
        id: "odds",
        title: say`Attacks that succeed, by confirmations waited for (q = ${100 * share} %)`,
        x: { label: say`confirmations z`, unit: "", from: 0, to: MOST },
        y: { label: say`attacks that succeed`, unit: "%", from: 0, to: 100 },
        series: [
          {
            id: "measured",
            label: say`this run`,
            kind: "measured",
            shape: "points",
            points: Object.entries(tallies).map(
              ([z, { won, lost }]) => [Number(z), (100 * won) / (won + lost)] as const,
            ),
          },
          {
            id: "whitepaper",
            label: say`Nakamoto 2008`,
            kind: "published",
            shape: "line",
            points: share === 0 ? [] : odds(whitepaperOdds),
          },
          {
            id: "rosenfeld",
            label: say`Rosenfeld 2014`,
            kind: "published",
            shape: "points",
            points: share === 0 ? [] : odds(rosenfeldOdds),
          },
        ],
      },
    ];
  },
};
