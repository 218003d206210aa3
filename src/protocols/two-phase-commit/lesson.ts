/** What lessons on two-phase commit share: their nodes' looks, the names of their timers, what clients may be asked by hand. */
import type { OperationSpec } from "../../kernel/scenario.ts";
import type { Presenter } from "../../kernel/view.ts";
import { clientPresenter } from "../client-view.ts";
import { clientTimers } from "../workload.ts";
import { viewMessage } from "./message-view.ts";
import { coordinatorPresenter, participantPresenter } from "./view.ts";

export const commitTimers: readonly string[] = [
  "voteTimeout",
  "resendInterval",
  "decisionTimeout",
  "askInterval",
  ...clientTimers,
];

export const commitPresenters: Readonly<Record<string, Presenter>> = {
  coordinator: coordinatorPresenter,
  participant: participantPresenter,
  client: clientPresenter(viewMessage),
};

export const bookingOperations: readonly OperationSpec[] = [
  { f: "book", label: "book", arguments: ["key"] },
  { f: "cancel", label: "cancel", arguments: ["key"] },
  { f: "read", label: "look at one participant", arguments: ["key"] },
];
