/**
 * A client of a Raft cluster (§8): asks the server that it believes to lead, and repeats a request under the same number, by
 * which the cluster knows what it has done already (Ongaro 2014, §6.3). A write whose answer never came may be in a log,
 * or a copy of its request on its way, and be committed later.
 */
import { anyBehavior, type NodeId } from "../../kernel/behavior.ts";
import { drawAgain, pick } from "../../kernel/chance.ts";
import { clientMachine, type ClientConfig } from "../client.ts";
import { defineNode } from "../machine.ts";
import { nextDataOperation } from "../workload.ts";
import { nextChange, type Workload } from "./workload.ts";

export interface RaftClientConfig extends ClientConfig {
  readonly workload: Workload;
  /** The voters at first, for an administrator; by default all servers. */
  readonly voters?: readonly NodeId[];
}

interface Memory {
  /** Who votes, as an administrator was last told. */
  readonly voters: readonly NodeId[];
}

export const raftClientMachine = clientMachine<RaftClientConfig, Memory>({
  remembers: (_, config, servers) => ({ voters: config.voters ?? servers }),
  thinks: ({ config: { workload }, id, op, voters, servers, knobs }, luck) =>
    workload.is === "data"
      ? nextDataOperation(workload, luck, op + 1, id)
      : nextChange(workload, luck, voters, servers, knobs["method"] === "joint"),
  // Where reads are served by any server, each is asked of another.
  asks: ({ servers, target, knobs }, { f }, luck) =>
    f === "read" && knobs["reads"] === "follower" ? pick(drawAgain(luck, 7), servers) : target,
  learns: ({ config }, value) =>
    config.workload.is === "membership" && typeof value === "string"
      ? { voters: value.split(" ") }
      : {},
});

/** A client of Raft servers. `config` of its node is {@link RaftClientConfig}. */
export const raftClient = anyBehavior(defineNode(raftClientMachine));
