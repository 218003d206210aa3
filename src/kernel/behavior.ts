import type { Luck } from "./chance.ts";
import type { Settings } from "./settings.ts";
import type { Micros } from "./time.ts";
import type { Chart } from "./view.ts";

/** A node's name, as scripts write it: `n1`, `c2`. */
export type NodeId = string;

/**
 * What travels on a link: plain, immutable data; `type` is the paper's name for it. The names that the kernel adds on
 * delivery are taken.
 */
export interface Message {
  readonly type: string;
  readonly from?: never;
  readonly now?: never;
  readonly luck?: never;
}

/**
 * What a node reacts to, flat, so that a state machine can take it as its event: a message's own fields with
 * `from`, a timer's event, a client's command (`type: "command"`), changed settings (`type: "settings"`).
 */
export interface Stimulus {
  readonly type: string;
  /** The node's own clock, in its local µs. The only time a protocol may look at. */
  readonly now: Micros;
  /** This step's chance; further draws by `drawAgain`. */
  readonly luck: Luck;
  /** Who sent it, for messages. */
  readonly from?: NodeId;
}

/** What a starting node is told. */
export interface Boot {
  readonly id: NodeId;
  /** Every other node of the same kind, in the scenario's order. */
  readonly peers: readonly NodeId[];
  /** Every node of the scenario by kind, in order. */
  readonly members: Readonly<Record<string, readonly NodeId[]>>;
  /** What survived on disk; empty at the first start. */
  readonly disk: Disk;
  readonly settings: Settings;
  /** The scenario's parameters for this node. */
  readonly config: unknown;
  readonly now: Micros;
  readonly luck: Luck;
}

/** Durable state: named values that a crash leaves in place. */
export type Disk = Readonly<Record<string, unknown>>;

/** A client operation in Jepsen's terms. `ok` had its effect, `fail` certainly had none, `unknown` may still. */
export type Outcome = "ok" | "fail" | "unknown";

/** What a client asks of the system: `f` is the function's name (`read`, `write`), the rest its arguments. */
export interface Operation {
  readonly f: string;
  readonly key?: string;
  readonly value?: unknown;
}

/** The parameters of each effect a node may ask for, by the effect's name. */
export interface EffectParams {
  /** One message to one node. */
  send: { readonly to: NodeId; readonly message: Message };
  /** The same message to several nodes. */
  broadcast: { readonly to: readonly NodeId[]; readonly message: Message };
  /** To each its own message. */
  sendEach: readonly EffectParams["send"][];
  /** Starts a timer, replacing one with the same id. `delay` is in the node's local µs. */
  setTimer: TimerParams;
  /** Gives the timer with this label, running or just ringing, a new delay from now; nothing when there is none. */
  restartTimer: { readonly label: string; readonly delay: Micros };
  cancelTimer: { readonly id: string };
  /** Writes these values to disk, durably, before anything later in the same step happens. */
  persist: Disk;
  /** A client operation begins. `op` is unique for the client. */
  call: { readonly op: number; readonly operation: Operation };
  /** It ends. `value` is what it answered; `stale`, `reason` and such go into `about`. */
  return: ReturnParams;
  /** Something worth a sentence; `narration.ts` of the protocol has the sentence for `note`. */
  note: { readonly note: string; readonly about?: Readonly<Record<string, unknown>> };
}

export interface TimerParams {
  readonly id: string;
  /** The delay's name, as shown in the inspector and used by `fire`. */
  readonly label: string;
  readonly delay: Micros;
  readonly event: { readonly type: string };
}

export interface ReturnParams {
  readonly op: number;
  readonly outcome: Outcome;
  readonly value?: unknown;
  readonly about?: Readonly<Record<string, unknown>>;
}

/** Something a node wants done, in the order it asked. */
export type Effect = {
  [T in keyof EffectParams]: { readonly type: T; readonly params: EffectParams[T] };
}[keyof EffectParams];

export interface Step<S> {
  readonly state: S;
  readonly effects: readonly Effect[];
}

/**
 * A node's program: two pure functions. The kernel owns time, chance and the network; the program only answers
 * with its next state and what it wants done. States must be immutable: the history keeps them by reference.
 */
export interface Behavior<S = unknown> {
  boot(input: Boot): Step<S>;
  react(state: S, stimulus: Stimulus): Step<S>;
  /** The name of the state's mode, such as `follower`; a change of it becomes a trace event. */
  mode(state: S): string;
  /** The state as plain data, for fingerprints and inspection. */
  data(state: S): unknown;
  /** The program as a statechart; a program that is none has none. */
  chart?(): Chart;
}

/** Hides the state's type, so that nodes with different programs stand in one list. */
export function anyBehavior<S>(behavior: Behavior<S>): Behavior {
  return behavior as unknown as Behavior;
}
