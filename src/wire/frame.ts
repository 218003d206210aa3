import type { Standing } from "../kernel/teaching/following.ts";
import type { NodeId, Outcome } from "../kernel/behavior.ts";
import type { MessageId } from "../kernel/intervention.ts";
import type { Finding, Reading } from "../kernel/monitor.ts";
import type { Settings } from "../kernel/settings.ts";
import type { Micros } from "../kernel/time.ts";
import type { DropReason, EventId, TraceKind } from "../kernel/trace.ts";
import type { Glyph, MessageView, NodeView, Tone } from "../kernel/view.ts";

export type { Standing } from "../kernel/teaching/following.ts";

/**
 * The run at the playhead, as the difference to the frame before. Parts that are null have not changed. Everything
 * is plain data; times are simulated µs.
 */
export interface Frame {
  /** Counts up with every frame. */
  readonly number: number;
  readonly time: Micros;
  /** Queue entries and interventions processed up to here: the playhead's exact place. */
  readonly step: number;
  /** The last trace event at the playhead. Rows beyond it belong to the future already played. */
  readonly event: EventId;
  /** How far this lane has been played. */
  readonly end: Micros;
  /** The run's fingerprint at the playhead. */
  readonly hash: string;
  /** `nodes` and `flights` are complete and nothing drawn before may be kept (first frame, seek, fork). */
  readonly whole: boolean;
  /** The nodes that changed. */
  readonly nodes: readonly NodeFrame[];
  /** Messages that set out or changed course. */
  readonly flights: readonly FlightFrame[];
  /** Messages that are no longer on their way. */
  readonly landed: readonly Landing[];
  readonly network: NetworkFrame | null;
  readonly settings: Settings | null;
  readonly readings: readonly Reading[] | null;
  readonly verdicts: readonly VerdictFrame[] | null;
  /** The last thing worth a sentence at or before the playhead. */
  readonly caption: Caption | null;
  /** New rows of the trace; the page first drops every row with an id of `rows.from` or more. */
  readonly rows: { readonly from: EventId; readonly added: readonly TraceRow[] } | null;
  readonly lanes: readonly LaneFrame[] | null;
  /** What undo and redo would do now; null where they would do nothing. */
  readonly undo: { readonly undo: string | null; readonly redo: string | null };
  /** Why the run has stopped by itself, in the step that this frame shows. */
  readonly alarm: AlarmFrame | null;
  readonly counters: Readonly<Record<string, number>>;
  /** How what the page follows stands; left out while it follows nothing and while nothing has changed. */
  readonly followed?: Standing;
}

export interface NodeFrame {
  readonly id: NodeId;
  readonly status: "up" | "paused" | "crashed";
  /** The statechart's state, a path; empty while it is down. */
  readonly mode: string;
  readonly view: NodeView;
  readonly timers: readonly TimerFrame[];
  /** What an onlooker has remarked of its last operation, in a word: `stale`. */
  readonly remark: string | null;
  /** How long it takes for each thing that it handles, in simulated µs; 0 when it is well. */
  readonly slow: Micros;
  /** How it betrays; null while it is honest. */
  readonly traitor: string | null;
  /** The local clock shows `local` at simulated time `since` and runs at `rate` parts per million. */
  readonly clock: { readonly local: Micros; readonly since: Micros; readonly rate: number };
}

export interface TimerFrame {
  readonly label: string;
  readonly set: Micros;
  readonly due: Micros;
  /** It is due and waits: for a hand, or for its turn at a slow node. */
  readonly waits: boolean;
}

export interface FlightFrame {
  readonly id: MessageId;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly view: MessageView;
  readonly sent: Micros;
  /** It moves evenly from `progress` at `since` to 1 at `arrives`. */
  readonly since: Micros;
  readonly progress: number;
  readonly arrives: Micros;
  readonly waits: "hand" | "node" | null;
  /** Its `send` event. */
  readonly cause: EventId;
}

export interface Landing {
  readonly id: MessageId;
  readonly time: Micros;
  /** Null: delivered. Else how and where on its link (0 to 1) it was lost. */
  readonly lost: { readonly reason: DropReason; readonly at: number } | null;
}

export interface NetworkFrame {
  /** Directions that deliver nothing now, by single cuts or the partition. */
  readonly cut: readonly { readonly from: NodeId; readonly to: NodeId }[];
  readonly held: readonly { readonly from: NodeId; readonly to: NodeId }[];
  readonly holdAll: boolean;
  /** Timers that are due wait for a hand. */
  readonly holdTimers: boolean;
  readonly partition: readonly (readonly NodeId[])[] | null;
  readonly conditions: readonly ConditionsFrame[];
}

export interface ConditionsFrame extends Conditions {
  readonly from: NodeId;
  readonly to: NodeId;
  /** As the lesson has it, where hands have changed it; else null. */
  readonly usual: Conditions | null;
}

/** What can be wrong with a direction, short of being cut. */
export interface Conditions {
  /** As scripts write it: `40ms..60ms`. */
  readonly latency: string;
  readonly loss: number;
  readonly duplication: number;
  readonly order: "any" | "fifo";
}

export interface VerdictFrame {
  readonly id: string;
  readonly finding: Finding;
  /** Whether the system promises it under the present settings. */
  readonly promised: boolean;
}

export interface Caption {
  readonly event: EventId;
  readonly time: Micros;
  readonly node: NodeId | null;
  readonly simple: string;
  readonly expert: string;
  readonly source?: string;
}

/** One line of the event log, and all that the space-time diagram needs of the event. */
export interface TraceRow {
  readonly id: EventId;
  readonly time: Micros;
  readonly kind: TraceKind;
  readonly node: NodeId | null;
  readonly peer: NodeId | null;
  readonly message: MessageId;
  readonly cause: EventId;
  /** A few words: `RequestVote, term 3`. */
  readonly label: string;
  readonly simple: string;
  readonly expert: string;
  readonly source?: string;
  readonly weight: "turn" | "event" | "detail";
  /** For messages. */
  readonly glyph?: Glyph;
  readonly tone?: Tone;
  /** For drops: how far along the link, 0 to 1. */
  readonly at?: number;
  /** For duplicates: the message that was copied. */
  readonly of?: MessageId;
  /** For changes of state: the paths of the states left and entered; `from` is empty at a start. */
  readonly mode?: { readonly from: string; readonly to: string };
  /** For returns. */
  readonly outcome?: Outcome;
  /** For verdicts. */
  readonly verdict?: Finding["verdict"];
  /** For what hands did: the word with which the line begins. */
  readonly deed?: string;
}

export interface LaneFrame {
  readonly id: number;
  /** Its own name, or what started it: `from the beginning`, `before you crash n1`. */
  readonly label: string;
  /** The name that the learner gave it. */
  readonly name: string | null;
  readonly parent: number | null;
  /** Where it left its parent. */
  readonly from: Micros;
  readonly end: Micros;
  readonly current: boolean;
  readonly interventions: readonly {
    readonly at: Micros;
    readonly text: string;
    readonly do: string;
    readonly event: EventId | null;
  }[];
}

export interface AlarmFrame {
  readonly kind: "violation" | "fault";
  readonly event: EventId;
  readonly simple: string;
  readonly expert: string;
}
