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

/** Every knob at its first value, every rule on. */
export function defaultSettings(knobs: readonly Knob[], rules: readonly Rule[]): Settings {
  return {
    knobs: Object.fromEntries(knobs.map((knob) => [knob.id, knob.values[0]?.value ?? ""])),
    rules: Object.fromEntries(rules.map((rule) => [rule.id, true])),
  };
}
