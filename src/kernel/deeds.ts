import type { TimedIntervention } from "./intervention.ts";
import { ActionError, sameSteps, type Run } from "./run.ts";
import type { Micros } from "./time.ts";
import { say } from "../languages/say.ts";

type Steps = readonly TimedIntervention[];

/** One thing that a hand did: it led from one list of interventions to another. */
interface Deed {
  readonly what: string;
  readonly before: Steps;
  readonly after: Steps;
  /** Where the playhead stood, before and after. */
  readonly from: Micros;
  readonly to: Micros;
  /** How many steps of the run had happened just after it. */
  readonly step: number;
}

/** How many deeds can be undone at most. */
const MOST = 500;

/**
 * What a hand has done to a run, so that it can be undone and done again. Nothing is lost by undoing: it goes over to
 * the future without the deed, and the run keeps the other one as a lane. A deed can be undone while the run is in the
 * future that it led to, also after one has been elsewhere.
 */
export class Deeds {
  /** Also what has been undone: its future can be returned to. */
  private readonly done: Deed[] = [];
  private readonly undone: Deed[] = [];

  constructor(private readonly run: Run) {}

  /** Runs `act`, which acts on the run, as one deed. @param what as the hand would say it: `crash n1`. */
  doing<T>(what: string, act: () => T): T {
    const { lane, time: from } = this.run;
    const before = lane.steps;
    try {
      return act();
    } finally {
      const after = this.run.lane.steps;
      if (!sameSteps(before, after)) {
        const { time: to, world } = this.run;
        this.done.push({ what, before, after, from, to, step: world.steps });
        if (this.done.length > MOST) this.done.shift();
        this.undone.length = 0;
      }
    }
  }

  /** What would be undone, and what done again; null where nothing would. */
  get next(): { readonly undo: string | null; readonly redo: string | null } {
    return { undo: this.toUndo?.what ?? null, redo: this.toRedo?.what ?? null };
  }

  private get toUndo(): Deed | undefined {
    return this.done.findLast((deed) => sameSteps(deed.after, this.run.lane.steps));
  }

  private get toRedo(): Deed | undefined {
    const deed = this.undone.at(-1);
    return deed && sameSteps(deed.before, this.run.lane.steps) ? deed : undefined;
  }

  /** Goes back to where the hand was before its last deed, in the future without it. @throws ActionError */
  undo(): void {
    const deed = this.toUndo;
    if (!deed) throw new ActionError(say`there is nothing to undo`);
    this.run.adopt(deed.before, deed.from, say`undo ${deed.what}`);
    this.undone.push(deed);
  }

  /** Does again what was undone last. @throws ActionError */
  redo(): void {
    const deed = this.toRedo;
    if (!deed) throw new ActionError(say`there is nothing to do again`);
    this.run.adopt(deed.after, deed.to, say`do ${deed.what} again`);
    this.run.seekStep(deed.step);
    this.undone.pop();
  }
}
