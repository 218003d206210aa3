/** What lessons on Paxos share: their nodes' looks and the names of their timers. */
import type { Presenter } from "../../kernel/view.ts";
import { acceptorPresenter, learnerPresenter, proposerPresenter } from "./view.ts";

export const paxosTimers: readonly string[] = [
  "begin",
  "phaseTimeout",
  "backoff",
  "again",
  "write",
  "ask",
];

export const paxosPresenters: Readonly<Record<string, Presenter>> = {
  proposer: proposerPresenter,
  acceptor: acceptorPresenter,
  learner: learnerPresenter,
};
