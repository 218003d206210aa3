/** The words of primary–backup replication, in English. */
import type { Term } from "../../../kernel/term.ts";

const about = "Primary and backups";

export const terms: readonly Term[] = [
  {
    id: "primary-backup",
    term: "primary–backup replication",
    also: ["active–passive replication", "passive replication"],
    about,
    simple: "One writes, the others copy.",
    expert:
      "One server executes requests and sends the resulting updates to its backups, one of which takes over when it fails (Alsberg and Day 1976).",
    related: ["primary", "backup", "replicated-state-machine"],
  },
  {
    id: "backup",
    term: "backup",
    also: ["standby", "replica", "secondary"],
    about,
    simple: "A copyist, who can take the pen.",
    expert: "A server that follows the primary’s log and can be promoted. It answers no clients.",
    related: ["primary", "failover"],
  },
  {
    id: "operator",
    term: "operator",
    about,
    simple: "The caretaker, who calls everybody and gives somebody else the pen.",
    expert:
      "Whoever decides that a primary is to be replaced and by whom: a human, or a program such as Orchestrator or Patroni.",
    related: ["failover", "heartbeat"],
  },
  {
    id: "failover",
    term: "failover",
    about,
    simple: "Somebody else gets the pen.",
    expert:
      "Making a backup primary: detect the silence, keep the old primary from doing harm, choose a log, promote, tell clients.",
    related: ["operator", "epoch", "rto"],
  },
  {
    id: "epoch",
    term: "epoch",
    also: ["generation"],
    about,
    simple: "A writer’s time. Each has a colour of its own.",
    expert:
      "The number of a primary’s reign. Whoever has promised an epoch obeys no older one. Raft says term, Viewstamped Replication view, MySQL nothing.",
    related: ["term", "failover"],
  },
  {
    id: "asynchronous-replication",
    term: "asynchronous replication",
    also: ["1-safe"],
    about,
    simple: "Say “done” at once, let the others copy later.",
    expert:
      "The primary acknowledges a write before any backup has it. A failover may lose what was acknowledged.",
    related: ["replication-lag", "rpo", "semi-synchronous-replication"],
  },
  {
    id: "semi-synchronous-replication",
    term: "semi-synchronous replication",
    also: ["2-safe"],
    about,
    simple: "Say “done” when one copyist has it, too.",
    expert:
      "The primary acknowledges a write when one backup, or some number of them, has it on disk; which one does not matter.",
    related: ["synchronous-replication", "majority"],
  },
  {
    id: "synchronous-replication",
    term: "synchronous replication",
    about,
    simple: "Say “done” when everybody has it.",
    expert:
      "The primary acknowledges a write when every backup has it. Nothing is lost while one copy survives, and nothing is written while one is away.",
    related: ["semi-synchronous-replication", "availability"],
  },
  {
    id: "replication-lag",
    term: "replication lag",
    about,
    simple: "How far the copyists are behind.",
    expert: "The writes, or the time, by which a backup’s log is behind the primary’s.",
    related: ["asynchronous-replication", "rpo"],
  },
  {
    id: "rpo",
    term: "recovery point",
    also: ["RPO", "recovery point objective"],
    about,
    simple: "How many of the last lines are gone.",
    expert:
      "How far back before a failure the state lies to which a system recovers: the span of acknowledged writes that are lost. As an objective, how much one is willing to lose.",
    related: ["rto", "replication-lag"],
  },
  {
    id: "rto",
    term: "recovery time",
    also: ["RTO", "recovery time objective"],
    about,
    simple: "How long nobody could have anything written.",
    expert:
      "The time from a failure until the service is up again; here until a write is acknowledged. As an objective, how long one is willing to wait.",
    related: ["rpo", "failover"],
  },
];
