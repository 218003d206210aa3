/** How the messages of primary–backup replication show. */
import type { Message } from "../../kernel/behavior.ts";
import { describeOperation } from "../../kernel/operation.ts";
import type { MessageView } from "../../kernel/view.ts";
import { say, several } from "../../languages/say.ts";
import { messageFields, viewClientMessage } from "../client-view.ts";
import type { ReplicationMessage } from "./messages.ts";

export function viewMessage(message: Message): MessageView {
  const sent = message as ReplicationMessage;
  const fields = messageFields(sent);
  switch (sent.type) {
    case "Update":
      return {
        glyph: "square",
        tone: "leader",
        label:
          sent.previous === 0 && sent.entries.length !== 1
            ? say`epoch ${sent.epoch}: the whole log`
            : several(sent.entries.length, "Update, {n} write", "Update, {n} writes"),
        fields,
      };
    case "UpdateAck":
      return {
        glyph: "circle",
        tone: "follower",
        label: sent.length < 0 ? say`needs the whole log` : say`has ${sent.length}`,
        fields,
      };
    case "Refused":
      return {
        glyph: "cross",
        tone: "follower",
        label: say`refused: epoch ${sent.epoch} has begun`,
        fields,
      };
    case "Ping":
      return { glyph: "bar", tone: "plain", label: "Ping", fields };
    case "Pong":
      return { glyph: "bar", tone: "plain", label: "Pong", fields };
    case "Seal":
      return { glyph: "ring", tone: "candidate", label: say`Seal, epoch ${sent.epoch}`, fields };
    case "Sealed":
      return {
        glyph: "ring",
        tone: "follower",
        label: say`promised; has ${sent.length}`,
        fields,
      };
    case "Promote":
      return {
        glyph: "star",
        tone: "leader",
        label: say`epoch ${sent.epoch}: ${sent.primary} is primary`,
        fields,
      };
    case "ClientRequest":
      return sent.operation.f === "failover"
        ? { glyph: "triangle", tone: "client", label: describeOperation(sent.operation), fields }
        : viewClientMessage(sent);
    case "ClientReply":
      return viewClientMessage(sent);
  }
}
