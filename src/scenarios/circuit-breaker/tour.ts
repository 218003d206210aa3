import { inOrder, once, stands, times, type Test } from "../../kernel/teaching/condition.ts";
import {
  became,
  inMode,
  noted,
  returned,
  turned,
  violated,
} from "../../kernel/teaching/happenings.ts";
import type { Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import type { World } from "../../kernel/world.ts";
import { BREAKER } from "../../protocols/circuit-breaker/state.ts";
import { defences, rebootIn, slowFor } from "./troubles.ts";

const SERVER: Pointer = { is: "node", id: "s1" };
const CALLERS: readonly Pointer[] = ["c1", "c2", "c3"].map((id) => ({ is: "node", id }));
const KNOBS: Pointer = { is: "control", id: "knobs" };
const RULES: Pointer = { is: "control", id: "rules" };
const READINGS: Pointer = { is: "control", id: "readings" };
const VIEWS: Pointer = { is: "control", id: "views" };
const VERDICTS: Pointer = { is: "control", id: "verdicts" };

/** A request has ended, well or not. */
const ended: Test = (event) => event.kind === "return";

/** A hand switched the breaker on. */
const breakerOn: Test = (event) =>
  event.kind === "intervention" &&
  event.data.what.do === "rule" &&
  event.data.what.rule === BREAKER &&
  event.data.what.on;

function whileUp(lines: (world: World) => readonly string[]): (world: World) => readonly string[] {
  return (world) => (world.node("s1").status === "up" ? lines(world) : []);
}

export const tour: Tour = {
  opens: ["seed 1"],
  steps: [
    { id: "calls", until: times(20, returned("ok")), points: () => [...CALLERS, SERVER] },
    {
      id: "slow",
      until: inOrder(once(turned("speed", "25%")), once(became("open"))),
      points: () => [SERVER, KNOBS],
      action: () => ["set speed 25%"],
    },
    { id: "tries", until: once(became("halfOpen")), points: () => CALLERS },
    {
      id: "well",
      until: inOrder(
        once(turned("speed", "100%")),
        stands(inMode("closed", 3)),
        times(30, returned("ok")),
      ),
      points: () => [READINGS, ...CALLERS],
      action: () => ["set speed 100%"],
    },
    {
      id: "bare",
      until: inOrder(
        once(turned("speed", "25%")),
        once(turned("speed", "100%")),
        times(40, returned("fail")),
      ),
      points: () => [RULES, SERVER],
      action: whileUp((world) => [...defences(false), ...slowFor(world, 8)]),
    },
    {
      id: "for-ever",
      until: once(violated("goodput-returns")),
      points: () => [VERDICTS, READINGS, VIEWS],
    },
    {
      id: "by-hand",
      until: inOrder(once(noted("reset")), times(30, returned("ok"))),
      points: () => [RULES, SERVER],
      action: whileUp((world) => [...defences(true), ...rebootIn(world, 3)]),
    },
    {
      id: "herd",
      until: inOrder(once(noted("reset")), times(15, ended)),
      points: () => [RULES, ...CALLERS],
      action: whileUp((world) => ["rule breaker off", "rule jitter off", ...rebootIn(world, 1.5)]),
    },
    {
      id: "order",
      until: inOrder(once(breakerOn), times(20, returned("ok"))),
      points: () => [RULES],
      action: () => defences(true),
    },
  ],
};
