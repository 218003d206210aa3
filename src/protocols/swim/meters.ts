/** How quickly failures are noticed and told, and how often somebody is accused who is well: measured, beside what is published. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Meter, Plot, Reading, Series } from "../../kernel/monitor.ts";
import { MILLISECOND, type Micros } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { say } from "../../languages/say.ts";
import { probeOrder, protocolPeriod, suspicionPeriods } from "./parameters.ts";
import {
  expectedFirstDetection,
  expectedRoundRobin,
  geometricShare,
  infectedAfter,
  memberlistSuspicion,
  roundRobinShare,
} from "./published.ts";
import { MEMBER } from "./world.ts";

// ── The first ping ────────────────────────────────────────────────────────────────────────────────────────────

/** The curve's longest wait, in periods. */
const LONGEST = 8;

interface FirstPings {
  /** What measurements of before cannot be laid beside. */
  readonly setting: string;
  /** Moments from then on count: everybody is up and has begun. */
  readonly since: Micros;
  /** When each member was last pinged by anybody on its own behalf. */
  readonly pinged: Readonly<Record<NodeId, Micros>>;
  /** Waits that have ended, of moments of which others may still go on: when each began, and in which period it ended. */
  readonly fresh: readonly (readonly [at: Micros, periods: number])[];
  /** How often a wait came to i + 1 periods. */
  readonly waits: readonly number[];
}

/**
 * Waits count so many periods after they began, when hardly any of that moment still goes on: otherwise those that are long would be
 * missing.
 */
const ENDED = 10;

function settingOf({ settings: { knobs } }: World): string {
  return [knobs["period"], knobs["order"]].join(" ");
}

/**
 * If a member crashed at this moment, when would the next ping come to it? Asked of every member once in a period, at the same moments for
 * all, while everybody is up: a member need not crash for the wait to be known.
 */
export const firstPings: Meter<FirstPings> = {
  id: "first-ping",
  start: measureFromNow,
  observe(memory, { events }, world) {
    let next = settingOf(world) === memory.setting ? memory : measureFromNow(world);
    for (const event of events) {
      if (["crash", "pause", "restart", "resume"].includes(event.kind))
        next = { ...measureFromNow(world), waits: next.waits };
      if (event.kind !== "send" || event.data.message.type !== "Ping") continue;
      if ((event.data.message as { for?: NodeId | null }).for !== null) continue;
      next = pingTo(next, event.peer!, event.time, world);
    }
    return next;
  },
  read({ waits }, world): readonly Reading[] {
    const n = world.nodes.length;
    const count = waits.reduce((sum, each) => sum + each, 0);
    const sum = waits.reduce((total, each, i) => total + (i + 1) * each, 0);
    const published =
      probeOrder(world.settings) === "random" ? expectedFirstDetection(n) : expectedRoundRobin(n);
    const period = protocolPeriod(world.settings) / MILLISECOND;
    const ms = (periods: number): number | null =>
      count === 0 ? null : Math.round(periods * period);
    return [
      {
        id: "first-ping",
        label: say`to the next ping`,
        value: ms(sum / count),
        unit: "ms",
        tone: "plain",
      },
      {
        id: "first-ping-published",
        label: say`published`,
        value: ms(published),
        unit: "ms",
        tone: "plain",
      },
    ];
  },
  plots: ({ waits }, world): readonly Plot[] => [distribution(waits, world)],
};

function measureFromNow(world: World): FirstPings {
  // Whoever starts now begins within a period.
  const since = world.time + protocolPeriod(world.settings);
  return { setting: settingOf(world), since, pinged: {}, fresh: [], waits: [] };
}

/** Of each of the moments since the last ping, the wait ends now. */
function pingTo(memory: FirstPings, to: NodeId, time: Micros, world: World): FirstPings {
  const period = protocolPeriod(world.settings);
  if (time < memory.since || world.nodes.some(({ status }) => status !== "up")) return memory;
  const from = Math.max(memory.since - 1, memory.pinged[to] ?? 0);
  const fresh = [...memory.fresh];
  for (let at = Math.floor(from / period) * period + period; at < time; at += period)
    fresh.push([at, Math.ceil((time - at) / period)]);
  const isOver = ([at]: FirstPings["fresh"][number]): boolean => at < time - ENDED * period;
  const waits = [...memory.waits];
  for (const [, periods] of fresh.filter(isOver)) {
    while (waits.length < periods) waits.push(0);
    waits[periods - 1]!++;
  }
  return {
    ...memory,
    pinged: { ...memory.pinged, [to]: time },
    fresh: fresh.filter((each) => !isOver(each)),
    waits,
  };
}

function distribution(waits: readonly number[], world: World): Plot {
  const n = world.nodes.length;
  const count = waits.reduce((sum, each) => sum + each, 0);
  const periods = Array.from({ length: LONGEST }, (_, i) => i + 1);
  const shares = (share: (period: number) => number): Series["points"] =>
    periods.map((period) => [period, hundredths(100 * share(period))]);
  return {
    id: "first-ping",
    title: say`How many periods pass until a member is pinged`,
    x: { label: say`periods`, unit: "" },
    y: { label: say`share of moments`, unit: "%", from: 0 },
    series: [
      {
        id: "measured",
        label: say`measured`,
        kind: "measured",
        shape: "bars",
        points: count === 0 ? [] : shares((period) => (waits[period - 1] ?? 0) / count),
      },
      {
        id: "random",
        label: say`at random: geometric (§3.1)`,
        kind: "published",
        shape: "points",
        points: shares((period) => geometricShare(n, period)),
      },
      {
        id: "round-robin",
        label: say`round robin (§4.3)`,
        kind: "published",
        shape: "line",
        points: shares((period) => roundRobinShare(n, period)),
      },
    ],
  };
}

function hundredths(value: number): number {
  return Math.round(100 * value) / 100;
}

// ── A crash, and who knows ────────────────────────────────────────────────────────────────────────────────────

interface Failure {
  readonly member: NodeId;
  /** When it crashed, and how long after that who suspected it and who confirmed it, in the order of happening; in µs. */
  readonly at: Micros;
  readonly suspected: readonly Micros[];
  readonly confirmed: readonly Micros[];
  readonly suspecting: ReadonlySet<NodeId>;
  readonly confirming: ReadonlySet<NodeId>;
}

interface Failures {
  /** The last crash. */
  readonly last: Failure | null;
  /** Suspicions and confirmations of members that had not crashed, each counted where it arose. */
  readonly falseSuspicions: number;
  readonly falseConfirmations: number;
}

const KNOWS_SUSPICION: readonly string[] = ["suspects", "hears-suspicion"];
const KNOWS_FAILURE: readonly string[] = ["confirms", "hears-failure"];

/** When the last crash was suspected and confirmed, by the first and by all; and how often somebody was accused wrongly. */
export const failures: Meter<Failures> = {
  id: "failures",
  start: () => ({ last: null, falseSuspicions: 0, falseConfirmations: 0 }),
  observe(memory, { events }, world) {
    let next = memory;
    for (const event of events) {
      if (event.kind === "crash" && world.node(event.node!).spec.kind === MEMBER)
        next = {
          ...next,
          last: {
            member: event.node!,
            at: event.time,
            suspected: [],
            confirmed: [],
            suspecting: new Set(),
            confirming: new Set(),
          },
        };
      if (event.kind !== "note") continue;
      const { note, about } = event.data;
      const whom = about?.["member"] as NodeId | undefined;
      if (whom === undefined) continue;
      const isWrong = world.node(whom).status !== "crashed";
      if (isWrong && note === "suspects")
        next = { ...next, falseSuspicions: next.falseSuspicions + 1 };
      if (isWrong && note === "confirms")
        next = { ...next, falseConfirmations: next.falseConfirmations + 1 };
      if (!isWrong && next.last?.member === whom)
        next = { ...next, last: told(next.last, note, event.node!, event.time) };
    }
    return next;
  },
  read({ last, falseSuspicions, falseConfirmations }, world): readonly Reading[] {
    const others = world.nodes.length - 1;
    const ms = (taken: Micros | undefined): number | null =>
      taken === undefined ? null : Math.round(taken / MILLISECOND);
    return [
      {
        id: "noticed",
        label: say`crash suspected`,
        value: ms(last?.suspected[0]),
        unit: "ms",
        tone: "plain",
      },
      {
        id: "confirmed",
        label: say`confirmed by all`,
        value: ms(last?.confirmed[others - 1]),
        unit: "ms",
        tone: "plain",
      },
      {
        id: "false-suspicions",
        label: say`falsely suspected`,
        value: falseSuspicions,
        unit: "",
        tone: falseSuspicions > 0 ? "bad" : "good",
      },
      {
        id: "false-confirmations",
        label: say`falsely confirmed`,
        value: falseConfirmations,
        unit: "",
        tone: falseConfirmations > 0 ? "bad" : "good",
      },
    ];
  },
  plots: ({ last }, world): readonly Plot[] => [spread(last, world), patience(last, world)],
};

function told(failure: Failure, note: string, node: NodeId, time: Micros): Failure {
  const after = time - failure.at;
  if (KNOWS_SUSPICION.includes(note) && !failure.suspecting.has(node))
    return {
      ...failure,
      suspected: [...failure.suspected, after],
      suspecting: new Set(failure.suspecting).add(node),
    };
  if (KNOWS_FAILURE.includes(note) && !failure.confirming.has(node))
    return {
      ...failure,
      confirmed: [...failure.confirmed, after],
      confirming: new Set(failure.confirming).add(node),
    };
  return failure;
}

/** The curves of infection are drawn for so many periods. */
const SPREADING = 8;

/** How many know it after how many ms. */
function stepsOf(times: readonly Micros[]): Series["points"] {
  return [[0, 0], ...times.map((time, i) => [Math.round(time / MILLISECOND), i + 1] as const)];
}

function spread(last: Failure | null, world: World): Plot {
  const n = world.nodes.length;
  const period = protocolPeriod(world.settings) / MILLISECOND;
  const begins = (last?.suspected[0] ?? 0) / MILLISECOND;
  const model = Array.from({ length: 4 * SPREADING + 1 }, (_, i): readonly [number, number] => {
    return [Math.round(begins + (i / 4) * period), hundredths(infectedAfter(n - 1, i / 4))];
  });
  return {
    id: "spread",
    title: say`How the news of the last crash spreads`,
    x: { label: say`since the crash`, unit: "ms", from: 0 },
    y: { label: say`members that have heard`, unit: "", from: 0, to: n - 1 },
    series: [
      {
        id: "suspected",
        label: say`measured`,
        kind: "measured",
        shape: "steps",
        points: last === null ? [] : stepsOf(last.suspected),
      },
      {
        id: "model",
        label: say`infection, by the paper’s model (§4.1)`,
        kind: "published",
        shape: "line",
        points: last === null || last.suspected.length === 0 ? [] : model,
      },
    ],
  };
}

function patience(last: Failure | null, world: World): Plot {
  const { settings } = world;
  const n = world.nodes.length;
  const period = protocolPeriod(settings) / MILLISECOND;
  const begins = (last?.suspected[0] ?? 0) / MILLISECOND;
  const mark = (id: string, label: string, periods: number): Series => {
    const at = Math.round(begins + periods * period);
    const points: Series["points"] = [
      [at, 0],
      [at, n - 1],
    ];
    return { id, label, kind: "published", shape: "line", points: last === null ? [] : points };
  };
  return {
    id: "patience",
    title: say`How long the last crash was only suspected`,
    x: { label: say`since the crash`, unit: "ms", from: 0 },
    y: { label: say`members that have confirmed it`, unit: "", from: 0, to: n - 1 },
    series: [
      {
        id: "confirmed",
        label: say`measured`,
        kind: "measured",
        shape: "steps",
        points: last === null ? [] : stepsOf(last.confirmed),
      },
      mark("timeout", say`time-out of the first suspicion`, suspicionPeriods(settings, n)),
      mark("memberlist", say`memberlist’s, multiplier 4`, memberlistSuspicion(4, n)),
    ],
  };
}
