/**
 * How protocols show themselves: plain data that crosses to the page. A protocol's `view.ts` makes it; stage and
 * panels draw it without knowing the protocol.
 */
import type { Message, NodeId } from "./behavior.ts";

/** A role's colour family in the look's tokens. */
export type Tone = "leader" | "follower" | "candidate" | "crashed" | "traitor" | "client" | "plain";
/** A role's outline, so that colour never speaks alone. */
export type Shape = "circle" | "hexagon" | "dashed" | "square" | "diamond" | "rounded";
/** A message kind's mark. */
export type Glyph =
  | "triangle"
  | "square"
  | "circle"
  | "diamond"
  | "cross"
  | "star"
  | "ring"
  | "bar";

export interface Badge {
  readonly text: string;
  /** For terms, epochs and views: picks the colour of the cycle of eight. */
  readonly epoch?: number;
  readonly title: string;
}

/** One row of the inspector. */
export interface Field {
  readonly name: string;
  readonly value: string;
  /** On disk (survives a crash) or in memory. */
  readonly durable: boolean;
  readonly help?: string;
}

/** One cell of a log or of a store's contents, drawn under the node. */
export interface Cell {
  readonly text: string;
  /** Its place among the others', where the contents of several nodes stand side by side: a log's index, a key. */
  readonly column?: string;
  readonly epoch?: number;
  /** Settled (committed) or still at risk. */
  readonly settled: boolean;
  readonly title: string;
  /** In conflict: siblings, divergence. */
  readonly conflict?: boolean;
}

/** What a protocol says of a node that is up. The kernel adds clock, timers, disk and status. */
export interface NodeView {
  /** `leader`, `follower`, `replica`, …: in English, and said in the reader’s language where it is shown. */
  readonly role: string;
  readonly tone: Tone;
  readonly shape: Shape;
  readonly crown?: boolean;
  readonly badge?: Badge;
  /** One short line under the node: `2 of 3 votes`. */
  readonly caption?: string;
  readonly fields: readonly Field[];
  readonly cells: readonly Cell[];
  /** The label of the timer drawn as the node's ring. */
  readonly ring?: string;
}

/** How a message kind shows. */
export interface MessageView {
  readonly glyph: Glyph;
  readonly tone: Tone;
  /** Short: `AppendEntries +1`. */
  readonly label: string;
  /** Every field worth reading, for the inspector. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

/** A sentence at both levels, and where the paper says so. */
export interface Narration {
  /** A few words: `election won`. The note's own name where it is left out. */
  readonly label?: string;
  readonly simple: string;
  readonly expert: string;
  readonly source?: string;
  /** How loudly: `turn` changes the story (an election won), `event` is worth the caption, `detail` only the log. */
  readonly weight: "turn" | "event" | "detail";
}

export interface LegendEntry {
  readonly label: string;
  readonly tone: Tone;
  readonly shape?: Shape;
  readonly glyph?: Glyph;
  readonly crown?: boolean;
}

/** The presentation of one kind of node. */
export interface Presenter {
  /** The colour family of a node in a mode (a path such as `up.leader`), for bands of state over time. */
  tone?(mode: string): Tone;
  view(state: unknown, node: { readonly id: NodeId }): NodeView;
  /** How a node of this kind shows while it is down, from what its disk still holds. */
  down(disk: Readonly<Record<string, unknown>>): Pick<NodeView, "cells" | "fields" | "badge">;
  message(message: Message): MessageView;
  /** Null when this kind has no such note. */
  narrate(note: string, about: Readonly<Record<string, unknown>>, node: NodeId): Narration | null;
}

/** A statechart as plain data. */
export interface Chart {
  readonly states: readonly ChartState[];
  readonly transitions: readonly ChartTransition[];
}

export interface ChartState {
  /** The path, dots between: `up.follower`. The node's `mode` is such a path. */
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly initial: boolean;
  /** The colour family of a node in this state, where its presenter says so. */
  readonly tone?: Tone;
}

export interface ChartTransition {
  readonly from: string;
  /** Equal to `from` where the state is not left. */
  readonly to: string;
  /** A message's name, or `after electionTimeout`. */
  readonly event: string;
  readonly guard: string | null;
  /** It neither leaves nor enters a state. */
  readonly internal: boolean;
}
