import { either, inOrder, lasting, once, stands } from "../../kernel/teaching/condition.ts";
import { done, noted, returned, violated } from "../../kernel/teaching/happenings.ts";
import type { Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { believers } from "../../protocols/fenced-failover/world.ts";
import { oneCrown, twoCrowns } from "./moments.ts";
import { cutOff, eachAlone, primaryIn, writeBy } from "./troubles.ts";

const DISK: Pointer = { is: "node", id: "disk" };
const RULES: Pointer = { is: "control", id: "rules" };

function crowned(world: World): readonly Pointer[] {
  return believers(world).map(({ id }) => ({ is: "node", id }));
}

/** Turns a rule, unless it stands so. */
function turn(world: World, rule: string, on: boolean): readonly string[] {
  return (world.settings.rules[rule] !== false) === on ? [] : [`rule ${rule} ${on ? "on" : "off"}`];
}

/** Lines that are offered until they have been done: rules stand so, and something is cut, or nothing. */
function unlessSo(
  rules: Readonly<Record<string, boolean>>,
  cut: boolean,
  lines: (world: World) => readonly string[],
): (world: World) => readonly string[] {
  return (world) => {
    const turns = Object.entries(rules).flatMap(([rule, on]) => turn(world, rule, on));
    const stands = turns.length === 0 && (world.network.partition !== null) === cut;
    return stands ? [] : [...turns, ...lines(world)];
  };
}

function down(world: World): readonly string[] {
  return world.nodes.filter(({ status }) => status === "crashed").map(({ spec }) => spec.id);
}

export const tour: Tour = {
  opens: ["seed 8", "set workload off"],
  steps: [
    {
      id: "write",
      until: once(returned("ok", "write", "c1")),
      points: (world) => [...crowned(world), DISK],
      action: (world) => writeBy(world, "c1", "x"),
    },
    {
      id: "crash",
      until: inOrder(once(done("crash")), once(noted("took-over"))),
      points: crowned,
      action(world) {
        const primary = primaryIn(world);
        return primary === null ? [] : [`crash ${primary}`];
      },
    },
    {
      id: "wake",
      until: inOrder(once(done("restart")), lasting(1.5 * SECOND, oneCrown)),
      points: (world) => down(world).map((id) => ({ is: "node", id }) as const),
      action: (world) => down(world).map((id) => `restart ${id}`),
    },
    {
      id: "cut-off",
      until: inOrder(once(done("partition")), stands(twoCrowns)),
      points: crowned,
      action: unlessSo({}, true, cutOff),
    },
    {
      id: "fenced",
      until: once(noted("fenced-off")),
      points: (world) => [{ is: "node", id: "c1" }, DISK, ...crowned(world)],
      action: (world) => writeBy(world, "c1", "x"),
    },
    {
      id: "no-fence",
      until: inOrder(once(done("partition")), stands(twoCrowns)),
      points: (world) => [RULES, ...crowned(world)],
      action: unlessSo({ fencing: false }, true, (world) => {
        const cut = cutOff(world);
        return cut.length === 0 ? [] : ["heal", ...cut];
      }),
    },
    {
      id: "both-write",
      // A write that waited for its answer since before may have broken it already.
      until: either(once(violated("one-effective-primary")), once(noted("overwrote"))),
      points: (world) => [...crowned(world), DISK],
      action: (world) => [...writeBy(world, "c2", "y"), ...writeBy(world, "c1", "x")],
    },
    {
      id: "fence-again",
      until: inOrder(
        once(done("heal")),
        either(once(noted("gives-way")), once(noted("fenced-off"))),
      ),
      points: (world) => [RULES, ...crowned(world)],
      action: unlessSo({ fencing: true }, false, () => ["heal"]),
    },
    {
      id: "alone",
      until: inOrder(once(done("partition")), once(noted("takes-over-alone")), stands(twoCrowns)),
      points: (world) => [RULES, ...crowned(world)],
      action: unlessSo({ majority: false }, true, eachAlone),
    },
    {
      id: "ask-again",
      until: inOrder(once(done("heal")), lasting(2 * SECOND, oneCrown)),
      points: () => [RULES],
      action: unlessSo({ majority: true }, false, () => ["heal"]),
    },
  ],
};
