/** How a server with a queue (`request-queue.ts`) and the requests before it show, whoever sends them. */
import type { Field, MessageView, NodeView } from "../kernel/view.ts";
import { say, several } from "../languages/say.ts";
import { lengthOf, type QueueContext } from "./request-queue.ts";

/** `c1.17` is short for the 17th request of c1. */
export function shortId(id: string): string {
  return id.slice(id.lastIndexOf(".") + 1);
}

/** What hangs on any such server: how long its queue is, and at what share of its full speed it works. */
export function queueDress(
  context: QueueContext,
  share: number,
): Pick<NodeView, "badge" | "caption"> {
  const { queue } = context;
  const speed = Math.round(100 * share);
  return {
    ...(speed === 100
      ? {}
      : { badge: { text: `${speed}%`, title: say`works at ${speed} % of its speed` } }),
    caption:
      lengthOf(context) === 0
        ? say`idle`
        : queue.length === 0
          ? say`at work`
          : several(queue.length, "{n} waits", "{n} wait"),
  };
}

/** @param waiting its queue, as far as it is told. */
export function queueFields(context: QueueContext, share: number, waiting: Field): Field[] {
  const working = context.served.filter((job) => job !== null);
  return [
    {
      name: say`in service`,
      value: working.length === 0 ? say`nothing` : working.map(({ id }) => id).join(", "),
      durable: false,
      help: say`What it serves now.`,
    },
    waiting,
    {
      name: say`speed`,
      value: `${Math.round(100 * share)} %`,
      durable: false,
      help: say`At what share of its full speed it begins the next service.`,
    },
    startsField(context.start),
  ];
}

export function startsField(start: number): Field {
  return {
    name: say`starts`,
    value: String(start),
    durable: true,
    help: say`How often it has started. What it says of itself bears this number.`,
  };
}

export function requestsField(op: number): Field {
  return {
    name: say`requests`,
    value: String(op),
    durable: true,
    help: say`How many requests have been made. On disk, so that no number is used twice.`,
  };
}

/** A request or its answer. @param again it is not the first attempt. */
export function requestLook(
  type: "Request" | "Response",
  again: boolean,
): Pick<MessageView, "glyph" | "tone"> {
  if (type === "Response") return { glyph: "circle", tone: "leader" };
  return { glyph: "triangle", tone: again ? "candidate" : "client" };
}

/** All that a message carries, but for its kind. */
export function carried(message: object): MessageView["fields"] {
  return Object.entries(message)
    .filter(([name]) => name !== "type")
    .map(([name, value]) => ({ name, value: String(value) }));
}
