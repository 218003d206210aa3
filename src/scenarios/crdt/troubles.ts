/** What goes wrong between replicas, or at once on several, from now on, as lines of script. */
import type { Preset } from "../../kernel/scenario.ts";
import { MILLISECOND, printDuration } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { valuesHeld } from "../../protocols/crdt/world.ts";

/** Everybody alone with their own replica. */
export const APART = "partition n1 c1 | n2 c2 | n3 c3";

/** What is offered while time passes stands still for so long. */
const GRID = 50 * MILLISECOND;

/** A line so many ms from now, or a little later. */
export function after({ time }: World, wait: number, line: string): string {
  return `at ${printDuration(Math.ceil((time + wait * MILLISECOND) / GRID) * GRID)} ${line}`;
}

/** Clients rest, all can talk, and everybody looks at this object. */
function quiet(object: string): readonly string[] {
  return ["heal", "set workload off", `set object ${object}`];
}

/** Milk is everywhere; then, apart, n1 takes it out while n2 puts it in once more. */
function addAgainstRemove(world: World): readonly string[] {
  return [
    ...quiet("cart"),
    "client c1 add cart milk",
    after(world, 1_500, APART),
    after(world, 1_700, "client c1 remove cart milk"),
    after(world, 1_700, "client c2 add cart milk"),
    after(world, 4_000, "heal"),
  ];
}

/** Two put tea in without knowing of each other, and one takes out again what it sees. */
export function twoAddsOneRemove(world: World): readonly string[] {
  return [
    ...quiet("cart"),
    APART,
    "client c1 add cart tea",
    "client c2 add cart tea",
    after(world, 500, "client c1 remove cart tea"),
    after(world, 1_500, "heal"),
  ];
}

/** A word is typed; then, apart, two change it in two places. */
function typeAtOnce(world: World): readonly string[] {
  const before = valuesHeld(world.node("n1"))["story"]!.length;
  return [
    ...quiet("story"),
    ...["c", "a", "t"].map((letter) => `client c1 insert story ${letter}`),
    after(world, 2_000, APART),
    after(world, 2_300, "client c1 insert story s"),
    after(world, 2_300, `client c2 insert story h@${before + 1}`),
    after(world, 4_500, "heal"),
  ];
}

/** n2 hears of an increment, but its acknowledgement is lost, and n1 sends it once more. */
export function lostAcknowledgement(world: World): readonly string[] {
  return [
    ...quiet("likes"),
    "set spread op-based",
    "cut n2>n1",
    "client c1 increment likes",
    after(world, 1_600, "heal"),
  ];
}

/** n3 hears that egg is out before it hears that egg was ever in. */
function effectBeforeCause(world: World): readonly string[] {
  return [
    ...quiet("cart"),
    "set spread op-based",
    "cut n1>n3",
    "client c1 add cart egg",
    after(world, 700, "client c2 remove cart egg"),
    after(world, 2_000, "heal"),
  ];
}

export const troubles: readonly Preset[] = [
  {
    id: "apart",
    label: "Everybody apart",
    key: "S",
    help: "Each client is alone with its own replica. All of them go on working.",
    script: () => [APART],
  },
  {
    id: "add-against-remove",
    label: "Add against remove",
    key: "A",
    help: "n1 takes milk out of the cart while n2, apart, puts it in once more.",
    script: addAgainstRemove,
  },
  {
    id: "two-adds-one-remove",
    label: "Two adds, one remove",
    key: "D",
    help: "n1 and n2 put tea in, apart; n1 takes its own out again. Without unique tags both go.",
    script: twoAddsOneRemove,
  },
  {
    id: "type-at-once",
    label: "Type at once",
    key: "T",
    help: "The word “cat”, and two who change it at once, apart.",
    script: typeAtOnce,
  },
  {
    id: "lost-acknowledgement",
    label: "Acknowledgement lost",
    key: "L",
    help: "An increment reaches n2, its acknowledgement is lost, and n1 sends a copy.",
    script: lostAcknowledgement,
  },
  {
    id: "effect-before-cause",
    label: "Effect before cause",
    key: "W",
    help: "The removal of an egg reaches n3 before the egg does. It has to wait.",
    script: effectBeforeCause,
  },
];
