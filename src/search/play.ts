import { Engine } from "../kernel/engine.ts";
import type { Intervention, Script, TimedIntervention } from "../kernel/intervention.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { startingSettings } from "../kernel/settings.ts";
import type { Micros } from "../kernel/time.ts";
import type { TraceEvent, TraceEventOf } from "../kernel/trace.ts";
import { scenarioAt } from "../kernel/variant.ts";
import type { World } from "../kernel/world.ts";
import type { Charge } from "./charge.ts";

/** How a run starts, short of its interventions. */
export type Start = Pick<Script, "scenario" | "seed" | "knobs" | "rules">;

/** What a message was that a step is about: in a run that differs by a step, its number may be another's. */
export interface Aim {
  readonly from: number;
  readonly to: number;
  readonly type: string;
}

/** A step of a run that is being looked for. */
export interface Step extends TimedIntervention {
  readonly aim?: Aim;
}

/** Why a run is over: what was charged happened, or a machine threw. */
export type Conviction = TraceEventOf<"verdict"> | TraceEventOf<"fault">;

/** A run without a history: it plays on, remembers its interventions, and knows when it is convicted. */
export class Play {
  readonly scenario: Scenario;
  steps: Step[] = [];
  /** What the last step or intervention did. */
  readonly events: TraceEvent[] = [];
  /** The first verdict that counts. */
  convicted: TraceEventOf<"verdict"> | null = null;
  /** The first machine that threw. */
  broken: TraceEventOf<"fault"> | null = null;
  /** Queue entries and interventions played here. */
  played = 0;
  private readonly engine: Engine;

  constructor(
    scenario: Scenario,
    readonly start: Start,
    private readonly charge: Charge,
  ) {
    this.scenario = scenarioAt(scenario, start.knobs);
    const settings = startingSettings(scenario, start);
    const sink = (event: TraceEvent): void => {
      this.events.push(event);
      if (event.kind === "verdict") {
        if (this.convicted === null && this.charge.counts(event, this.world.settings))
          this.convicted = event;
      } else if (event.kind === "fault") this.broken ??= event;
    };
    this.engine = new Engine(this.scenario, start.seed, settings, { sink });
  }

  get world(): World {
    return this.engine.world;
  }

  get time(): Micros {
    return this.engine.world.time;
  }

  /** From time zero. */
  begin(): void {
    this.engine.start();
  }

  /** From a moment of another play of the same start. The world is copied. */
  resume(world: World, steps: readonly Step[]): void {
    this.engine.world = world.copy();
    this.engine.alarm = null;
    this.steps = [...steps];
    this.events.length = 0;
    this.convicted = null;
    this.broken = null;
  }

  /** Plays the next entry that is due at `limit` or before; false when there is none. */
  next(limit: Micros): boolean {
    this.events.length = 0;
    const moved = this.engine.next(limit);
    if (moved) this.played++;
    return moved;
  }

  /** Plays to a time, whatever happens on the way. */
  settle(time: Micros): void {
    while (this.next(time)) continue;
    this.engine.idle(time);
  }

  /** An intervention, after everything due at its time or before. What the settling of the instant did is part of `events`. */
  act(at: Micros, what: Intervention): void {
    const { world } = this;
    const flight = "message" in what ? world.flights.get(what.message) : undefined;
    const aim = flight && { from: flight.from, to: flight.to, type: flight.message.type };
    this.events.length = 0;
    this.engine.apply(at, what);
    this.played++;
    this.steps.push(aim ? { at, what, aim } : { at, what });
  }
}
