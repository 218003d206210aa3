/** How servers and their operator show: logs as cells in the colour of the epoch in which a write was accepted. */
import type { AnyMachineSnapshot } from "xstate";
import { printValue } from "../../kernel/operation.ts";
import type { Badge, Cell, Field, LegendEntry, NodeView, Presenter } from "../../kernel/view.ts";
import { phrase, say, several } from "../../languages/say.ts";
import type { Entry, Epoch } from "./messages.ts";
import { viewMessage } from "./message-view.ts";
import { narrateOperator, narrateServer } from "./narration.ts";
import type { OperatorContext } from "./operator.ts";
import {
  backupsWaitedFor,
  isPrimary,
  safeLength,
  type ServerContext,
  type ServerDisk,
} from "./state.ts";

export const replicationLegend: readonly LegendEntry[] = [
  { label: "primary", tone: "leader", shape: "hexagon", crown: true },
  { label: "backup", tone: "follower", shape: "circle" },
  { label: "promised, knows no primary", tone: "candidate", shape: "dashed" },
  { label: "operator", tone: "plain", shape: "square" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "Update", tone: "leader", glyph: "square" },
  { label: "has so many", tone: "follower", glyph: "circle" },
  { label: "refused", tone: "follower", glyph: "cross" },
  { label: "Seal", tone: "candidate", glyph: "ring" },
  { label: "Promote", tone: "leader", glyph: "star" },
  { label: "Ping, Pong", tone: "plain", glyph: "bar" },
  { label: "read, write", tone: "client", glyph: "diamond" },
  { label: "call for a failover", tone: "client", glyph: "triangle" },
];

/** How many entries of a log are shown. */
const SHOWN = 10;

function epochBadge(epoch: Epoch): Badge {
  return { text: `e${epoch}`, epoch, title: say`epoch ${epoch}` };
}

/** @param safe how many entries enough backups hold. */
function cellsOf(log: readonly Entry[], safe: number): Cell[] {
  const first = Math.max(0, log.length - SHOWN);
  return log.slice(first).map(({ epoch, client, key, value }, i): Cell => {
    const place = first + i + 1;
    const what = `${key} = ${printValue(value)}`;
    return {
      text: printValue(value),
      column: String(place),
      epoch,
      settled: place <= safe,
      title: say`${place}: ${what}, for ${client}, accepted in epoch ${epoch}`,
    };
  });
}

function durableFields({ epoch = 1, primary = null, synced = 1, log = [] }: ServerDisk): Field[] {
  return [
    {
      name: "epoch",
      value: String(epoch),
      durable: true,
      help: say`The newest epoch that it has heard of. It takes no updates of an older one.`,
    },
    {
      name: "primary",
      value: primary ?? say`not known`,
      durable: true,
      help: say`Who is primary of that epoch.`,
    },
    {
      name: "synced",
      value: say`epoch ${synced}`,
      durable: true,
      help: say`The last epoch whose primary’s log this is.`,
    },
    {
      name: "log",
      value: several(log.length, "{n} write", "{n} writes"),
      durable: true,
    },
  ];
}

const BACKUP: Pick<NodeView, "role" | "tone" | "shape"> = {
  role: phrase("backup"),
  tone: "follower",
  shape: "circle",
};

/** A server’s look by the last word of its state. */
function looksOf(
  context: ServerContext,
  phase: string,
): Pick<NodeView, "role" | "tone" | "shape"> & Partial<NodeView> {
  const { waiting, alone, log, primary } = context;
  switch (phase) {
    case "serving":
      return {
        role: phrase("primary"),
        tone: "leader",
        shape: "hexagon",
        crown: true,
        ...(alone ? { caption: say`answers alone` } : {}),
      };
    case "waiting": {
      const asked = backupsWaitedFor(context);
      const clients = [...new Set(waiting.map(({ client }) => client))].join(" ");
      return {
        role: phrase("primary"),
        tone: "leader",
        shape: "hexagon",
        crown: true,
        caption: several(asked, "{0} waits for {n} backup", "{0} waits for {n} backups", clients),
        ring: "fallback",
      };
    }
    case "behind":
      return { ...BACKUP, caption: say`waits for the log of ${primary ?? ""}` };
    case "sealed":
      return {
        role: phrase("promised"),
        tone: "candidate",
        shape: "dashed",
        caption: say`epoch ${context.epoch}: who is primary?`,
      };
    default:
      return { ...BACKUP, caption: several(log.length, "{n} write", "{n} writes") };
  }
}

function lastWord(mode: unknown): string {
  if (typeof mode === "string") return mode;
  return String(Object.values(mode as object)[0]);
}

function viewServer({
  value,
  context,
}: {
  readonly value: unknown;
  readonly context: ServerContext;
}): NodeView {
  const { epoch, log, peers, progress } = context;
  const leads = isPrimary(context);
  return {
    ...looksOf(context, lastWord(value)),
    badge: epochBadge(epoch),
    cells: cellsOf(log, leads ? safeLength(context) : log.length),
    fields: [
      ...durableFields(context),
      ...(leads
        ? peers.map((peer): Field => {
            const acked = progress[peer]?.acked ?? -1;
            return {
              name: peer,
              value: acked < 0 ? say`not known` : several(acked, "{n} write", "{n} writes"),
              durable: false,
              help: say`How much of the log ${peer} has acknowledged.`,
            };
          })
        : []),
      {
        name: "waiting",
        value: context.waiting.map(({ client, op }) => `${client}:${op}`).join("  ") || say`nobody`,
        durable: false,
        help: say`Clients that are answered once enough backups have the write.`,
      },
    ],
  };
}

export const serverPresenter: Presenter = {
  tone: (mode) =>
    mode.startsWith("primary") ? "leader" : mode.endsWith("sealed") ? "candidate" : "follower",
  view: (state) => viewServer(state as AnyMachineSnapshot & { context: ServerContext }),
  down: (disk) => {
    const { epoch = 1, log = [] } = disk as ServerDisk;
    return {
      badge: epochBadge(epoch),
      cells: cellsOf(log, log.length),
      fields: durableFields(disk as ServerDisk),
    };
  },
  message: viewMessage,
  narrate: narrateServer,
};

// ── The operator ──────────────────────────────────────────────────────────────────────────────────────────────

function operatorCaption(
  { primary, sealed, servers, epoch }: OperatorContext,
  mode: string,
): string {
  switch (mode) {
    case "alarmed":
      return say`${primary ?? ""} is silent: fail over?`;
    case "sealing":
      return say`epoch ${epoch}: ${Object.keys(sealed).length} of ${servers.length} promised`;
    case "promoting":
      return say`promotes ${primary ?? ""}`;
    default:
      return say`watches ${primary ?? ""}`;
  }
}

function operatorFields(epoch: Epoch, primary: string | null): Field[] {
  return [
    {
      name: "epoch",
      value: String(epoch),
      durable: true,
      help: say`The epoch that it has begun last; none is begun twice.`,
    },
    {
      name: "primary",
      value: primary ?? say`not chosen`,
      durable: true,
      help: say`Whom it has made that epoch’s primary.`,
    },
  ];
}

export const operatorPresenter: Presenter = {
  tone: (mode) => (mode === "alarmed" ? "traitor" : mode === "watching" ? "plain" : "candidate"),
  view: (state) => {
    const { value, context } = state as {
      readonly value: unknown;
      readonly context: OperatorContext;
    };
    const mode = String(value);
    const calm = mode === "watching";
    return {
      role: phrase("operator"),
      tone: calm ? "plain" : "candidate",
      shape: "square",
      badge: epochBadge(context.epoch),
      caption: operatorCaption(context, mode),
      ...(calm || mode === "promoting" ? { ring: "suspicion" } : {}),
      cells: [],
      fields: [
        ...operatorFields(context.epoch, context.primary),
        {
          name: "promised",
          value:
            Object.entries(context.sealed)
              .map(([id, { synced, length }]) => say`${id}: ${length}, epoch ${synced}`)
              .join("; ") || say`nobody`,
          durable: false,
          help: say`Who has promised this epoch, how long its log is, and whose log it was last.`,
        },
        {
          name: "callers",
          value: context.callers.map(({ client }) => client).join(" ") || say`nobody`,
          durable: false,
          help: say`Clients that have called for a failover and wait for it.`,
        },
      ],
    };
  },
  down: (disk) => {
    const { epoch = 1, primary = null } = disk as Partial<OperatorContext>;
    return { badge: epochBadge(epoch), cells: [], fields: operatorFields(epoch, primary) };
  },
  message: viewMessage,
  narrate: narrateOperator,
};
