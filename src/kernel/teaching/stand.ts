import type { NodeId } from "../behavior.ts";
import type { Micros } from "../time.ts";
import type { TraceEvent } from "../trace.ts";

/** Where a run stands, as far as its trace tells: what conditions may look at beside the event itself. */
export class Stand {
  /** Simulated µs at the playhead. */
  time: Micros = 0;
  /** The statechart's state of every node that is not down. */
  readonly modes = new Map<NodeId, string>();
  /** Who has crashed and not been restarted. */
  readonly down = new Set<NodeId>();

  /** Takes in the next event of the trace. */
  take(event: TraceEvent): void {
    this.time = event.time;
    if (event.node === null) return;
    if (event.kind === "mode") this.modes.set(event.node, event.data.to);
    else if (event.kind === "crash") {
      this.down.add(event.node);
      this.modes.delete(event.node);
    } else if (event.kind === "restart") this.down.delete(event.node);
  }

  /** The nodes that are in this mode, in the order in which they came up. */
  inMode(mode: string): NodeId[] {
    return [...this.modes].filter(([, each]) => each === mode).map(([id]) => id);
  }
}
