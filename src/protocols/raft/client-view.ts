/** How the clients of a Raft cluster show. */
import type { AnyMachineSnapshot } from "xstate";
import { describeOperation } from "../../kernel/operation.ts";
import type { NodeView, Presenter, Tone } from "../../kernel/view.ts";
import type { RaftClientContext } from "./client.ts";
import { viewMessage } from "./message-view.ts";
import { say } from "../../languages/say.ts";

/** A client's: at work or at leisure. */
function clientToneOf(mode: string): Tone {
  return mode === "idle" ? "plain" : "client";
}

export const clientPresenter: Presenter = {
  tone: clientToneOf,
  view: (state) => viewClient(state as AnyMachineSnapshot & { context: RaftClientContext }),
  down: () => ({ cells: [], fields: [] }),
  message: viewMessage,
  narrate: () => null,
};

function viewClient(state: { value: unknown; context: RaftClientContext }): NodeView {
  const { context } = state;
  const busy = state.value !== "idle" && context.operation !== null;
  const last = context.last;
  const caption = busy
    ? `${describeOperation(context.operation!)} …`
    : last
      ? `${describeOperation(last.operation)} ${last.outcome === "ok" ? (last.operation.f === "read" ? `= ${String(last.value)}` : "done") : last.outcome === "fail" ? "refused" : "no answer"}`
      : undefined;
  return {
    role: "client",
    tone: "client",
    shape: "rounded",
    ...(caption === undefined ? {} : { caption }),
    cells: [],
    fields: [
      {
        name: "operations",
        value: String(context.op),
        durable: true,
        help: say`How many it has asked; the number is kept, so that none is used twice.`,
      },
      {
        name: "asks",
        value: context.target,
        durable: false,
        help: say`The server it believes to lead.`,
      },
      {
        name: "attempts",
        value: String(context.attempts),
        durable: false,
        help: say`How often it has asked for the present operation.`,
      },
      {
        name: "workload",
        value: context.knobs["workload"] === "off" ? "off" : "on",
        durable: false,
      },
      ...(context.queue.length > 0
        ? [
            {
              name: "waiting",
              value: context.queue.map(describeOperation).join(", "),
              durable: false,
            },
          ]
        : []),
    ],
  };
}
