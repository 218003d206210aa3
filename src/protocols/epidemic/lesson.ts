/** Members as lessons and tests put them together: `n1`, `n2`, …, one of which has news first. */
import type { NodeSpec } from "../../kernel/scenario.ts";
import type { LinkConditions } from "../../kernel/conditions.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import type { Presenter } from "../../kernel/view.ts";
import { epidemicNode } from "./machine.ts";
import { MEMBER, type EpidemicConfig } from "./state.ts";
import { memberPresenter } from "./view.ts";

/** In a round there is time for a question and its answer: at most 150 ms, and twice a message's way of at most 150 ms. */
export const TOWN: EpidemicConfig = {
  round: 500 * MILLISECOND,
  spread: 150 * MILLISECOND,
  night: 20,
  first: "n1",
  start: SECOND,
  own: 86_400 * SECOND,
};

export const WAYS: Partial<LinkConditions> = {
  latency: { kind: "uniform", low: 75 * MILLISECOND, high: 150 * MILLISECOND },
};

export function members(count: number, config: EpidemicConfig = TOWN): NodeSpec[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `n${i + 1}`,
    kind: MEMBER,
    behavior: epidemicNode,
    config,
  }));
}

export const epidemicPresenters: Readonly<Record<string, Presenter>> = {
  [MEMBER]: memberPresenter,
};

export const epidemicTimers: readonly string[] = ["round", "idle", "news"];
