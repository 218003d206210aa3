import type { Intervention } from "./intervention.ts";

/**
 * What a learner may set while the run goes on: knobs (choices and numbers) and rules (named switches of the
 * protocol). All rules on is the correct protocol.
 */
export interface Settings {
  readonly knobs: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, boolean>>;
}

/** A choice or a number that the scenario offers. Values are texts, as scripts write them. */
export interface Knob {
  readonly id: string;
  readonly label: string;
  /** One sentence: what turning it does. */
  readonly help: string;
  /** The values it may take; the first is where it starts. */
  readonly values: readonly KnobValue[];
  /** It is turned before a run starts and never while one goes on: the scenario's `variant` depends on it. */
  readonly atStart?: true;
}

export interface KnobValue {
  readonly value: string;
  readonly label: string;
  readonly help?: string;
}

/** A named rule of the protocol that guards consult. */
export interface Rule {
  readonly id: string;
  readonly label: string;
  /** What it is for, to a child and to an expert. */
  readonly simple: string;
  readonly expert: string;
  /** Where the literature states it. */
  readonly source: string;
  /** What history knows it by: systems that lacked it or keep it, and what came of that, each with its source. */
  readonly known?: string;
}

/** A hand on a knob or a rule. */
export type Turn = Extract<Intervention, { readonly do: "set" | "rule" }>;

/** The settings after such a hand. */
export function turned(settings: Settings, turn: Turn): Settings {
  return turn.do === "set"
    ? { ...settings, knobs: { ...settings.knobs, [turn.knob]: turn.value } }
    : { ...settings, rules: { ...settings.rules, [turn.rule]: turn.on } };
}

/** How a run starts: what is given, and else every knob at its first value and every rule on. */
export function startingSettings(
  { knobs, rules }: { readonly knobs: readonly Knob[]; readonly rules: readonly Rule[] },
  given: Partial<Settings> = {},
): Settings {
  return {
    knobs: {
      ...Object.fromEntries(knobs.map((knob) => [knob.id, knob.values[0]?.value ?? ""])),
      ...given.knobs,
    },
    rules: { ...Object.fromEntries(rules.map((rule) => [rule.id, true])), ...given.rules },
  };
}
