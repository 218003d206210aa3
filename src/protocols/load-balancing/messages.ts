/** What clients, the balancer and its servers say to each other. */
import type { Alive, Probe, Request, Response } from "../request-queue.ts";

/** The balancer knows no server that is up: “503 Service Unavailable”. */
export interface Refused {
  readonly type: "Refused";
  readonly id: string;
}

export type BalancerMessage = Request | Response | Refused | Probe | Alive;
