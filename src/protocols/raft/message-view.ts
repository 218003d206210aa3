/** How Raft's messages show. */
import type { Message } from "../../kernel/behavior.ts";
import { describeOperation } from "../../kernel/operation.ts";
import type { MessageView } from "../../kernel/view.ts";
import type { RaftMessage } from "./messages.ts";

export function viewMessage(message: Message): MessageView {
  const raft = message as RaftMessage;
  const fields = Object.entries(raft)
    .filter(([name]) => name !== "type")
    .map(([name, value]) => ({
      name,
      value: typeof value === "object" ? JSON.stringify(value) : String(value),
    }));
  switch (raft.type) {
    case "RequestVote":
      return { glyph: "triangle", tone: "candidate", label: `RequestVote ${raft.term}`, fields };
    case "PreVote":
      return { glyph: "ring", tone: "candidate", label: `PreVote ${raft.term}`, fields };
    case "RequestVoteReply":
      return {
        glyph: raft.voteGranted ? "circle" : "cross",
        tone: "follower",
        label: raft.voteGranted ? `vote for term ${raft.term}` : "no vote",
        fields,
      };
    case "PreVoteReply":
      return {
        glyph: raft.voteGranted ? "circle" : "cross",
        tone: "follower",
        label: raft.voteGranted ? "would vote" : "would not vote",
        fields,
      };
    case "AppendEntries":
      return {
        glyph: "square",
        tone: "leader",
        label: raft.entries.length === 0 ? "heartbeat" : `AppendEntries +${raft.entries.length}`,
        fields,
      };
    case "AppendEntriesReply":
      return {
        glyph: raft.success ? "circle" : "cross",
        tone: "follower",
        label: raft.success ? "ok" : "no",
        fields,
      };
    case "InstallSnapshot":
      return {
        glyph: "star",
        tone: "leader",
        label: `snapshot to ${raft.snapshot.lastIncludedIndex}`,
        fields,
      };
    case "InstallSnapshotReply":
      return { glyph: "circle", tone: "follower", label: `has ${raft.index}`, fields };
    case "ClientRequest":
      return { glyph: "diamond", tone: "client", label: describeOperation(raft.operation), fields };
    case "ClientReply":
      return {
        glyph: raft.ok ? "circle" : "cross",
        tone: "client",
        label: raft.ok
          ? "done"
          : raft.reason !== undefined
            ? "refused"
            : raft.leader
              ? `ask ${raft.leader}`
              : "not the leader",
        fields,
      };
  }
}
