/** Learning paths in English. They name lessons of the whole curriculum; what is not built yet is left out where they are shown. */
import type { LearningPath } from "../path.ts";

export const paths: readonly LearningPath[] = [
  {
    id: "course",
    title: "A course of twelve weeks",
    promise: "For a term at a university: two lessons a week, theory and breaking in turn.",
    steps: [
      {
        when: "Week 1",
        title: "Talking over a network",
        text: "What a client knows when no answer comes, and how to do a thing exactly once.",
        lessons: ["client-server", "exactly-once", "two-generals"],
      },
      {
        when: "Week 2",
        title: "Queues and streams",
        text: "Work that must not be lost, and events that must not change their order.",
        lessons: ["message-queue", "publish-subscribe", "event-sourcing"],
      },
      {
        when: "Week 3",
        title: "Time and order",
        text: "What happened before what, without a clock that all could trust.",
        lessons: ["lamport-clocks", "vector-clocks", "clock-skew", "causal-broadcast"],
      },
      {
        when: "Week 4",
        title: "Replication, and what a partition costs",
        text: "Shut the door in all three modes, and look at the verdicts and at the milliseconds.",
        lessons: ["cap", "consistency-models", "session-guarantees"],
      },
      {
        when: "Week 5",
        title: "Quorums and repair",
        text: "Overlapping majorities, versions and what reads may return.",
        lessons: ["quorum", "anti-entropy", "crdt", "primary-backup", "split-brain"],
      },
      {
        when: "Week 6",
        title: "Electing a leader",
        text: "Terms and votes; take each rule away and see which promise falls.",
        lessons: ["bully-election", "raft-election"],
      },
      {
        when: "Week 7",
        title: "Replicating a log",
        text: "Why a majority’s entry stays: Figures 7 and 8 of the Raft paper, by hand.",
        lessons: ["raft-replication", "paxos", "multi-paxos"],
      },
      {
        when: "Week 8",
        title: "Changing members, reading without writing",
        text: "The bug of 2015, joint consensus, ReadIndex and leases under bent clocks.",
        lessons: ["raft-membership", "raft-reads"],
      },
      {
        when: "Week 9",
        title: "Transactions across servers",
        text: "Atomic commitment, its blocking, and what sagas do instead.",
        lessons: ["two-phase-commit", "three-phase-commit", "saga", "lock-lease"],
      },
      {
        when: "Week 10",
        title: "Traitors, and the impossible",
        text: "Agreement among liars, and why no protocol always decides.",
        lessons: ["byzantine-generals", "pbft", "blockchain", "consensus-impossibility"],
      },
      {
        when: "Week 11",
        title: "Scaling out",
        text: "Who is alive, who has which data, and who does the work.",
        lessons: ["gossip", "swim", "sharding", "consistent-hashing", "load-balancing"],
      },
      {
        when: "Week 12",
        title: "Staying up",
        text: "Overload that outlives its cause, and how services protect themselves.",
        lessons: ["circuit-breaker", "graceful-degradation", "distributed-tracing"],
      },
    ],
  },
  {
    id: "lecture",
    title: "One lecture",
    promise: "For ninety minutes in front of a class: two things break, and everybody sees why.",
    steps: [
      {
        when: "40 minutes",
        title: "The door shuts",
        text: "CP, AP and CA under one partition. Let the class say beforehand what each side will answer.",
        lessons: ["cap"],
      },
      {
        when: "40 minutes",
        title: "Two leaders?",
        text: "An election, a split vote, an isolated leader; then a vote that was not written down.",
        lessons: ["raft-election"],
      },
      {
        when: "10 minutes, and homework",
        title: "What became of the log",
        text: "Figure 7 plays while questions are asked; Figure 8 goes home with the class.",
        lessons: ["raft-replication"],
      },
    ],
  },
  {
    id: "interview",
    title: "An evening before a job interview",
    promise:
      "For who has three hours: the questions that are asked, with a run behind each answer.",
    steps: [
      {
        when: "45 minutes",
        title: "“Explain CAP. And what about latency?”",
        text: "Say why “two out of three” misleads, and what CP costs with every link up.",
        lessons: ["cap"],
      },
      {
        when: "30 minutes",
        title: "“How would you choose N, R and W?”",
        text: "Overlap, sloppy quorums, and why R + W > N alone is not linearizable.",
        lessons: ["quorum", "consistent-hashing"],
      },
      {
        when: "45 minutes",
        title: "“How does Raft elect a leader?”",
        text: "Terms, one vote, majorities; what PreVote and CheckQuorum are for.",
        lessons: ["raft-election"],
      },
      {
        when: "45 minutes",
        title: "“When is an entry committed?”",
        text: "The log repairs itself; an old entry on a majority is not committed yet.",
        lessons: ["raft-replication"],
      },
      {
        when: "30 minutes",
        title: "“Can I read from a follower?”",
        text: "Four ways to read, what each trusts in, and the stale read that follows.",
        lessons: ["raft-reads"],
      },
      {
        when: "15 minutes",
        title: "“How do you lock something safely?”",
        text: "Leases end while their holder sleeps; fencing tokens.",
        lessons: ["lock-lease"],
      },
    ],
  },
];
