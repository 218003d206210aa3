/** What lessons on the store share: their nodes' looks, the names of their timers, why a choice of N, R and W cannot work. */
import type { Presenter } from "../../kernel/view.ts";
import type { Settings } from "../../kernel/settings.ts";
import { say } from "../../languages/say.ts";
import { clientPresenter } from "../client-view.ts";
import { clientTimers } from "../workload.ts";
import { quorumsOf } from "./state.ts";
import { replicaPresenter, viewMessage } from "./view.ts";
import { REPLICA } from "./world.ts";

export const dynamoTimers: readonly string[] = [
  "failover",
  "patience",
  "handoffInterval",
  ...clientTimers.filter((timer) => timer !== "patience"),
];

export const dynamoPresenters: Readonly<Record<string, Presenter>> = {
  [REPLICA]: replicaPresenter,
  client: clientPresenter(viewMessage),
};

/** Why nobody could ever be answered; null when they can. */
export function unworkableQuorums(settings: Settings): string | null {
  const { n, r, w } = quorumsOf(settings);
  if (r > n)
    return say`a read cannot wait for R = ${r} answers when a key belongs to N = ${n} nodes; turn R down first, or N up`;
  if (w > n)
    return say`a write cannot wait for W = ${w} acknowledgements when a key belongs to N = ${n} nodes; turn W down first, or N up`;
  return null;
}
