import { inOrder, once } from "../../kernel/teaching/condition.ts";
import { noted, returned, violated } from "../../kernel/teaching/happenings.ts";
import type { Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import type { World } from "../../kernel/world.ts";
import { HANDOFF, KEEP_UNTIL_RECEIVED } from "../../protocols/consistent-hashing/node-state.ts";
import { movedBetween } from "../../protocols/consistent-hashing/placement.ts";
import { changeIn, keysIn } from "../../protocols/consistent-hashing/world.ts";
import { asksEarly, isCalm, membersIn, staleView, transferLost } from "./troubles.ts";

const C1: Pointer = { is: "node", id: "c1" };
const C2: Pointer = { is: "node", id: "c2" };
const M1: Pointer = { is: "node", id: "m1" };
const S5: Pointer = { is: "node", id: "s5" };
const S6: Pointer = { is: "node", id: "s6" };
const KNOBS: Pointer = { is: "control", id: "knobs" };
const RULES: Pointer = { is: "control", id: "rules" };
const READINGS: Pointer = { is: "control", id: "readings" };
const VIEWS: Pointer = { is: "control", id: "views" };
const CARRIED: Pointer = { is: "messages", type: "Transfer" };

/** Offers what needs calm once it is there, unless it is so already. */
function offer(
  lines: (world: World) => readonly string[],
  already: (world: World) => boolean,
): (world: World) => readonly string[] {
  return (world) => (isCalm(world) && !already(world) ? lines(world) : []);
}

function belongs(id: string): (world: World) => boolean {
  return (world) => membersIn(world).includes(id);
}

function stands(knob: string, value: string): (world: World) => boolean {
  return ({ settings }) => settings.knobs[knob] === value;
}

function off(rule: string): (world: World) => boolean {
  return ({ settings }) => settings.rules[rule] === false;
}

/** How many keys the last change moves, of how many. */
function counts(world: World): Readonly<Record<string, string>> {
  const { before, now } = changeIn(world);
  const keys = keysIn(world);
  const moved = before === null ? 0 : movedBetween(before, now, keys).length;
  return { moved: String(moved), keys: String(keys) };
}

const settled = once(noted("all-settled"));

export const tour: Tour = {
  opens: ["seed 1", "set workload off", "set placement mod", "set virtual 1"],
  steps: [
    {
      id: "ask",
      until: once(returned("ok", "read", "c1")),
      points: () => [C1],
      action: offer(
        () => ["client c1 read k7"],
        () => false,
      ),
    },
    {
      id: "mod",
      until: inOrder(once(noted("joins")), settled),
      points: () => [S5, CARRIED, READINGS],
      names: counts,
      action: offer(() => ["client c1 join s5"], belongs("s5")),
    },
    {
      id: "ring",
      until: inOrder(once(noted("placed-anew")), settled),
      points: () => [KNOBS, M1],
      action: offer(() => ["set placement ring"], stands("placement", "ring")),
    },
    {
      id: "neighbour",
      until: inOrder(once(noted("joins")), settled),
      points: () => [S6, CARRIED],
      names: counts,
      action: offer(() => ["client c1 join s6"], belongs("s6")),
    },
    {
      id: "virtual",
      until: inOrder(once(noted("placed-anew")), settled),
      points: () => [KNOBS, READINGS, VIEWS],
      action: offer(() => ["set virtual 100"], stands("virtual", "100")),
    },
    {
      id: "bounded",
      // Two knobs, two changes.
      until: inOrder(once(noted("placed-anew")), settled, once(noted("placed-anew")), settled),
      points: () => [KNOBS, READINGS],
      action: offer(
        () => ["set placement bounded", "set virtual 1"],
        stands("placement", "bounded"),
      ),
    },
    {
      id: "early",
      until: once(violated("lookup-finds")),
      points: () => [RULES, C2, CARRIED],
      action: offer((world) => ["rule handoff off", ...asksEarly(world)], off(HANDOFF)),
    },
    {
      id: "waits",
      until: inOrder(once(noted("still-moving")), once(returned("ok", "read", "c2"))),
      points: () => [RULES, C2],
      action: offer(
        (world) => ["rule handoff on", ...asksEarly(world)],
        (world) => !off(HANDOFF)(world),
      ),
    },
    {
      id: "stale",
      until: inOrder(once(noted("old-view")), once(returned("ok", "read", "c2"))),
      points: () => [C2, M1],
      action: offer(staleView, ({ network, nodes }) => {
        const [m1, c2] = ["m1", "c2"].map((id) => nodes.findIndex(({ spec }) => spec.id === id));
        return network.link(m1!, c2!)?.cut === true;
      }),
    },
    {
      id: "lost",
      until: once(violated("no-key-lost")),
      points: () => [RULES, CARRIED],
      action: offer(
        (world) => ["rule keep-until-received off", ...transferLost(world)],
        off(KEEP_UNTIL_RECEIVED),
      ),
    },
  ],
};
