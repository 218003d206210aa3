/** How the clients of {@link clientMachine} show, and what goes between them and their servers. */
import type { AnyMachineSnapshot } from "xstate";
import type { Message } from "../kernel/behavior.ts";
import { describeOperation } from "../kernel/operation.ts";
import type { MessageView, NodeView, Presenter } from "../kernel/view.ts";
import { phrase, say } from "../languages/say.ts";
import type { ClientContext, ClientReply, ClientRequest } from "./client.ts";

/** @param message how the protocol's messages show */
export function clientPresenter(message: (message: Message) => MessageView): Presenter {
  return {
    tone: (mode) => (mode === "idle" ? "plain" : "client"),
    view: (state) => viewClient(state as AnyMachineSnapshot & { context: ClientContext }),
    down: () => ({ cells: [], fields: [] }),
    message,
    narrate: () => null,
  };
}

/** A message's own fields, for whoever looks at it closely. */
export function messageFields(message: Message): MessageView["fields"] {
  return Object.entries(message)
    .filter(([name]) => name !== "type")
    .map(([name, value]) => ({
      name,
      value: typeof value === "object" ? JSON.stringify(value) : String(value),
    }));
}

export function viewClientMessage(message: ClientRequest | ClientReply): MessageView {
  const fields = messageFields(message);
  if (message.type === "ClientRequest")
    return {
      glyph: "diamond",
      tone: "client",
      label: describeOperation(message.operation),
      fields,
    };
  const { ok, reason, leader } = message;
  return {
    glyph: ok ? "circle" : "cross",
    tone: "client",
    label: ok
      ? say`done`
      : reason !== undefined
        ? say`refused`
        : leader
          ? say`ask ${leader}`
          : say`not the leader`,
    fields,
  };
}

function viewClient({ value, context }: { value: unknown; context: ClientContext }): NodeView {
  const busy = value !== "idle" && context.operation !== null;
  const caption = busy ? `${describeOperation(context.operation!)} …` : outcomeOf(context);
  return {
    role: phrase("client"),
    tone: "client",
    shape: "rounded",
    ...(caption === undefined ? {} : { caption }),
    cells: [],
    fields: [
      {
        name: say`operations`,
        value: String(context.op),
        durable: true,
        help: say`How many it has asked; the number is kept, so that none is used twice.`,
      },
      {
        name: say`asks`,
        value: context.target,
        durable: false,
        help: say`The server it takes for the right one to ask.`,
      },
      {
        name: say`attempts`,
        value: String(context.attempts),
        durable: false,
        help: say`How often it has asked for the present operation.`,
      },
      {
        name: "workload",
        value: context.knobs["workload"] === "off" ? say`off` : say`on`,
        durable: false,
      },
      ...(context.queue.length > 0
        ? [
            {
              name: say`waiting`,
              value: context.queue.map(describeOperation).join(", "),
              durable: false,
            },
          ]
        : []),
    ],
  };
}

/** What became of its last operation. */
function outcomeOf({ last }: ClientContext): string | undefined {
  if (!last) return undefined;
  const asked = describeOperation(last.operation);
  if (last.outcome === "fail") return say`${asked} refused`;
  if (last.outcome === "unknown") return say`${asked} no answer`;
  return last.operation.f === "read" ? `${asked} = ${String(last.value)}` : say`${asked} done`;
}
