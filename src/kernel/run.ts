import { Checkpoints, type Checkpoint } from "./checkpoints.ts";
import { Engine } from "./engine.ts";
import type { Alarm } from "./journal.ts";
import type { Intervention, Script, TimedIntervention } from "./intervention.ts";
import { objection } from "./objection.ts";
import { printIntervention } from "./script-text.ts";
import type { Scenario } from "./scenario.ts";
import { startingSettings, type Settings } from "./settings.ts";
import type { Micros } from "./time.ts";
import type { EventId, TraceEvent } from "./trace.ts";
import { TraceLog } from "./trace-log.ts";
import { scenarioAt } from "./variant.ts";
import type { World } from "./world.ts";
import { say } from "../languages/say.ts";

/** One future: the interventions that lead through it and what has been played of it. */
export interface Lane {
  readonly id: number;
  readonly parent: number | null;
  /** Where it left its parent, and the last trace event that both share. */
  readonly from: Micros;
  readonly fromEvent: EventId;
  /** What the hand did that started it (`crash n1`, `undo crash n1`); null for the first. */
  readonly startedBy: string | null;
  /** What the hand did that left it behind, if it did. */
  leftFor: string | null;
  /** What the learner calls it; null while it has no name of its own. */
  name: string | null;
  /** It was only gone over to, by undo or redo, and nothing has been done in it. */
  untouched: boolean;
  /** In the order of time; those beyond `end` are still to come. */
  steps: readonly TimedIntervention[];
  readonly checkpoints: Checkpoints;
  readonly trace: TraceLog;
  /** How far it has been played. */
  end: Micros;
  endStep: number;
}

/** An action that makes no sense at this moment; nothing was done. The message is one sentence. */
export class ActionError extends Error {
  override readonly name = "ActionError";
}

function sharedSteps(a: readonly TimedIntervention[], b: readonly TimedIntervention[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && sameStep(a[shared]!, b[shared]!)) shared++;
  return shared;
}

/** Whether two lists lead through the same future. */
export function sameSteps(
  a: readonly TimedIntervention[],
  b: readonly TimedIntervention[],
): boolean {
  return a === b || (a.length === b.length && sharedSteps(a, b) === a.length);
}

function sameStep(a: TimedIntervention, b: TimedIntervention): boolean {
  return a === b || (a.at === b.at && printIntervention(a.what) === printIntervention(b.what));
}

/** How many trace events a lane keeps at hand; older ones are made again when asked for. */
const TRACE_BUDGET = 400_000;
/** How many futures are kept; beyond that the oldest is let go. */
const MOST_LANES = 40;

/**
 * One step if it falls at `limit` or before: queue entries of an instant come before interventions of it. Answers
 * how many interventions have been applied then, or null when there was no step.
 */
function stepOnce(
  engine: Engine,
  steps: readonly TimedIntervention[],
  applied: number,
  limit: Micros,
): number | null {
  const next = steps[applied];
  if (engine.next(next === undefined ? limit : Math.min(limit, next.at))) return applied;
  if (next === undefined || next.at > limit) return null;
  engine.apply(next.at, next.what);
  return applied + 1;
}

/**
 * A run with its past: plays on, goes to any moment, forks when a hand acts in the past, and returns to the
 * futures left behind. What it shows depends on the script and the playhead alone.
 */
export class Run {
  /** As it stands under the script's choices at the start. */
  readonly scenario: Scenario;
  readonly lanes: Lane[];
  lane: Lane;
  private readonly engine: Engine;
  private readonly initial: Settings;
  /** How many of the lane's interventions lie behind the playhead. */
  private applied = 0;
  private laneCount = 1;
  /** Set while a stretch is played only to see where it leads. */
  private muted = false;

  /** @param script must have been checked against the scenario's vocabulary. */
  constructor(
    scenario: Scenario,
    readonly script: Script,
    traceBudget = TRACE_BUDGET,
  ) {
    this.scenario = scenarioAt(scenario, script.knobs);
    this.initial = startingSettings(scenario, script);
    let trace = TraceLog.empty(traceBudget);
    this.engine = new Engine(this.scenario, script.seed, this.initial, {
      sink: (event) => {
        if (!this.muted) trace.append(event);
      },
    });
    this.follow = (lane) => (trace = lane.trace);
    this.engine.start();
    const checkpoints = Checkpoints.starting({
      step: 0,
      time: 0,
      world: this.engine.world.copy(),
      applied: 0,
    });
    this.lane = {
      id: 1,
      parent: null,
      from: 0,
      fromEvent: 0,
      startedBy: null,
      leftFor: null,
      name: null,
      untouched: false,
      steps: script.steps,
      checkpoints,
      trace,
      end: 0,
      endStep: 0,
    };
    this.lanes = [this.lane];
  }

  /** Sends the trace to a lane's log. */
  private readonly follow: (lane: Lane) => void;

  /** The world at the playhead. Read only. */
  get world(): World {
    return this.engine.world;
  }

  get time(): Micros {
    return this.engine.world.time;
  }

  get trace(): TraceLog {
    return this.lane.trace;
  }

  /** The fingerprint of the run at the playhead. */
  hash(): string {
    return this.engine.hash();
  }

  // ── Moving ──────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Plays on to `to`. Stops early at an alarm (the step that raised it has happened), or when `enough`, which is asked
   * after every so many steps, says so: then the playhead stands where it got to.
   */
  advance(to: Micros, enough?: () => boolean, every = 64): Alarm | null {
    this.engine.alarm = null;
    let since = 0;
    while (this.stepWithin(to)) {
      if (this.engine.alarm) return this.engine.alarm;
      if (enough && ++since % every === 0 && enough()) return null;
    }
    this.rest(to);
    return null;
  }

  /** Goes to a time, past or future, whatever happens on the way. Everything due at that time has happened. */
  seek(to: Micros): void {
    const checkpoint = this.lane.checkpoints.beforeTime(to);
    if (to < this.time || checkpoint.step > this.world.steps) this.restore(checkpoint);
    while (this.stepWithin(to)) continue;
    this.rest(to);
    this.engine.alarm = null;
  }

  /** One queue entry or intervention on. Answers what alarm it raised; false when nothing is ever due again. */
  stepForward(): Alarm | null | false {
    this.engine.alarm = null;
    if (!this.stepWithin(Number.MAX_SAFE_INTEGER)) return false;
    return this.engine.alarm;
  }

  /** To before the last queue entry or intervention. False at the beginning. */
  stepBack(): boolean {
    if (this.world.steps === 0) {
      if (this.time > 0) this.restore(this.lane.checkpoints.beforeStep(0));
      return false;
    }
    this.seekStep(this.world.steps - 1);
    return true;
  }

  /** To just after the given step. */
  seekStep(step: number): void {
    if (step < this.world.steps) this.restore(this.lane.checkpoints.beforeStep(step));
    while (this.world.steps < step && this.stepWithin(Number.MAX_SAFE_INTEGER)) continue;
    this.engine.alarm = null;
  }

  /** To just after a trace event that has been played. */
  seekEvent(id: EventId): void {
    const last = Math.min(id, this.trace.last);
    if (last <= this.world.lastEvent) this.restore(this.lane.checkpoints.beforeEvent(last));
    while (this.world.lastEvent < last && this.stepWithin(Number.MAX_SAFE_INTEGER)) continue;
    this.engine.alarm = null;
  }

  private stepWithin(limit: Micros): boolean {
    const applied = stepOnce(this.engine, this.lane.steps, this.applied, limit);
    if (applied === null) return false;
    this.applied = applied;
    this.remember();
    return true;
  }

  private rest(time: Micros): void {
    this.engine.idle(time);
    if (this.lane.end < this.time) this.lane.end = this.time;
  }

  private remember(): void {
    const world = this.engine.world;
    const lane = this.lane;
    if (world.steps > lane.endStep) {
      lane.endStep = world.steps;
      if (lane.end < world.time) lane.end = world.time;
    }
    if (lane.checkpoints.wants(world.steps)) {
      lane.checkpoints.add({
        step: world.steps,
        time: world.time,
        world: world.copy(),
        applied: this.applied,
      });
    }
  }

  private restore(checkpoint: Checkpoint): void {
    this.engine.world = checkpoint.world.copy();
    this.engine.alarm = null;
    this.applied = checkpoint.applied;
  }

  // ── Acting ──────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * A hand acts. At the playhead at once; at an earlier time the playhead goes back there; at a later one it is
   * written into the script and the playhead stays. Where that would change what has been played, a new lane
   * begins and the old one stays. @throws ActionError when it would do nothing at the playhead.
   */
  act(action: TimedIntervention): Alarm | null {
    if (action.at > this.time) {
      this.schedule(action);
      return null;
    }
    if (action.at < this.time) this.seek(action.at);
    while (this.settleInstant()) continue;
    const why = objection(this.world, action.what, this.scenario);
    if (why !== null) throw new ActionError(why);
    this.forkIfPlayed(action.what);
    this.lane.untouched = false;
    this.lane.steps = [
      ...this.lane.steps.slice(0, this.applied),
      action,
      ...this.lane.steps.slice(this.applied),
    ];
    this.engine.alarm = null;
    this.engine.apply(action.at, action.what);
    this.applied++;
    this.remember();
    this.rest(this.time);
    return this.engine.alarm;
  }

  /** What is due at this very instant happens before a hand acts in it. */
  private settleInstant(): boolean {
    const next = this.lane.steps[this.applied];
    if (next !== undefined && next.at <= this.time) return this.stepWithin(this.time);
    if (!this.engine.next(this.time)) return false;
    this.remember();
    return true;
  }

  private schedule(action: TimedIntervention): void {
    const back = this.time;
    if (action.at < this.lane.end) {
      this.seek(action.at);
      this.forkIfPlayed(action.what);
    }
    const place = this.lane.steps.findIndex((step) => step.at > action.at);
    const steps = this.lane.steps.slice();
    steps.splice(place < 0 ? steps.length : place, 0, action);
    this.lane.steps = steps;
    this.lane.untouched = false;
    if (this.time !== back) this.seek(back);
  }

  private forkIfPlayed(what: Intervention): void {
    const old = this.lane;
    const world = this.world;
    if (old.end <= world.time && old.endStep <= world.steps) return;
    this.fork(printIntervention(what), old.steps.slice(0, this.applied));
  }

  /** Begins a lane here; `because` says what the hand did. */
  private fork(because: string, steps: readonly TimedIntervention[]): void {
    const old = this.lane;
    const world = this.world;
    old.leftFor = because;
    this.lane = {
      id: ++this.laneCount,
      parent: old.id,
      from: world.time,
      fromEvent: world.lastEvent,
      startedBy: because,
      leftFor: null,
      name: null,
      untouched: false,
      steps,
      checkpoints: old.checkpoints.fork(world.steps),
      trace: old.trace.fork(world.lastEvent),
      end: world.time,
      endStep: world.steps,
    };
    this.follow(this.lane);
    this.lanes.push(this.lane);
    if (this.lanes.length > MOST_LANES)
      this.lanes.splice(
        this.lanes.findIndex((lane) => lane !== this.lane),
        1,
      );
  }

  /** Goes over to another lane, at the same time where it reaches so far. @throws ActionError when there is none. */
  switchLane(id: number): void {
    const lane = this.laneOf(id);
    this.goOver(lane, Math.min(this.time, lane.end));
  }

  /** Gives a lane a name of its own, or with null takes it away. @throws ActionError when there is no such lane. */
  nameLane(id: number, name: string | null): void {
    this.laneOf(id).name = name;
  }

  /** Lets a lane go for good. @throws ActionError when it is the one that is shown. */
  dropLane(id: number): void {
    const lane = this.laneOf(id);
    if (lane === this.lane)
      throw new ActionError(
        say`this future is on the stage; go over to another one before you delete it`,
      );
    this.lanes.splice(this.lanes.indexOf(lane), 1);
  }

  /**
   * Goes to the future of exactly these interventions: a lane that has them, or else a new one that parts where they
   * differ from the present lane's. A lane that was only gone over to in this way is let go when it is left.
   * @param steps in the order of time. @param because what the hand did, for the lanes' names.
   */
  adopt(steps: readonly TimedIntervention[], time: Micros, because: string): void {
    const old = this.lane;
    if (sameSteps(old.steps, steps)) {
      this.seek(time);
      return;
    }
    const known = this.lanes.find((lane) => sameSteps(lane.steps, steps));
    if (known) this.goOver(known, time);
    else {
      const shared = sharedSteps(old.steps, steps);
      const parting = Math.min(time, old.steps[shared]?.at ?? time, steps[shared]?.at ?? time);
      if (parting > 0) this.seek(parting - 1);
      else this.restore(old.checkpoints.beforeStep(0));
      this.fork(because, steps);
      this.lane.untouched = true;
      this.seek(time);
    }
    if (old.untouched) this.lanes.splice(this.lanes.indexOf(old), 1);
  }

  private laneOf(id: number): Lane {
    const lane = this.lanes.find((each) => each.id === id);
    if (!lane) throw new ActionError(say`there is no future with the number ${id}`);
    return lane;
  }

  private goOver(lane: Lane, time: Micros): void {
    this.lane = lane;
    this.follow(lane);
    this.restore(lane.checkpoints.beforeTime(time));
    this.seek(time);
  }

  // ── Telling ─────────────────────────────────────────────────────────────────────────────────────────────────

  /** A trace event of this lane; one that was let go is made again. Null when it has not happened. */
  event(id: EventId): TraceEvent | null {
    return this.trace.get(id) ?? this.events(id, id)[0] ?? null;
  }

  /** The trace events numbered `from` to `to` that have been played. */
  events(from: EventId, to: EventId): TraceEvent[] {
    const kept = [...this.trace.range(from, to)];
    const missing = Math.min(to, this.trace.first - 1, this.trace.last);
    if (from > missing) return kept;
    return [...this.remake(Math.max(1, from), missing), ...kept];
  }

  /** Plays a stretch again, aside, for its trace. */
  private remake(from: EventId, to: EventId): TraceEvent[] {
    const found: TraceEvent[] = [];
    const sink = (event: TraceEvent) => {
      if (event.id >= from && event.id <= to) found.push(event);
    };
    const aside = new Engine(this.scenario, this.script.seed, this.initial, { sink });
    const start = this.lane.checkpoints.beforeEvent(from);
    let applied: number | null = start.applied;
    if (start.world.lastEvent >= from) aside.start();
    else aside.world = start.world.copy();
    while (applied !== null && aside.world.lastEvent < to)
      applied = stepOnce(aside, this.lane.steps, applied, this.lane.end);
    return found;
  }

  /** The world one step before the playhead, looked at aside; null at the beginning. Read only. */
  before(): World | null {
    const target = this.world.steps - 1;
    if (target < 0) return null;
    const aside = new Engine(this.scenario, this.script.seed, this.initial);
    const start = this.lane.checkpoints.beforeStep(target);
    aside.world = start.world.copy();
    let applied: number | null = start.applied;
    while (applied !== null && aside.world.steps < target)
      applied = stepOnce(aside, this.lane.steps, applied, this.lane.end);
    return aside.world;
  }

  /** The script of a whole lane, with all that is still to come in it. */
  scriptOf(id: number): Script {
    const { steps } = this.laneOf(id);
    return { ...this.script, version: this.scenario.version, steps };
  }

  /** The script up to the playhead, with the fingerprint of what it leads to. */
  record(): Script {
    const here = this.world;
    this.muted = true;
    this.engine.world = here.copy();
    while (this.engine.next(here.time)) continue;
    const hash = this.engine.hash();
    this.engine.world = here;
    this.engine.alarm = null;
    this.muted = false;
    return {
      scenario: this.scenario.id,
      version: this.scenario.version,
      seed: this.script.seed,
      until: here.time,
      hash,
      knobs: this.script.knobs,
      rules: this.script.rules,
      steps: this.lane.steps.slice(0, this.applied),
    };
  }

  /** The lane's name: what left it behind, or what started it. */
  labelOf(lane: Lane): string {
    if (lane.name !== null) return lane.name;
    if (lane !== this.lane && lane.leftFor !== null) return say`before you ${lane.leftFor}`;
    return lane.startedBy === null ? say`from the beginning` : say`after you ${lane.startedBy}`;
  }
}
