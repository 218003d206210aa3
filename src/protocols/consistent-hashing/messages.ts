/** What clients, nodes and the membership service say to each other. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Layout } from "./placement.ts";

/** Who belongs, as far as somebody knows (Karger et al. 1997: a view). Each has a higher epoch than the one before. */
export interface View extends Layout {
  readonly epoch: number;
}

/** A view and the one before it: what whoever has to move keys must know. Without one before, it is the first. */
export interface Change {
  readonly before: View | null;
  readonly now: View;
}

/** A key and what is stored under it. */
export interface Stored {
  readonly key: string;
  readonly value: string;
  /** 1 for what it began with; each write that takes effect makes it one more. */
  readonly version: number;
  /** The last write of each client that has taken effect: an old one that comes late has none. */
  readonly seen: Readonly<Record<NodeId, number>>;
  /** Where it began. */
  readonly first: NodeId;
}

export interface Get {
  readonly type: "Get";
  readonly op: number;
  readonly key: string;
  /** Of the view by which the client chose whom to ask. */
  readonly epoch: number;
}

export interface Put {
  readonly type: "Put";
  readonly op: number;
  readonly key: string;
  readonly value: string;
  readonly epoch: number;
}

export interface Hit {
  readonly type: "Hit";
  readonly op: number;
  readonly value: string;
  readonly version: number;
}

/** “I have no such key.” */
export interface Miss {
  readonly type: "Miss";
  readonly op: number;
}

export interface Done {
  readonly type: "Done";
  readonly op: number;
  readonly version: number;
}

/** “It is on its way to me; ask again.” */
export interface Moving {
  readonly type: "Moving";
  readonly op: number;
}

/** “You go by an old view; here is mine.” */
export interface Moved {
  readonly type: "Moved";
  readonly op: number;
  readonly change: Change;
}

/** A hand wants a node to belong. */
export interface Join {
  readonly type: "Join";
  readonly op: number;
  readonly node: NodeId;
}

export interface Leave {
  readonly type: "Leave";
  readonly op: number;
  readonly node: NodeId;
}

export interface Agreed {
  readonly type: "Agreed";
  readonly op: number;
  readonly epoch: number;
}

/** “The last change is not over; ask again.” */
export interface Busy {
  readonly type: "Busy";
  readonly op: number;
}

export interface Refused {
  readonly type: "Refused";
  readonly op: number;
  readonly reason: string;
}

export interface NewView {
  readonly type: "NewView";
  readonly change: Change;
}

/** “All that I have to give is given, all that I am to get is here.” */
export interface Settled {
  readonly type: "Settled";
  readonly epoch: number;
}

/** Keys on their way to their new node. */
export interface Transfer {
  readonly type: "Transfer";
  readonly change: Change;
  readonly keys: readonly Stored[];
}

/** “They are on my disk.” */
export interface Received {
  readonly type: "Received";
  readonly epoch: number;
}

/** “You owe me keys.” */
export interface Fetch {
  readonly type: "Fetch";
  readonly change: Change;
}

export type Answer = Hit | Miss | Done | Moving | Moved | Agreed | Busy | Refused;

export type HashingMessage =
  | Get
  | Put
  | Answer
  | Join
  | Leave
  | NewView
  | Settled
  | Transfer
  | Received
  | Fetch;
