/** What lessons on fenced failover share: their nodes' looks and the names of their timers. */
import type { Presenter } from "../../kernel/view.ts";
import { clientPresenter } from "../client-view.ts";
import { clientTimers } from "../workload.ts";
import { viewMessage } from "./message-view.ts";
import { diskPresenter, serverPresenter } from "./view.ts";
import { DISK, SERVER } from "./world.ts";

export const failoverTimers: readonly string[] = [
  "silence",
  "voteTimeout",
  "heartbeatInterval",
  "resendInterval",
  "patience",
  "access",
  ...clientTimers,
];

export const failoverPresenters: Readonly<Record<string, Presenter>> = {
  [SERVER]: serverPresenter,
  [DISK]: diskPresenter,
  client: clientPresenter(viewMessage),
};
