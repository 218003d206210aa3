import type { Behavior, Disk, Message, NodeId } from "./behavior.ts";
import type { LinkConditions } from "./conditions.ts";
import type { Meter, Monitor } from "./monitor.ts";
import type { Knob, Rule, Settings } from "./settings.ts";
import type { Challenge, Prediction, Tour } from "./teaching/lesson.ts";
import type { Conviction } from "./teaching/record.ts";
import type { Micros } from "./time.ts";
import type { Choices } from "./variant.ts";
import type { LegendEntry, Presenter } from "./view.ts";
import type { World } from "./world.ts";

/** One participant. */
export interface NodeSpec {
  readonly id: NodeId;
  /** Nodes of one kind know each other as peers and share a presenter: `server`, `client`, … */
  readonly kind: string;
  readonly behavior: Behavior;
  readonly config?: unknown;
  /** What its disk holds at the first start; nothing by default. */
  readonly disk?: Disk;
}

/** What random trouble may do here; a fault outside the model is not held against the protocol. */
export interface FaultModel {
  readonly crash: boolean;
  /** Directions and whole links may be cut. */
  readonly cut: boolean;
  readonly partition: boolean;
  readonly pause: boolean;
  /** The largest share of lost messages, 0 to 1. */
  readonly loss: number;
  readonly duplication: number;
  /** Clock rates between 1 - drift and 1 + drift; 0 for true clocks. */
  readonly drift: number;
  /** How many nodes may be down at once. */
  readonly down: number;
  /** How many nodes may be traitors at once, by the scenario's treacheries; none where it is left out. */
  readonly traitors?: number;
}

/** One way to betray: what a Byzantine node of this protocol says in place of the truth. */
export interface Treachery {
  /** As scripts write it: `lies`. */
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** The kinds of node that may. */
  readonly kinds: readonly string[];
  /**
   * What goes out in place of the message that the protocol wanted to send; null: nothing goes. Pure; asked for each
   * receiver, so that a traitor may tell everybody something else.
   */
  says(message: Message, about: { readonly from: NodeId; readonly to: NodeId }): Message | null;
}

/** An operation that a hand may ask of a client: `client c1 write x 1`. */
export interface OperationSpec {
  readonly f: string;
  readonly label: string;
  readonly arguments: readonly ("key" | "value")[];
}

interface PresetCard {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** One letter, where the page's own keys leave it free. */
  readonly key?: string;
}

/** A trouble behind one key or button, computed from the moment: provoke a split vote, isolate the leader. */
export interface Trouble extends PresetCard {
  /** The lines that do it now, as in a script without `at`; empty when it makes no sense at this moment. */
  script(world: World): readonly string[];
}

/** A run of its own behind one key or button, which takes the place of the one that is open: the logs of Figure 7. */
export interface SetUp extends PresetCard {
  /**
   * Its script but for the first line: settings, then what happens `at` which time. It starts from the scenario's own
   * settings; a line `seed 7` is for what depends on chance.
   */
  readonly opens: readonly string[];
}

export type Preset = Trouble | SetUp;

/** Where a node stands on the stage: fractions of its width and height. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** What a choice at the start may change of a scenario. Its name, its settings and its rules stay. */
export type Variant = Partial<
  Omit<Scenario, "id" | "version" | "knobs" | "rules" | "variant" | "unworkable">
>;

/** Everything that a run is made of, but for seed and interventions. */
export interface Scenario {
  readonly id: string;
  /** Goes up when the same script may give another run. */
  readonly version: number;
  readonly nodes: readonly NodeSpec[];
  /**
   * The conditions of a direction where they differ from neutral; null where there is no link, which in a crowd
   * (`crowd.ts`) there always is.
   */
  links(from: NodeSpec, to: NodeSpec): Partial<LinkConditions> | null;
  readonly knobs: readonly Knob[];
  /**
   * What is different under these choices of the knobs that are turned before the start (`Knob.atStart`), each of which
   * has its value here. Under their first values, the scenario as it stands. Pure.
   */
  variant?(choices: Choices): Variant;
  readonly rules: readonly Rule[];
  /**
   * Why nothing can run under these settings, in one sentence that names what to turn instead (R > N, a quorum of none);
   * null, and by default, when it can. Such settings are refused, in the page and in scripts. Pure.
   */
  unworkable?(settings: Settings): string | null;
  readonly monitors: readonly Monitor[];
  readonly meters: readonly Meter[];
  readonly faults: FaultModel;
  /** What a traitor may say here; nothing by default. */
  readonly treacheries?: readonly Treachery[];
  readonly operations: readonly OperationSpec[];
  /** Keys that hands and the workload use. */
  readonly keys: readonly string[];
  /** The labels of timers that `fire` may name. */
  readonly timers: readonly string[];
  readonly presenters: Readonly<Record<string, Presenter>>;
  readonly layout: Readonly<Record<NodeId, Place>>;
  readonly legend: readonly LegendEntry[];
  readonly presets: readonly Preset[];
  /** Simulated seconds a wall second, to begin with. */
  readonly pace: number;
  /** How long after the last fault the system has to be well again, in simulated µs. */
  readonly recovery: Micros;
  /** What the lesson teaches with. The words stand apart, by language: `en/lesson.ts`. */
  readonly tour?: Tour;
  readonly predictions?: readonly Prediction[];
  readonly challenges?: readonly Challenge[];
  /** What the search has found with each rule off: the records to beat by hand. */
  readonly convictions?: readonly Conviction[];
}
