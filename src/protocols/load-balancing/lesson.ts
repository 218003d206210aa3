/** A balanced service as lessons and tests put it together: so many servers, a balancer and the clients. */
import type { NodeSpec, OperationSpec } from "../../kernel/scenario.ts";
import type { Presenter } from "../../kernel/view.ts";
import type { Micros } from "../../kernel/time.ts";
import { balancerNode } from "./balancer.ts";
import { crowdNode, type CrowdConfig } from "./client.ts";
import { serverNode, type ServerConfig } from "./server.ts";
import { BALANCER, SERVER, type BalancerConfig } from "./state.ts";
import { balancerPresenter, crowdPresenter, serverPresenter } from "./view.ts";

/** Times in local µs. */
export interface BalancedService {
  readonly servers: number;
  /** Mean time of service of one request at full speed. */
  readonly service: Micros;
  /** Between two probes of a server. */
  readonly interval: Micros;
  /** How long a client waits for an answer. */
  readonly patience: Micros;
}

const BALANCER_ID = "lb";
const CROWD_ID = "c1";
/** The server that the knobs slow down and weigh. */
export const SLOW_SERVER = "s1";

/** The servers `s1`, `s2`, …, the balancer `lb` and the clients `c1`. */
export function balancedNodes({
  servers,
  service,
  interval,
  patience,
}: BalancedService): NodeSpec[] {
  const server: ServerConfig = { workers: 1, service, slow: SLOW_SERVER };
  const balancer: BalancerConfig = { interval, fall: 2, rise: 2, weighed: SLOW_SERVER };
  const crowd: CrowdConfig = { balancer: BALANCER_ID, service, patience };
  return [
    { id: CROWD_ID, kind: "client", behavior: crowdNode, config: crowd },
    { id: BALANCER_ID, kind: BALANCER, behavior: balancerNode, config: balancer },
    ...Array.from({ length: servers }, (_, i): NodeSpec => {
      return { id: `s${i + 1}`, kind: SERVER, behavior: serverNode, config: server };
    }),
  ];
}

export const balancedPresenters: Readonly<Record<string, Presenter>> = {
  client: crowdPresenter,
  [BALANCER]: balancerPresenter,
  [SERVER]: serverPresenter,
};

export const balancedOperations: readonly OperationSpec[] = [
  { f: "request", label: "request", arguments: [] },
];

export const balancedTimers: readonly string[] = [
  "arrival",
  "patience",
  "healthInterval",
  "serviceTime",
];
