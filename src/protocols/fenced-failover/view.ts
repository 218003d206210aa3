/** How servers and their disk show. An epoch has a colour: a badge, a block, a line of a primary’s own notes. */
import { printValue } from "../../kernel/operation.ts";
import type {
  Badge,
  Cell,
  Field,
  LegendEntry,
  NodeView,
  Presenter,
  Tone,
} from "../../kernel/view.ts";
import { phrase, say, several } from "../../languages/say.ts";
import { FENCING, type DiskContext } from "./disk.ts";
import { viewMessage } from "./message-view.ts";
import type { Blocks, Epoch } from "./messages.ts";
import { narrateDisk, narrateServer } from "./narration.ts";
import type { ServerContext } from "./state.ts";

export const failoverLegend: readonly LegendEntry[] = [
  { label: "believes to be primary", tone: "leader", shape: "hexagon", crown: true },
  { label: "standby", tone: "follower", shape: "circle" },
  { label: "asks for votes", tone: "candidate", shape: "dashed" },
  { label: "claims the disk", tone: "candidate", shape: "diamond" },
  { label: "disk", tone: "plain", shape: "square" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "Heartbeat", tone: "leader", glyph: "bar" },
  { label: "your vote?", tone: "candidate", glyph: "triangle" },
  { label: "yes", tone: "candidate", glyph: "circle" },
  { label: "no", tone: "candidate", glyph: "cross" },
  { label: "Claim", tone: "leader", glyph: "star" },
  { label: "write a block", tone: "leader", glyph: "square" },
  { label: "refused by the disk", tone: "traitor", glyph: "cross" },
  { label: "client", tone: "client", glyph: "diamond" },
];

/** How many blocks are shown. */
const SHOWN = 10;

function epochBadge(epoch: Epoch): Badge {
  return { text: `e${epoch}`, epoch, title: say`epoch ${epoch}` };
}

function cellsOf(
  blocks: Blocks,
  most: number,
  {
    overwritten = [],
    pending = [],
  }: { overwritten?: readonly number[]; pending?: readonly string[] },
): Cell[] {
  const first = Math.max(0, blocks.length - most);
  return blocks.slice(first).map((entry, i): Cell => {
    const block = first + i;
    const column = String(block + 1);
    if (entry === null)
      return { text: "·", column, settled: true, title: say`block ${column}: empty` };
    const { epoch, writer, client, op, key, value } = entry;
    const conflict = overwritten.includes(block);
    const what = `${key} = ${printValue(value)}`;
    return {
      text: printValue(value),
      column,
      epoch,
      settled: !pending.includes(`${client} ${op}`),
      title: conflict
        ? say`block ${column}: ${what}, by ${writer} in epoch ${epoch}, over something else`
        : say`block ${column}: ${what}, by ${writer} in epoch ${epoch}`,
      ...(conflict ? { conflict: true } : {}),
    };
  });
}

// ── Servers ───────────────────────────────────────────────────────────────────────────────────────────────────

function durableFields({ epoch = 1, voted = 1 }: Partial<ServerContext>): Field[] {
  return [
    {
      name: "epoch",
      value: String(epoch),
      durable: true,
      help: say`The epoch of the last primary that it has heard of.`,
    },
    {
      name: "voted",
      value: say`epoch ${voted}`,
      durable: true,
      help: say`The latest epoch in which it has voted. It votes once in each.`,
    },
  ];
}

type Looks = Pick<NodeView, "role" | "tone" | "shape"> & Partial<NodeView>;

function looksOf(context: ServerContext, mode: string): Looks {
  const { leader, heard, candidacy, votes, peers, pending } = context;
  switch (mode) {
    case "asking":
      return {
        role: phrase("asking"),
        tone: "candidate",
        shape: "dashed",
        badge: epochBadge(candidacy),
        caption: say`${votes.length} of ${peers.length + 1} votes`,
        ring: "voteTimeout",
      };
    case "claiming":
      return {
        role: phrase("claiming"),
        tone: "candidate",
        shape: "diamond",
        badge: epochBadge(candidacy),
        caption: say`claims the disk`,
        ring: "voteTimeout",
      };
    case "standby":
      return {
        role: phrase("standby"),
        tone: "follower",
        shape: "circle",
        caption:
          leader === null
            ? say`hears nobody`
            : heard === null
              ? say`waits for ${leader}`
              : say`hears ${leader}`,
        ring: "silence",
      };
    default:
      return {
        role: phrase("primary"),
        tone: "leader",
        shape: "hexagon",
        crown: true,
        ...(pending.length > 0
          ? {
              caption: several(
                pending.length,
                "{n} request at the disk",
                "{n} requests at the disk",
              ),
            }
          : {}),
      };
  }
}

function viewServer(value: unknown, context: ServerContext): NodeView {
  const mode = typeof value === "string" ? value : Object.keys(value as object)[0]!;
  const { epoch, leader, blocks, pending } = context;
  return {
    badge: epochBadge(epoch),
    ...looksOf(context, mode),
    cells:
      mode === "primary"
        ? cellsOf(blocks, SHOWN / 2, {
            pending: pending.map(({ client, op }) => `${client} ${op}`),
          })
        : [],
    fields: [
      ...durableFields(context),
      {
        name: "leader",
        value: leader ?? say`not known`,
        durable: false,
        help: say`Whom it takes for the primary.`,
      },
      {
        name: "blocks",
        value: String(blocks.length),
        durable: false,
        help: say`How many blocks it believes to be in use. The next write goes behind them.`,
      },
      {
        name: "pending",
        value: pending.map(({ client, op }) => `${client}:${op}`).join("  ") || say`none`,
        durable: false,
        help: say`Requests that the disk has not answered.`,
      },
    ],
  };
}

function serverTone(mode: string): Tone {
  if (mode.startsWith("primary")) return "leader";
  return mode === "asking" || mode === "claiming" ? "candidate" : "follower";
}

export const serverPresenter: Presenter = {
  tone: serverTone,
  view: (state) => {
    const { value, context } = state as { value: unknown; context: ServerContext };
    return viewServer(value, context);
  },
  down: (stored) => {
    const { epoch = 1 } = stored as Partial<ServerContext>;
    return {
      badge: epochBadge(epoch),
      cells: [],
      fields: durableFields(stored as Partial<ServerContext>),
    };
  },
  message: viewMessage,
  narrate: narrateServer,
};

// ── The disk ──────────────────────────────────────────────────────────────────────────────────────────────────

type DiskHolds = Partial<Pick<DiskContext, "highest" | "blocks" | "overwritten">>;

function diskFields({ highest = 0, blocks = [], overwritten = [] }: DiskHolds): Field[] {
  return [
    {
      name: "highest epoch",
      value: String(highest),
      durable: true,
      help: say`The highest epoch that has claimed it. With fencing it refuses lower ones.`,
    },
    { name: "blocks", value: String(blocks.length), durable: true },
    {
      name: "written over",
      value: overwritten.map((block) => block + 1).join(" ") || say`none`,
      durable: true,
      help: say`Blocks in which something else had stood.`,
    },
  ];
}

export const diskPresenter: Presenter = {
  tone: (mode) => (mode === "busy" ? "client" : "plain"),
  view: (state) => {
    const { context } = state as { readonly context: DiskContext };
    const { highest, blocks, overwritten, rules, queue } = context;
    return {
      role: phrase("storage"),
      tone: "plain",
      shape: "square",
      ...(highest > 0 ? { badge: epochBadge(highest) } : {}),
      caption: rules[FENCING] === false ? say`obeys everybody` : say`from epoch ${highest} on`,
      ring: "access",
      cells: cellsOf(blocks, SHOWN, { overwritten }),
      fields: [
        ...diskFields(context),
        {
          name: "queue",
          value:
            queue.map(({ from, request }) => `${from} ${request.type}`).join(", ") || say`empty`,
          durable: false,
          help: say`Requests that wait their turn. A crash forgets them.`,
        },
      ],
    };
  },
  down: (stored) => {
    const { highest = 0, blocks = [], overwritten = [] } = stored as DiskHolds;
    return {
      badge: epochBadge(highest),
      cells: cellsOf(blocks, SHOWN, { overwritten }),
      fields: diskFields(stored as DiskHolds),
    };
  },
  message: viewMessage,
  narrate: narrateDisk,
};
