/** The words of distributed systems that the texts use, in English, grouped by what they are about. */
import type { Term } from "../term.ts";

export const terms: readonly Term[] = [
  {
    id: "asynchronous-model",
    term: "asynchronous model",
    about: "The network, time and faults",
    simple:
      "Nobody knows how long a message takes, so silence may mean “asleep”, “far away” or “still on its way”.",
    expert:
      "Messages may take arbitrarily long and clocks tell nothing; a slow server cannot be told from a crashed one. FLP and the CAP proof are about it.",
    related: ["flp", "latency", "local-clock"],
  },
  {
    id: "byzantine-fault",
    term: "Byzantine fault",
    about: "The network, time and faults",
    simple: "A friend who lies, and who may tell everyone another lie.",
    expert:
      "Arbitrary behaviour, lying included. Most protocols here (Raft, Paxos, quorums) assume crash faults only; the Byzantine generals do not.",
    related: ["crash-and-restart"],
  },
  {
    id: "clock-drift",
    term: "clock drift",
    about: "The network, time and faults",
    simple: "One egg timer runs faster than another.",
    expert:
      "Clocks advance at different rates. Its bound is the greatest ratio of two rates; leases depend on it, ReadIndex and elections’ safety do not.",
    related: ["local-clock", "lease", "monotonic-clock"],
  },
  {
    id: "crash-and-restart",
    term: "crash and restart",
    also: ["crash"],
    about: "The network, time and faults",
    simple:
      "A nap. What was written down is still there afterwards, what was only in the head is gone.",
    expert:
      "The crash–recovery model: memory is lost, what was persisted survives. A wiped restart loses that too.",
    related: ["persistent-state"],
  },
  {
    id: "loss-duplication-reordering",
    term: "loss, duplication, reordering",
    also: ["loss", "duplication", "reordering"],
    about: "The network, time and faults",
    simple: "A message may come twice, not at all, or after one that was sent later.",
    expert:
      "A link’s faults beyond delay. A protocol must be correct under all of them; a fair-loss link delivers if one sends often enough.",
    related: ["exactly-once", "partition", "latency"],
  },
  {
    id: "flp",
    term: "FLP",
    about: "The network, time and faults",
    simple:
      "With no clocks at all and one friend who may fall asleep, no fixed set of rules always comes to an agreement.",
    expert:
      "Fischer, Lynch and Paterson (1985): no deterministic protocol solves consensus in an asynchronous system in which one process may crash. Raft keeps safety always, and relies on timing and chance for progress.",
    related: ["consensus", "election-timeout", "safety-and-liveness"],
  },
  {
    id: "heartbeat",
    term: "heartbeat",
    about: "The network, time and faults",
    simple: "The captain’s “I’m here!”.",
    expert:
      "An AppendEntries without entries, sent at a fixed interval; it renews the followers’ election timers and carries the commit index.",
    related: ["appendentries", "election-timeout", "leader"],
  },
  {
    id: "latency",
    term: "latency",
    also: ["one-way delay"],
    about: "The network, time and faults",
    simple: "How long a message is on its way.",
    expert:
      "Written d. A round trip is 2d; costs are counted in messages and in delays that follow one another.",
    related: ["pacelc"],
  },
  {
    id: "local-clock",
    term: "local clock",
    also: ["clock"],
    about: "The network, time and faults",
    simple: "Each friend’s own egg timer or watch; nobody sees the others’.",
    expert: "A server’s clock with its own offset and rate. A protocol reads no other.",
    related: ["monotonic-clock"],
  },
  {
    id: "monotonic-clock",
    term: "monotonic clock",
    about: "The network, time and faults",
    simple: "A timer that nobody can turn back.",
    expert: "A clock that is never set, only drifts. Timeouts and leases must be measured on one.",
    related: ["lease"],
  },
  {
    id: "one-way-fault",
    term: "one-way fault",
    about: "The network, time and faults",
    simple: "You hear me, I do not hear you.",
    expert:
      "A link that fails in one direction. It defeats failure detection that looks only at what one hears.",
    related: ["checkquorum", "partial-partition"],
  },
  {
    id: "partial-partition",
    term: "partial partition",
    about: "The network, time and faults",
    simple: "Some pairs of friends cannot hear each other, though a third hears both.",
    expert:
      "Connectivity that is not transitive. It can keep plain Raft from ever settling on a leader (Howard and Abraham 2020).",
    related: ["partition", "prevote"],
  },
  {
    id: "partition",
    term: "partition",
    about: "The network, time and faults",
    simple: "A shut door: who is on one side hears nobody on the other.",
    expert:
      "A loss of all messages between groups of servers. While it lasts, a service gives up consistency or availability for some operations.",
    related: ["cap-theorem", "split-brain"],
  },
  {
    id: "persistent-state",
    term: "persistent state",
    about: "The network, time and faults",
    simple: "What stands in the notebook, not only in the head.",
    expert:
      "What is on disk before a reply leaves: currentTerm, votedFor, the log and the snapshot (Raft, Figure 2; §7).",
    related: ["vote", "log"],
  },
  {
    id: "safety-and-liveness",
    term: "safety and liveness",
    also: ["safety", "liveness"],
    about: "The network, time and faults",
    simple: "Safety: nothing bad ever happens. Liveness: in the end something good does.",
    expert:
      "A safety property is broken by a finite run, a liveness property only by an infinite one (Alpern and Schneider 1985). Raft’s safety needs no clock, its liveness does.",
    related: ["invariant"],
  },
  {
    id: "exactly-once",
    term: "exactly once",
    also: ["at least once", "at most once"],
    about: "Consistency",
    simple:
      "Asking again may get a thing done twice; not asking again may leave it undone. Numbers on the orders make it exactly once.",
    expert:
      "What a client’s retries come to. At-least-once execution with duplicate detection gives exactly-once effects.",
    related: ["client-session", "idempotent", "outcome-unknown"],
  },
  {
    id: "availability",
    term: "availability",
    about: "Consistency",
    simple: "Everybody who asks a friend that is awake gets an answer.",
    expert:
      "In the CAP theorem: every request received by a server that has not failed is eventually answered. Not the share of uptime.",
    related: ["cap-theorem"],
  },
  {
    id: "cap-theorem",
    term: "CAP theorem",
    also: ["CAP"],
    about: "Consistency",
    simple: "While the door is shut, one must be wrong or be silent.",
    expert:
      "In an asynchronous network no algorithm is linearizable, available and tolerant of partitions (Gilbert and Lynch 2002). The choice between C and A is made during a partition, for each operation.",
    related: ["pacelc", "linearizability"],
  },
  {
    id: "concurrent",
    term: "concurrent",
    about: "Consistency",
    simple: "Two things that happened without either’s knowing of the other.",
    expert:
      "Of events: neither happened before the other. Of operations: their intervals overlap. Of versions: neither’s version vector covers the other’s.",
    related: ["version-vector", "siblings"],
  },
  {
    id: "eventual-consistency",
    term: "eventual consistency",
    about: "Consistency",
    simple: "When the doors are open and nobody writes for a while, all boards become the same.",
    expert:
      "If updates stop and messages get through, all replicas converge. It says nothing about what reads return meanwhile.",
    related: ["hinted-handoff", "last-write-wins"],
  },
  {
    id: "hinted-handoff",
    term: "hinted handoff",
    about: "Consistency",
    simple: "A note kept for a friend who could not be reached, and handed over later.",
    expert:
      "A replica stores what it could not deliver and delivers it after the heal (Dynamo §4.6). Without it divergence can last until the next write or repair.",
    related: ["partition"],
  },
  {
    id: "last-write-wins",
    term: "last write wins",
    about: "Consistency",
    simple:
      "Of two notes only the later one stays, and the other vanishes although its writer was told “done”.",
    expert:
      "Conflicts are settled by the greatest timestamp. It converges by losing acknowledged writes.",
    related: ["siblings"],
  },
  {
    id: "linearizability",
    term: "linearizability",
    also: ["linearizable", "atomic"],
    about: "Consistency",
    simple:
      "Who looks never gets something older than what anybody was told is done, or has seen, before.",
    expert:
      "Every operation seems to happen at one instant between its call and its return, in an order that the object’s specification allows (Herlihy and Wing 1990). Also called atomic or strong consistency.",
    related: ["register", "sequential-consistency", "history", "stale-read"],
  },
  {
    id: "new-old-inversion",
    term: "new–old inversion",
    about: "Consistency",
    simple: "One looks and sees the new note, the next looks later and sees the old one.",
    expert:
      "A read returns a concurrent write’s value and a later read the previous value: allowed by a regular register, not by an atomic one.",
    related: ["write-back", "register"],
  },
  {
    id: "outcome-unknown",
    term: "outcome unknown",
    about: "Consistency",
    simple: "No answer came. It may have been done, it may still be done, or never.",
    expert:
      "A write whose reply is lost may take effect at any later time. A judge must allow for both.",
    related: ["history"],
  },
  {
    id: "pacelc",
    term: "PACELC",
    about: "Consistency",
    simple:
      "With doors shut one chooses between right and answered; with doors open, still between right and quick.",
    expert: "If Partition, Availability or Consistency; Else, Latency or Consistency (Abadi 2012).",
  },
  {
    id: "register",
    term: "register",
    about: "Consistency",
    simple: "One note on the board under one name.",
    expert:
      "An object with read and write. Safe, regular and atomic registers differ in what a read may return during a write (Lamport 1986).",
    related: ["write-back"],
  },
  {
    id: "sequential-consistency",
    term: "sequential consistency",
    about: "Consistency",
    simple:
      "There is one order in which everything could have happened and that fits what each saw in turn, but it need not be the order by the clock.",
    expert:
      "A total order of all operations that keeps each process’s own order, real time not considered (Lamport 1979).",
    related: ["history"],
  },
  {
    id: "siblings",
    term: "siblings",
    about: "Consistency",
    simple: "Two notes pinned side by side, because nobody can say which is newer.",
    expert:
      "Concurrent versions kept together until a later write replaces them or the application merges them.",
    related: ["version-vector"],
  },
  {
    id: "stale-read",
    term: "stale read",
    about: "Consistency",
    simple: "An answer that was true once.",
    expert: "A read that returns a value older than the last write completed before it began.",
    related: ["follower-read", "deposed-leader"],
  },
  {
    id: "version-vector",
    term: "version vector",
    about: "Consistency",
    simple:
      "For each friend a count of its notes that went into this one; so one sees whether one note knew of the other.",
    expert:
      "A vector of counters per replica. v ≤ w in every component means that w includes v; otherwise the versions are concurrent.",
  },
  {
    id: "write-back",
    term: "write-back",
    about: "Consistency",
    simple: "Who has read a note makes sure that more than half have it before telling.",
    expert:
      "A read’s second phase in the ABD register: store what was read at a majority, so that no later read returns older.",
    related: ["majority"],
  },
  {
    id: "candidate",
    term: "candidate",
    about: "Majorities and leaders",
    simple: "A friend who wants to be captain and collects yeses.",
    expert: "A server that has entered a new term, voted for itself and sent RequestVote.",
    related: ["election", "vote", "term"],
  },
  {
    id: "checkquorum",
    term: "CheckQuorum",
    also: ["check-quorum"],
    about: "Majorities and leaders",
    simple: "A captain who hears from too few friends takes the crown off.",
    expert:
      "A leader that has heard no majority for an election timeout steps down (Ongaro 2014, §6.2). Needed for liveness under one-way faults.",
    related: ["leader", "lease"],
  },
  {
    id: "consensus",
    term: "consensus",
    about: "Majorities and leaders",
    simple: "All come to the same decision, and stay with it.",
    expert:
      "Agreement on one value, proposed by somebody, by all who do not fail. A replicated log is consensus for each index.",
    related: ["replicated-state-machine", "majority"],
  },
  {
    id: "deposed-leader",
    term: "deposed leader",
    about: "Majorities and leaders",
    simple: "Somebody who still wears a crown while others have chosen a new captain.",
    expert:
      "A leader of an earlier term that has not yet heard of a later one. It can append but not commit.",
    related: ["term", "readindex"],
  },
  {
    id: "election",
    term: "election",
    about: "Majorities and leaders",
    simple: "Choosing a captain; each has a number.",
    expert: "From RequestVote to a majority of votes, or to the next term.",
    related: ["term", "majority", "election-safety"],
  },
  {
    id: "election-timeout",
    term: "election timeout",
    about: "Majorities and leaders",
    simple: "The egg timer. When it rings, its owner has not heard a captain for too long.",
    expert:
      "How long a follower waits without a leader’s message, drawn at random for each wait, so that split votes are rare (§5.2).",
    related: ["split-vote", "follower"],
  },
  {
    id: "follower",
    term: "follower",
    about: "Majorities and leaders",
    simple: "Everybody who is not captain and does not want to be.",
    expert: "A server that answers leaders and candidates and begins nothing itself.",
    related: ["leader"],
  },
  {
    id: "leader",
    term: "leader",
    about: "Majorities and leaders",
    simple: "The captain: the crown and the six corners.",
    expert: "The one server of a term that appends entries and sends them to the others.",
    related: ["term"],
  },
  {
    id: "majority",
    term: "majority",
    also: ["quorum"],
    about: "Majorities and leaders",
    simple: "More than half. Any two such groups share somebody.",
    expert:
      "A quorum system is a family of sets that pairwise intersect; majorities, ⌊n/2⌋ + 1 of n, are the usual one.",
    related: ["disjoint-majorities"],
  },
  {
    id: "prevote",
    term: "PreVote",
    also: ["pre-vote"],
    about: "Majorities and leaders",
    simple: "Whispering “would you vote for me?” before making a fuss.",
    expert:
      "A poll that raises no term: a server stands for election only if a majority would vote for it and has heard no leader lately (Ongaro 2014, §9.6).",
    related: ["disruptive-server", "term", "checkquorum"],
  },
  {
    id: "primary",
    term: "primary",
    about: "Majorities and leaders",
    simple: "The friend with the head board.",
    expert:
      "In primary–backup replication the one replica that orders the writes. Without a majority’s consent a partition may leave two.",
    related: ["split-brain"],
  },
  {
    id: "split-brain",
    term: "split brain",
    about: "Majorities and leaders",
    simple: "Two captains, or two head boards, each believing it is the only one.",
    expert:
      "Two primaries accept writes at the same time. Terms with majorities, or fencing, prevent harm.",
    related: ["majority"],
  },
  {
    id: "split-vote",
    term: "split vote",
    about: "Majorities and leaders",
    simple: "A tie: nobody has more than half.",
    expert: "A term in which no candidate wins; it ends with the next election timeout.",
    related: ["candidate"],
  },
  {
    id: "term",
    term: "term",
    about: "Majorities and leaders",
    simple: "The captain’s number; the coloured badge.",
    expert:
      "A period with at most one leader, numbered upwards: Raft’s logical clock. Whoever sees a higher term adopts it and follows.",
    related: ["election"],
  },
  {
    id: "vote",
    term: "vote",
    also: ["votedFor"],
    about: "Majorities and leaders",
    simple: "A yes, written down before it is said; only one for each number.",
    expert:
      "A server grants at most one in a term, first come first served, to a candidate whose log is at least as up to date as its own, after persisting votedFor.",
    related: ["up-to-date", "majority"],
  },
  {
    id: "appendentries",
    term: "AppendEntries",
    about: "The log",
    simple: "The captain reads pages out; with none to read it is the “I’m here!”.",
    expert:
      "The message that replicates entries, with the index and term of the entry before them, and the commit index (Figure 2).",
    related: ["consistency-check", "batch", "nextindex-and-matchindex"],
  },
  {
    id: "apply",
    term: "apply",
    about: "The log",
    simple: "To do what a page says.",
    expert:
      "To run a committed entry’s command on the state machine, each server in the order of the log.",
    related: ["commit", "replicated-state-machine"],
  },
  {
    id: "batch",
    term: "batch",
    about: "The log",
    simple: "Several pages read out in one go.",
    expert:
      "Several entries in one AppendEntries. It spares round trips where a follower is behind.",
    related: ["pipelining"],
  },
  {
    id: "client-session",
    term: "client session",
    about: "The log",
    simple:
      "Next to the notebook stands, for each customer, the number of the last order that was done and the answer.",
    expert:
      "Replicated state for each client: the last serial number and its response, by which repeated requests are recognised (§8; Ongaro 2014, §6.3).",
    related: ["idempotent"],
  },
  {
    id: "commit",
    term: "commit",
    also: ["committed entry"],
    about: "The log",
    simple: "A page is agreed when more than half have it, and then filled in on the stage.",
    expert:
      "An entry is committed once the leader of its term has it on a majority; with it all entries before. It is then in every later leader’s log.",
    related: ["commit-index", "majority", "leader-completeness"],
  },
  {
    id: "commit-index",
    term: "commit index",
    about: "The log",
    simple: "Up to which page everything is agreed, as far as one knows.",
    expert:
      "The highest index known to be committed. It is volatile: a new leader finds it by committing an entry of its own term.",
    related: ["readindex"],
  },
  {
    id: "conflict-hint",
    term: "conflict hint",
    about: "The log",
    simple: "“No, and do not try the pages of that colour either.”",
    expert:
      "What a refusing follower says of its log (index and term), so that the leader skips a whole term at once instead of one entry (§5.3).",
    related: ["consistency-check", "nextindex-and-matchindex"],
  },
  {
    id: "consistency-check",
    term: "consistency check",
    about: "The log",
    simple: "Before copying a page: is the page before it the same?",
    expert:
      "AppendEntries is refused unless the log holds an entry of prevLogTerm at prevLogIndex. It makes Log Matching hold by induction.",
    related: ["log-matching"],
  },
  {
    id: "election-safety",
    term: "Election Safety",
    about: "The log",
    simple: "In each election at most one captain is chosen.",
    expert: "At most one leader is elected in a given term (Figure 3).",
    related: ["term"],
  },
  {
    id: "empty-entry",
    term: "empty entry",
    also: ["no-op"],
    about: "The log",
    simple: "A new captain’s first page, with nothing on it.",
    expert:
      "An entry without a command that opens a leader’s term, so that what earlier terms left is committed without waiting for a client (§8).",
    related: ["commit-index", "readindex"],
  },
  {
    id: "entry",
    term: "entry",
    also: ["index"],
    about: "The log",
    simple: "A page, and its number.",
    expert:
      "A command with the term in which a leader received it, at a position that is counted from 1.",
    related: ["log", "term"],
  },
  {
    id: "figure-7-and-figure-8",
    term: "Figure 7 and Figure 8",
    also: ["figure 7", "figure 8"],
    about: "The log",
    simple:
      "Two famous messes: seven notebooks that all differ, and an old page that seems agreed and is not.",
    expert:
      "Of the Raft paper. 7: six ways in which followers’ logs may differ from a new leader’s. 8: why a leader may not commit entries of earlier terms by counting copies.",
    related: ["consistency-check", "commit"],
  },
  {
    id: "idempotent",
    term: "idempotent",
    about: "The log",
    simple: "Doing it twice is like doing it once.",
    expert: "f(f(x)) = f(x). A write is so only while nobody else writes in between.",
    related: ["exactly-once"],
  },
  {
    id: "installsnapshot",
    term: "InstallSnapshot",
    about: "The log",
    simple: "The captain sends the sheet to a friend who misses pages that were torn out.",
    expert:
      "The message that replaces a follower’s log prefix by the leader’s snapshot (Figure 13).",
    related: ["snapshot"],
  },
  {
    id: "leader-append-only",
    term: "Leader Append-Only",
    about: "The log",
    simple: "A captain only adds pages to its notebook.",
    expert: "A leader never overwrites or deletes entries in its own log (Figure 3).",
    related: ["leader", "log"],
  },
  {
    id: "leader-completeness",
    term: "Leader Completeness",
    about: "The log",
    simple: "Every new captain’s notebook has all the pages that were agreed.",
    expert:
      "An entry committed in a term is in the logs of the leaders of all later terms (Figure 3).",
    related: ["up-to-date"],
  },
  {
    id: "log",
    term: "log",
    about: "The log",
    simple: "The notebook.",
    expert: "The sequence of commands that all servers apply in the same order.",
    related: ["replicated-state-machine"],
  },
  {
    id: "snapshot",
    term: "snapshot",
    also: ["log compaction"],
    about: "The log",
    simple: "One sheet that says how things stand, in place of all the pages up to there.",
    expert:
      "The state machine’s state at an index, with that entry’s term, the configuration and the sessions; the log’s prefix is discarded (§7).",
    related: ["log", "catching-up"],
  },
  {
    id: "log-matching",
    term: "Log Matching",
    about: "The log",
    simple:
      "If two notebooks have the same page from the same captain, all pages before it are the same too.",
    expert:
      "If two logs contain an entry with the same index and term, they are identical in all entries up to that index (Figure 3).",
    related: ["entry"],
  },
  {
    id: "nextindex-and-matchindex",
    term: "nextIndex and matchIndex",
    also: ["nextIndex", "matchIndex"],
    about: "The log",
    simple:
      "Which page the captain will read to a friend next, and up to which page it knows that the friend’s notebook is the same.",
    expert:
      "A leader’s volatile record of each follower: where to try next, and how far agreement is known (Figure 2).",
    related: ["leader"],
  },
  {
    id: "pipelining",
    term: "pipelining",
    about: "The log",
    simple: "Reading the next page out before the last “I have it” has come.",
    expert:
      "Sending further AppendEntries without waiting for replies. Etcd does; this project’s Raft does not.",
    related: ["latency"],
  },
  {
    id: "replicated-state-machine",
    term: "replicated state machine",
    also: ["state machine"],
    about: "The log",
    simple: "Everybody does the same things in the same order, so everybody ends up with the same.",
    expert:
      "Deterministic machines that start alike and apply one log stay alike (Schneider 1990).",
    related: ["state-machine-safety"],
  },
  {
    id: "state-machine-safety",
    term: "State Machine Safety",
    about: "The log",
    simple: "What one friend has done by page 5, nobody else does differently by page 5.",
    expert: "No two servers apply different entries at the same index (Figure 3).",
    related: ["apply"],
  },
  {
    id: "up-to-date",
    term: "up to date",
    also: ["up-to-date vote"],
    about: "The log",
    simple:
      "A notebook is ahead when its last page is from a later captain, or from the same and it has more pages.",
    expert: "Compare last terms, then last indices (§5.4.1).",
    related: ["log"],
  },
  {
    id: "catching-up",
    term: "catching up",
    about: "Members",
    simple: "A newcomer copies the notebook before it has a say.",
    expert:
      "A new server receives the log without a vote until it is close to the leader’s end, so that adding it does not hold up commits (Ongaro 2014, §4.2.1).",
    related: ["learner"],
  },
  {
    id: "configuration",
    term: "configuration",
    about: "Members",
    simple: "The page that says who the crew is.",
    expert:
      "The set of voters, an entry of the log; a server uses the latest in its log, committed or not (§6).",
    related: ["voter", "joint-consensus"],
  },
  {
    id: "disjoint-majorities",
    term: "disjoint majorities",
    about: "Members",
    simple: "Two groups, each more than half by its own count, that share nobody.",
    expert:
      "What every rule about changes of members prevents: two sets that may decide independently.",
    related: ["joint-consensus", "single-server-change", "split-brain"],
  },
  {
    id: "disruptive-server",
    term: "disruptive server",
    about: "Members",
    simple: "Somebody who has left and, not knowing it, keeps calling elections.",
    expert:
      "A removed server that receives no heartbeats and stands with ever higher terms (Ongaro 2014, §4.2.3). PreVote that also asks for the silence of the leader stops it.",
    related: ["configuration"],
  },
  {
    id: "joint-consensus",
    term: "joint consensus",
    about: "Members",
    simple: "For a while the old crew and the new one must both agree.",
    expert:
      "An intermediate configuration that needs a majority of the old and one of the new voters for elections and commits (§6).",
    related: ["single-server-change"],
  },
  {
    id: "learner",
    term: "learner",
    also: ["spare"],
    about: "Members",
    simple: "A friend who stands by. A learner copies the notebook all the same.",
    expert:
      "A server without a vote. A learner receives entries; a spare of the lesson receives none until it is to be added.",
    related: ["voter"],
  },
  {
    id: "single-server-change",
    term: "single-server change",
    about: "Members",
    simple: "One friend comes or goes at a time.",
    expert:
      "Adding or removing one voter, so that majorities before and after intersect; safe only with the two rules that the lesson switches (Ongaro 2014, §4.1; raft-dev 2015).",
    related: ["voter"],
  },
  {
    id: "voter",
    term: "voter",
    about: "Members",
    simple: "One of the crew.",
    expert: "A server that counts in elections and commits.",
    related: ["majority"],
  },
  {
    id: "follower-read",
    term: "follower read",
    about: "Reads",
    simple: "Whoever is asked looks into its own notebook and answers.",
    expert:
      "A read from a server’s own applied state: some prefix of the log, perhaps an old one. Linearizable only with a readIndex from the leader.",
    related: ["readindex", "log"],
  },
  {
    id: "lease",
    term: "lease",
    about: "Reads",
    simple: "A promise with an egg timer: until it rings, nobody else is chosen.",
    expert:
      "A time-limited right (Gray and Cheriton 1989). A leader whose round a majority acknowledged may answer reads alone until the least election timeout, divided by the bound on clock drift, is over.",
    related: ["readindex", "election-timeout"],
  },
  {
    id: "readindex",
    term: "ReadIndex",
    about: "Reads",
    simple: "“Am I still captain?” first, then the answer.",
    expert:
      "The leader notes its commit index, has a majority acknowledge a round of heartbeats begun afterwards, waits until it has applied that far, and answers (Ongaro 2014, §6.4).",
    related: ["round"],
  },
  {
    id: "round",
    term: "round",
    about: "Reads",
    simple: "One call to all, and their answers.",
    expert:
      "A numbered broadcast of heartbeats; only answers to this round or a later one prove that the leader led when it began.",
    related: ["heartbeat"],
  },
  {
    id: "history",
    term: "history",
    about: "The laboratory",
    simple: "Who asked what when, and what the answer was.",
    expert: "The sequence of invocations and responses that a judge orders.",
    related: ["outcome-unknown"],
  },
  {
    id: "invariant",
    term: "invariant",
    also: ["monitor"],
    about: "The laboratory",
    simple: "A promise that somebody watches all the time.",
    expert: "A predicate over the run, folded step by step; a violation names nodes and events.",
    related: ["rule"],
  },
  {
    id: "rule",
    term: "rule",
    also: ["knob"],
    about: "The laboratory",
    simple:
      "A knob chooses among ways that are all right; a rule switched off is a mistake on purpose.",
    expert:
      "A setting of the scenario; a named guard of the protocol. With all rules on, the protocol is correct.",
    related: ["invariant"],
  },
  {
    id: "seed",
    term: "seed",
    about: "The laboratory",
    simple: "The number from which all chance of a run is drawn: the same number, the same run.",
    expert: "A draw is a function of the seed, whose luck it is, when and for what.",
    related: ["rule"],
  },
];
