/** Each note of a Raft server as a sentence: to a child (captains and egg timers), and to an expert with the paper's section. */
import type { NodeId } from "../../kernel/behavior.ts";
import { tellTime } from "../../kernel/time.ts";
import type { Narration } from "../../kernel/view.ts";
import { phrase, say, translate } from "../../languages/say.ts";

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
    simple: say`${a["candidate"]} is running in an election that is already over.`,
    expert: say`term ${a["term"]} is older than ${n}'s term ${a["ownTerm"]}.`,
    source: "Raft §5.1",
  }),
  "already-voted": (n, a) => ({
    simple: say`${n} has given its one vote to ${a["votedFor"]} already.`,
    expert: say`${n} voted for ${a["votedFor"]} in term ${a["term"]}; a server votes once a term, so that two majorities cannot form.`,
    source: "Raft §5.2",
  }),
  "log-behind": (n, a) => ({
    simple: say`${a["candidate"]}'s notebook misses pages that ${n} has. A captain must know everything that was agreed.`,
    expert: say`${a["candidate"]}'s log ends at entry ${a["theirIndex"]} of term ${a["theirTerm"]}, ${n}'s at entry ${a["ownIndex"]} of term ${a["ownLogTerm"]}. A candidate must be at least as up to date as its voters.`,
    source: "Raft §5.4.1",
  }),
  "leader-alive": (n, a) => ({
    simple: say`${n} has just heard the captain, so there is nothing to vote about.`,
    expert:
      a["leader"] === "null"
        ? say`${n} heard from a leader less than an election timeout ago. PreVote keeps a server that was away from deposing a healthy leader.`
        : say`${n} heard from ${a["leader"]} less than an election timeout ago. PreVote keeps a server that was away from deposing a healthy leader.`,
    source: "Ongaro 2014 §9.6",
  }),
};

/** Why a leader does not change the members, at both levels. */
const CHANGE_REFUSALS: Readonly<
  Record<string, { readonly simple: string; readonly expert: string; readonly source: string }>
> = {
  "change-under-way": {
    simple: phrase("the change before is not agreed yet, and two at once could make two crews."),
    expert: phrase(
      "the latest configuration in its log is not committed. Two changes under way could leave majorities that share no server.",
    ),
    source: "Ongaro 2014 §4.1",
  },
  "no-own-commit": {
    simple: phrase("it is a new captain and first must see that a page of its own is agreed."),
    expert: phrase(
      "it has not committed an entry of its own term, so an older leader's change may still be about.",
    ),
    source: "Ongaro, raft-dev, July 2015",
  },
  "not-one-server": {
    simple: phrase("only one friend may join or leave at a time."),
    expert: phrase(
      "without joint consensus the configurations may differ by one server only, so that their majorities overlap.",
    ),
    source: "Ongaro 2014 §4.1",
  },
  "unknown-server": {
    simple: phrase("nobody of that name is here."),
    expert: phrase("it names no server that exists."),
    source: "Ongaro 2014 §4.1",
  },
  "nobody-left": {
    simple: phrase("nobody would be left."),
    expert: phrase("no voter would be left."),
    source: "Ongaro 2014 §4.1",
  },
  "catch-up-failed": {
    simple: phrase("the newcomer did not manage to copy the notebook."),
    expert: phrase("the new server did not catch up within four election timeouts."),
    source: "Ongaro 2014 §4.2.1",
  },
};

const NOTES: Readonly<Record<string, Tell>> = {
  "pre-vote-started": (n, a) => ({
    label: say`pre vote started`,
    simple: say`${n}'s timer rang: it heard no captain. Before it makes a fuss it asks around: “Would you vote for me?”`,
    expert: say`${n}'s election timeout elapsed; it polls for term ${text(a["term"])} without entering it.`,
    source: "Ongaro 2014 §9.6",
    weight: "event",
  }),
  "pre-vote-granted": (n, a) => ({
    label: say`pre vote granted`,
    simple: say`${n} would vote for ${text(a["candidate"])}: it has not heard a captain either.`,
    expert: say`${n} granted ${text(a["candidate"])} a pre-vote for term ${text(a["term"])}.`,
    source: "Ongaro 2014 §9.6",
    weight: "detail",
  }),
  "pre-vote-refused": (n, a) =>
    refusal(n, a, say`pre vote refused`, say`${n} would not vote for ${text(a["candidate"])}:`),
  "election-started": (n, a) => ({
    label: say`election started`,
    simple: say`${n} wants to be captain number ${text(a["term"])}. It votes for itself and asks everybody else.`,
    expert: say`${n} began an election: term ${text(a["term"])}, its own vote, RequestVote to all.`,
    source: "Raft §5.2",
    weight: "event",
  }),
  "vote-granted": (n, a) => ({
    label: say`vote granted`,
    simple: say`${n} gives its one vote of election ${text(a["term"])} to ${text(a["candidate"])}.`,
    expert: say`${n} voted for ${text(a["candidate"])} in term ${text(a["term"])}, after writing the vote to disk.`,
    source: "Raft §5.2",
    weight: "event",
  }),
  "vote-refused": (n, a) =>
    refusal(n, a, say`vote refused`, say`${n} refused ${text(a["candidate"])} its vote:`),
  "split-vote": (n, a) => ({
    label: say`split vote`,
    simple: say`Nobody got enough votes in election ${text(a["term"])}. ${n}'s timer rang again, so it tries once more.`,
    expert: say`${n} gathered only ${count(a["votes"])} votes in term ${text(a["term"])} before its timeout; randomised timeouts make another split unlikely.`,
    source: "Raft §5.2",
    weight: "turn",
  }),
  "election-lost": (n, a) => ({
    label: say`election lost`,
    simple: say`${n} cannot win election ${text(a["term"])} any more: too many said no. It waits for the next.`,
    expert: say`${n} stands down in term ${text(a["term"])}: refused by ${list(a["refused"])}, it can no longer reach a majority.`,
    source: "Raft §5.2",
    weight: "turn",
  }),
  "election-won": (n, a) => ({
    label: say`election won`,
    simple: say`${n} is captain number ${text(a["term"])}: ${count(a["votes"])} friends said yes, and that is more than half.`,
    expert: say`${n} won term ${text(a["term"])} with the votes of ${list(a["votes"])}, opens it with an empty entry and announces itself.`,
    source: "Raft §5.2, §8",
    weight: "turn",
  }),
  "leader-recognised": (n, a) => ({
    label: say`leader recognised`,
    simple: say`${n} hears the captain ${text(a["leader"])} and turns its timer back.`,
    expert: say`${n} recognised ${text(a["leader"])} as the leader of term ${text(a["term"])}.`,
    source: "Raft §5.2",
    weight: "detail",
  }),
  "stale-leader": (n, a) => ({
    label: say`stale leader`,
    simple: say`${text(a["leader"])} still thinks it is captain, but ${n} knows of a newer election and says so.`,
    expert: say`${n} rejected AppendEntries of ${text(a["leader"])}'s old term ${text(a["term"])}; its own is ${text(a["ownTerm"])}.`,
    source: "Raft §5.1",
    weight: "event",
  }),
  "stepped-down": (n, a) => ({
    label: say`stepped down`,
    simple: say`${n} heard of election ${text(a["term"])}, newer than its own, and stands back.`,
    expert: say`${n} saw term ${text(a["term"])} from ${text(a["from"])}, higher than its ${text(a["ownTerm"])}, and became a follower.`,
    source: "Raft §5.1",
    weight: "turn",
  }),
  "lost-quorum": (n, a) => ({
    label: say`lost quorum`,
    simple: say`${n} is captain, but too few friends answer. It steps down rather than lead nobody.`,
    expert: say`${n} heard only from ${list(a["heard"]) || say`nobody`} within an election timeout: less than a majority with itself, so it gave up term ${text(a["term"])}.`,
    source: "Ongaro 2014 §6.2",
    weight: "turn",
  }),
  "log-repair": (n, a) => ({
    label: say`log repair`,
    simple: say`${text(a["follower"])}'s notebook differs from the captain's. ${n} looks further back for the last page they share.`,
    expert: say`${text(a["follower"])} rejected the consistency check; ${n} tries again from entry ${text(a["next"])}.`,
    source: "Raft §5.3",
    weight: "event",
  }),
  "entry-committed": (n, a) => ({
    label: say`entry committed`,
    simple:
      a["from"] === a["index"]
        ? say`More than half of the notebooks have page ${text(a["index"])} now: it is agreed, and ${n} may read it out.`
        : say`More than half of the notebooks have pages ${text(a["from"])} to ${text(a["index"])} now: they are agreed, and ${n} may read them out.`,
    expert: say`${n}, leading term ${text(a["term"])}, found ${entries(a)} on a majority: committed, with all before.`,
    source: "Raft §5.3, §5.4.2",
    weight: "detail",
  }),
  "snapshot-taken": (n, a) => ({
    label: say`snapshot taken`,
    simple: say`${n}'s notebook has grown thick. It writes the result of pages 1 to ${text(a["index"])} on one sheet and tears old pages out.`,
    expert: say`${n} took a snapshot of its state machine up to entry ${text(a["index"])} of term ${text(a["term"])} and discarded older entries.`,
    source: "Raft §7",
    weight: "event",
  }),
  "snapshot-sent": (n, a) => ({
    label: say`snapshot sent`,
    simple: say`${text(a["follower"])} needs pages that ${n} has torn out. ${n} sends it the sheet with their result.`,
    expert: say`${text(a["follower"])} is behind ${n}'s first entry: ${n} sends its snapshot up to entry ${text(a["index"])} instead.`,
    source: "Raft §7, InstallSnapshot RPC",
    weight: "event",
  }),
  "snapshot-installed": (n, a) => ({
    label: say`snapshot installed`,
    simple: say`${n} takes over ${text(a["leader"])}'s sheet, in place of pages 1 to ${text(a["index"])}.`,
    expert: say`${n} installed ${text(a["leader"])}'s snapshot: its state machine stands at entry ${text(a["index"])}.`,
    source: "Raft §7, Figure 13",
    weight: "event",
  }),
  "duplicate-recognised": (n, a) => ({
    label: say`duplicate recognised`,
    simple: say`${text(a["client"])} has asked for this before, and it was done. ${n} gives the same answer and does not do it again.`,
    expert: say`${n} found request ${text(a["op"])} in ${text(a["client"])}'s session: it answers as before and changes nothing.`,
    source: "Raft §8; Ongaro 2014 §6.3",
    weight: "event",
  }),
  "read-queued": (n, a) => ({
    label: say`read queued`,
    simple: say`${text(a["client"])} wants to know something. Before it answers, ${n} asks around whether it is still captain.`,
    expert: say`${n} notes commit index ${text(a["index"])} for ${text(a["client"])}'s read and begins heartbeat round ${text(a["round"])} to confirm that it still leads.`,
    source: "Ongaro 2014 §6.4",
    weight: "detail",
  }),
  "read-confirmed": (n, a) => ({
    label: say`read confirmed`,
    simple: say`More than half say that ${n} is still captain. So what its notebook says is the newest, and it answers ${list(a["clients"])}.`,
    expert: say`A majority answered the round: ${n} still led when it began, so that its state at entry ${text(a["index"])} or later answers ${list(a["clients"])}.`,
    source: "Ongaro 2014 §6.4",
    weight: "event",
  }),
  "read-unconfirmed": (n, a) => ({
    label: say`read unconfirmed`,
    simple: say`${n} believes that it is captain and answers ${text(a["client"])} without asking anybody.`,
    expert: say`${n} answered ${text(a["client"])} from its own state without confirming that it still leads: it may have been deposed unawares.`,
    source: "Raft §8",
    weight: "event",
  }),
  "lease-read": (n, a) => ({
    label: say`lease read`,
    simple: say`${n} heard from more than half a moment ago, and they promised to choose nobody else for a while. So it answers ${text(a["client"])} at once.`,
    expert: say`${n} answered ${text(a["client"])} from its state: by its own clock its lease lasts ${duration(a["left"])} longer.`,
    source: "Ongaro 2014 §6.4.1",
    weight: "event",
  }),
  "follower-read": (n, a) => ({
    label: say`follower read`,
    simple: say`${n} tells ${text(a["client"])} what its own notebook says, be it old or new.`,
    expert: say`${n} answered ${text(a["client"])} from its state at entry ${text(a["index"])}, which may be behind.`,
    source: "Ongaro 2014 §6.4",
    weight: "event",
  }),
  "change-requested": (n, a) => ({
    label: say`change requested`,
    simple: list(a["servers"])
      ? say`${text(a["client"])} asks to change who belongs to the crew: ${text(a["what"])}. First ${list(a["servers"])} must copy the notebook.`
      : say`${text(a["client"])} asks to change who belongs to the crew: ${text(a["what"])}.`,
    expert: list(a["servers"])
      ? say`${text(a["client"])} asked ${n} for ${text(a["what"])}. Without a vote at first, to catch up: ${list(a["servers"])}.`
      : say`${text(a["client"])} asked ${n} for ${text(a["what"])}.`,
    source: "Ongaro 2014 §4.2.1",
    weight: "turn",
  }),
  "change-appended": (n, a) => ({
    label: say`change appended`,
    simple:
      a["joint"] === true
        ? say`${n} writes both crews down, the old and the new. Until that is agreed, each of them must say yes by more than half.`
        : say`${n} writes the new crew down: ${list(a["voters"])}. From now on it counts by that.`,
    expert:
      a["joint"] === true
        ? say`${n} appended the joint configuration of ${list(a["old"])} and ${list(a["voters"])}: elections and commitment need a majority of each.`
        : say`${n} appended the configuration ${list(a["voters"])}; a server uses the latest in its log, committed or not.`,
    source: "Raft §6; Ongaro 2014 §4.1",
    weight: "turn",
  }),
  "joint-left": (n, a) => ({
    label: say`joint left`,
    simple: say`Both crews have agreed. ${n} writes down that only the new one counts: ${list(a["voters"])}.`,
    expert: say`The joint configuration is committed; ${n} appended the new one alone, ${list(a["voters"])}.`,
    source: "Raft §6, Figure 11",
    weight: "turn",
  }),
  "change-committed": (n, a) => ({
    label: say`change committed`,
    simple:
      a["joint"] === true
        ? say`More than half of either crew have it in writing: the change has begun.`
        : say`More than half of the new crew have it in writing: ${list(a["voters"])} it is.`,
    expert:
      a["joint"] === true
        ? say`${n} committed the joint configuration of ${list(a["old"])} and ${list(a["voters"])}.`
        : say`${n} committed the configuration ${list(a["voters"])}; the next change may begin.`,
    source: "Raft §6; Ongaro 2014 §4.1",
    weight: "event",
  }),
  "change-refused": (n, a) => {
    const why = CHANGE_REFUSALS[String(a["reason"])] ?? CHANGE_REFUSALS["unknown-server"]!;
    return {
      label: say`change refused`,
      simple: say`${n} does not change the crew: ${translate(why.simple)}`,
      expert: say`${n} refused ${text(a["client"])}'s change: ${translate(why.expert)}`,
      source: why.source,
      weight: "event",
    };
  },
  "removed-steps-down": (n, a) => ({
    label: say`removed steps down`,
    simple: say`${n} is no longer one of the crew, so it is not captain either. ${list(a["voters"])} choose another.`,
    expert: say`${n} is not in the committed configuration ${list(a["voters"])} and gives up term ${text(a["term"])}.`,
    source: "Raft §6; Ongaro 2014 §4.2.2",
    weight: "turn",
  }),
  redirected: (n, a) => ({
    label: say`redirected`,
    simple: a["leader"]
      ? say`${n} is not the captain and sends ${text(a["client"])} to ${text(a["leader"])}.`
      : say`${n} is not the captain and knows of none.`,
    expert: a["leader"]
      ? say`${n} rejected ${text(a["client"])}'s request: only the leader appends, and it believes that is ${text(a["leader"])}.`
      : say`${n} rejected ${text(a["client"])}'s request: only the leader appends; it knows no leader.`,
    source: "Raft §8",
    weight: "detail",
  }),
};

/** The sentence for a Raft server's note; null when there is none of that name. */
export function narrateRaft(note: string, about: About, node: NodeId): Narration | null {
  return NOTES[note]?.(node, about) ?? null;
}

function refusal(node: NodeId, about: About, label: string, lead: string): Narration {
  const theirs = about["theirLast"] as { lastLogIndex: number; lastLogTerm: number } | undefined;
  const own = about["ownLast"] as { lastLogIndex: number; lastLogTerm: number } | undefined;
  const words: Record<string, string> = {
    candidate: text(about["candidate"]),
    term: text(about["term"]),
    ownTerm: text(about["ownTerm"]),
    votedFor: text(about["votedFor"]),
    leader: about["leader"] === node ? say`itself, the leader,` : text(about["leader"]),
    theirIndex: text(theirs?.lastLogIndex),
    theirTerm: text(theirs?.lastLogTerm),
    ownIndex: text(own?.lastLogIndex),
    ownLogTerm: text(own?.lastLogTerm),
  };
  const why = REFUSALS[String(about["reason"])]?.(node, words) ?? {
    simple: say`it may not.`,
    expert: say`it may not.`,
    source: "Raft §5.2",
  };
  return {
    label,
    simple: `${lead} ${why.simple}`,
    expert: `${lead} ${why.expert}`,
    source: why.source,
    weight: "event",
  };
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "null";
}

/** `entry 4`, `entries 4 to 6`. */
function entries(about: About): string {
  const { from, index } = about;
  return from === index ? say`entry ${text(index)}` : say`entries ${text(from)} to ${text(index)}`;
}

function duration(value: unknown): string {
  return typeof value === "number" ? tellTime(value) : say`a while`;
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : "";
}

function count(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
