/**
 * Makes a bad run short: the fewest interventions, then the fewest events, in times that can be read. Every change is kept
 * only if the run is convicted of the same again (delta debugging: Zeller & Hildebrandt 2002).
 */
import type { Intervention, LinkRef } from "../kernel/intervention.ts";
import type { NodeId } from "../kernel/behavior.ts";
import { MILLISECOND, SECOND, type Micros } from "../kernel/time.ts";
import type { Start, Step } from "./play.ts";
import { replay, type Replayed, type Trial } from "./replay.ts";

/** The run as far as it has been shrunk. */
export interface Shrunk extends Replayed {
  readonly start: Start;
}

/** How long after the conviction so far a shorter script may take, in simulated µs. */
const SLACK = 4 * SECOND;

/** What times are rounded to, the coarsest first. */
const GRAINS: readonly Micros[] = [
  SECOND,
  500 * MILLISECOND,
  100 * MILLISECOND,
  10 * MILLISECOND,
  MILLISECOND,
];

/**
 * Shrinks a run. Yields after every trial, so that whoever drives may stop; the best by then stands. Every improvement is
 * handed to `better`.
 * @param own the learner's knobs, which stay as they are.
 */
export function* shrink(
  trial: Trial,
  first: Replayed,
  own: Readonly<Record<string, string>>,
  better: (run: Shrunk) => void,
): Generator<number, Shrunk> {
  const shrinker = new Shrinker(trial, first, own, better);
  yield* shrinker.shrink();
  return shrinker.best;
}

class Shrinker {
  best: Shrunk;
  private readonly kept: number;
  private readonly tried = new Set<string>();

  constructor(
    private readonly trial: Trial,
    first: Replayed,
    private readonly own: Readonly<Record<string, string>>,
    private readonly better: (run: Shrunk) => void,
  ) {
    this.kept = trial.base?.steps.length ?? 0;
    this.best = { ...first, start: trial.start };
  }

  /** The interventions that may change. */
  private get steps(): readonly Step[] {
    return this.best.steps.slice(this.kept);
  }

  *shrink(): Generator<number, void> {
    yield* this.ownSettings();
    for (;;) {
      const before = this.best;
      yield* this.chunks();
      yield* this.singles();
      yield* this.pairs();
      yield* this.simpler();
      if (this.steps.length === before.steps.length - this.kept) break;
    }
    yield* this.earlier();
    yield* this.rounder();
    yield* this.singles();
  }

  /** Plays a candidate; whether it was convicted and is no worse. */
  private *attempt(
    steps: readonly Step[],
    start: Start = this.best.start,
  ): Generator<number, boolean> {
    const key = JSON.stringify([start.knobs, steps.map(({ at, what }) => [at, what])]);
    if (this.tried.has(key)) return false;
    this.tried.add(key);
    const limit = Math.min(this.trial.limit, this.best.at + SLACK);
    const run = replay({ ...this.trial, start, limit }, steps);
    yield run.played;
    if (run.conviction === null) return false;
    if (run.steps.length > this.best.steps.length) return false;
    this.best = { ...run, start };
    this.better(this.best);
    return true;
  }

  /** Knobs that only the search turned go back where they can. */
  private *ownSettings(): Generator<number, void> {
    for (const knob of Object.keys(this.best.start.knobs)) {
      if (Object.hasOwn(this.own, knob)) continue;
      const { [knob]: _, ...knobs } = this.best.start.knobs;
      yield* this.attempt(this.steps, { ...this.best.start, knobs });
    }
  }

  /** Halves, quarters, …: most of what a walk did has nothing to do with it. */
  private *chunks(): Generator<number, void> {
    for (let size = Math.ceil(this.steps.length / 2); size > 1; size = Math.floor(size / 2)) {
      for (let i = 0; i < this.steps.length;) {
        const rest = this.steps.toSpliced(i, size);
        if (!(yield* this.attempt(rest))) i += size;
      }
    }
  }

  /** Each alone, the last first: later ones matter to fewer others. */
  private *singles(): Generator<number, void> {
    for (let i = this.steps.length - 1; i >= 0; i--) {
      if (i < this.steps.length) yield* this.attempt(this.steps.toSpliced(i, 1));
    }
  }

  /** What only made another good again goes with it: a crash and its restart, a cut and its healing. */
  private *pairs(): Generator<number, void> {
    for (let i = 0; i < this.steps.length; i++) {
      for (let j = i + 1; j < this.steps.length; j++) {
        if (yield* this.attempt(this.steps.toSpliced(j, 1).toSpliced(i, 1))) j = i;
      }
    }
  }

  /** One intervention for another that is easier to tell. */
  private *simpler(): Generator<number, void> {
    for (let i = 0; i < this.steps.length; i++) {
      const step = this.steps[i]!;
      for (const what of simplerThan(step.what)) {
        if (
          i < this.steps.length &&
          (yield* this.attempt(this.steps.with(i, { at: step.at, what })))
        )
          break;
      }
    }
  }

  /** Idle stretches go: everything from a step on happens earlier. Kept when the run has fewer events. */
  private *earlier(): Generator<number, void> {
    for (let i = 0; i < this.steps.length; i++) {
      for (const by of [8, 4, 2, 1].map((seconds) => seconds * SECOND)) {
        const floor = Math.max(this.steps[i - 1]?.at ?? 0, this.trial.base?.world.time ?? 0);
        const step = this.steps[i];
        if (!step || step.at - by < floor) continue;
        const before = this.best;
        const moved = this.steps.map((each, j) => (j < i ? each : { ...each, at: each.at - by }));
        if ((yield* this.attempt(moved)) && this.best.events > before.events) this.back(before);
      }
    }
  }

  private back(run: Shrunk): void {
    this.best = run;
    this.better(run);
  }

  /** Times, delays and rates become round. */
  private *rounder(): Generator<number, void> {
    for (let i = 0; i < this.steps.length; i++) {
      const low = Math.max(this.steps[i - 1]?.at ?? 0, this.trial.base?.world.time ?? 0);
      for (const grain of GRAINS) {
        const at = this.steps[i]?.at;
        if (at === undefined || at % grain === 0) break;
        const high = this.steps[i + 1]?.at ?? Number.MAX_SAFE_INTEGER;
        const times = [Math.round(at / grain), Math.floor(at / grain), Math.ceil(at / grain)]
          .map((count) => count * grain)
          .filter((time) => time >= low && time <= high);
        let done = false;
        for (const time of new Set(times)) {
          const step = this.steps[i];
          done = step ? yield* this.attempt(this.steps.with(i, { ...step, at: time })) : true;
          if (done) break;
        }
        if (done) break;
      }
      const step = this.steps[i];
      if (step?.what.do !== "delay") continue;
      for (const grain of GRAINS) {
        const by = Math.max(grain, Math.round(step.what.by / grain) * grain);
        if (by === step.what.by) break;
        const what = { ...step.what, by };
        if (yield* this.attempt(this.steps.with(i, { ...step, what }))) break;
      }
    }
  }
}

/** What may stand in an intervention's place, the simplest first. */
function* simplerThan(what: Intervention): Generator<Intervention> {
  switch (what.do) {
    case "cut":
      if (!what.link.both) return;
      yield { do: "cut", link: { ...what.link, both: false } };
      yield { do: "cut", link: { from: what.link.to, to: what.link.from, both: false } };
      return;
    case "partition":
      yield* smallerPartitions(what.groups);
      return;
    case "pause":
      yield { do: "crash", node: what.node };
      return;
    case "heal":
      return;
    default:
      return;
  }
}

/** A cut between two nodes, one node alone, or fewer nodes named. */
function* smallerPartitions(groups: readonly (readonly NodeId[])[]): Generator<Intervention> {
  const [left, right, ...more] = groups;
  if (!left || !right || more.length > 0) return;
  const link = (from: NodeId, to: NodeId): LinkRef => ({ from, to, both: true });
  if (left.length === 1 && right.length === 1) {
    yield { do: "cut", link: link(left[0]!, right[0]!) };
    return;
  }
  for (const [i, group] of groups.entries()) {
    for (const node of group) {
      if (group.length === 1) continue;
      yield {
        do: "partition",
        groups: groups.with(
          i,
          group.filter((other) => other !== node),
        ),
      };
    }
  }
}
