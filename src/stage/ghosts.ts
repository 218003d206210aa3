/** Lost messages on their way out of the picture. */
import type { Plan } from "./plan.ts";
import { courseBetween } from "./plan.ts";
import { fadeStep, onLane, type Ghost } from "./messages.ts";
import type { Fallen, Scene } from "./scene.ts";

/** How long a lost message is seen dying, in ms of wall time. */
const DYING = 900;
/** While paused a loss stays in sight so long, in simulated µs. */
const RECENT = 150_000;

/** Remembers when each loss was first seen: dying takes wall time, however slowly the run goes. */
export class Deaths {
  private readonly seen = new Map<Fallen, number>();

  notice(fallen: readonly Fallen[], now: number): void {
    for (const one of fallen) if (!this.seen.has(one)) this.seen.set(one, now);
    if (this.seen.size === fallen.length) return;
    const still = new Set(fallen);
    for (const one of this.seen.keys()) if (!still.has(one)) this.seen.delete(one);
  }

  /** Those that are still to be seen. */
  ghosts(scene: Scene, plan: Plan, now: number): Ghost[] {
    const ghosts: Ghost[] = [];
    for (const [fallen, seen] of this.seen) {
      const age = scene.time - fallen.time;
      const stays = !scene.playing && age >= 0 && age <= RECENT;
      const faded = stays ? 0 : (now - seen) / DYING;
      // A loss of the future, after a jump back, has not happened yet.
      if (faded >= 1 || age < 0) continue;
      const ghost = ghostOf(fallen, plan, scene.reducedMotion ? 0 : Math.max(0, faded), !stays);
      if (ghost) ghosts.push(ghost);
    }
    return ghosts;
  }
}

function ghostOf(fallen: Fallen, plan: Plan, faded: number, fading: boolean): Ghost | null {
  const { flight, reason } = fallen;
  const course = courseBetween(plan, flight.from, flight.to);
  if (!course) return null;
  // Not quite at the ends, where the node would hide it.
  const at = Math.min(0.97, Math.max(0.03, fallen.at));
  const place = onLane(course, flight.from, at, plan.layout.r * 0.1);
  return {
    faded,
    fading,
    reason,
    mark: {
      id: flight.id,
      from: flight.from,
      to: flight.to,
      glyph: flight.view.glyph,
      tone: flight.view.tone,
      label: flight.view.label,
      x: place.at.x,
      y: place.at.y,
      dx: place.heading.x,
      dy: place.heading.y,
      come: at * course.length,
      waits: null,
    },
  };
}

/** Equal when ghosts are drawn alike: they fade in few steps. */
export function printOf(ghosts: readonly Ghost[]): string {
  return ghosts.map((ghost) => `${ghost.mark.id}:${fadeStep(ghost)}`).join(" ");
}
