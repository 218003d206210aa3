/** What clients of the lock say to the lock service and to the storage, and what these answer. */
import type { Micros } from "../../kernel/time.ts";

/** A client wants the lock. Sent again until it is granted; the first copy keeps the place in the queue. */
export interface Acquire {
  readonly type: "Acquire";
  /** The client's number of its turn: each turn takes the lock once. */
  readonly op: number;
  /** What the client's clock showed when this copy was sent. */
  readonly asked: Micros;
}

/** The lock is lent. */
export interface Grant {
  readonly type: "Grant";
  readonly op: number;
  /** The fencing token: greater with every grant. */
  readonly token: number;
  /** How much of the lease is left, in µs of the service's clock; null while leases do not expire. */
  readonly lease: Micros | null;
  /** `asked` of the request that this answers: the lease cannot have begun before that. */
  readonly asked: Micros;
}

/** A holder is done before its lease is. */
export interface Release {
  readonly type: "Release";
  readonly token: number;
}

/** A holder wants to know what stands in the storage. */
export interface Read {
  readonly type: "Read";
  readonly op: number;
  readonly token: number;
}

export interface Contents {
  readonly type: "Contents";
  readonly op: number;
  readonly value: number;
}

/** A holder puts a value in the place of the one it has read. */
export interface Write {
  readonly type: "Write";
  readonly op: number;
  readonly token: number;
  readonly value: number;
}

/** The write is on disk. */
export interface Done {
  readonly type: "Done";
  readonly op: number;
}

/** The storage has heard of a newer token. */
export interface Refused {
  readonly type: "Refused";
  readonly op: number;
  /** The greatest token that it has seen. */
  readonly newest: number;
}

export type StorageRequest = Read | Write;
export type StorageAnswer = Contents | Done | Refused;
export type LeaseMessage = Acquire | Grant | Release | StorageRequest | StorageAnswer;
