/** What clients and replicas of the register say to each other. Every message bears the timestamp of its sending. */
import type { Assignment } from "../../structures/lww-register.ts";
import type { HLC } from "./clock.ts";

/** A value with the timestamp of its write, and whose write it is. */
export interface Version extends Assignment {
  readonly client: string;
  /** The client’s number for it. */
  readonly op: number;
}

/** A client asks. `at` is the latest timestamp that it has met; null when it brings none. */
export interface Read {
  readonly type: "Read";
  readonly op: number;
  readonly key: string;
  readonly at: HLC | null;
}

export interface Write {
  readonly type: "Write";
  readonly op: number;
  readonly key: string;
  readonly value: string;
  readonly at: HLC | null;
}

/** The answer: what a read has found, or what a write has become. */
export interface Reply {
  readonly type: "Reply";
  readonly op: number;
  readonly version: Version | null;
  readonly at: HLC;
}

/** What the sender holds of a key, to be merged. */
export interface Replicate {
  readonly type: "Replicate";
  readonly key: string;
  readonly version: Version;
  readonly at: HLC;
}

/** The sender has merged this version, or one that is later. */
export interface Ack {
  readonly type: "Ack";
  readonly key: string;
  readonly version: Version;
  readonly at: HLC;
}

export type StoreMessage = Read | Write | Reply | Replicate | Ack;

/** A write’s name, the same wherever it goes: `c1 3`. */
export function writeOf({ client, op }: Pick<Version, "client" | "op">): string {
  return `${client} ${op}`;
}
