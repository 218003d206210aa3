/** How the messages of Paxos show. */
import type { Message } from "../../kernel/behavior.ts";
import type { MessageView } from "../../kernel/view.ts";
import { say } from "../../languages/say.ts";
import { messageFields } from "../client-view.ts";
import type { PaxosMessage } from "./messages.ts";

export function viewMessage(message: Message): MessageView {
  const sent = message as PaxosMessage;
  const fields = messageFields(sent);
  switch (sent.type) {
    case "Prepare":
      return { glyph: "square", tone: "candidate", label: say`prepare ${sent.number}`, fields };
    case "Promise":
      return {
        glyph: "circle",
        tone: "follower",
        label:
          sent.accepted === null
            ? say`promise ${sent.number}`
            : say`promise ${sent.number}, has ${sent.accepted.number}: ${sent.accepted.value}`,
        fields,
      };
    case "Accept":
      return {
        glyph: "triangle",
        tone: "leader",
        label: say`accept ${sent.number}: ${sent.value}`,
        fields,
      };
    case "Accepted":
      return {
        glyph: "star",
        tone: "follower",
        label: say`accepted ${sent.number}: ${sent.value}`,
        fields,
      };
    case "Nack":
      return {
        glyph: "cross",
        tone: "crashed",
        label: say`no to ${sent.number}: promised ${sent.promised}`,
        fields,
      };
    case "Ask":
      return { glyph: "ring", tone: "client", label: say`what is accepted?`, fields };
  }
}
