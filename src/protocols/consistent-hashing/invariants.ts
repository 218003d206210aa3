/** What a service of consistent hashing promises, whoever comes or goes. */
import type { NodeId } from "../../kernel/behavior.ts";
import { HOLDS, type Finding, type Monitor } from "../../kernel/monitor.ts";
import type { Settings } from "../../kernel/settings.ts";
import { tellTime } from "../../kernel/time.ts";
import type { EventId, TraceEvent } from "../../kernel/trace.ts";
import type { World } from "../../kernel/world.ts";
import { say, several } from "../../languages/say.ts";
import { capacityOf } from "../../structures/bounded-loads.ts";
import { MEMBERSHIP } from "./membership.ts";
import type { Change, Transfer, View } from "./messages.ts";
import { NODE } from "./node-state.ts";
import { keysUpTo, sameWay } from "./placement.ts";
import { changeIn, keysIn, nodesIn, storeOf, travelling, unsettledIn } from "./world.ts";

// ── No key is lost ────────────────────────────────────────────────────────────────────────────────────────────

/** What may take the last copy of a key. */
const TAKES: ReadonlySet<TraceEvent["kind"]> = new Set(["persist", "drop", "restart", "crash"]);

/** The keys that are on no disk and not on their way. */
function missing(world: World): readonly string[] {
  const here = new Set<string>(travelling(world));
  for (const node of nodesIn(world)) for (const key of Object.keys(storeOf(node))) here.add(key);
  return keysUpTo(keysIn(world)).filter((key) => !here.has(key));
}

/** Every key is on a disk, or on its way to one. */
export const noKeyLost: Monitor<Finding> = {
  id: "no-key-lost",
  title: "No key is lost",
  simple: "Every book stands on a shelf, or is on its way to one.",
  source: "Lamport 1977, safety; DeCandia et al. 2007 §4.9",
  start: () => HOLDS,
  observe(finding, { node, events }, world) {
    // Disks are loaded one after the other.
    if (finding.verdict === "violated" || nodesIn(world).some(({ disk }) => disk["load"] === true))
      return finding;
    const cause = events.findLast(
      ({ kind, node: where }) =>
        TAKES.has(kind) && (kind !== "persist" || node?.spec.kind === NODE || where === null),
    );
    if (!cause) return finding;
    const lost = missing(world);
    if (lost.length === 0) return finding;
    const names = lost.slice(0, 3).join(", ");
    return {
      verdict: "violated",
      simple: several(
        lost.length,
        "Book {0} is gone: no house has it, and nobody carries it.",
        "{n} books are gone, {0} among them: no house has them, and nobody carries them.",
        names,
      ),
      expert: several(
        lost.length,
        "{n} key is on no disk and in no message at {1}: {0}.",
        "{n} keys are on no disk and in no message at {1}: {0}, …",
        names,
        tellTime(world.time),
      ),
      nodes: [cause.node, cause.peer].filter((id): id is NodeId => id !== null),
      events: [cause.cause, cause.id].filter((id) => id > 0),
    };
  },
  judge: (finding) => finding,
};

// ── A lookup finds what was stored ────────────────────────────────────────────────────────────────────────────

interface Acknowledged {
  readonly version: number;
  readonly event: EventId;
}

interface Lookups {
  /** The newest version of each key that some client has been told of; of the others it is the first. */
  readonly known: ReadonlyMap<string, Acknowledged>;
  /** What was known of its key when an operation began, by the client. */
  readonly open: ReadonlyMap<NodeId, Acknowledged>;
  readonly finding: Finding;
}

const FIRST: Acknowledged = { version: 1, event: 0 };

/**
 * Whoever looks a key up that is stored gets a value, and no older one than anybody knew of when the lookup began; and a write lands on the
 * newest version. Not to be answered (“moving”) is no answer.
 */
export const lookupsFind: Monitor<Lookups> = {
  id: "lookup-finds",
  title: "A lookup finds what was stored",
  simple: "Whoever asks for a book gets it, with everything that was last written into it.",
  source: "Herlihy & Wing 1990, for the newest version known",
  start: () => ({ known: new Map(), open: new Map(), finding: HOLDS }),
  observe(memory, { events }, world) {
    let next = memory;
    for (const event of events) {
      if (event.kind === "call" && event.data.operation.key !== undefined) {
        const floor = next.known.get(event.data.operation.key) ?? FIRST;
        next = { ...next, open: new Map(next.open).set(event.node!, floor) };
      } else if (event.kind === "return" && event.data.outcome === "ok")
        next = returned(next, event, world);
    }
    return next;
  },
  judge: (memory) => memory.finding,
};

function returned(
  memory: Lookups,
  event: TraceEvent & { readonly kind: "return" },
  world: World,
): Lookups {
  const { operation, about } = event.data;
  const { key, f } = operation;
  const number = Number(key?.slice(1));
  // Nobody has stored anything under a key that is none.
  if (key === undefined || !(number >= 1 && number <= keysIn(world))) return memory;
  const version = Number(about?.["version"] ?? 0);
  const known = memory.known.get(key) ?? FIRST;
  const newer =
    version > known.version
      ? new Map(memory.known).set(key, { version, event: event.id })
      : memory.known;
  const next = newer === memory.known ? memory : { ...memory, known: newer };
  const floor = memory.open.get(event.node!) ?? FIRST;
  const right = f === "read" ? version >= floor.version : version > floor.version;
  if (right || memory.finding.verdict === "violated") return next;
  const at = tellTime(event.time);
  const who = event.node!;
  const finding: Finding = {
    verdict: "violated",
    ...(f === "write"
      ? {
          simple: say`${who} was told that book ${key} is written, but it was written into another one than everybody knows.`,
          expert: say`${who}’s write of ${key} was acknowledged at ${at} as version ${version}; version ${floor.version} had been acknowledged before it began.`,
        }
      : version === 0
        ? {
            simple: say`${who} asked for book ${key} and heard that there is none. There is.`,
            expert: say`${who}’s lookup of ${key} was answered at ${at} with “no such key”; version ${floor.version} is stored.`,
          }
        : {
            simple: say`${who} got an old book ${key}, without what was last written into it.`,
            expert: say`${who} read version ${version} of ${key} at ${at}; version ${floor.version} was known before the lookup began.`,
          }),
    nodes: [who],
    events: [floor.event, event.data.call, event.id].filter((id) => id > 0),
  };
  return { ...next, finding };
}

// ── Monotonicity ──────────────────────────────────────────────────────────────────────────────────────────────

/** The member that came or went with a change; null when the keys were placed in another way. */
export function cameOrWent({
  before,
  now,
}: Change): { came: NodeId | null; went: NodeId | null } | null {
  if (before === null || !sameWay(before, now)) return null;
  return {
    came: now.members.find((each) => !before.members.includes(each)) ?? null,
    went: before.members.find((each) => !now.members.includes(each)) ?? null,
  };
}

/** Whether the placement promises this change to be monotone: jump hash only where the last member comes or goes. */
function promisesMonotone({ before, now }: Change): boolean {
  switch (now.placement) {
    case "mod":
    case "bounded":
      return false;
    case "jump":
      return isPrefix(now.members, before!.members) || isPrefix(before!.members, now.members);
    default:
      return true;
  }
}

function isPrefix(a: readonly NodeId[], b: readonly NodeId[]): boolean {
  return a.every((each, i) => each === b[i]);
}

function placementIn({ knobs }: Settings): string {
  return knobs["placement"] ?? "";
}

interface Moves {
  /** What one placement does is not held against the next. */
  readonly placement: string;
  readonly finding: Finding;
  /** The epoch of the change that the finding speaks of. */
  readonly epoch: number;
}

/**
 * When a node joins, keys move to it only; when one leaves, only its own keys move. (Karger et al. 1997 define it for joins.)
 * `mod` and bounded loads do not promise it; of jump hash only joining and leaving in order are judged.
 */
export const monotone: Monitor<Moves> = {
  id: "monotone",
  title: "Monotonicity",
  simple: "When a house is built, books go there and nowhere else. All others stay where they are.",
  source: "Karger et al. 1997, monotonicity",
  promised: ({ knobs }) => knobs["placement"] !== "mod" && knobs["placement"] !== "bounded",
  start: ({ settings }) => ({ placement: placementIn(settings), finding: HOLDS, epoch: 0 }),
  observe(memory, { events }, { settings }) {
    const placement = placementIn(settings);
    let next = placement === memory.placement ? memory : { ...memory, placement, finding: HOLDS };
    for (const event of events) {
      if (event.kind !== "send" || event.data.message.type !== "Transfer") continue;
      const { change, keys } = event.data.message as unknown as Transfer;
      // What the placement before has begun goes on after another one was chosen.
      if (keys.length === 0 || change.now.placement !== placement) continue;
      const { epoch } = change.now;
      // A finding is about one change: with the next one another begins.
      if (epoch > next.epoch) next = { ...next, finding: HOLDS, epoch };
      if (next.finding.verdict === "violated" || epoch < next.epoch) continue;
      const turn = cameOrWent(change);
      if (turn === null || (change.now.placement === "jump" && !promisesMonotone(change))) continue;
      const { came, went } = turn;
      if (event.peer === came || event.node === went) continue;
      next = { ...next, finding: astray(event, change.now, keys.length, came) };
    }
    return next;
  },
  judge: (memory) => memory.finding,
};

function astray(event: TraceEvent, now: View, keys: number, came: NodeId | null): Finding {
  const [from, to] = [event.node, event.peer];
  return {
    verdict: "violated",
    simple: several(
      keys,
      "{n} book goes from {0} to {1}, between two old houses.",
      "{n} books go from {0} to {1}, between two old houses.",
      from,
      to,
    ),
    expert: came
      ? several(
          keys,
          "{n} key moves from {0} to {1}, though {2} joined (view {3}).",
          "{n} keys move from {0} to {1}, though {2} joined (view {3}).",
          from,
          to,
          came,
          now.epoch,
        )
      : several(
          keys,
          "{n} key of {0}, which stays, moves to {1} (view {2}).",
          "{n} keys of {0}, which stays, move to {1} (view {2}).",
          from,
          to,
          now.epoch,
        ),
    nodes: [from!, to!],
    events: [event.cause, event.id].filter((id) => id > 0),
  };
}

// ── Load bound ────────────────────────────────────────────────────────────────────────────────────────────────

interface Loads {
  readonly placement: string;
  readonly finding: Finding;
}

/** With bounded loads, once keys have moved no node has more than ⌈c·K/N⌉. */
export const loadBound: Monitor<Loads> = {
  id: "load-bound",
  title: "Loads are bounded",
  simple: "No house has more books than the number on its door allows.",
  source: "Mirrokni, Thorup & Zadimoghaddam 2016",
  promised: ({ knobs }: Settings) => knobs["placement"] === "bounded",
  start: ({ settings }) => ({ placement: placementIn(settings), finding: HOLDS }),
  observe(memory, { node, events }, world) {
    const placement = placementIn(world.settings);
    const next = placement === memory.placement ? memory : { placement, finding: HOLDS };
    // Whoever settles last ends a change; it is looked at once.
    const settles = node?.spec.kind === MEMBERSHIP && events.some(({ kind }) => kind === "mode");
    if (!settles || unsettledIn(world).length > 0) return next;
    const { now } = changeIn(world);
    const most = capacityOf(now.bound, keysIn(world), now.members.length);
    const over = nodesIn(world).find((each) => Object.keys(storeOf(each)).length > most);
    if (!over) return next.finding === HOLDS ? next : { ...next, finding: HOLDS };
    const count = Object.keys(storeOf(over)).length;
    const finding: Finding = {
      verdict: "violated",
      simple: say`House ${over.spec.id} has ${count} books; with a number on its door it would have ${most} at most.`,
      expert: say`${over.spec.id} has ${count} keys; ⌈c·K/N⌉ is ${most}.`,
      nodes: [over.spec.id],
      events: [],
    };
    return { ...next, finding };
  },
  judge: (memory) => memory.finding,
};
