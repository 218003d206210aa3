/** How far the newest update has come, round by round, and what was left when nobody told it any more; beside what is published. */
import type { Meter, Plot, Reading, Series } from "../../kernel/monitor.ts";
import type { Micros } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { say } from "../../languages/say.ts";
import { startCensus, takeCensus, type Census } from "./census.ts";
import { modelCurve, residueOf, roundsToAll, serfShare, type Setting } from "./published.ts";
import { fanOutIn, limitIn, losingIn, modeIn } from "./state.ts";
import { configIn } from "./world.ts";

/** More rounds than these are not drawn. */
const LONG = 60;
/** The values of k that residues are told for. */
const LIMITS = [1, 2, 3, 4, 5] as const;

interface Left {
  /** How many rumours have died so, and the sum of the shares that had not heard. */
  readonly rumours: number;
  readonly shares: number;
}

interface Spread {
  readonly census: Census;
  /** When the round after the update's began: its first round. */
  readonly from: Micros;
  /** How many knew it at the end of each round; of round 0, before anybody was told. */
  readonly curve: readonly number[];
  /** After how many rounds everybody who was up knew it; null until then. */
  readonly rounds: number | null;
  /** Whether it has died out, and what was left then. */
  readonly died: { readonly left: number; readonly traffic: number } | null;
  /** Under what the residues below were measured. */
  readonly setting: string;
  /** Of rumours that have died, by k. */
  readonly residues: Readonly<Partial<Record<number, Left>>>;
}

function lossIn(world: World): number {
  return world.network.link(0, 1)?.conditions.loss ?? 0;
}

function settingIn(world: World): Setting {
  return {
    n: world.nodes.length,
    mode: modeIn(world.settings),
    fanOut: fanOutIn(world.settings),
    loss: lossIn(world),
  };
}

function keyOf(world: World): string {
  const { mode, fanOut, loss } = settingIn(world);
  return [mode, fanOut, loss, losingIn(world.settings)].join(" ");
}

/** The rounds that have ended by now, of which nothing is written yet, end with what was known before this step. */
function endRounds(memory: Spread, world: World): Spread {
  const { round } = configIn(world);
  const ended = Math.min(LONG + 1, Math.floor((world.time - memory.from) / round) + 1);
  if (ended <= memory.curve.length) return memory;
  const curve = [...memory.curve];
  while (curve.length < ended) curve.push(memory.census.known);
  return { ...memory, curve };
}

/** An update has died out: what it has left counts among those told by this k. */
function end(memory: Spread, { up, known, sent }: Census, world: World): Spread {
  const share = (up - known) / up;
  const died = { left: up - known, traffic: sent / up };
  const k = limitIn(world.settings);
  if (k === null) return { ...memory, died };
  const { rumours, shares } = memory.residues[k] ?? { rumours: 0, shares: 0 };
  const left = { rumours: rumours + 1, shares: shares + share };
  return { ...memory, died, residues: { ...memory.residues, [k]: left } };
}

/** Rounds, traffic and residue of the newest update. */
export const spreading: Meter<Spread> = {
  id: "spread",
  start: (world) => ({
    census: startCensus(world),
    from: 0,
    curve: [],
    rounds: null,
    died: null,
    setting: keyOf(world),
    residues: {},
  }),
  observe(memory, step, world) {
    const census = takeCensus(memory.census, step, world);
    let next = memory;
    if (step.events[0]?.kind === "intervention") {
      const setting = keyOf(world);
      if (setting !== next.setting) next = { ...next, setting, residues: {} };
    }
    if (census.newest === null)
      return next === memory && census === memory.census ? memory : { ...next, census };
    if (census.newest !== memory.census.newest) {
      const { round } = configIn(world);
      const from = (Math.floor(world.time / round) + 1) * round;
      return { ...next, census, from, curve: [], rounds: null, died: null };
    }
    next = endRounds(next, world);
    if (census === next.census) return next;
    next = { ...next, census };
    if (next.rounds === null && census.known === census.up)
      next = { ...next, rounds: next.curve.length };
    if (next.died === null && census.infective === 0 && census.travelling === 0)
      next = end(next, census, world);
    return next;
  },
  read({ census, rounds, curve, died }, world): readonly Reading[] {
    const setting = settingIn(world);
    const published = roundsToAll(setting);
    const k = limitIn(world.settings);
    const residue =
      k === null || setting.mode !== "push" || setting.fanOut !== 1 || setting.loss > 0
        ? null
        : residueOf(losingIn(world.settings), k);
    return [
      {
        id: "known",
        label: say`have heard`,
        value: census.newest === null ? null : (100 * census.known) / Math.max(1, census.up),
        unit: "%",
        tone: census.newest !== null && census.known === census.up ? "good" : "plain",
      },
      {
        id: "rounds",
        label: rounds === null ? say`rounds so far` : say`rounds until all had heard`,
        value: census.newest === null ? null : (rounds ?? Math.max(0, curve.length - 1)),
        unit: "",
        tone: "plain",
      },
      {
        id: "published-rounds",
        label:
          setting.mode === "push" && setting.fanOut === 1 && setting.loss === 0
            ? say`log₂n + ln n`
            : say`rounds, published`,
        value: published === null ? null : Math.round(10 * published) / 10,
        unit: "",
        tone: "plain",
      },
      {
        id: "traffic",
        label: say`messages a member`,
        value:
          census.newest === null ? null : Math.round((10 * census.sent) / world.nodes.length) / 10,
        unit: "",
        tone: "plain",
      },
      {
        id: "residue",
        label: say`left out when it died`,
        value: died === null ? null : (100 * died.left) / world.nodes.length,
        unit: "%",
        tone: died !== null && died.left > 0 ? "bad" : "plain",
      },
      {
        id: "published-residue",
        label: say`left out, published`,
        value: residue === null ? null : 100 * residue,
        unit: "%",
        tone: "plain",
      },
    ];
  },
  plots({ curve, residues }, world): readonly Plot[] {
    const setting = settingIn(world);
    const { n, mode } = setting;
    const published = roundsToAll(setting);
    const rounds = Math.max(12, Math.ceil(1.5 * (published ?? 10)), Math.min(LONG, curve.length));
    const percent = (share: number): number => Math.round(10_000 * share) / 100;
    const whole: readonly number[] = Array.from({ length: rounds + 1 }, (_, i) => i);
    const series: Series[] = [
      {
        id: "measured",
        label: say`this run`,
        kind: "measured",
        shape: "points",
        points: curve.slice(0, rounds + 1).map((known, i) => [i, percent(known / n)] as const),
      },
      {
        id: "model",
        label: say`expected, if nobody loses interest`,
        kind: "published",
        shape: "line",
        points: modelCurve(setting, rounds).map((share, i) => [i, percent(share)] as const),
      },
    ];
    if (mode === "push")
      series.push({
        id: "serf",
        label: say`Serf’s logistic curve`,
        kind: "published",
        shape: "line",
        points: whole.map((i) => [i, percent(serfShare(setting, i))] as const),
      });
    if (published !== null)
      series.push({
        id: "rounds",
        label:
          mode === "push" && setting.fanOut === 1 && setting.loss === 0
            ? say`log₂n + ln n`
            : say`rounds, published`,
        kind: "published",
        shape: "line",
        points: [
          [Math.round(100 * published) / 100, 0],
          [Math.round(100 * published) / 100, 100],
        ],
      });
    const losing = losingIn(world.settings);
    return [
      {
        id: "spread",
        title: say`Who has heard, round by round`,
        x: { label: say`rounds`, unit: "", from: 0, to: rounds },
        y: { label: say`have heard`, unit: "%", from: 0, to: 100 },
        series,
      },
      {
        id: "residue",
        title: say`Who is left out when a rumour dies, by k`,
        x: { label: "k", unit: "", from: 0, to: LIMITS.length - 1, names: LIMITS.map(String) },
        y: { label: say`left out`, unit: "%", from: 0 },
        series: [
          {
            id: "measured",
            label: say`rumours of this run, on average`,
            kind: "measured",
            shape: "bars",
            points: LIMITS.flatMap((k, i) => {
              const left = residues[k];
              return left ? [[i, percent(left.shares / left.rumours)] as const] : [];
            }),
          },
          {
            id: "published",
            label: say`pushed to one contact a round`,
            kind: "published",
            shape: "points",
            points: LIMITS.flatMap((k, i) => {
              const share = residueOf(losing, k);
              return share === null ? [] : [[i, percent(share)] as const];
            }),
          },
        ],
      },
    ];
  },
};
