import type { Test } from "../../kernel/teaching/condition.ts";
import { all, once, times, type Condition } from "../../kernel/teaching/condition.ts";
import { noted, sent, violated } from "../../kernel/teaching/happenings.ts";
import type { Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import type { World } from "../../kernel/world.ts";
import { regardOf } from "../../protocols/swim/world.ts";
import { shortPause, shortPauseSoon } from "./troubles.ts";

const RULES: Pointer = { is: "control", id: "rules" };

function node(id: string): Pointer {
  return { is: "node", id };
}

/** Somebody strikes n6 off. */
const struckOff: Test = (event, stand) =>
  noted("confirms", { member: "n6" })(event, stand) ||
  noted("hears-failure", { member: "n6" })(event, stand);

/** Each of the others notes it. */
function byAllBut(member: string, test: Test): Condition {
  const others = ["n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8"].filter((id) => id !== member);
  return all(
    ...others.map((id) => once((event, stand) => event.node === id && test(event, stand))),
  );
}

/** n4 itself says so. */
const refutedByN4: Test = (event, stand) => event.node === "n4" && noted("refutes")(event, stand);

/** Offers to go on from how it is to how it shall be; nothing where it is so already. */
function unless(
  isSo: (world: World) => boolean,
  lines: (world: World) => readonly string[],
): (world: World) => readonly string[] {
  return (world) => (isSo(world) ? [] : lines(world));
}

function isOff(rule: string): (world: World) => boolean {
  return ({ settings }) => settings.rules[rule] === false;
}

function isPaused({ nodes }: World): boolean {
  return nodes.some(({ status }) => status === "paused");
}

/** n4 does not sleep, and is on everybody's list without a question mark. */
function isTrusted(world: World): boolean {
  return (
    !isPaused(world) &&
    world.nodes.every(({ spec: { id } }) => id === "n4" || regardOf(world, id, "n4") === "alive")
  );
}

function isDown(node: string): (world: World) => boolean {
  return (world) => world.node(node).status === "crashed";
}

/** Between n1 and n2, the first two. */
function isCut({ network }: World): boolean {
  return network.link(0, 1)!.cut;
}

export const tour: Tour = {
  opens: ["seed 1", "set multiplier 2"],
  steps: [
    {
      id: "calls",
      until: times(12, sent("Ack")),
      points: () => [
        { is: "messages", type: "Ping" },
        { is: "messages", type: "Ack" },
      ],
    },
    {
      id: "detour",
      until: once(noted("asks-others")),
      points: () => [{ is: "link", from: "n1", to: "n2" }],
      action: unless(isCut, () => ["cut n1-n2"]),
    },
    {
      id: "no-detour",
      until: once(noted("suspects")),
      points: () => [RULES, node("n1"), node("n2")],
      action: () => ["rule indirect-probe off"],
    },
    {
      id: "lamp",
      until: once(noted("refutes")),
      points: () => [node("n1"), node("n2")],
    },
    {
      id: "crash",
      until: once(noted("suspects", { member: "n6" })),
      points: () => [node("n6")],
      action: unless(isDown("n6"), () => ["rule indirect-probe on", "heal", "crash n6"]),
    },
    {
      id: "whisper",
      until: times(3, noted("hears-suspicion", { member: "n6" })),
      points: () => [
        { is: "messages", type: "Ping" },
        { is: "messages", type: "Ack" },
      ],
    },
    {
      id: "candle",
      until: byAllBut("n6", struckOff),
      points: () => [{ is: "control", id: "readings" }],
    },
    {
      id: "back",
      until: byAllBut("n6", noted("takes-back", { member: "n6" })),
      points: () => [node("n6")],
      action: (world) => (isDown("n6")(world) ? ["restart n6"] : []),
    },
    {
      id: "nap",
      until: once(refutedByN4),
      points: () => [node("n4")],
      action: unless(isPaused, (world) => ["set multiplier 6", ...shortPause(world)]),
    },
    {
      id: "no-lamp",
      until: once(violated("accuracy")),
      points: () => [RULES, node("n4")],
      // Whether somebody probes n4 while it sleeps is a matter of luck: then it may be sent to sleep again.
      action: (world) => (isTrusted(world) ? ["rule incarnation off", ...shortPause(world)] : []),
    },
    {
      id: "no-candle",
      until: once(noted("confirms", { hasty: true })),
      points: () => [RULES, node("n4")],
      action(world) {
        if (!isOff("suspicion")(world))
          return ["rule incarnation on", "rule suspicion off", ...shortPauseSoon(world)];
        return isTrusted(world) ? shortPause(world) : [];
      },
    },
  ],
};
