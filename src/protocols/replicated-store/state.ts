/**
 * A replica's state. The pure functions that move it stand beside, by what they are for: `requests.ts`, `merging.ts`, `settings.ts`, and a
 * file for each mode (`register.ts` for CP, `own-copy.ts` for AP, `one-site.ts` for CA). Control flow is in `machine.ts`.
 */
import type { Boot, NodeId } from "../../kernel/behavior.ts";
import type { Settings } from "../../kernel/settings.ts";
import type { Micros } from "../../kernel/time.ts";
import type { Siblings } from "../../structures/siblings.ts";
import type { Copies, Mode, Result } from "./messages.ts";

/** How long things take, in local µs. */
export interface StoreTimes {
  /** How long a coordinator waits for enough replicas before it refuses. */
  readonly patience: Micros;
  /** How long a replica waits for the primary to answer what it forwarded: longer than the primary's own patience. */
  readonly forwardPatience: Micros;
  /** Whoever has not answered is asked again after this. */
  readonly resend: Micros;
  /** Hints are tried again after this. */
  readonly hint: Micros;
  /** CA: a replica says that it is there this often … */
  readonly heartbeat: Micros;
  /** … and counts as silent when it has not been heard for this long. */
  readonly silence: Micros;
  /** How long a replica shows that it has refused somebody. */
  readonly grudge: Micros;
}

/** A client's operation as a replica took it. */
export interface Request {
  readonly client: NodeId;
  readonly op: number;
  readonly f: "read" | "write";
  readonly key: string;
  readonly value: unknown;
  /** Who wants the answer: the client, or the replica that forwarded it. */
  readonly replyTo: NodeId;
}

/** The operation that a replica is coordinating. */
export interface Coordination {
  readonly request: Request;
  /** What replicas have answered to the query, by replica, the coordinator's own included. */
  readonly copies: Copies;
  /** What is being stored; null while nothing has been sent to be stored. */
  readonly versions: Siblings | null;
  /** Who has it on disk. */
  readonly stored: readonly NodeId[];
  /** CA: the primary that it was forwarded to. It stays: a second one might do it a second time. */
  readonly primary: NodeId | null;
}

export interface ReplicaContext {
  readonly id: NodeId;
  readonly peers: readonly NodeId[];
  readonly times: StoreTimes;
  readonly mode: Mode;
  readonly conflicts: "last-write-wins" | "keep-both";
  readonly silencePolicy: "stop" | "carry-on";
  readonly rules: Readonly<Record<string, boolean>>;

  // On disk.
  /** Its copy of every key. */
  readonly copies: Copies;
  /** The highest counter it has given to a write of its own; none is given twice. */
  readonly issued: number;
  /** The last operation it has taken of each client; an older or equal number is a copy of a request. */
  readonly asked: Readonly<Record<NodeId, number>>;
  /** AP: keys whose present versions a peer has not acknowledged. */
  readonly hints: Readonly<Record<NodeId, readonly string[]>>;

  // In memory.
  readonly current: Coordination | null;
  readonly queue: readonly Request[];
  /** The last answer to each client, for when it got lost. */
  readonly answers: Readonly<Record<NodeId, { readonly op: number; readonly result: Result }>>;
  /** Why it last refused somebody. */
  readonly refusal: string | null;

  // CA, in memory.
  /** Local time at which each peer was last heard. */
  readonly heard: Readonly<Record<NodeId, Micros>>;
  readonly silent: readonly NodeId[];
  /** Whom it takes for being there, itself included, in the scenario's order. */
  readonly view: readonly NodeId[];
  /** As primary: everybody in the view has been compared with. */
  readonly synced: boolean;
  readonly sync: {
    readonly round: number;
    readonly sent: Copies;
    readonly answered: readonly NodeId[];
  } | null;
}

export type Change = Partial<ReplicaContext>;

/** A rule counts as on unless it was switched off. */
export function ruleOn(context: ReplicaContext, rule: string): boolean {
  return context.rules[rule] !== false;
}

export function settingsOf(
  settings: Settings,
): Pick<ReplicaContext, "mode" | "conflicts" | "silencePolicy" | "rules"> {
  const { knobs, rules } = settings;
  return {
    mode: knobs["mode"] === "AP" || knobs["mode"] === "CA" ? knobs["mode"] : "CP",
    conflicts: knobs["conflicts"] === "keep-both" ? "keep-both" : "last-write-wins",
    silencePolicy: knobs["silence"] === "carry-on" ? "carry-on" : "stop",
    rules,
  };
}

/** A replica as it starts: what its disk holds, and nothing else. */
export function startState(boot: Boot): ReplicaContext {
  const disk = boot.disk as Partial<Pick<ReplicaContext, "copies" | "issued" | "asked" | "hints">>;
  return {
    id: boot.id,
    peers: boot.peers,
    times: boot.config as StoreTimes,
    ...settingsOf(boot.settings),
    copies: disk.copies ?? {},
    issued: disk.issued ?? 0,
    asked: disk.asked ?? {},
    hints: disk.hints ?? {},
    current: null,
    queue: [],
    answers: {},
    refusal: null,
    heard: {},
    silent: [],
    view: [],
    synced: false,
    sync: null,
  };
}
