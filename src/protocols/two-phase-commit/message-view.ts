/** How the messages of two-phase commit show. */
import type { Message } from "../../kernel/behavior.ts";
import type { MessageView } from "../../kernel/view.ts";
import { say } from "../../languages/say.ts";
import { messageFields, viewClientMessage } from "../client-view.ts";
import type { CommitMessage } from "./messages.ts";

export function viewMessage(message: Message): MessageView {
  const sent = message as CommitMessage;
  const fields = messageFields(sent);
  switch (sent.type) {
    case "VoteReq":
      return { glyph: "square", tone: "leader", label: say`T${sent.tx}: your vote?`, fields };
    case "Yes":
      return { glyph: "circle", tone: "follower", label: say`T${sent.tx}: yes`, fields };
    case "No":
      return { glyph: "cross", tone: "follower", label: say`T${sent.tx}: no`, fields };
    case "Commit":
      return { glyph: "star", tone: "leader", label: say`T${sent.tx}: commit`, fields };
    case "Abort":
      return { glyph: "cross", tone: "leader", label: say`T${sent.tx}: abort`, fields };
    case "DecisionReq":
      return {
        glyph: "ring",
        tone: "candidate",
        label: say`T${sent.tx}: what is decided?`,
        fields,
      };
    case "Ack":
      return { glyph: "bar", tone: "follower", label: say`T${sent.tx}: noted`, fields };
    case "ClientRequest":
    case "ClientReply":
      return viewClientMessage(sent);
  }
}
