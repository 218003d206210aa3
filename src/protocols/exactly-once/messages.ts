/** What clients and the bank say to each other. The payer is the sender: everybody pays from the account of their own name. */

/** What a client is promised of a transfer (Spector 1982). */
export type Guarantee = "at-most-once" | "at-least-once" | "effectively-once";

/** A client wants money moved. Every copy of a request is this very message. */
export interface Transfer {
  readonly type: "Transfer";
  /** The client's number of the operation; an answer bears it, too. */
  readonly op: number;
  /**
   * The request id, by which the bank tells a copy from another request: the client's own sequence, never used twice. Null: the
   * client wants no copy recognised (`at-least-once`).
   */
  readonly id: number | null;
  readonly to: string;
  readonly amount: number;
}

/** The money has been moved. */
export interface Done {
  readonly type: "Done";
  readonly op: number;
}

/** The account did not hold as much; nothing has been moved. */
export interface Refused {
  readonly type: "Refused";
  readonly op: number;
}

export type Answer = Done | Refused;

export type BankMessage = Transfer | Answer;
