import type { NodeId } from "../kernel/behavior.ts";
import type { Place, OperationSpec } from "../kernel/scenario.ts";
import type { Knob, Rule } from "../kernel/settings.ts";
import type { Chart, LegendEntry } from "../kernel/view.ts";

export type { Chart, ChartState } from "../kernel/view.ts";

export { isCrowd } from "../kernel/crowd.ts";

/** What does not change while a run is open: sent once, when it opens. */
export interface Manifest {
  readonly scenario: string;
  readonly version: number;
  readonly nodes: readonly NodeCard[];
  /** Every direction that exists; in a crowd everyone is linked with everyone, and none is listed. */
  readonly links: readonly { readonly from: NodeId; readonly to: NodeId }[] | "all";
  readonly knobs: readonly Knob[];
  readonly rules: readonly Rule[];
  readonly operations: readonly OperationSpec[];
  readonly keys: readonly string[];
  readonly timers: readonly string[];
  /** What a traitor may do; nothing where the protocol knows no traitors. */
  readonly treacheries: readonly TreacheryCard[];
  readonly legend: readonly LegendEntry[];
  readonly presets: readonly PresetCard[];
  readonly promises: readonly PromiseCard[];
  /** The statechart of each kind of node, read from the machine that runs. */
  readonly charts: Readonly<Record<string, Chart>>;
  /** Whether something is measured as curves. */
  readonly plots: boolean;
  /** Simulated seconds a wall second, to begin with. */
  readonly pace: number;
  readonly teaching: Teaching;
}

/** Whether a direction exists. */
export function linked({ links }: Pick<Manifest, "links">, from: NodeId, to: NodeId): boolean {
  return (
    from !== to && (links === "all" || links.some((link) => link.from === from && link.to === to))
  );
}

/** What the lesson teaches with; its words come from the catalog. Runs begin with the lines of `opens`, as presets' do. */
export interface Teaching {
  /** Null where there is no tour. `waits`: the step waits for something to happen. */
  readonly tour: {
    readonly opens: readonly string[];
    readonly steps: readonly { readonly id: string; readonly waits: boolean }[];
  } | null;
  readonly predictions: readonly { readonly id: string; readonly opens: readonly string[] }[];
  readonly challenges: readonly ChallengeCard[];
  /** Rules to break a promise without: the shortest run that the search has found is the record to beat. */
  readonly records: readonly RecordCard[];
}

export interface RecordCard extends ChallengeCard {
  /** The rule that is off. */
  readonly rule: string;
  /** The promise that the search broke. */
  readonly breaks: string;
  /** The lines of the search's run, behind the first. */
  readonly run: readonly string[];
}

export interface ChallengeCard {
  readonly id: string;
  readonly opens: readonly string[];
  /** What hands may do, as lines of script begin; null: anything. */
  readonly allows: readonly string[] | null;
  /** The most actions; with `best` there is a star. */
  readonly most: number;
  readonly best: number;
}

export interface TreacheryCard {
  /** As scripts write it: `traitor n1 lies`. */
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** The kinds of node that may. */
  readonly kinds: readonly string[];
}

export interface NodeCard {
  readonly id: NodeId;
  readonly kind: string;
  readonly place: Place;
}

export interface PresetCard {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly key?: string;
  /** The lines of a script that takes the run's place; a preset without acts on the run. */
  readonly opens?: readonly string[];
}

/** A monitor, as the page speaks of it. */
export interface PromiseCard {
  readonly id: string;
  readonly title: string;
  readonly simple: string;
  readonly source: string;
}
