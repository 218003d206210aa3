/** What goes wrong with a job that is handed over now, as lines of script. */
import type { NodeId } from "../../kernel/behavior.ts";
import { MILLISECOND, printDuration } from "../../kernel/time.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import { pollsOf, queueOf, WORKER } from "../../protocols/message-queue/world.ts";

export const SENDS = "client p1 send job";
export const SENDS_POISON = "client p1 send poison";

/** What is offered while time passes stands still for so long. */
const GRID = 50 * MILLISECOND;

/** A request that ends so soon may be replaced by the next one before a job comes. */
const SOON = 400 * MILLISECOND;

/** A line so many ms from now, or a little later. */
export function after({ time }: World, wait: number, line: string): string {
  return `at ${printDuration(Math.ceil((time + wait * MILLISECOND) / GRID) * GRID)} ${line}`;
}

/** The worker that gets the next job, if that is sent now and arrives; null while that is not certain. */
export function nextWorker(world: World): NodeId | null {
  const [first] = pollsOf(world);
  return first !== undefined && first.until > world.time + SOON ? first.worker : null;
}

/** Whether nothing is to be done and everybody waits, so that what is sent now is alone. */
export function isIdle(world: World): boolean {
  return (
    queueOf(world).length === 0 &&
    world.nodes.every(
      ({ spec, status, mode }) =>
        status === "up" && (spec.kind !== WORKER || mode === "asking") && mode !== "handing over",
    ) &&
    pollsOf(world).length === world.nodes.filter(({ spec }) => spec.kind === WORKER).length
  );
}

/**
 * A job goes out to whoever is next. It is there after 300 to 400 ms and takes 500 to 800: so many ms after it is sent, it is in the
 * worker's hands.
 */
const IN_HAND = 550;

/** The worker crashes with the job in its hands. Somebody else gets it when the visibility timeout is over; the worker comes back. */
export function crashInHand(world: World): readonly string[] {
  const worker = nextWorker(world);
  return worker === null
    ? []
    : [SENDS, after(world, IN_HAND, `crash ${worker}`), after(world, 4_500, `restart ${worker}`)];
}

/** The worker does the job, and its acknowledgement is lost. */
export function ackLost(world: World): readonly string[] {
  const worker = nextWorker(world);
  return worker === null
    ? []
    : [
        SENDS,
        after(world, IN_HAND, `cut ${worker}>broker`),
        after(world, 1_600, `heal ${worker}>broker`),
      ];
}

/** A worker with a job in its hands, the first by name; null while there is none. */
export function busyWorker({ nodes }: World): NodeState | null {
  return nodes.find(({ status, mode }) => status === "up" && mode === "working") ?? null;
}
