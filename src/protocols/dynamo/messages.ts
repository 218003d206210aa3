/**
 * Dynamo's messages (DeCandia 2007 §4.5, §4.6 and §5). The four of an operation are the W, A, R and S of PBS (Bailis 2012 §4): write
 * request, acknowledgement, read request, response.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Tag } from "../../structures/siblings.ts";
import type { ClientReply, ClientRequest } from "../client.ts";

/** A value and its place among all writes of its key: by its coordinator's clock, then by who that was. */
export interface Version {
  readonly value: unknown;
  readonly tag: Tag;
}

/** Names a client's operation among replicas. */
export interface Ticket {
  readonly client: NodeId;
  readonly op: number;
}

/** W. With a `hint`: keep it for that node, which does not answer. */
export interface WriteRequest extends Ticket {
  readonly type: "WriteRequest";
  readonly key: string;
  readonly version: Version;
  readonly hint: NodeId | null;
}

/** A. It is on disk here. */
export interface WriteAck extends Ticket {
  readonly type: "WriteAck";
  readonly key: string;
  readonly tag: Tag;
  readonly hint: NodeId | null;
}

/** R. `standIn`: asked in place of one that does not answer, so that what is kept for others counts, too. */
export interface ReadRequest extends Ticket {
  readonly type: "ReadRequest";
  readonly key: string;
  readonly standIn: boolean;
}

/** S. */
export interface ReadResponse extends Ticket {
  readonly type: "ReadResponse";
  readonly key: string;
  readonly version: Version | null;
  readonly standIn: boolean;
}

/** A read has found the receiver's copy to be old. */
export interface ReadRepair {
  readonly type: "ReadRepair";
  readonly key: string;
  readonly version: Version;
}

/** What was kept for the receiver while it did not answer. */
export interface Handoff {
  readonly type: "Handoff";
  readonly key: string;
  readonly version: Version;
}

/** It has come home; the hint may go. */
export interface HandoffAck {
  readonly type: "HandoffAck";
  readonly key: string;
  readonly tag: Tag;
}

export type ReplicaMessage =
  | ClientRequest
  | WriteRequest
  | WriteAck
  | ReadRequest
  | ReadResponse
  | ReadRepair
  | Handoff
  | HandoffAck;
export type DynamoMessage = ReplicaMessage | ClientReply;
