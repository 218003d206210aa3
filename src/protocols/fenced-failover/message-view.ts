/** How the messages between servers, disk and clients show. */
import type { Message } from "../../kernel/behavior.ts";
import { printValue } from "../../kernel/operation.ts";
import type { MessageView } from "../../kernel/view.ts";
import { say } from "../../languages/say.ts";
import { messageFields, viewClientMessage } from "../client-view.ts";
import type { FailoverMessage } from "./messages.ts";

export function viewMessage(message: Message): MessageView {
  const sent = message as FailoverMessage;
  const fields = messageFields(sent);
  switch (sent.type) {
    case "Heartbeat":
      return { glyph: "bar", tone: "leader", label: say`Heartbeat e${sent.epoch}`, fields };
    case "VoteRequest":
      return {
        glyph: "triangle",
        tone: "candidate",
        label: say`your vote for e${sent.epoch}?`,
        fields,
      };
    case "Vote":
      return { glyph: "circle", tone: "candidate", label: say`yes, e${sent.epoch}`, fields };
    case "NoVote":
      return {
        glyph: "cross",
        tone: "candidate",
        label: sent.hears === null ? say`no` : say`no, I hear ${sent.hears}`,
        fields,
      };
    case "Claim":
      return { glyph: "star", tone: "leader", label: say`Claim e${sent.epoch}`, fields };
    case "Claimed":
      return { glyph: "star", tone: "plain", label: say`e${sent.epoch} counts`, fields };
    case "Write":
      return {
        glyph: "square",
        tone: "leader",
        label: say`e${sent.epoch}, block ${sent.block + 1}: ${printValue(sent.value)}`,
        fields,
      };
    case "Written":
      return { glyph: "circle", tone: "plain", label: say`written`, fields };
    case "Read":
      return {
        glyph: "ring",
        tone: "leader",
        label: say`e${sent.epoch}, read ${sent.key}`,
        fields,
      };
    case "Value":
      return { glyph: "circle", tone: "plain", label: printValue(sent.value), fields };
    case "Fenced":
      return {
        glyph: "cross",
        tone: "traitor",
        label: say`refused: e${sent.highest} has begun`,
        fields,
      };
    case "ClientRequest":
    case "ClientReply":
      return viewClientMessage(sent);
  }
}
