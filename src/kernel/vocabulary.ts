import type { NodeId } from "./behavior.ts";
import type { Scenario } from "./scenario.ts";
import { startingSettings, type Settings } from "./settings.ts";
import { scenarioAt, type Choices } from "./variant.ts";

/** The words that a script of one scenario may use. */
export interface Vocabulary {
  readonly nodes: readonly NodeId[];
  readonly clients: readonly NodeId[];
  readonly knobs: Readonly<Record<string, readonly string[]>>;
  /** The knobs that are turned before the start. */
  readonly atStart: readonly string[];
  readonly rules: readonly string[];
  readonly timers: readonly string[];
  /** The arguments of each client operation. */
  readonly operations: Readonly<Record<string, readonly ("key" | "value")[]>>;
  readonly keys: readonly string[];
  /** Who may betray, by the treachery. */
  readonly treacheries: Readonly<Record<string, readonly NodeId[]>>;
  /** Whether a direction exists. */
  linked(from: NodeId, to: NodeId): boolean;
  /** How a run starts that is given these settings and no others. */
  start(given: Partial<Settings>): Settings;
  /** Why nothing can run under these settings, in one sentence; null when it can. */
  unworkable(settings: Settings): string | null;
  /** The words under such choices at the start. */
  under(choices: Choices): Vocabulary;
}

/** The words of a scenario as it stands; `under` others, those of its variants. */
export function vocabularyOf(scenario: Scenario): Vocabulary {
  const specs = new Map(scenario.nodes.map((node) => [node.id, node]));
  const words: Vocabulary = {
    nodes: scenario.nodes.map((node) => node.id),
    clients: scenario.nodes.filter((node) => node.kind === "client").map((node) => node.id),
    knobs: Object.fromEntries(
      scenario.knobs.map((knob) => [knob.id, knob.values.map((each) => each.value)]),
    ),
    atStart: scenario.knobs.filter((knob) => knob.atStart).map((knob) => knob.id),
    rules: scenario.rules.map((rule) => rule.id),
    timers: scenario.timers,
    operations: Object.fromEntries(
      scenario.operations.map((operation) => [operation.f, operation.arguments]),
    ),
    keys: scenario.keys,
    treacheries: Object.fromEntries(
      (scenario.treacheries ?? []).map(({ id, kinds }) => [
        id,
        scenario.nodes.filter((node) => kinds.includes(node.kind)).map((node) => node.id),
      ]),
    ),
    linked(from, to) {
      const [a, b] = [specs.get(from), specs.get(to)];
      return a !== undefined && b !== undefined && a !== b && scenario.links(a, b) !== null;
    },
    start: (given) => startingSettings(scenario, given),
    unworkable: (settings) => scenario.unworkable?.(settings) ?? null,
    under(choices) {
      const there = scenarioAt(scenario, choices);
      return there === scenario ? words : vocabularyOf(there);
    },
  };
  return words;
}
