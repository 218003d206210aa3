/**
 * The messages of single-decree Paxos (Lamport, “Paxos Made Simple”, 2001, §2.2 and §2.3). The paper names the requests; the
 * answers bear the names by which the field knows them.
 */

/** A proposal's number; 0 stands for none. No two proposers share one. */
export type Ballot = number;

/** What is accepted and chosen: a value under a number. */
export interface Proposal {
  readonly number: Ballot;
  readonly value: string;
}

/** Phase 1a: “Promise to accept nothing with a lower number, and tell me the highest that you have accepted.” */
export interface Prepare {
  readonly type: "Prepare";
  readonly number: Ballot;
}

/** Phase 1b: the promise, with the proposal of the highest number that its sender has accepted. */
export interface Promised {
  readonly type: "Promise";
  readonly number: Ballot;
  readonly accepted: Proposal | null;
}

/** Phase 2a: “Accept this proposal.” */
export interface Accept extends Proposal {
  readonly type: "Accept";
}

/** Phase 2b: “I have accepted this”, to its proposer and to every learner; also the answer to a learner that asks. */
export interface Accepted extends Proposal {
  readonly type: "Accepted";
}

/** “I have promised `promised`, and so `number` is too low” (§2.2: it informs the proposer, which should then abandon its proposal). */
export interface Nack {
  readonly type: "Nack";
  readonly number: Ballot;
  readonly promised: Ballot;
}

/** A learner that may have missed something: “What have you accepted?” (§2.3) */
export interface Ask {
  readonly type: "Ask";
}

export type ProposerMessage = Promised | Accepted | Nack;
export type AcceptorMessage = Prepare | Accept | Ask;
export type LearnerMessage = Accepted;
export type PaxosMessage = ProposerMessage | AcceptorMessage;
