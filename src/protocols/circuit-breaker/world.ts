/** What onlookers (judges, meters, set-ups) may see of the callers and their server. */
import type { AnyMachineSnapshot } from "xstate";
import { faultlessWhen } from "../../kernel/faultless.ts";
import { MILLISECOND } from "../../kernel/time.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import { lengthOf, type QueueContext } from "../request-queue.ts";
import { CALLER, loadIn, SERVER } from "./state.ts";

function contextOf<C>({ state }: NodeState): C | null {
  return (state as (AnyMachineSnapshot & { context: C }) | undefined)?.context ?? null;
}

/** The callers, in order. */
export function callersIn({ nodes }: World): readonly NodeState[] {
  return nodes.filter(({ spec }) => spec.kind === CALLER);
}

/** The node that everybody calls. */
export function serverIn({ nodes }: World): NodeState {
  return nodes.find(({ spec }) => spec.kind === SERVER)!;
}

/** How many requests are at the server, waiting or in service; none while it is down. */
export function queueIn(world: World): number {
  const context = contextOf<QueueContext>(serverIn(world));
  return context === null ? 0 : lengthOf(context);
}

/** The highest load that the service is made for. */
const MADE_FOR = 0.7;
/** A way that takes no longer is no trouble. */
const QUICK = 300 * MILLISECOND;

const isFaultless = faultlessWhen((slowest) => slowest <= QUICK);

/** Whether nothing is wrong and the load is no more than the service is made for: no trigger is there. */
export function isCalm(world: World): boolean {
  const { knobs } = world.settings;
  return (
    knobs["speed"] === "100%" &&
    knobs["workload"] !== "off" &&
    loadIn(knobs) <= MADE_FOR &&
    isFaultless(world)
  );
}
