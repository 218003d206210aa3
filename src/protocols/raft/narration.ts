/** Each note of a Raft server as a sentence: to a child (captains and egg timers), and to an expert with the paper's section. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

/** What refused a vote, at both levels. */
const REFUSALS: Readonly<
  Record<
    string,
    (node: string, a: Record<string, string>) => { simple: string; expert: string; source: string }
  >
> = {
  "stale-term": (n, a) => ({
    simple: `${a["candidate"]} is running in an election that is already over.`,
    expert: `term ${a["term"]} is older than ${n}'s term ${a["ownTerm"]}.`,
    source: "Raft §5.1",
  }),
  "already-voted": (n, a) => ({
    simple: `${n} has given its one vote to ${a["votedFor"]} already.`,
    expert: `${n} voted for ${a["votedFor"]} in term ${a["term"]}; a server votes once a term, so that two majorities cannot form.`,
    source: "Raft §5.2",
  }),
  "log-behind": (n, a) => ({
    simple: `${a["candidate"]}'s notebook misses pages that ${n} has. A captain must know everything that was agreed.`,
    expert: `${a["candidate"]}'s log ends at entry ${a["theirIndex"]} of term ${a["theirTerm"]}, ${n}'s at entry ${a["ownIndex"]} of term ${a["ownLogTerm"]}. A candidate must be at least as up to date as its voters.`,
    source: "Raft §5.4.1",
  }),
  "leader-alive": (n, a) => ({
    simple: `${n} has just heard the captain, so there is nothing to vote about.`,
    expert: `${n} heard from ${a["leader"] === "null" ? "a leader" : a["leader"]} less than an election timeout ago. PreVote keeps a server that was away from deposing a healthy leader.`,
    source: "Ongaro 2014 §9.6",
  }),
};

const NOTES: Readonly<Record<string, Tell>> = {
  "pre-vote-started": (n, a) => ({
    simple: `${n}'s timer rang: it heard no captain. Before it makes a fuss it asks around: “Would you vote for me?”`,
    expert: `${n}'s election timeout elapsed; it polls for term ${text(a["term"])} without entering it.`,
    source: "Ongaro 2014 §9.6",
    weight: "event",
  }),
  "pre-vote-granted": (n, a) => ({
    simple: `${n} would vote for ${text(a["candidate"])}: it has not heard a captain either.`,
    expert: `${n} granted ${text(a["candidate"])} a pre-vote for term ${text(a["term"])}.`,
    source: "Ongaro 2014 §9.6",
    weight: "detail",
  }),
  "pre-vote-refused": (n, a) => refusal(n, a, `${n} would not vote for ${text(a["candidate"])}:`),
  "election-started": (n, a) => ({
    simple: `${n} wants to be captain number ${text(a["term"])}. It votes for itself and asks everybody else.`,
    expert: `${n} began an election: term ${text(a["term"])}, its own vote, RequestVote to all.`,
    source: "Raft §5.2",
    weight: "event",
  }),
  "vote-granted": (n, a) => ({
    simple: `${n} gives its one vote of election ${text(a["term"])} to ${text(a["candidate"])}.`,
    expert: `${n} voted for ${text(a["candidate"])} in term ${text(a["term"])}, after writing the vote to disk.`,
    source: "Raft §5.2",
    weight: "event",
  }),
  "vote-refused": (n, a) => refusal(n, a, `${n} refused ${text(a["candidate"])} its vote:`),
  "split-vote": (n, a) => ({
    simple: `Nobody got enough votes in election ${text(a["term"])}. ${n}'s timer rang again, so it tries once more.`,
    expert: `${n} gathered only ${count(a["votes"])} votes in term ${text(a["term"])} before its timeout; randomised timeouts make another split unlikely.`,
    source: "Raft §5.2",
    weight: "turn",
  }),
  "election-lost": (n, a) => ({
    simple: `${n} cannot win election ${text(a["term"])} any more: too many said no. It waits for the next.`,
    expert: `${n} stands down in term ${text(a["term"])}: refused by ${list(a["refused"])}, it can no longer reach a majority.`,
    source: "Raft §5.2",
    weight: "turn",
  }),
  "election-won": (n, a) => ({
    simple: `${n} is captain number ${text(a["term"])}: ${count(a["votes"])} friends said yes, and that is more than half.`,
    expert: `${n} won term ${text(a["term"])} with the votes of ${list(a["votes"])}, opens it with an empty entry and announces itself.`,
    source: "Raft §5.2, §8",
    weight: "turn",
  }),
  "leader-recognised": (n, a) => ({
    simple: `${n} hears the captain ${text(a["leader"])} and turns its timer back.`,
    expert: `${n} recognised ${text(a["leader"])} as the leader of term ${text(a["term"])}.`,
    source: "Raft §5.2",
    weight: "detail",
  }),
  "stale-leader": (n, a) => ({
    simple: `${text(a["leader"])} still thinks it is captain, but ${n} knows of a newer election and says so.`,
    expert: `${n} rejected AppendEntries of ${text(a["leader"])}'s old term ${text(a["term"])}; its own is ${text(a["ownTerm"])}.`,
    source: "Raft §5.1",
    weight: "event",
  }),
  "stepped-down": (n, a) => ({
    simple: `${n} heard of election ${text(a["term"])}, newer than its own, and stands back.`,
    expert: `${n} saw term ${text(a["term"])} from ${text(a["from"])}, higher than its ${text(a["ownTerm"])}, and became a follower.`,
    source: "Raft §5.1",
    weight: "turn",
  }),
  "lost-quorum": (n, a) => ({
    simple: `${n} is captain, but too few friends answer. It steps down rather than lead nobody.`,
    expert: `${n} heard only from ${list(a["heard"]) || "nobody"} within an election timeout: less than a majority with itself, so it gave up term ${text(a["term"])}.`,
    source: "Ongaro 2014 §6.2",
    weight: "turn",
  }),
  "log-repair": (n, a) => ({
    simple: `${text(a["follower"])}'s notebook differs from the captain's. ${n} looks further back for the last page they share.`,
    expert: `${text(a["follower"])} rejected the consistency check; ${n} tries again from entry ${text(a["next"])}.`,
    source: "Raft §5.3",
    weight: "event",
  }),
  redirected: (n, a) => ({
    simple: `${n} is not the captain${a["leader"] ? ` and sends ${text(a["client"])} to ${text(a["leader"])}` : " and knows of none"}.`,
    expert: `${n} rejected ${text(a["client"])}'s request: only the leader appends${a["leader"] ? `, and it believes that is ${text(a["leader"])}` : "; it knows no leader"}.`,
    source: "Raft §8",
    weight: "detail",
  }),
};

/** The sentence for a Raft server's note; null when there is none of that name. */
export function narrateRaft(note: string, about: About, node: NodeId): Narration | null {
  return NOTES[note]?.(node, about) ?? null;
}

function refusal(node: NodeId, about: About, lead: string): Narration {
  const theirs = about["theirLast"] as { lastLogIndex: number; lastLogTerm: number } | undefined;
  const own = about["ownLast"] as { lastLogIndex: number; lastLogTerm: number } | undefined;
  const words: Record<string, string> = {
    candidate: text(about["candidate"]),
    term: text(about["term"]),
    ownTerm: text(about["ownTerm"]),
    votedFor: text(about["votedFor"]),
    leader: about["leader"] === node ? `itself, the leader,` : text(about["leader"]),
    theirIndex: text(theirs?.lastLogIndex),
    theirTerm: text(theirs?.lastLogTerm),
    ownIndex: text(own?.lastLogIndex),
    ownLogTerm: text(own?.lastLogTerm),
  };
  const why = REFUSALS[String(about["reason"])]?.(node, words) ?? {
    simple: "it may not.",
    expert: "it may not.",
    source: "Raft §5.2",
  };
  return {
    simple: `${lead} ${why.simple}`,
    expert: `${lead} ${why.expert}`,
    source: why.source,
    weight: "event",
  };
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "null";
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : "";
}

function count(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
