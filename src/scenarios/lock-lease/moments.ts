/** Times of a turn, and what may go wrong in one, as lines of script. */
import type { NodeId } from "../../kernel/behavior.ts";
import { MILLISECOND, parseDuration, printDuration, type Micros } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import type { HolderConfig } from "../../protocols/lease-lock/holder-state.ts";
import { LEASE_EXPIRY } from "../../protocols/lease-lock/rules.ts";
import { believes, holdersIn, lockNode, serviceOf } from "../../protocols/lease-lock/world.ts";

/** One-way delays. */
export const LOW = 150 * MILLISECOND;
export const HIGH = 190 * MILLISECOND;
/** What the storage takes for a request. */
export const SERVICE_TIME = 60 * MILLISECOND;

/** What all clients have in common. */
export const HABITS: Omit<HolderConfig, "firstTurn"> = {
  lock: "lock",
  storage: "storage",
  pauseLow: 1_500 * MILLISECOND,
  pauseHigh: 4_000 * MILLISECOND,
  askAgain: 600 * MILLISECOND,
  lastStep: 300 * MILLISECOND,
  allowance: 0.1,
};

/** From asking for the lock until the last look at the clock, when all goes slowly but well. */
export function untilLastLook(work: Micros): Micros {
  return HABITS.askAgain + 4 * HIGH + SERVICE_TIME + work;
}

/** What is offered while time passes stands still for so long. */
const GRID = 50 * MILLISECOND;

/** A line so long from now, or a little later. */
function after({ time }: World, wait: Micros, line: string): string {
  return `at ${printDuration(Math.ceil((time + wait) / GRID) * GRID)} ${line}`;
}

function knob({ settings }: World, id: string): Micros {
  return parseDuration(settings.knobs[id] ?? "") ?? 0;
}

/** Whether the lock is free and nobody who is up wants it. */
export function isQuiet(world: World): boolean {
  return (
    lockNode(world).status === "up" &&
    serviceOf(world)?.lease === null &&
    holdersIn(world).every((id) => {
      const { status, mode } = world.node(id);
      return status === "crashed" || (status === "up" && mode === "idle");
    })
  );
}

/** Whether leases end by themselves now. */
export function expires({ settings }: World): boolean {
  return settings.rules[LEASE_EXPIRY] !== false;
}

/** Brings those back who are down. */
export function restarts(world: World): readonly string[] {
  return holdersIn(world)
    .filter((id) => world.node(id).status === "crashed")
    .map((id) => `restart ${id}`);
}

/** This client wants the lock now. */
export function wants(client: NodeId): string {
  return `fire ${client} nextTurn`;
}

/** The first wants the lock, and a little later the second: it waits. */
export function inTurn(world: World, first: NodeId, second: NodeId): readonly string[] {
  return [wants(first), after(world, 400 * MILLISECOND, wants(second))];
}

/** The first dies while it works. */
export function dies(world: World, first: NodeId, second: NodeId): readonly string[] {
  return [...inTurn(world, first, second), after(world, 950 * MILLISECOND, `crash ${first}`)];
}

/** When the second one’s turn is over for certain, if the first one’s lease had to end for it. */
function untilSecondIsDone(world: World): Micros {
  return knob(world, "lease") + 7 * HIGH + 2 * SERVICE_TIME + knob(world, "work") + HABITS.lastStep;
}

/** The first stands still in the middle of its work, until the second has had its turn. */
export function stillAtWork(world: World, first: NodeId, second: NodeId): readonly string[] {
  const working = 4 * HIGH + SERVICE_TIME;
  return [
    ...inTurn(world, first, second),
    after(world, working, `pause ${first}`),
    after(world, untilSecondIsDone(world), `resume ${first}`),
  ];
}

/** How long after it wants a lock that is free a client has looked at its clock for the last time. */
function untilLooked(world: World): Micros {
  return 4 * HIGH + SERVICE_TIME + knob(world, "work") + 30 * MILLISECOND;
}

/** The first stands still right after its last look at the clock, until the second has had its turn. */
export function stillInTheGap(world: World, first: NodeId, second: NodeId): readonly string[] {
  return [
    ...inTurn(world, first, second),
    after(world, untilLooked(world), `pause ${first}`),
    after(world, untilSecondIsDone(world), `resume ${first}`),
  ];
}

/** When this client will have looked at its clock for the last time before it writes, as far as can be told; null where it has, or has no turn. */
function lastLookOf(world: World, id: NodeId): Micros | null {
  const { status, mode, timers, index } = world.node(id);
  if (status !== "up") return null;
  const reading = 2 * HIGH + SERVICE_TIME + knob(world, "work");
  const timer = (label: string) => timers.find((each) => each.label === label);
  switch (mode) {
    case "holding.sending":
      return world.time;
    case "holding.working":
      return timer("workTime")!.time;
    case "holding.reading":
      return timer("readAgain")!.set + reading;
    case "waiting": {
      const grant = [...world.flights.values()].find(
        ({ to, message, fate }) => to === index && message.type === "Grant" && fate === "arrives",
      );
      return grant === undefined ? null : grant.arrives + reading;
    }
    default:
      return null;
  }
}

/** Whose turn it is, and how long from now on its last look at the clock is over; null when nobody’s is. */
function nextToLook(world: World): { readonly id: NodeId; readonly wait: Micros } | null {
  for (const id of holdersIn(world)) {
    const looks = lastLookOf(world, id);
    if (looks !== null)
      return { id, wait: looks === world.time ? 0 : looks - world.time + 30 * MILLISECOND };
  }
  return null;
}

/** Whose turn it is stands still right after its last look at the clock, until somebody else has had a turn. While all is quiet, two begin. */
export function holderStandsStill(world: World): readonly string[] {
  const next = nextToLook(world);
  if (next === null)
    return isQuiet(world) && areUp(world) ? stillInTheGap(world, "alice", "bob") : [];
  const { id, wait } = next;
  return [
    wait === 0 ? `pause ${id}` : after(world, wait, `pause ${id}`),
    after(world, wait + untilSecondIsDone(world), `resume ${id}`),
  ];
}

/** Who has the lock by the service’s books dies. Else two take turns, and the first dies. */
export function holderDies(world: World): readonly string[] {
  const holder = serviceOf(world)?.lease?.client;
  if (holder !== undefined && believes(world.node(holder).mode)) return [`crash ${holder}`];
  return isQuiet(world) && areUp(world) ? dies(world, "alice", "bob") : [];
}

/** The way to the storage takes so long, from `from` on, that a write arrives after somebody else’s turn. */
function slowWay(world: World, id: NodeId, from: Micros): readonly string[] {
  const long = printDuration(untilSecondIsDone(world));
  const usual = `${printDuration(LOW)}..${printDuration(HIGH)}`;
  return [
    after(world, from, `latency ${id}>storage ${long}`),
    after(world, from + HABITS.lastStep + 150 * MILLISECOND, `latency ${id}>storage ${usual}`),
  ];
}

/** The write of whose turn it is comes late. While all is quiet, two begin. */
export function writeIsLate(world: World): readonly string[] {
  const next = nextToLook(world);
  if (next !== null) return slowWay(world, next.id, next.wait);
  if (!isQuiet(world) || !areUp(world)) return [];
  return [...inTurn(world, "alice", "bob"), ...slowWay(world, "alice", untilLooked(world))];
}

/** The service restarts while the lock is lent, and somebody else wants it. */
export function serviceRestarts(world: World): readonly string[] {
  if (lockNode(world).status !== "up") return [];
  const begin = isQuiet(world) && areUp(world) ? inTurn(world, "alice", "bob") : [];
  const wait = begin.length > 0 ? 900 * MILLISECOND : 0;
  return [
    ...begin,
    after(world, wait, "crash lock"),
    after(world, wait + 300 * MILLISECOND, "restart lock"),
  ];
}

function areUp(world: World): boolean {
  return ["alice", "bob"].every((id) => world.node(id).status === "up");
}
