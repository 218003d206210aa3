/** What a lesson on the five stores is made of: which machine keeps which store, its timers, the knob, the rules. */
import type { Behavior } from "../../kernel/behavior.ts";
import type { Knob, Rule } from "../../kernel/settings.ts";
import { clientTimers } from "../workload.ts";
import { causalReplica } from "./causal-machine.ts";
import { gossipReplica } from "./gossip-machine.ts";
import { orderedReplica } from "./ordered-machine.ts";
import {
  ANTI_ENTROPY,
  CAUSAL_DELIVERY,
  ORDERED_READS,
  STORE,
  TOTAL_ORDER,
  type Store,
} from "./store.ts";

export const REPLICAS: Readonly<Record<Store, Behavior>> = {
  strong: orderedReplica,
  sequential: orderedReplica,
  causal: causalReplica,
  eventual: gossipReplica,
  weak: gossipReplica,
};

/** The timers of a store. */
export function timersOf(store: Store): readonly string[] {
  switch (store) {
    case "eventual":
    case "weak":
      return ["round", ...clientTimers];
    default:
      return ["resend", ...clientTimers];
  }
}

export const storeKnob: Knob = {
  id: STORE,
  label: "Store",
  help: "Which store the replicas keep, from the strongest to the weakest; turning it opens an empty one, for the same clients.",
  atStart: true,
  values: [
    {
      value: "strong",
      label: "strong",
      help: "Linearizable: every read and every write gets a number from the sequencer.",
    },
    {
      value: "sequential",
      label: "sequential",
      help: "Writes get a number; reads are answered from the copy at hand.",
    },
    {
      value: "causal",
      label: "causal",
      help: "Reads and writes at hand; a write takes effect elsewhere after its causes.",
    },
    {
      value: "eventual",
      label: "eventual",
      help: "Reads and writes at hand; the last stamp wins, and copies are compared now and then.",
    },
    {
      value: "weak",
      label: "weak",
      help: "Reads and writes at hand; each write is sent once, and what comes last stays.",
    },
  ],
};

export const storeRules: readonly Rule[] = [
  {
    id: TOTAL_ORDER,
    label: "total order",
    simple:
      "Strong and sequential: everybody sticks the slips in by their numbers. Without it they stick them in as they come, and the albums tell different stories.",
    expert:
      "Replicas deliver what the sequencer has ordered by its numbers, without gaps. Off: each operation takes effect when it arrives, and replicas may apply two writes in opposite orders.",
    source: "Attiya & Welch 1994 (atomic broadcast)",
    known:
      "ZooKeeper (Hunt et al. 2010) orders all writes by one leader, whose channels keep the order of sending (Zab). Kafka orders within a partition alone, and not between partitions (its documentation).",
  },
  {
    id: ORDERED_READS,
    label: "ordered reads",
    simple:
      "Strong: who asks waits for a number, too. Without it one is told at once what the album at hand says, which may be old.",
    expert:
      "A read is ordered like a write and answered when its own replica delivers it. Off: it is answered from the local copy, and the store is sequentially consistent at best.",
    source: "Attiya & Welch 1994",
    known:
      "ZooKeeper answers reads from the server at hand, which may be behind, and offers sync for whoever minds (Hunt et al. 2010). etcd’s reads are linearizable by default, and its serializable ones, from the member at hand, may be stale (its API guarantees).",
  },
  {
    id: CAUSAL_DELIVERY,
    label: "causal delivery",
    simple:
      "Causal: an answer is not shown before the question that it answers. Without it, it may be.",
    expert:
      "A write takes effect after all that its origin had seen, by version vector. Off: it takes effect when it arrives, and a reader may see an effect and then miss its cause.",
    source: "Ahamad et al. 1995; Birman, Schiper & Stephenson 1991",
    known:
      "COPS (Lloyd et al. 2011) keeps it between datacentres with explicit dependencies. MongoDB’s causally consistent sessions (since 3.6) keep it for whoever passes the session’s times on.",
  },
  {
    id: ANTI_ENTROPY,
    label: "anti-entropy",
    simple:
      "Eventual: every now and then two friends put their albums side by side. Without it, who has missed a slip never learns of it.",
    expert:
      "At random intervals a replica sends all that it holds to another one, which merges it by stamps and sends back what is newer. Off: an update that was lost is lost, and copies stay different.",
    source: "Demers et al. 1987, §1.3; Terry et al. 1995",
    known:
      "Dynamo (2007, §4.7) compares replicas by Merkle trees; Cassandra leaves it to its operator to run repair regularly (its documentation). Bayou (Terry et al. 1995) has nothing else.",
  },
];
