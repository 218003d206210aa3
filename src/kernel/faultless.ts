/** Whether anything is wrong at a moment, as promises of liveness want to know it. */
import { TRUE_RATE } from "./clock.ts";
import type { LinkConditions } from "./conditions.ts";
import type { Network } from "./network.ts";
import type { Micros } from "./time.ts";
import type { World } from "./world.ts";

/**
 * Whether everybody is up and handles things at once by a clock that is nearly true, and whatever is sent arrives, in time.
 * @param inTime whether a direction whose messages take so long at most is quick enough for the protocol's patience.
 */
export function faultlessWhen(
  inTime: (slowest: Micros, world: World) => boolean,
): (world: World) => boolean {
  // A network is immutable and stands for many steps.
  const known = new WeakMap<Network, boolean>();
  const isWhole = (world: World): boolean => {
    for (const [from, to] of world.network.directions()) {
      const { cut, held, conditions } = world.network.link(from, to)!;
      if (cut || held || conditions.loss > 0) return false;
      if (!inTime(slowest(conditions), world)) return false;
    }
    return true;
  };
  return (world) => {
    let whole = known.get(world.network);
    if (whole === undefined) known.set(world.network, (whole = isWhole(world)));
    return (
      whole &&
      !world.holdTimers &&
      world.nodes.every(
        ({ status, clock, slow, traitor }) =>
          status === "up" &&
          slow === 0 &&
          traitor === null &&
          clock.rate > 0.9 * TRUE_RATE &&
          clock.rate < 1.1 * TRUE_RATE,
      )
    );
  };
}

function slowest({ latency }: LinkConditions): Micros {
  switch (latency.kind) {
    case "fixed":
      return latency.value;
    case "uniform":
      return latency.high;
    case "exponential":
      return Number.POSITIVE_INFINITY;
  }
}
