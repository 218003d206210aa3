import type { Term } from "../../../kernel/term.ts";

const ABOUT = "Scaling out";

export const terms: readonly Term[] = [
  {
    id: "consistent-hashing",
    term: "consistent hashing",
    about: ABOUT,
    simple:
      "A trick to work out where each thing is kept, so that few things have to move when a house is built or goes.",
    expert:
      "A family of functions from keys and a set of nodes to nodes that is balanced and monotone: when the set changes, only about as many keys change their node as must (Karger et al. 1997).",
    related: ["hash-ring", "jump-hash", "rendezvous-hashing", "mod-n"],
  },
  {
    id: "hash-ring",
    term: "hash ring",
    also: ["ring"],
    about: ABOUT,
    simple:
      "A pond with a spot at the shore for every house and every book; a book belongs to the first house clockwise.",
    expert:
      "Nodes and keys are hashed to one circle; a key belongs to the first node clockwise from it. A node that joins takes over arcs of its successors, one that leaves gives its arcs to them.",
    related: ["virtual-node", "monotonicity", "preference-list"],
  },
  {
    id: "virtual-node",
    term: "virtual node",
    also: ["virtual nodes", "vnodes", "tokens"],
    about: ABOUT,
    simple: "One of many spots at the shore that all belong to the same house.",
    expert:
      "One of the V points at which a node stands on the ring. With random points the standard deviation of the nodes’ shares over their mean is √((N−1)/(NV+1)), about 1/√V. Nodes of different strength get different numbers of points.",
    related: ["hash-ring"],
  },
  {
    id: "mod-n",
    term: "mod N",
    also: ["modulo hashing"],
    about: ABOUT,
    simple: "Dealing out like cards. With one player more, nearly every card goes to another hand.",
    expert:
      "Key to node number hash(key) mod N. Balanced and simple, and not monotone: from N to N + 1 nodes a key stays with probability 1/(N + 1).",
    related: ["consistent-hashing", "monotonicity"],
  },
  {
    id: "monotonicity",
    term: "monotonicity",
    about: ABOUT,
    simple: "When a house is built, books go there and nowhere else.",
    expert:
      "When nodes are added, a key stays or moves to one of the new nodes; no key moves between old ones (Karger et al. 1997).",
    related: ["consistent-hashing"],
  },
  {
    id: "membership-view",
    term: "view",
    also: ["membership view"],
    about: ABOUT,
    simple: "Somebody’s list of the houses, with a number. A higher number is a newer list.",
    expert:
      "The set of members as somebody knows it. Different participants may have different views for a while; an epoch that grows with each change tells which is newer, and lets a node refuse requests made by an old one.",
    related: ["handoff", "epoch", "configuration"],
  },
  {
    id: "jump-hash",
    term: "jump hash",
    also: ["jump consistent hash"],
    about: ABOUT,
    simple: "Each book draws lots whenever a house is built: to stay, or to jump to the new one.",
    expert:
      "A function of a 64-bit key and a number of buckets, without a table, in O(ln N) (Lamping & Veach 2014). Perfectly monotone when buckets come and go at the end; it cannot take out one in the middle.",
    related: ["consistent-hashing", "rendezvous-hashing"],
  },
  {
    id: "rendezvous-hashing",
    term: "rendezvous hashing",
    also: ["highest random weight", "HRW"],
    about: ABOUT,
    simple: "Each book likes every house more or less, and lives where it likes it most.",
    expert:
      "A key belongs to the node with the highest hash of node and key (Thaler & Ravishankar 1998). Needs no ring; a lookup costs O(N); when a node leaves, its keys spread evenly over all others.",
    related: ["consistent-hashing", "jump-hash"],
  },
  {
    id: "bounded-loads",
    term: "bounded loads",
    also: ["consistent hashing with bounded loads"],
    about: ABOUT,
    simple: "A number on each door: when so many books are in, the next one walks on.",
    expert:
      "No node gets more than ⌈c·K/N⌉ of K keys; a key whose node on the ring is full goes on clockwise. With c = 1 + ε a change moves O(1/ε²) times what it must, whatever N (Mirrokni, Thorup & Zadimoghaddam 2016).",
    related: ["hash-ring", "virtual-node"],
  },
  {
    id: "handoff",
    term: "handoff",
    also: ["handing over", "rebalancing"],
    about: ABOUT,
    simple: "A house lends a book only when it has come; until then it says “still on its way”.",
    expert:
      "Moving keys from their old owner to the new one while both are asked for them. At any time one of them may serve a key, or neither; never both.",
    related: ["membership-view", "keep-until-received", "hinted-handoff"],
  },
  {
    id: "keep-until-received",
    term: "delete after acknowledgement",
    about: ABOUT,
    simple: "Throw your copy away only when the other one says “I have it”.",
    expert:
      "Whoever hands data over keeps it until the receiver has it durably. The data may be at two places for a while, but never at none: at-least-once, made harmless by versions.",
    related: ["handoff", "idempotent"],
  },
];
