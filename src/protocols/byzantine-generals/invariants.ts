/** What interactive consistency is (Lamport, Shostak & Pease 1982, §1), judged for each order when all loyal lieutenants have decided. */
import { anyMonitor, HOLDS, type Finding, type Monitor } from "../../kernel/monitor.ts";
import type { World } from "../../kernel/world.ts";
import { say } from "../../languages/say.ts";
import type { Plan } from "./messages.ts";
import {
  BEFORE_THE_FIRST,
  findingOf,
  isCommanderLoyal,
  loyalDeeds,
  proceed,
  type Charge,
  type Trial,
} from "./trial.ts";
import { commanderIn } from "./world.ts";

interface Memory {
  readonly trial: Trial;
  readonly finding: Finding;
}

/** @param charge what an order that is over is accused of */
function judging(
  about: Pick<Monitor, "id" | "title" | "simple" | "source">,
  charge: (trial: Trial, world: World) => Charge | null,
): Monitor {
  return anyMonitor<Memory>({
    ...about,
    start: () => ({ trial: BEFORE_THE_FIRST, finding: HOLDS }),
    observe(memory, step, world) {
      const { trial, ended } = proceed(memory.trial, step, world);
      if (ended === null || memory.finding.verdict === "violated")
        return trial === memory.trial ? memory : { ...memory, trial };
      return { trial, finding: findingOf(ended, charge(ended, world)) };
    },
    judge: (memory) => memory.finding,
  });
}

function acts(plan: Plan): string {
  return plan === "attack" ? say`attacks` : say`retreats`;
}

const ic1 = judging(
  {
    id: "ic1",
    title: "IC1: the same order",
    simple: "All lieutenants that can be relied on do the same.",
    source: "Lamport, Shostak & Pease 1982 §1, IC1",
  },
  (trial) => {
    const [first, ...others] = loyalDeeds(trial);
    const other = others.find(({ plan }) => plan !== first?.plan);
    if (!first || !other) return null;
    return {
      nodes: [first.id, other.id],
      events: [first.event, other.event],
      simple: say`${first.id} ${acts(first.plan)} and ${other.id} ${acts(other.plan)}: half an army.`,
      expert: say`Order ${trial.number}: the loyal ${first.id} ${acts(first.plan)}, the loyal ${other.id} ${acts(other.plan)}.`,
    };
  },
);

const ic2 = judging(
  {
    id: "ic2",
    title: "IC2: a loyal commander is obeyed",
    simple: "When the commander is honest, every honest lieutenant does what it says.",
    source: "Lamport, Shostak & Pease 1982 §1, IC2",
  },
  (trial, world) => {
    const { ordered, number } = trial;
    if (ordered === null || !isCommanderLoyal(trial, world)) return null;
    const other = loyalDeeds(trial).find(({ plan }) => plan !== ordered.plan);
    const commander = world.nodes.find(commanderIn)?.spec.id;
    if (!other || commander === undefined) return null;
    return {
      nodes: [commander, other.id],
      events: [ordered.event, other.event],
      simple: say`${commander} is honest and ${acts(ordered.plan)}, but ${other.id} ${acts(other.plan)}: it was talked out of it.`,
      expert: say`Order ${number}: the loyal commander ${commander} ordered ${ordered.plan}, the loyal lieutenant ${other.id} ${acts(other.plan)}.`,
    };
  },
);

/** Interactive consistency: IC1 and IC2. */
export const interactiveConsistency: readonly Monitor[] = [ic1, ic2];
