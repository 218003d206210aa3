/** How the clients, the balancer, its servers and what goes between them show. */
import type { AnyMachineSnapshot } from "xstate";
import type { Message } from "../../kernel/behavior.ts";
import type {
  Cell,
  Field,
  LegendEntry,
  MessageView,
  NodeView,
  Presenter,
} from "../../kernel/view.ts";
import { phrase, say, several, translate } from "../../languages/say.ts";
import { lengthOf, type Job, type QueueContext } from "../request-queue.ts";
import {
  carried,
  queueDress,
  queueFields,
  requestLook,
  requestsField,
  shortId,
  startsField,
} from "../request-queue-view.ts";
import type { Algorithm } from "./algorithms.ts";
import type { CrowdContext } from "./client.ts";
import type { BalancerMessage } from "./messages.ts";
import { ALGORITHM_NAMES } from "./meters.ts";
import { narrateBalancer, narrateClient, narrateServer } from "./narration.ts";
import { speedOf } from "./server.ts";
import { isUp, type BalancerContext, type Standing } from "./state.ts";

/** A queue that is worth a warning colour. */
const LONG = 6;

export const balancingLegend: readonly LegendEntry[] = [
  { label: "load balancer", tone: "leader", shape: "hexagon" },
  { label: "server at work", tone: "follower", shape: "square" },
  { label: "server, long queue", tone: "candidate", shape: "square" },
  { label: "server, idle", tone: "plain", shape: "square" },
  { label: "clients", tone: "client", shape: "rounded" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "Request", tone: "client", glyph: "triangle" },
  { label: "Request, dispatched again", tone: "candidate", glyph: "triangle" },
  { label: "Response", tone: "leader", glyph: "circle" },
  { label: "Refused", tone: "candidate", glyph: "cross" },
  { label: "Probe", tone: "plain", glyph: "ring" },
  { label: "Alive", tone: "follower", glyph: "ring" },
];

export const balancerPresenter: Presenter = {
  tone: (mode) => (mode === "refusing" ? "candidate" : "leader"),
  view: (state) => viewBalancer(state as AnyMachineSnapshot & { context: BalancerContext }),
  down: () => ({ cells: [], fields: [] }),
  message: viewMessage,
  narrate: narrateBalancer,
};

export const serverPresenter: Presenter = {
  tone: (mode) => (mode === "busy" ? "follower" : "plain"),
  view: (state) => viewServer(state as AnyMachineSnapshot & { context: QueueContext }),
  down: (disk) => ({ cells: [], fields: [startsField(Number(disk["start"] ?? 0))] }),
  message: viewMessage,
  narrate: narrateServer,
};

export const crowdPresenter: Presenter = {
  tone: (mode) => (mode === "asking" ? "client" : "plain"),
  view: (state) => viewCrowd(state as AnyMachineSnapshot & { context: CrowdContext }),
  down: (disk) => ({ cells: [], fields: [requestsField(Number(disk["op"] ?? 0))] }),
  message: viewMessage,
  narrate: narrateClient,
};

// ── The balancer ──────────────────────────────────────────────────────────────────────────────────────────────

function viewBalancer({ value, context }: { value: unknown; context: BalancerContext }): NodeView {
  const { servers, requests, knobs, round } = context;
  const out = servers.filter((each) => !isUp(context, each)).map(({ id }) => id);
  const algorithm = translate(ALGORITHM_NAMES[knobs["algorithm"] as Algorithm]);
  return {
    role: phrase("balancer"),
    tone: value === "refusing" ? "candidate" : "leader",
    shape: "hexagon",
    caption:
      out.length === 0
        ? algorithm
        : out.length > 3
          ? several(out.length, "{n} server is out", "{n} servers are out")
          : say`${algorithm}, without ${out.join(", ")}`,
    cells: servers.map((each, i) => cellOf(context, each, i)),
    fields: [
      {
        name: say`algorithm`,
        value: algorithm,
        durable: false,
        help: say`Which server gets the next request.`,
      },
      {
        name: say`under way`,
        value: String(requests.length),
        durable: false,
        help: say`Requests that were sent to a server and have not come back.`,
      },
      {
        name: say`round of probes`,
        value: String(round),
        durable: false,
      },
      ...servers.map((each, i) => standingField(context, each, i)),
    ],
  };
}

function cellOf(context: BalancerContext, standing: Standing, place: number): Cell {
  const { id } = standing;
  const active = context.active[place]!;
  const up = isUp(context, standing);
  return {
    text: up ? String(active) : "–",
    column: id,
    epoch: place,
    settled: true,
    ...(up ? {} : { conflict: true }),
    title: up
      ? several(active, "{0}: {n} request not answered", "{0}: {n} requests not answered", id)
      : say`${id}: taken out`,
  };
}

function standingField(context: BalancerContext, standing: Standing, place: number): Field {
  const { id, fails, passes } = standing;
  const active = context.active[place]!;
  return {
    name: id,
    value: isUp(context, standing)
      ? fails === 0
        ? several(active, "{n} request", "{n} requests")
        : several(
            fails,
            "{0} requests, {n} probe failed",
            "{0} requests, {n} probes failed",
            active,
          )
      : several(passes, "out, {n} probe passed", "out, {n} probes passed"),
    durable: false,
    help: say`What the balancer knows of this server: requests that it has not answered, and how it does in health checks.`,
  };
}

// ── Servers ───────────────────────────────────────────────────────────────────────────────────────────────────

function viewServer({ context }: { context: QueueContext }): NodeView {
  const { queue, served } = context;
  const length = lengthOf(context);
  const speed = speedOf(context);
  const working = served.filter((job) => job !== null);
  return {
    role: phrase("server"),
    tone: length === 0 ? "plain" : length < LONG ? "follower" : "candidate",
    shape: "square",
    ...queueDress(context, speed),
    ...(length === 0 ? {} : { ring: "serviceTime" }),
    cells: [
      ...working.map((job) => jobCell(job, true)),
      ...queue.map((job) => jobCell(job, false)),
    ],
    fields: queueFields(context, speed, {
      name: say`waiting`,
      value: queue.length === 0 ? say`nobody` : queue.map(({ id }) => id).join(", "),
      durable: false,
      help: say`The queue, first come, first served. A crash forgets it.`,
    }),
  };
}

function jobCell({ id, attempt }: Job, inService: boolean): Cell {
  return {
    text: shortId(id),
    settled: inService,
    ...(attempt > 1 ? { epoch: 1 } : {}),
    title: inService ? say`${id} is being served` : say`${id} waits`,
  };
}

// ── Clients ───────────────────────────────────────────────────────────────────────────────────────────────────

function viewCrowd({ context }: { context: CrowdContext }): NodeView {
  const { op, waiting, answered, refused, gone } = context;
  return {
    role: phrase("clients"),
    tone: "client",
    shape: "rounded",
    caption: several(waiting.length, "{n} waits", "{n} wait"),
    cells: [],
    fields: [
      requestsField(op),
      {
        name: say`waiting`,
        value: String(waiting.length),
        durable: false,
        help: say`How many have asked and heard nothing yet.`,
      },
      { name: say`answered`, value: String(answered), durable: false },
      {
        name: say`refused`,
        value: String(refused),
        durable: false,
        help: say`How many were told that no server is up.`,
      },
      {
        name: say`gone`,
        value: String(gone),
        durable: false,
        help: say`How many have left because nobody answered in time.`,
      },
    ],
  };
}

// ── Messages ──────────────────────────────────────────────────────────────────────────────────────────────────

function viewMessage(message: Message): MessageView {
  const said = message as BalancerMessage;
  const fields = carried(said);
  switch (said.type) {
    case "Request":
    case "Response":
      return {
        ...requestLook(said.type, said.type === "Request" && said.attempt > 1),
        label: `${said.type} ${shortId(said.id)}`,
        fields,
      };
    case "Refused":
      return { glyph: "cross", tone: "candidate", label: `Refused ${shortId(said.id)}`, fields };
    case "Probe":
      return { glyph: "ring", tone: "plain", label: "Probe", fields };
    case "Alive":
      return { glyph: "ring", tone: "follower", label: "Alive", fields };
  }
}
