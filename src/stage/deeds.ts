/** What a hand on the stage asks for, in the words of a script. Pure. */
import type { NetworkFrame } from "../wire/frame.ts";
import type { Aim } from "./aim.ts";
import type { Box, Point } from "./geometry.ts";
import { isCut, MANY_LINKS, nameOf, type Course, type PairState } from "./pairs.ts";
import type { Plan } from "./plan.ts";
import { crossedBy, splitBy } from "./stroke.ts";

/** Cuts what a knife aims at, a link or one direction of it, or heals it when it is cut. */
export function cutOrHeal({ course, way }: Aim, state: PairState | undefined): string {
  const { pair } = course;
  if (way === "both") return `${isCut(pair, state) ? "heal" : "cut"} ${nameOf(pair)}`;
  const there = way === "there";
  const dead = (there ? state?.cutThere : state?.cutBack) ?? false;
  return `${dead ? "heal" : "cut"} ${there ? `${pair.a}>${pair.b}` : `${pair.b}>${pair.a}`}`;
}

/** The whole links that a knife's stroke crosses; of very many only those that can be seen. */
export function underKnife(stroke: readonly Point[], plan: Plan): Course[] {
  const { listed } = plan.courses;
  const all = listed.length === 0 || listed.length > MANY_LINKS ? plan.shown : listed;
  return crossedBy(stroke, all).filter(({ pair }) => !isCut(pair, plan.states.get(pair.key)));
}

/**
 * The partition that a stroke draws; null when every node is on one side of it. With `within`, the groups of a
 * partition in force are divided by the stroke instead of being drawn anew.
 */
export function partitionBy(
  stroke: readonly Point[],
  plan: Plan,
  box: Box,
  within: NetworkFrame["partition"],
): string | null {
  const split = splitBy(stroke, [...plan.layout.spots.values()], box);
  if (!split) return null;
  const [one] = split;
  const groups = within
    ? within
        .flatMap((group) => [
          group.filter((id) => one.includes(id)),
          group.filter((id) => !one.includes(id)),
        ])
        .filter((group) => group.length > 0)
    : split;
  return `partition ${groups.map((group) => group.join(" ")).join(" | ")}`;
}
