import type { Latency } from "./conditions.ts";
import type { NodeId, Operation } from "./behavior.ts";
import type { Micros } from "./time.ts";

/** One direction of a link (`n1>n2`), both directions (`n1-n2`), or every link (`null`). */
export interface LinkRef {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly both: boolean;
}

/** A message's number; `m17` in scripts. */
export type MessageId = number;

/**
 * Everything a hand can do to a run. There is no other way to touch one: links, the terminal, challenges, tours
 * and the page's own buttons all speak this union through one textual form (`script.ts`).
 */
export type Intervention =
  | { readonly do: "crash" | "pause" | "resume"; readonly node: NodeId }
  /** `wiped`: the disk is lost too. */
  | { readonly do: "restart"; readonly node: NodeId; readonly wiped: boolean }
  /** `link: null` heals everything: cuts and the partition. */
  | { readonly do: "cut"; readonly link: LinkRef }
  | { readonly do: "heal"; readonly link: LinkRef | null }
  /** Nodes of different groups stop hearing each other; a node in no group is left alone. Replaces an earlier partition. */
  | { readonly do: "partition"; readonly groups: readonly (readonly NodeId[])[] }
  /**
   * Held links deliver nothing until a hand delivers it; `null`: every link. Held timers do not ring when they are
   * due, but when a hand rings them (`fire`).
   */
  | { readonly do: "hold" | "release"; readonly link: LinkRef | "timers" | null }
  /**
   * The node handles one thing after another and takes so long for each message and timer, in simulated µs; 0 for
   * a node that is well. What comes meanwhile waits for its turn.
   */
  | { readonly do: "slow"; readonly node: NodeId; readonly by: Micros }
  /** The node says what a traitor of this kind would say; `null`: it is honest again. */
  | { readonly do: "traitor"; readonly node: NodeId; readonly as: string | null }
  | { readonly do: "latency"; readonly link: LinkRef | null; readonly latency: Latency }
  | { readonly do: "loss" | "duplication"; readonly link: LinkRef | null; readonly share: number }
  | { readonly do: "order"; readonly link: LinkRef | null; readonly order: "any" | "fifo" }
  | { readonly do: "drop" | "duplicate" | "deliver"; readonly message: MessageId }
  | { readonly do: "delay"; readonly message: MessageId; readonly by: Micros }
  /** Puts it at this share of its way, 0 to 1; it goes on from there at its own pace. */
  | { readonly do: "move"; readonly message: MessageId; readonly to: number }
  /** Sets the clock's offset against simulated time. */
  | { readonly do: "clock"; readonly node: NodeId; readonly offset: Micros }
  /** Sets the clock's rate in parts per million of true time; 1,000,000 is a true clock. */
  | { readonly do: "drift"; readonly node: NodeId; readonly rate: number }
  /** A running timer rings now; without a name the one that is due next. */
  | { readonly do: "fire"; readonly node: NodeId; readonly timer: string | null }
  | { readonly do: "set"; readonly knob: string; readonly value: string }
  | { readonly do: "rule"; readonly rule: string; readonly on: boolean }
  | { readonly do: "client"; readonly client: NodeId; readonly operation: Operation };

export interface TimedIntervention {
  readonly at: Micros;
  readonly what: Intervention;
}

/**
 * A run, whole: scenario, seed, settings at the start and interventions in the order of time. `until` and `hash`
 * make it a recording: how far it was played, and the fingerprint of everything that had happened by then.
 */
export interface Script {
  readonly scenario: string;
  /** The scenario's version at recording; a difference is said, not refused. */
  readonly version?: number;
  readonly seed: number;
  readonly until?: Micros;
  readonly hash?: string;
  /** Settings at the start, where they differ from the scenario's own. */
  readonly knobs: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, boolean>>;
  readonly steps: readonly TimedIntervention[];
}

/** A script that does nothing but begin. */
export function emptyScript(scenario: string, seed: number): Script {
  return { scenario, seed, knobs: {}, rules: {}, steps: [] };
}
