/** Who comes and goes, and what goes wrong meanwhile, as lines of script. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Preset } from "../../kernel/scenario.ts";
import { MILLISECOND, printDuration } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { keysUpTo, tableOf } from "../../protocols/consistent-hashing/placement.ts";
import {
  changeIn,
  keysIn,
  membershipIn,
  nodesIn,
} from "../../protocols/consistent-hashing/world.ts";

/** What is offered while time passes stands still for so long. */
const GRID = 50 * MILLISECOND;

/** A line so many ms from now, or a little later. */
function after({ time }: World, wait: number, line: string): string {
  return `at ${printDuration(Math.ceil((time + wait * MILLISECOND) / GRID) * GRID)} ${line}`;
}

export function membersIn(world: World): readonly NodeId[] {
  return changeIn(world).now.members;
}

/** The first node that stands by; null when all belong. */
function spareIn(world: World): NodeId | null {
  const members = membersIn(world);
  return nodesIn(world).find(({ spec }) => !members.includes(spec.id))?.spec.id ?? null;
}

/** A change of members, and what it moves. */
interface Turn {
  /** What a client is asked to ask for. */
  readonly line: string;
  /** Who gets keys in it, and from whom. */
  readonly moves: readonly { readonly key: string; readonly from: NodeId; readonly to: NodeId }[];
}

/** The change to these members. */
function turnTo(world: World, line: string, members: readonly NodeId[]): Turn {
  const { now } = changeIn(world);
  const count = keysIn(world);
  const [before, after] = [tableOf(now, count), tableOf({ ...now, members }, count)];
  const moves = keysUpTo(count).flatMap((key) => {
    const [from, to] = [before[key]!, after[key]!];
    return from === to ? [] : [{ key, from, to }];
  });
  return { line, moves };
}

/** A node that stands by joins; null when none does. */
function joining(world: World): Turn | null {
  const id = spareIn(world);
  return id === null ? null : turnTo(world, `client c1 join ${id}`, [...membersIn(world), id]);
}

/** Whoever joined last leaves; null when nobody else is there. */
function leaving(world: World): Turn | null {
  const members = membersIn(world);
  return members.length === 1
    ? null
    : turnTo(world, `client c1 leave ${members.at(-1)}`, members.slice(0, -1));
}

/** Somebody joins, or else leaves, so that at least a key moves; null when nothing does. */
function turn(world: World): Turn | null {
  const possible = [joining(world), leaving(world)];
  return possible.find((each) => each !== null && each.moves.length > 0) ?? null;
}

/** The lines of a trouble that goes with a change. */
function during(world: World, lines: (change: Turn) => readonly string[]): readonly string[] {
  const change = turn(world);
  return change === null ? [] : lines(change);
}

/** c2 looks a key up while it is carried: after everybody has the new view, before the key is there. */
export function asksEarly(world: World): readonly string[] {
  return during(world, ({ line, moves }) => [
    line,
    after(world, 400, `client c2 read ${moves[0]!.key}`),
  ]);
}

/** c2 looks a key up while word of the new view spreads: its old node may have heard, or not. */
export function asksWhileItSpreads(world: World): readonly string[] {
  return during(world, ({ line, moves }) => [
    line,
    after(world, 150, `client c2 read ${moves[0]!.key}`),
  ]);
}

/** c2 does not hear of the new view, and looks a key up when its old node has given it away. */
export function staleView(world: World): readonly string[] {
  return during(world, ({ line, moves }) => [
    "cut m1>c2",
    line,
    after(world, 2_000, `client c2 read ${moves[0]!.key}`),
    after(world, 2_100, "heal m1>c2"),
  ]);
}

/** Keys are lost on their way, for there is none for a while. */
export function transferLost(world: World): readonly string[] {
  return during(world, ({ line, moves }) => {
    const { from, to } = moves[0]!;
    return [`cut ${from}>${to}`, line, after(world, 3_000, `heal ${from}>${to}`)];
  });
}

/** Whoever is to get keys crashes while they are carried, and restarts. */
function receiverCrashes(world: World): readonly string[] {
  return during(world, ({ line, moves }) => {
    const { to } = moves[0]!;
    return [line, after(world, 450, `crash ${to}`), after(world, 2_500, `restart ${to}`)];
  });
}

/** Whether nothing is under way: a change that is asked for now begins at once. */
export function isCalm(world: World): boolean {
  return (
    membershipIn(world).mode === "settled" &&
    world.nodes.every(({ spec, mode }) => spec.kind !== "client" || mode === "idle")
  );
}

export const troubles: readonly Preset[] = [
  {
    id: "join",
    label: "A node joins",
    key: "J",
    help: "The first node that stands by joins.",
    script: (world) => {
      const change = joining(world);
      return change === null ? [] : [change.line];
    },
  },
  {
    id: "leave",
    label: "The last one leaves",
    key: "L",
    help: "Whoever joined last leaves.",
    script: (world) => {
      const change = leaving(world);
      return change === null ? [] : [change.line];
    },
  },
  {
    id: "early",
    label: "Asked too early",
    key: "A",
    help: "A node joins, and c2 looks up a key that is still on its way there.",
    script: asksEarly,
  },
  {
    id: "stale",
    label: "An old view",
    key: "S",
    help: "A node joins, c2 does not hear of it, and looks up a key that has moved.",
    script: staleView,
  },
  {
    id: "lost",
    label: "Keys lost on their way",
    key: "T",
    help: "A node joins, and for three seconds nothing gets through to it from a node that gives it keys.",
    script: transferLost,
  },
  {
    id: "crash",
    label: "The receiver crashes",
    key: "K",
    help: "A node joins, crashes while keys are on their way to it, and restarts.",
    script: receiverCrashes,
  },
];
