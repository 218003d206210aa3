import type { Micros } from "./time.ts";
import type { EventId } from "./trace.ts";
import type { World } from "./world.ts";

export interface Checkpoint {
  readonly step: number;
  readonly time: Micros;
  /** Never played on itself: copy it. */
  readonly world: World;
  /** How many of the lane's interventions had been applied. */
  readonly applied: number;
}

/**
 * Moments to start from when the playhead jumps. Taken every `spacing` steps; when there are too many, every other
 * one goes and the spacing doubles, so that memory stays bounded and any moment stays within `spacing` steps.
 */
export class Checkpoints {
  private constructor(
    private list: Checkpoint[],
    private spacing: number,
    private readonly most: number,
  ) {}

  static starting(first: Checkpoint, spacing = 256, most = 448): Checkpoints {
    return new Checkpoints([first], spacing, most);
  }

  get count(): number {
    return this.list.length;
  }

  /** Whether a world that has come to `step` should be kept. */
  wants(step: number): boolean {
    return step - this.list.at(-1)!.step >= this.spacing;
  }

  add(checkpoint: Checkpoint): void {
    this.list.push(checkpoint);
    if (this.list.length <= this.most) return;
    this.list = this.list.filter((_, i) => i % 2 === 0);
    this.spacing *= 2;
  }

  /** The last one at or before a step. */
  beforeStep(step: number): Checkpoint {
    return this.list.findLast((each) => each.step <= step) ?? this.list[0]!;
  }

  /** The last one at or before a time. */
  beforeTime(time: Micros): Checkpoint {
    return this.list.findLast((each) => each.time <= time) ?? this.list[0]!;
  }

  /** The last one at which a trace event had not happened yet. */
  beforeEvent(id: EventId): Checkpoint {
    return this.list.findLast((each) => each.world.lastEvent < id) ?? this.list[0]!;
  }

  /** Those up to a step, for a fork. */
  fork(step: number): Checkpoints {
    return new Checkpoints(
      this.list.filter((each) => each.step <= step),
      this.spacing,
      this.most,
    );
  }
}
