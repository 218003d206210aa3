/**
 * Some knobs are turned before a run starts, because they decide what it consists of: how many servers there are, what
 * stands on their disks. Everything that speaks of one run speaks of its scenario under those choices.
 */
import type { Scenario } from "./scenario.ts";

/** The choices at the start, by the knobs' ids. */
export type Choices = Readonly<Record<string, string>>;

/** What each variant was made from, and what has been made of each scenario: the same choices give the same object. */
const origins = new WeakMap<Scenario, Scenario>();
const made = new WeakMap<Scenario, Map<string, Scenario>>();

/** The value of every knob that is turned before the start; those not given stand at their first value. */
export function choicesAt(scenario: Scenario, knobs: Choices): Choices {
  return Object.fromEntries(
    scenario.knobs
      .filter((knob) => knob.atStart)
      .map((knob) => [knob.id, knobs[knob.id] ?? knob.values[0]?.value ?? ""]),
  );
}

/**
 * The scenario as it stands under these settings at the start. One without such knobs is itself; a variant may be given
 * too, and stands for the scenario that it was made from.
 */
export function scenarioAt(scenario: Scenario, knobs: Choices): Scenario {
  const origin = origins.get(scenario) ?? scenario;
  if (!origin.variant) return origin;
  const choices = choicesAt(origin, knobs);
  const key = JSON.stringify(choices);
  let variants = made.get(origin);
  if (!variants) made.set(origin, (variants = new Map()));
  let variant = variants.get(key);
  if (!variant) {
    variants.set(key, (variant = { ...origin, ...origin.variant(choices) }));
    origins.set(variant, origin);
  }
  return variant;
}
