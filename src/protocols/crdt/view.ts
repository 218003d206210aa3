/** How replicas and what goes between them show: what each object says stands under its replica, in the same column everywhere. */
import type { AnyMachineSnapshot } from "xstate";
import type { Message } from "../../kernel/behavior.ts";
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
import type { VersionVector } from "../../structures/version-vector.ts";
import type { ClientReply, ClientRequest } from "../client.ts";
import { clientPresenter, viewClientMessage } from "../client-view.ts";
import { nameOf, type ReplicaMessage } from "./messages.ts";
import { valuesOf, type Schema } from "./objects.ts";
import { narrateReplica } from "./narration.ts";
import { behind, isOpBased, isSpreading, type ReplicaContext, type ReplicaDisk } from "./state.ts";
import { REPLICA } from "./world.ts";

export const crdtLegend: readonly LegendEntry[] = [
  { label: "replica that knows everybody to have what it has", tone: "follower", shape: "circle" },
  { label: "replica with news for somebody", tone: "candidate", shape: "dashed" },
  { label: "client", tone: "client", shape: "rounded" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "State: all that a replica holds", tone: "leader", glyph: "square" },
  { label: "Downstream: one operation", tone: "candidate", glyph: "triangle" },
  { label: "Acknowledge", tone: "follower", glyph: "circle" },
];

/** A replica’s presenter. @param schema its objects, which one that is down cannot tell */
export function replicaPresenter(schema: Schema): Presenter {
  return {
    tone: (mode) => (mode.endsWith("spreading") ? "candidate" : "follower"),
    view: (state) => viewReplica(state as AnyMachineSnapshot & { context: ReplicaContext }),
    down: (disk) => ({
      badge: badgeOf(disk),
      cells: cellsOf(schema, disk),
      fields: fieldsOf(disk),
    }),
    message: viewMessage,
    narrate: narrateReplica,
  };
}

/** The presenters of all that takes part. */
export function crdtPresenters(schema: Schema): Readonly<Record<string, Presenter>> {
  return { [REPLICA]: replicaPresenter(schema), client: clientPresenter(viewMessage) };
}

function viewReplica({ context }: { context: ReplicaContext }): NodeView {
  const spreading = isSpreading(context);
  const caption = captionOf(context);
  return {
    role: spreading ? say`spreading` : say`settled`,
    tone: spreading ? "candidate" : "follower",
    shape: spreading ? "dashed" : "circle",
    badge: badgeOf(context),
    ...(caption === null ? {} : { caption }),
    ...(spreading ? { ring: isOpBased(context) ? "resend" : "gossip" } : {}),
    cells: cellsOf(context.config.schema, context),
    fields: [...fieldsOf(context), ...memoryOf(context)],
  };
}

/** How many updates it has seen. */
function badgeOf({ seen = {} }: Partial<ReplicaDisk>): Badge {
  const count = Object.values(seen).reduce((sum, each) => sum + each, 0);
  return { text: String(count), title: several(count, "{n} update seen", "{n} updates seen") };
}

/** What is missing here, or else who is not known to have it all. */
function captionOf(context: ReplicaContext): string | null {
  const { waiting, peers, known, outbox, id } = context;
  if (waiting.length > 0)
    return several(waiting.length, "{n} waits for its causes", "{n} wait for their causes");
  const who = isOpBased(context)
    ? peers.filter((peer) => outbox.some(({ number }) => number > (known[peer]?.[id] ?? 0)))
    : behind(context);
  return who.length === 0 ? null : say`news for ${who.join(", ")}`;
}

/** The values, object by object. */
function cellsOf(schema: Schema, { payloads = {} }: Partial<ReplicaDisk>): Cell[] {
  return Object.entries(valuesOf(schema, payloads)).map(([key, value]) => {
    const shown = value === "" ? "∅" : value;
    return { text: shown, column: key, settled: true, title: `${key} (${schema[key]!}): ${shown}` };
  });
}

function fieldsOf(disk: Partial<ReplicaDisk>): Field[] {
  const { seen = {}, outbox = [], payloads = {} } = disk;
  return [
    {
      name: say`seen`,
      value: pairs(seen),
      durable: true,
      help: say`How many updates of each replica it has.`,
    },
    {
      name: say`not acknowledged`,
      value: outbox.map(nameOf).join(" ") || say`none`,
      durable: true,
      help: say`Its own updates that not everybody has acknowledged.`,
    },
    ...Object.entries(payloads).map(([key, payload]) => ({
      name: key,
      value: JSON.stringify(payload),
      durable: true,
      help: say`The payload: what merging needs, and more than what is shown.`,
    })),
  ];
}

function memoryOf({ known, waiting, peers }: ReplicaContext): Field[] {
  return [
    {
      name: say`known of others`,
      value: peers.map((peer) => `${peer}: ${pairs(known[peer] ?? {})}`).join("; "),
      durable: false,
      help: say`What each other replica has said that it has seen.`,
    },
    {
      name: say`waiting`,
      value: waiting.map(nameOf).join(" ") || say`none`,
      durable: false,
      help: say`Operations whose causes are missing.`,
    },
  ];
}

function pairs(seen: VersionVector): string {
  const entries = Object.entries(seen).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([id, n]) => `${id} ${n}`).join(" · ") || say`nothing`;
}

// ── Messages ──────────────────────────────────────────────────────────────────────────────────────────────────

function viewMessage(message: Message): MessageView {
  const known = message as ReplicaMessage | ClientRequest | ClientReply;
  switch (known.type) {
    case "State":
      return {
        glyph: "square",
        tone: "leader",
        label: say`all I hold`,
        fields: [
          { name: say`seen`, value: pairs(known.seen) },
          ...Object.entries(known.payloads).map(([name, payload]) => ({
            name,
            value: JSON.stringify(payload),
          })),
        ],
      };
    case "Downstream": {
      const { key, asked, saw, operation } = known.update;
      const name = nameOf(known.update);
      return {
        glyph: "triangle",
        tone: "candidate",
        label: `${name}: ${asked}`,
        fields: [
          { name: say`update`, value: name },
          { name: key, value: JSON.stringify(operation) },
          { name: say`causes`, value: pairs(saw) },
        ],
      };
    }
    case "Acknowledge":
      return {
        glyph: "circle",
        tone: "follower",
        label: say`has ${pairs(known.seen)}`,
        fields: [{ name: say`seen`, value: pairs(known.seen) }],
      };
    default:
      return viewClientMessage(known);
  }
}
