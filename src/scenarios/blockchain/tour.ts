import { either, inOrder, once, times } from "../../kernel/teaching/condition.ts";
import { done, noted } from "../../kernel/teaching/happenings.ts";
import type { Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import type { World } from "../../kernel/world.ts";
import { CONFIRMATIONS } from "../../protocols/nakamoto/lesson.ts";
import { isCut, SPLIT, twins } from "./troubles.ts";

const node = (id: string): Pointer => ({ is: "node", id });
const SHOP = node("shop");
const MALLORY = node("mallory");
const RULES: Pointer = { is: "control", id: "rules" };
const KNOBS: Pointer = { is: "control", id: "knobs" };

const found = noted("found");
const ended = either(once(noted("reversed")), once(noted("gave-up")));

/** Lines that turn knobs and rules, without those that stand so already. */
function turning(
  knobs: Readonly<Record<string, string>>,
  rules: Readonly<Record<string, boolean>> = {},
): (world: World) => readonly string[] {
  return ({ settings }) => [
    ...Object.entries(rules).flatMap(([rule, on]) =>
      (settings.rules[rule] !== false) === on ? [] : [`rule ${rule} ${on ? "on" : "off"}`],
    ),
    ...Object.entries(knobs).flatMap(([knob, value]) =>
      settings.knobs[knob] === value ? [] : [`set ${knob} ${value}`],
    ),
  ];
}

export const tour: Tour = {
  opens: ["seed 2", "set share 0%"],
  steps: [
    {
      id: "block",
      until: times(3, found),
      points: () => [{ is: "messages", type: "Blocks" }],
    },
    {
      id: "fork",
      until: inOrder(once(done("fire")), once(noted("rival"))),
      points: () => [node("m1"), node("m3")],
      action: twins,
    },
    {
      id: "longer",
      until: once(noted("reorganised")),
      points: () => [node("m1"), node("m3")],
    },
    {
      id: "split",
      until: inOrder(once(done("partition")), times(8, found)),
      points: () => [node("m1"), node("m2")],
      action: (world) => (isCut(world) ? [] : [SPLIT]),
    },
    {
      id: "heal",
      until: inOrder(once(done("heal")), once(noted("reorganised"))),
      points: () => [node("m1"), node("m2")],
      action: (world) => (isCut(world) ? ["heal"] : []),
    },
    {
      id: "pay",
      until: inOrder(once(done("set")), once(noted("delivered"))),
      points: () => [MALLORY, SHOP],
      action: turning({ share: "30%", confirmations: "2" }),
    },
    {
      id: "race",
      until: ended,
      points: () => [MALLORY, SHOP],
    },
    {
      id: "deeper",
      until: inOrder(once(done("set")), once(noted("delivered")), ended),
      points: () => [KNOBS, SHOP],
      action: turning({ confirmations: "6" }),
    },
    {
      id: "zero",
      until: inOrder(once(done("rule")), once(noted("reversed"))),
      points: () => [RULES, SHOP],
      action: turning({}, { [CONFIRMATIONS]: false }),
    },
    {
      id: "majority",
      until: inOrder(once(done("set")), once(noted("delivered")), once(noted("reversed"))),
      points: () => [KNOBS, MALLORY],
      action: turning({ share: "51%", interval: "250ms" }, { [CONFIRMATIONS]: true }),
    },
  ],
};
