/** How nodes, the membership service, clients and what goes between them show. */
import type { AnyMachineSnapshot } from "xstate";
import type { Disk, Message } from "../../kernel/behavior.ts";
import { describeOperation } from "../../kernel/operation.ts";
import type {
  Cell,
  Field,
  LegendEntry,
  MessageView,
  NodeView,
  Presenter,
} from "../../kernel/view.ts";
import { phrase, say, several, translate } from "../../languages/say.ts";
import { messageFields } from "../client-view.ts";
import type { ClientContext } from "./client.ts";
import type { MembershipContext } from "./membership.ts";
import type { Change, HashingMessage, Stored } from "./messages.ts";
import { PLACEMENT_NAMES } from "./meters.ts";
import { narrateClient, narrateMembership, narrateNode } from "./narration.ts";
import { awaitedFrom, isMember, type NodeContext } from "./node-state.ts";
import { tableOf } from "./placement.ts";

export const hashingLegend: readonly LegendEntry[] = [
  { label: "node, settled", tone: "follower", shape: "circle" },
  { label: "node whose keys move", tone: "candidate", shape: "circle" },
  { label: "spare node", tone: "plain", shape: "dashed" },
  { label: "membership service", tone: "leader", shape: "hexagon" },
  { label: "client", tone: "client", shape: "rounded" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "Get, Put", tone: "client", glyph: "diamond" },
  { label: "Hit, Done", tone: "client", glyph: "circle" },
  { label: "Miss", tone: "traitor", glyph: "cross" },
  { label: "Moving, Moved", tone: "candidate", glyph: "cross" },
  { label: "Transfer of keys", tone: "candidate", glyph: "square" },
  { label: "Received, Settled", tone: "follower", glyph: "ring" },
  { label: "NewView", tone: "leader", glyph: "triangle" },
];

export const nodePresenter: Presenter = {
  tone: (mode) => (mode === "moving" ? "candidate" : mode === "spare" ? "plain" : "follower"),
  view: (state) => viewNode(state as AnyMachineSnapshot & { context: NodeContext }),
  down: (disk) => ({
    cells: storedIn(disk).map((stored) => cellOf(stored, true, false)),
    fields: [keysField(storedIn(disk)), ...viewFields(disk)],
  }),
  message: viewMessage,
  narrate: narrateNode,
};

export const membershipPresenter: Presenter = {
  tone: (mode) => (mode === "changing" ? "candidate" : "leader"),
  view: (state) => viewMembership(state as AnyMachineSnapshot & { context: MembershipContext }),
  down: (disk) => ({ cells: [], fields: viewFields(disk) }),
  message: viewMessage,
  narrate: narrateMembership,
};

export const hashClientPresenter: Presenter = {
  tone: (mode) => (mode === "idle" ? "plain" : "client"),
  view: (state) => viewClient(state as AnyMachineSnapshot & { context: ClientContext }),
  down: (disk) => ({ cells: [], fields: viewFields(disk) }),
  message: viewMessage,
  narrate: narrateClient,
};

/** `k12` is book 12. */
function numberOf(key: string): number {
  return Number(key.slice(1));
}

function inOrder(keys: Readonly<Record<string, Stored>>): readonly Stored[] {
  return Object.values(keys).toSorted((a, b) => numberOf(a.key) - numberOf(b.key));
}

function storedIn(disk: Disk): readonly Stored[] {
  return inOrder((disk["keys"] as Readonly<Record<string, Stored>> | undefined) ?? {});
}

/** The colour of a node: its keys bear it wherever they go. */
function colourOf(node: string): number {
  return Number(node.slice(1)) - 1;
}

function cellOf({ key, value, version, first }: Stored, settled: boolean, astray: boolean): Cell {
  return {
    text: key.slice(1),
    epoch: colourOf(first),
    settled,
    ...(astray ? { conflict: true } : {}),
    title: settled
      ? say`${key} = ${value}, version ${version}; it began at ${first}`
      : say`${key} = ${value}, version ${version}; it is sent and not known to be there`,
  };
}

// ── Views ─────────────────────────────────────────────────────────────────────────────────────────────────────

function viewFields(disk: Disk): Field[] {
  const change = disk["change"] as Change | undefined;
  return change === undefined ? [] : changeFields(change);
}

function changeFields({ now }: Change): Field[] {
  return [
    {
      name: say`view`,
      value: String(now.epoch),
      durable: true,
      help: say`The number of the view that it goes by; each change makes the next.`,
    },
    {
      name: say`members`,
      value: now.members.join(" "),
      durable: true,
      help: say`Who belongs, in the order in which they joined.`,
    },
    {
      name: say`placement`,
      value: translate(PLACEMENT_NAMES[now.placement]),
      durable: true,
      help: say`How keys are shared out among the members.`,
    },
  ];
}

function epochBadge({ now }: Change) {
  return { text: String(now.epoch), title: say`view ${now.epoch}` };
}

// ── Nodes ─────────────────────────────────────────────────────────────────────────────────────────────────────

function viewNode({ value, context }: { value: unknown; context: NodeContext }): NodeView {
  const { keys, sending, awaiting, change } = context;
  const stored = inOrder(keys);
  const table = tableOf(change.now, context.config.keys);
  const away = new Set(Object.values(sending).flat());
  const moving = value === "moving";
  const spare = !moving && !isMember(context);
  return {
    role: spare ? phrase("spare") : moving ? phrase("moving") : phrase("node"),
    tone: moving ? "candidate" : spare ? "plain" : "follower",
    shape: spare ? "dashed" : "circle",
    badge: epochBadge(change),
    ...(spare ? {} : { caption: captionOf(stored.length, away.size, awaiting.length) }),
    ...(moving ? { ring: "resendInterval" } : {}),
    cells: stored.map((each) =>
      cellOf(each, !away.has(each.key), !away.has(each.key) && table[each.key] !== context.id),
    ),
    fields: [
      keysField(stored),
      {
        name: say`leaving`,
        value: sendingOf(sending),
        durable: true,
        help: say`Keys that are sent to their new node and not known to be there.`,
      },
      {
        name: say`waits for`,
        value: awaiting.length === 0 ? say`nobody` : awaiting.join(", "),
        durable: true,
        help: say`From whom keys are still to come.`,
      },
      {
        name: say`still to come`,
        value: listed(Object.keys(table).filter((key) => awaitedFrom(context, key) !== null)),
        durable: true,
        help: say`Keys that belong to it and are not here yet.`,
      },
      ...changeFields(change),
    ],
  };
}

function captionOf(count: number, leaving: number, awaited: number): string {
  if (awaited > 0) return several(count, "{n} key, waits for more", "{n} keys, waits for more");
  if (leaving > 0) return several(count, "{n} key, {0} leaving", "{n} keys, {0} leaving", leaving);
  return several(count, "{n} key", "{n} keys");
}

function keysField(stored: readonly Stored[]): Field {
  return {
    name: say`keys`,
    value: listed(stored.map(({ key }) => key)),
    durable: true,
    help: say`What it keeps. The colour of a cell says at which node the key began.`,
  };
}

function listed(keys: readonly string[]): string {
  return keys.length === 0 ? say`none` : `${keys.length}: ${keys.join(" ")}`;
}

function sendingOf(sending: NodeContext["sending"]): string {
  const told = Object.entries(sending).map(([to, keys]) => `${keys.join(" ")} → ${to}`);
  return told.length === 0 ? say`none` : told.join("; ");
}

// ── The membership service ────────────────────────────────────────────────────────────────────────────────────

function viewMembership({
  value,
  context,
}: {
  value: unknown;
  context: MembershipContext;
}): NodeView {
  const { change, unsettled } = context;
  const changing = value === "changing";
  return {
    role: phrase("members"),
    tone: changing ? "candidate" : "leader",
    shape: "hexagon",
    badge: epochBadge(change),
    caption: changing
      ? several(unsettled.length, "waits for {n} node", "waits for {n} nodes")
      : several(change.now.members.length, "{n} node, {0}", "{n} nodes, {0}", placementOf(change)),
    ...(changing ? { ring: "announceInterval" } : {}),
    cells: [],
    fields: [
      ...changeFields(change),
      {
        name: say`not settled`,
        value: unsettled.length === 0 ? say`nobody` : unsettled.join(", "),
        durable: true,
        help: say`Who still has keys to give or to get. The next change waits for them.`,
      },
    ],
  };
}

function placementOf({ now }: Change): string {
  return translate(PLACEMENT_NAMES[now.placement]);
}

// ── Clients ───────────────────────────────────────────────────────────────────────────────────────────────────

function viewClient({ value, context }: { value: unknown; context: ClientContext }): NodeView {
  const { op, operation, last, queue, change } = context;
  const busy = value !== "idle" && operation !== null;
  const caption = busy ? `${describeOperation(operation)} …` : outcomeOf(last);
  return {
    role: phrase("client"),
    tone: "client",
    shape: "rounded",
    badge: epochBadge(change),
    ...(caption === undefined ? {} : { caption }),
    cells: [],
    fields: [
      {
        name: say`operations`,
        value: String(op),
        durable: true,
        help: say`How many it has asked; the number is kept, so that none is used twice.`,
      },
      ...(queue.length > 0
        ? [
            {
              name: say`waiting`,
              value: queue.map(describeOperation).join(", "),
              durable: false,
            },
          ]
        : []),
      ...changeFields(change),
    ],
  };
}

function outcomeOf(last: ClientContext["last"]): string | undefined {
  if (last === null) return undefined;
  const asked = describeOperation(last.operation);
  if (last.outcome === "fail") return say`${asked} refused`;
  if (last.outcome === "unknown") return say`${asked} no answer`;
  if (last.operation.f !== "read") return say`${asked} done`;
  return last.value === null ? say`${asked}: no such key` : `${asked} = ${last.value}`;
}

// ── Messages ──────────────────────────────────────────────────────────────────────────────────────────────────

function viewMessage(message: Message): MessageView {
  const said = message as HashingMessage;
  const fields = messageFields(message);
  switch (said.type) {
    case "Get":
      return { glyph: "diamond", tone: "client", label: `Get ${said.key}`, fields };
    case "Put":
      return { glyph: "diamond", tone: "client", label: `Put ${said.key}`, fields };
    case "Join":
    case "Leave":
      return { glyph: "diamond", tone: "client", label: `${said.type} ${said.node}`, fields };
    case "Hit":
    case "Done":
    case "Agreed":
      return { glyph: "circle", tone: "client", label: said.type, fields };
    case "Miss":
      return { glyph: "cross", tone: "traitor", label: "Miss", fields };
    case "Moving":
    case "Moved":
    case "Busy":
    case "Refused":
      return { glyph: "cross", tone: "candidate", label: said.type, fields };
    case "NewView":
      return {
        glyph: "triangle",
        tone: "leader",
        label: `NewView ${said.change.now.epoch}`,
        fields,
      };
    case "Transfer":
      return {
        glyph: "square",
        tone: "candidate",
        label: `Transfer ${said.keys.length}`,
        fields,
      };
    case "Fetch":
      return { glyph: "bar", tone: "candidate", label: "Fetch", fields };
    case "Received":
    case "Settled":
      return { glyph: "ring", tone: "follower", label: said.type, fields };
  }
}
