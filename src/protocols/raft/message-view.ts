/** How Raft's messages show. */
import type { Message } from "../../kernel/behavior.ts";
import type { MessageView } from "../../kernel/view.ts";
import { messageFields, viewClientMessage } from "../client-view.ts";
import type { RaftMessage } from "./messages.ts";
import { say } from "../../languages/say.ts";

export function viewMessage(message: Message): MessageView {
  const raft = message as RaftMessage;
  const fields = messageFields(raft);
  switch (raft.type) {
    case "RequestVote":
      return { glyph: "triangle", tone: "candidate", label: `RequestVote ${raft.term}`, fields };
    case "PreVote":
      return { glyph: "ring", tone: "candidate", label: `PreVote ${raft.term}`, fields };
    case "RequestVoteReply":
      return {
        glyph: raft.voteGranted ? "circle" : "cross",
        tone: "follower",
        label: raft.voteGranted ? say`vote for term ${raft.term}` : say`no vote`,
        fields,
      };
    case "PreVoteReply":
      return {
        glyph: raft.voteGranted ? "circle" : "cross",
        tone: "follower",
        label: raft.voteGranted ? say`would vote` : say`would not vote`,
        fields,
      };
    case "AppendEntries":
      return {
        glyph: "square",
        tone: "leader",
        label: raft.entries.length === 0 ? say`heartbeat` : `AppendEntries +${raft.entries.length}`,
        fields,
      };
    case "AppendEntriesReply":
      return {
        glyph: raft.success ? "circle" : "cross",
        tone: "follower",
        label: raft.success ? say`ok` : say`no`,
        fields,
      };
    case "InstallSnapshot":
      return {
        glyph: "star",
        tone: "leader",
        label: say`snapshot to ${raft.snapshot.lastIncludedIndex}`,
        fields,
      };
    case "InstallSnapshotReply":
      return { glyph: "circle", tone: "follower", label: say`has ${raft.index}`, fields };
    case "ClientRequest":
    case "ClientReply":
      return viewClientMessage(raft);
  }
}
