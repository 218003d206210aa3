/** How processes and what goes between them show. The clock stands in the badge and in front of every message's label. */
import type { AnyMachineSnapshot } from "xstate";
import type { Message, NodeId } from "../../kernel/behavior.ts";
import type {
  Badge,
  Cell,
  Field,
  LegendEntry,
  MessageView,
  NodeView,
  Presenter,
} from "../../kernel/view.ts";
import { say, several } from "../../languages/say.ts";
import { nameOf } from "./clock.ts";
import type { ProcessMessage } from "./messages.ts";
import { narrateProcess } from "./narration.ts";
import { waitsFor, type ProcessContext, type ProcessDisk } from "./state.ts";

export const processLegend: readonly LegendEntry[] = [
  { label: "process, its list complete", tone: "follower", shape: "circle" },
  { label: "process that waits to hear from others", tone: "candidate", shape: "dashed" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "Multicast: an update", tone: "leader", glyph: "square" },
  { label: "Multicast: one that goes again", tone: "candidate", glyph: "square" },
  { label: "Acknowledge", tone: "follower", glyph: "circle" },
];

/** So many of the updates applied are drawn. */
const SHOWN = 4;

export const processPresenter: Presenter = {
  tone: (mode) => (mode === "waiting" ? "candidate" : "follower"),
  view: (state) => viewProcess(state as AnyMachineSnapshot & { context: ProcessContext }),
  down: (disk) => {
    const kept = disk as Partial<ProcessDisk>;
    return {
      ...(kept.clock === undefined ? {} : { badge: badgeOf(kept.clock) }),
      cells: cellsOf(kept),
      fields: fieldsOf(kept),
    };
  },
  message: viewMessage,
  narrate: narrateProcess,
};

function badgeOf(clock: number): Badge {
  return { text: String(clock), title: say`logical clock: ${clock}` };
}

function viewProcess({ value, context }: { value: unknown; context: ProcessContext }): NodeView {
  const waiting = value === "waiting";
  const caption = captionOf(context);
  return {
    role: waiting ? say`waiting` : say`settled`,
    tone: waiting ? "candidate" : "follower",
    shape: waiting ? "dashed" : "circle",
    badge: badgeOf(context.clock),
    ...(caption === null ? {} : { caption }),
    ...(context.knobs["workload"] === "off" ? {} : { ring: "nextUpdate" }),
    cells: cellsOf(context),
    fields: fieldsOf(context),
  };
}

/** Whom the first in the queue waits for. */
function captionOf(context: ProcessContext): string | null {
  const first = context.queue[0];
  if (!first) return context.outbox.length > 0 ? say`waits to be confirmed` : null;
  const others = waitsFor(context).join(", ");
  return others === "" ? null : say`${nameOf(first)} waits for ${others}`;
}

/** Beads in the order of the list: the last applied ones, and behind them those that wait for their turn. */
function cellsOf({ applied = 0, log = [], queue = [] }: Partial<ProcessDisk>): Cell[] {
  const shown = log.slice(-SHOWN);
  const first = applied - shown.length + 1;
  return [
    ...shown.map((update, i): Cell => {
      const place = first + i;
      return {
        ...{ text: nameOf(update), column: String(place), epoch: epochOf(update.origin) },
        settled: true,
        title: say`place ${place}: ${nameOf(update)}, applied`,
      };
    }),
    ...queue.map((update, i): Cell => {
      const place = applied + 1 + i;
      return {
        ...{ text: nameOf(update), column: String(place), epoch: epochOf(update.origin) },
        settled: false,
        title: say`${nameOf(update)} waits in the queue`,
      };
    }),
  ];
}

/** Everybody's updates have a colour of their own. */
function epochOf(origin: NodeId): number {
  return origin.charCodeAt(0) % 8;
}

function fieldsOf(disk: Partial<ProcessDisk>): Field[] {
  const { clock = 0, applied = 0, queue = [], heard = {}, got = {}, outbox = [] } = disk;
  return [
    {
      name: "C",
      value: String(clock),
      durable: true,
      help: say`The logical clock: one more for each event, and past the stamp of each message that comes.`,
    },
    {
      name: say`applied`,
      value: several(applied, "{n} update", "{n} updates"),
      durable: true,
      help: say`How long its copy of the list is.`,
    },
    {
      name: say`queue`,
      value: queue.length === 0 ? say`empty` : queue.map(nameOf).join(" "),
      durable: true,
      help: say`Updates that are known and not yet applied, by timestamp and process.`,
    },
    {
      name: say`heard`,
      value: pairs(heard),
      durable: true,
      help: say`The latest clock heard of each other process: nothing earlier will come from it.`,
    },
    {
      name: say`got`,
      value: pairs(got),
      durable: true,
      help: say`How many updates of each process have come.`,
    },
    {
      name: say`unconfirmed`,
      value: outbox.length === 0 ? say`none` : outbox.map(nameOf).join(" "),
      durable: true,
      help: say`Its own updates that not everybody has confirmed.`,
    },
  ];
}

function pairs(counts: Readonly<Record<NodeId, number>>): string {
  const entries = Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? say`nothing` : entries.map(([id, n]) => `${id} ${n}`).join(" · ");
}

// ── Messages ──────────────────────────────────────────────────────────────────────────────────────────────────

function viewMessage(message: Message): MessageView {
  const { type, clock, update, got } = message as ProcessMessage;
  const name = nameOf(update);
  const fields = [
    { name: "C", value: String(clock) },
    { name: say`update`, value: `${name} (${update.origin} ${update.number})` },
    { name: say`got`, value: pairs(got) },
  ];
  if (type === "Acknowledge")
    return { glyph: "circle", tone: "follower", label: say`${clock}: has ${name}`, fields };
  return clock === update.ts
    ? { glyph: "square", tone: "leader", label: say`${clock}: new ${name}`, fields }
    : { glyph: "square", tone: "candidate", label: say`${clock}: again ${name}`, fields };
}
