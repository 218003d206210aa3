import type { NodeId } from "../kernel/behavior.ts";
import type { Intervention } from "../kernel/intervention.ts";
import type { Scenario } from "../kernel/scenario.ts";
import type { Micros } from "../kernel/time.ts";
import type { World } from "../kernel/world.ts";
import type { Charge } from "./charge.ts";
import { Play, type Aim, type Conviction, type Start, type Step } from "./play.ts";

/** A convicted run, played again. */
export interface Replayed {
  /** Its interventions as they were carried out: messages by the numbers that they have in this run. */
  readonly steps: readonly Step[];
  readonly conviction: Conviction;
  readonly at: Micros;
  /** Trace events up to the conviction. */
  readonly events: number;
  /** The world right after it. */
  readonly world: World;
  /** Queue entries and interventions that it took to find out. */
  readonly played: number;
}

/** Where a replay begins, and what is asked of it. */
export interface Trial {
  readonly scenario: Scenario;
  readonly start: Start;
  readonly charge: Charge;
  /** The machine's throwing is the crime, not a verdict. */
  readonly fault: boolean;
  /** A world that the first `steps` lead to; null: time zero. */
  readonly base: { readonly world: World; readonly steps: readonly Step[] } | null;
  /** It has to happen by then. */
  readonly limit: Micros;
}

/**
 * Plays a list of interventions. A message that has another number in this run, because an earlier step is missing, is
 * found again by sender, receiver and type; a step about a message that is not there is left out.
 * Null when nothing charged happens by the limit.
 */
export function replay(
  { scenario, start, charge, fault, base, limit }: Trial,
  steps: readonly Step[],
): Replayed | { readonly played: number; readonly conviction: null } {
  const play = new Play(scenario, start, charge);
  if (base) play.resume(base.world, base.steps);
  else play.begin();
  const over = (): boolean => (fault ? play.broken : play.convicted) !== null;
  const names = new Set(play.scenario.nodes.map(({ id }) => id));
  for (const step of steps) {
    // Under other knobs there may be fewer nodes.
    if (!nodesIn(step.what).every((node) => names.has(node))) continue;
    while (!over() && play.next(step.at)) continue;
    if (over()) break;
    const what = aimed(play.world, step);
    if (what) play.act(step.at, what);
  }
  while (!over() && play.next(limit)) continue;
  const conviction = fault ? play.broken : play.convicted;
  const { played } = play;
  if (conviction === null || play.time > limit) return { played, conviction: null };
  const { world } = play;
  return { steps: play.steps, conviction, at: play.time, events: conviction.id, world, played };
}

/** The intervention, about the message that is meant; null when there is none. */
function aimed(world: World, { what, aim }: Step): Intervention | null {
  if (!("message" in what) || !aim) return what;
  const same = (flight: Aim & object, type: string): boolean =>
    flight.from === aim.from && flight.to === aim.to && type === aim.type;
  const meant = world.flights.get(what.message);
  if (meant && same({ ...meant, type: meant.message.type }, meant.message.type)) return what;
  for (const flight of world.flights.values()) {
    if (flight.from === aim.from && flight.to === aim.to && flight.message.type === aim.type)
      return { ...what, message: flight.id };
  }
  return null;
}

/** The nodes that an intervention names. */
function nodesIn(what: Intervention): readonly NodeId[] {
  if ("node" in what) return [what.node];
  if ("client" in what) return [what.client];
  if ("groups" in what) return what.groups.flat();
  if ("link" in what && what.link !== null && what.link !== "timers")
    return [what.link.from, what.link.to];
  return [];
}
