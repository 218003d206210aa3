/**
 * Load and goodput over time. *Offered* is what the callers send, retries included; *goodput* what is answered in time; what the server
 * does beside that is wasted on requests that nobody waits for any more.
 */
import type { Meter, Plot, Reading, Series } from "../../kernel/monitor.ts";
import { SECOND } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { say } from "../../languages/say.ts";
import type { QueueConfig } from "../request-queue.ts";
import { speedOf } from "./server.ts";
import { CALLER, mostAttempts } from "./state.ts";
import { queueIn, serverIn } from "./world.ts";

/** What happened in one second. */
export interface Tally {
  /** Its number, from 0. */
  readonly second: number;
  readonly asked: number;
  readonly attempts: number;
  readonly answered: number;
  readonly failed: number;
  readonly wasted: number;
  /** What the server can serve in a second, and how many were there, both at the end of it. */
  readonly capacity: number;
  readonly queue: number;
}

/** The last minute and a half. */
const KEPT = 90;
/** Readings are over so many of the last seconds. */
const RECENT = 5;

type Counted = "asked" | "attempts" | "answered" | "failed" | "wasted";

function capacityOf(world: World): number {
  const { workers, service } = serverIn(world).spec.config as QueueConfig;
  const { status } = serverIn(world);
  return status === "up" ? ((workers * SECOND) / service) * speedOf(world.settings) : 0;
}

function atSecond(tallies: readonly Tally[], world: World): readonly Tally[] {
  const second = Math.floor(world.time / SECOND);
  const last = tallies.at(-1);
  const state = { capacity: capacityOf(world), queue: queueIn(world) };
  if (last?.second === second) return [...tallies.slice(0, -1), { ...last, ...state }];
  const fresh: Tally[] = [];
  for (let each = (last?.second ?? -1) + 1; each <= second; each++)
    fresh.push({
      second: each,
      asked: 0,
      attempts: 0,
      answered: 0,
      failed: 0,
      wasted: 0,
      ...state,
    });
  return [...tallies, ...fresh].slice(-KEPT);
}

function counted(tallies: readonly Tally[], what: Counted): readonly Tally[] {
  const last = tallies.at(-1)!;
  return [...tallies.slice(0, -1), { ...last, [what]: last[what] + 1 }];
}

/** Requests, attempts, answers, failures and wasted work, second by second. */
export const loadAndGoodput: Meter<readonly Tally[]> = {
  id: "load",
  start: (world) => atSecond([], world),
  observe(memory, { events }, world) {
    let next = memory;
    const tally = (what: Counted) => {
      next = counted(next === memory ? atSecond(memory, world) : next, what);
    };
    const returns = events.some(({ kind }) => kind === "return");
    for (const event of events) {
      if (event.kind === "call") tally("asked");
      else if (event.kind === "return") tally(event.data.outcome === "ok" ? "answered" : "failed");
      else if (event.kind === "send" && event.data.message.type === "Request") tally("attempts");
      else if (
        event.kind === "deliver" &&
        event.data.message.type === "Response" &&
        world.node(event.node!).spec.kind === CALLER &&
        !returns
      )
        tally("wasted");
    }
    return next;
  },
  read(memory, world): readonly Reading[] {
    const from = Math.floor(world.time / SECOND) - RECENT;
    const recent = memory.filter(({ second }) => second > from);
    const sum = (what: Counted) => recent.reduce((total, each) => total + each[what], 0);
    const [asked, attempts, answered, failed, wasted] = [
      sum("asked"),
      sum("attempts"),
      sum("answered"),
      sum("failed"),
      sum("wasted"),
    ];
    const ended = answered + failed;
    const share = ended === 0 ? null : Math.round((100 * answered) / ended);
    const served = answered + wasted;
    const spent = served === 0 ? null : Math.round((100 * wasted) / served);
    const amplified = asked === 0 ? null : attempts / asked;
    const queue = queueIn(world);
    return [
      {
        id: "goodput",
        label: say`answered in time`,
        value: share,
        unit: "%",
        tone: share === null ? "plain" : share >= 90 ? "good" : share < 50 ? "bad" : "plain",
      },
      {
        id: "amplification",
        label: say`attempts a request`,
        value: amplified,
        unit: "",
        tone: amplified !== null && amplified > 1.3 ? "bad" : "plain",
      },
      {
        id: "wasted",
        label: say`of the server’s work wasted`,
        value: spent,
        unit: "%",
        tone: spent !== null && spent >= 50 ? "bad" : "plain",
      },
      {
        id: "queue",
        label: say`at the server`,
        value: queue,
        unit: "",
        tone: queue > 40 ? "bad" : "plain",
      },
    ];
  },
  plots(memory, world): readonly Plot[] {
    // The present second is not over yet.
    const over = memory.slice(0, -1);
    const line = (id: string, label: string, of: (tally: Tally) => number): Series => ({
      id,
      label,
      kind: "measured",
      shape: "steps",
      points: over.map((tally) => [tally.second, of(tally)] as const),
    });
    const x = { label: say`time, in seconds`, unit: "" } as const;
    return [
      {
        id: "load",
        title: say`Load and goodput`,
        x,
        y: { label: say`a second`, unit: "", from: 0 },
        series: [
          line("attempts", say`attempts (offered load)`, ({ attempts }) => attempts),
          line("asked", say`requests`, ({ asked }) => asked),
          line("answered", say`answered in time (goodput)`, ({ answered }) => answered),
          {
            id: "capacity",
            label: say`what the server can do: workers over time of service`,
            kind: "published",
            shape: "steps",
            points: over.map(({ second, capacity }) => [second, capacity] as const),
          },
        ],
      },
      {
        id: "queue",
        title: say`Requests at the server`,
        x,
        y: { label: say`requests`, unit: "", from: 0 },
        series: [line("queue", say`waiting or in service`, ({ queue }) => queue)],
      },
      amplification(over, world),
    ];
  },
};

/** Attempts a request where each attempt fails with probability `p`, independently, and there are `most` at most. */
export function expectedAttempts(p: number, most: number): number {
  let sum = 0;
  for (let i = 0; i < most; i++) sum += p ** i;
  return sum;
}

/** Measured over so many seconds each. */
const BLOCK = 10;

/** How retries multiply the load as more attempts fail, beside the geometric sum. */
function amplification(over: readonly Tally[], world: World): Plot {
  const most = mostAttempts(world.settings.knobs);
  const points: (readonly [number, number])[] = [];
  for (let i = 0; i + BLOCK <= over.length; i += BLOCK) {
    const block = over.slice(i, i + BLOCK);
    const sum = (what: Counted) => block.reduce((total, each) => total + each[what], 0);
    const attempts = sum("attempts");
    const asked = sum("asked");
    if (attempts === 0 || asked === 0) continue;
    const failed = Math.max(0, Math.min(1, 1 - sum("answered") / attempts));
    points.push([Math.round(100 * failed), Math.round((100 * attempts) / asked) / 100]);
  }
  return {
    id: "amplification",
    title: say`What retries make of the load`,
    x: { label: say`attempts that failed`, unit: "%", from: 0, to: 100 },
    y: { label: say`attempts a request`, unit: "", from: 0, to: Math.max(2, most) },
    series: [
      {
        id: "measured",
        label: say`this run, ten seconds each`,
        kind: "measured",
        shape: "points",
        points: points.toSorted(([a], [b]) => a - b),
      },
      {
        id: "geometric",
        label: say`without breaker and budget: 1 + p + p² + …`,
        kind: "published",
        shape: "line",
        points: Array.from({ length: 21 }, (_, i) => [5 * i, expectedAttempts(i / 20, most)]),
      },
      {
        id: "budget",
        label: say`a budget of a tenth`,
        kind: "published",
        shape: "line",
        points: [
          [0, 1.1],
          [100, 1.1],
        ],
      },
    ],
  };
}
