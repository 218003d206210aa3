/** How callers, their breakers, the server and what goes between them show. */
import type { AnyMachineSnapshot } from "xstate";
import type { Message } from "../../kernel/behavior.ts";
import type {
  Cell,
  LegendEntry,
  MessageView,
  NodeView,
  Presenter,
  Shape,
  Tone,
} from "../../kernel/view.ts";
import { phrase, say, several } from "../../languages/say.ts";
import {
  lengthOf,
  type Job,
  type QueueContext,
  type Request,
  type Reset,
  type Response,
} from "../request-queue.ts";
import {
  carried,
  queueDress,
  queueFields,
  requestLook,
  requestsField,
  shortId,
  startsField,
} from "../request-queue-view.ts";
import { narrateCaller, narrateServer } from "./narration.ts";
import { speedOf } from "./server.ts";
import type { CallerContext } from "./state.ts";

/** A queue that is worth a warning colour: longer, and answers come too late. */
const LONG = 40;

export const callingLegend: readonly LegendEntry[] = [
  { label: "caller, breaker closed", tone: "follower", shape: "rounded" },
  { label: "breaker half-open", tone: "leader", shape: "dashed" },
  { label: "breaker open", tone: "candidate", shape: "diamond" },
  { label: "server", tone: "follower", shape: "hexagon" },
  { label: "server, answers come too late", tone: "candidate", shape: "hexagon" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "Request", tone: "client", glyph: "triangle" },
  { label: "Request, tried again", tone: "candidate", glyph: "triangle" },
  { label: "Response", tone: "leader", glyph: "circle" },
  { label: "Reset", tone: "crashed", glyph: "cross" },
];

const LOOKS: Readonly<Record<string, { role: string; tone: Tone; shape: Shape }>> = {
  closed: { role: phrase("closed"), tone: "follower", shape: "rounded" },
  halfOpen: { role: phrase("half-open"), tone: "leader", shape: "dashed" },
  open: { role: phrase("open"), tone: "candidate", shape: "diamond" },
};

export const callerPresenter: Presenter = {
  tone: (mode) => LOOKS[mode]?.tone ?? "plain",
  view: (state) => viewCaller(state as AnyMachineSnapshot & { context: CallerContext }),
  down: (disk) => ({ cells: [], fields: [requestsField(Number(disk["op"] ?? 0))] }),
  message: viewMessage,
  narrate: narrateCaller,
};

export const serverPresenter: Presenter = {
  tone: (mode) => (mode === "busy" ? "follower" : "plain"),
  view: (state) => viewServer(state as AnyMachineSnapshot & { context: QueueContext }),
  down: (disk) => ({ cells: [], fields: [startsField(Number(disk["start"] ?? 0))] }),
  message: viewMessage,
  narrate: narrateServer,
};

// ── Callers ───────────────────────────────────────────────────────────────────────────────────────────────────

function viewCaller({ value, context }: { value: unknown; context: CallerContext }): NodeView {
  const { op, calls, outcomes, budget, answered, failed, rejected, wasted } = context;
  const sent = calls.filter(({ phase }) => phase === "sent").length;
  const waiting = calls.length - sent;
  const failures = outcomes.filter((ok) => !ok).length;
  return {
    ...LOOKS[String(value as string)]!,
    badge: {
      text: String(Math.floor(budget)),
      title: several(
        Math.floor(budget),
        "retry budget: {n} retry may be made now",
        "retry budget: {n} retries may be made now",
      ),
    },
    caption: captionOf(String(value as string), sent, waiting),
    ...(value === "open" ? { ring: "sleepWindow" } : {}),
    cells: outcomes.length === 0 ? [] : outcomeCells(outcomes.length - failures, failures),
    fields: [
      requestsField(op),
      {
        name: say`under way`,
        value: String(sent),
        durable: false,
        help: say`Attempts that were sent and are neither answered nor timed out.`,
      },
      {
        name: say`to try again`,
        value: String(waiting),
        durable: false,
        help: say`Requests whose attempt has failed and that wait for their next one.`,
      },
      {
        name: say`failed of the last ten`,
        value: `${failures} / ${outcomes.length}`,
        durable: false,
        help: say`What the breaker looks at: half of ten, and it opens.`,
      },
      {
        name: say`retry budget`,
        value: (Math.round(10 * budget) / 10).toFixed(1),
        durable: false,
        help: say`Each request adds a tenth, each retry takes one; five can be saved up.`,
      },
      { name: say`answered`, value: String(answered), durable: false },
      {
        name: say`failed`,
        value: String(failed),
        durable: false,
        help: say`Requests that nobody answered in time, and those that were refused.`,
      },
      {
        name: say`refused`,
        value: String(rejected),
        durable: false,
        help: say`Of the failed: refused at once, because the breaker was open.`,
      },
      {
        name: say`answers too late`,
        value: String(wasted),
        durable: false,
        help: say`Answers that nobody waited for any more: work for nothing.`,
      },
    ],
  };
}

function captionOf(mode: string, sent: number, waiting: number): string {
  if (mode === "open") return say`open, refuses`;
  if (mode === "halfOpen") return say`half-open`;
  return waiting === 0
    ? say`closed, ${sent} under way`
    : say`closed, ${sent} under way, ${waiting} to try again`;
}

/** The breaker’s window in two figures: there is little room under a caller. */
function outcomeCells(answered: number, failures: number): Cell[] {
  return [
    {
      text: `✓ ${answered}`,
      column: "✓",
      settled: true,
      title: several(
        answered,
        "{n} of the last ten attempts was answered in time",
        "{n} of the last ten attempts were answered in time",
      ),
    },
    {
      text: `× ${failures}`,
      column: "×",
      settled: true,
      ...(failures > 0 ? { conflict: true } : {}),
      title: several(
        failures,
        "{n} of the last ten attempts has failed",
        "{n} of the last ten attempts have failed",
      ),
    },
  ];
}

// ── The server ────────────────────────────────────────────────────────────────────────────────────────────────

function viewServer({ context }: { context: QueueContext }): NodeView {
  const { queue, served } = context;
  const length = lengthOf(context);
  const speed = speedOf(context);
  return {
    role: phrase("server"),
    tone: length === 0 ? "plain" : length <= LONG ? "follower" : "candidate",
    shape: "hexagon",
    ...queueDress(context, speed),
    cells: served.filter((job) => job !== null).map(jobCell),
    fields: queueFields(context, speed, {
      name: say`waiting`,
      value: String(queue.length),
      durable: false,
      help: say`The queue, first come, first served. It does not know who has given up. A crash forgets it.`,
    }),
  };
}

function jobCell({ id, attempt }: Job): Cell {
  return {
    text: shortId(id),
    settled: true,
    ...(attempt > 1 ? { epoch: 2 } : {}),
    title: attempt > 1 ? say`${id}, attempt ${attempt}` : say`${id} is being served`,
  };
}

// ── Messages ──────────────────────────────────────────────────────────────────────────────────────────────────

function viewMessage(message: Message): MessageView {
  const said = message as Request | Response | Reset;
  const fields = carried(said);
  if (said.type === "Reset") return { glyph: "cross", tone: "crashed", label: "Reset", fields };
  const again = said.type === "Request" && said.attempt > 1;
  const label = `${said.type} ${shortId(said.id)}`;
  return {
    ...requestLook(said.type, again),
    label: again ? `${label} (${said.attempt})` : label,
    fields,
  };
}
