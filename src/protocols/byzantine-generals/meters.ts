/** What an order costs in messages, beside what the paper says, and how many traitors there are and may be. */
import type { Meter } from "../../kernel/monitor.ts";
import { say } from "../../languages/say.ts";
import { messagesOf } from "./counts.ts";
import type { GeneralsMessage } from "./messages.ts";
import { BEFORE_THE_FIRST, proceed, type Trial } from "./trial.ts";
import { depthNow, traitorsIn } from "./world.ts";

interface Cost {
  readonly trial: Trial;
  /** Sent for the order under way. */
  readonly sent: number;
  /** The last order that is over. */
  readonly last: { readonly messages: number; readonly depth: number } | null;
}

/** Messages of the last order, and the count of OM(m) for as many generals when none of them is silent. */
export const messagesPerOrder: Meter<Cost> = {
  id: "messages",
  start: () => ({ trial: BEFORE_THE_FIRST, sent: 0, last: null }),
  observe(memory, step, world) {
    const { trial, ended } = proceed(memory.trial, step, world);
    const last = ended === null ? memory.last : { messages: memory.sent, depth: ended.depth };
    const sent =
      (trial.number === memory.trial.number ? memory.sent : 0) +
      step.events.filter(
        ({ kind, data }) =>
          kind === "send" && (data.message as GeneralsMessage).number === trial.number,
      ).length;
    return trial === memory.trial && sent === memory.sent && last === memory.last
      ? memory
      : { trial, sent, last };
  },
  read: ({ last }, { nodes }) => [
    {
      id: "messages-per-order",
      label: say`messages, last order`,
      value: last?.messages ?? null,
      unit: "",
      tone: "plain",
    },
    {
      id: "messages-published",
      label: last ? say`OM(${last.depth}) among ${nodes.length}, as published` : say`as published`,
      value: last ? messagesOf(nodes.length, last.depth) : null,
      unit: "",
      tone: "plain",
    },
  ],
};

interface Loyalty {
  readonly traitors: number;
  readonly depth: number;
}

/** Traitors now, and the m that the next order is run with. */
export const loyalty: Meter<Loyalty> = {
  id: "loyalty",
  start: (world) => ({ traitors: 0, depth: depthNow(world) }),
  observe(memory, _, world) {
    const traitors = traitorsIn(world).length;
    const depth = depthNow(world);
    return traitors === memory.traitors && depth === memory.depth ? memory : { traitors, depth };
  },
  read: ({ traitors, depth }) => [
    {
      id: "traitors",
      label: say`traitors now`,
      value: traitors,
      unit: "",
      tone: traitors > depth ? "bad" : "plain",
    },
    { id: "bears", label: say`traitors reckoned with (m)`, value: depth, unit: "", tone: "plain" },
  ],
};
