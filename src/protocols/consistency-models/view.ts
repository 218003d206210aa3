/** How replicas of the five stores show, and what goes between them. Copies of one write have one colour everywhere. */
import type { AnyMachineSnapshot } from "xstate";
import type { Message, NodeId } from "../../kernel/behavior.ts";
import { fingerprint } from "../../kernel/chance.ts";
import { describeOperation, printValue } from "../../kernel/operation.ts";
import type {
  Badge,
  Cell,
  Field,
  LegendEntry,
  MessageView,
  NodeView,
  Presenter,
} from "../../kernel/view.ts";
import { phrase, say, several } from "../../languages/say.ts";
import type { Tag } from "../../structures/siblings.ts";
import type { VersionVector } from "../../structures/version-vector.ts";
import type { ClientReply, ClientRequest } from "../client.ts";
import { clientPresenter, messageFields, viewClientMessage } from "../client-view.ts";
import type { CausalContext, CausalDisk } from "./causality.ts";
import type { Copies, ReplicaMessage } from "./messages.ts";
import { narrate } from "./narration.ts";
import { isSequencer, type OrderContext, type OrderDisk } from "./order.ts";
import type { Store, StoreContext } from "./store.ts";
import { REPLICA } from "./world.ts";

const CLIENTS: readonly LegendEntry[] = [
  { label: "client", tone: "client", shape: "rounded" },
  { label: "down", tone: "crashed", shape: "circle" },
];

const BROADCAST: readonly LegendEntry[] = [
  { label: "sequencer: gives numbers", tone: "leader", shape: "hexagon", crown: true },
  { label: "replica", tone: "follower", shape: "circle" },
  { label: "replica that waits for a number", tone: "candidate", shape: "dashed" },
  ...CLIENTS,
  { label: "Submit: wants a number", tone: "candidate", glyph: "triangle" },
  { label: "Ordered: a numbered operation", tone: "leader", glyph: "square" },
  { label: "Delivered: up to this number", tone: "follower", glyph: "circle" },
];

const GOSSIP: readonly LegendEntry[] = [
  { label: "replica", tone: "follower", shape: "circle" },
  ...CLIENTS,
  { label: "Update: a write, sent once", tone: "candidate", glyph: "triangle" },
];

/** What stands in the legend of each store. */
export const LEGENDS: Readonly<Record<Store, readonly LegendEntry[]>> = {
  strong: BROADCAST,
  sequential: BROADCAST,
  causal: [
    { label: "replica", tone: "follower", shape: "circle" },
    { label: "replica whose write not everybody has", tone: "candidate", shape: "dashed" },
    ...CLIENTS,
    { label: "a write, with its causes", tone: "candidate", glyph: "triangle" },
    { label: "Acknowledge", tone: "follower", glyph: "circle" },
  ],
  eventual: [
    ...GOSSIP,
    { label: "Compare: all that a replica has", tone: "leader", glyph: "ring" },
    { label: "Newer: what it lacked", tone: "leader", glyph: "star" },
  ],
  weak: GOSSIP,
};

type Looks = Pick<NodeView, "role" | "tone" | "shape"> & Partial<NodeView>;

/** How the replicas of a store show beside their copies. */
type Look = (context: StoreContext, mode: string) => Looks;

const orderLook: Look = (context, mode) => {
  const order = context as OrderContext;
  const { early, delivered, pending } = order;
  const gap = early.filter(({ applied }) => !applied).length;
  const caption =
    gap > 0
      ? several(gap, "{n} waits for its turn", "{n} wait for their turn")
      : pending !== null
        ? say`${pending} waits for a number`
        : null;
  return {
    ...(isSequencer(order)
      ? { role: phrase("sequencer"), tone: "leader", shape: "hexagon", crown: true }
      : {
          role: phrase("replica"),
          tone: mode === "waiting" ? "candidate" : "follower",
          shape: mode === "waiting" ? "dashed" : "circle",
        }),
    badge: numberBadge(delivered),
    ...(caption === null ? {} : { caption }),
    ...(mode === "spreading" ? { ring: "resend" } : {}),
  };
};

const causalLook: Look = (context, mode) => {
  const { seen, waiting } = context as CausalContext;
  const lacking = waiting.filter(({ applied }) => !applied).length;
  return {
    role: phrase("replica"),
    tone: mode === "spreading" ? "candidate" : "follower",
    shape: mode === "spreading" ? "dashed" : "circle",
    badge: vectorBadge(seen),
    ...(lacking > 0
      ? { caption: several(lacking, "{n} waits for its causes", "{n} wait for their causes") }
      : {}),
    ...(mode === "spreading" ? { ring: "resend" } : {}),
  };
};

const gossipLook: Look = (_, mode) => ({
  role: phrase("replica"),
  tone: "follower",
  shape: "circle",
  ...(mode === "comparing" ? { ring: "round" } : {}),
});

/** What a replica keeps beside its copies, up or down. */
type Tells = (disk: Readonly<Record<string, unknown>>) => readonly Field[];

const orderTells: Tells = (disk) => {
  const { delivered = 0, log = [], last = 0 } = disk as Partial<OrderDisk>;
  return [
    {
      name: say`delivered`,
      value: String(delivered),
      durable: true,
      help: say`All operations up to this number have taken effect here.`,
    },
    ...(last > 0
      ? [
          { name: say`last number`, value: String(last), durable: true },
          {
            name: say`log`,
            value:
              log
                .map(({ index, operation }) => `${index}: ${describeOperation(operation)}`)
                .join(", ") || say`nothing`,
            durable: true,
            help: say`What not everybody is known to have delivered.`,
          },
        ]
      : []),
  ];
};

const causalTells: Tells = (disk) => {
  const { seen = {}, outbox = [] } = disk as Partial<CausalDisk>;
  return [
    {
      name: say`seen`,
      value: printVector(seen) || say`nothing`,
      durable: true,
      help: say`How many writes of each replica have taken effect here. Each new write bears this as its causes.`,
    },
    {
      name: say`outbox`,
      value:
        outbox
          .map(
            ({ origin, number, key, value }) => `${origin}.${number} ${key} ${printValue(value)}`,
          )
          .join(", ") || say`nothing`,
      durable: true,
      help: say`Own writes that not everybody has acknowledged.`,
    },
  ];
};

const PLAIN: { readonly look: Look; readonly tells: Tells } = { look: gossipLook, tells: () => [] };

const FAMILIES: Readonly<Record<Store, typeof PLAIN>> = {
  strong: { look: orderLook, tells: orderTells },
  sequential: { look: orderLook, tells: orderTells },
  causal: { look: causalLook, tells: causalTells },
  eventual: PLAIN,
  weak: PLAIN,
};

/** The presenters of all that takes part in a store. */
export function presentersOf(store: Store): Readonly<Record<string, Presenter>> {
  const { look, tells } = FAMILIES[store];
  return {
    [REPLICA]: {
      tone: (mode) =>
        mode === "waiting" || (store === "causal" && mode === "spreading")
          ? "candidate"
          : "follower",
      view(state): NodeView {
        const { context, value } = state as AnyMachineSnapshot & { context: StoreContext };
        const { copies } = context;
        return {
          ...look(context, String(value)),
          cells: cellsOf(copies),
          fields: [
            ...copyFields(copies),
            ...tells(context as unknown as Readonly<Record<string, unknown>>),
          ],
        };
      },
      down(disk) {
        const { copies = {} } = disk as { copies?: Copies };
        return { cells: cellsOf(copies), fields: [...copyFields(copies), ...tells(disk)] };
      },
      message: viewMessage,
      narrate,
    },
    client: clientPresenter(viewMessage),
  };
}

function numberBadge(delivered: number): Badge {
  return {
    text: String(delivered),
    title: say`has delivered everything up to number ${delivered}`,
  };
}

function vectorBadge(seen: VersionVector): Badge {
  const count = Object.values(seen).reduce((sum, each) => sum + each, 0);
  return { text: String(count), title: several(count, "{n} write seen", "{n} writes seen") };
}

function printVector(vector: VersionVector): string {
  return Object.entries(vector)
    .map(([writer, count]) => `${writer}: ${count}`)
    .join(", ");
}

function colourOf({ counter, by }: Tag): number {
  return Math.abs(fingerprint(`${counter} ${by}`)) % 8;
}

function sorted(copies: Copies) {
  return Object.entries(copies).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function cellsOf(copies: Copies): Cell[] {
  return sorted(copies).map(([key, { value, stamp }]) => ({
    text: `${key} ${printValue(value)}`,
    column: key,
    epoch: colourOf(stamp),
    settled: true,
    title: say`${key} = ${printValue(value)}, written at ${stamp.by}`,
  }));
}

function copyFields(copies: Copies): Field[] {
  return sorted(copies).map(([key, { value, stamp }]) => ({
    name: key,
    value: `${printValue(value)} (${stamp.counter} ${stamp.by})`,
    durable: true,
    help: say`The copy at hand, and the stamp of the write: its number, and where it was made.`,
  }));
}

// ── Messages ──────────────────────────────────────────────────────────────────────────────────────────────────

const named = (client: NodeId, operation: Parameters<typeof describeOperation>[0]): string =>
  `${client} ${describeOperation(operation)}`;

/** How a message of the stores shows. */
function viewMessage(message: Message): MessageView {
  const each = message as ReplicaMessage | ClientRequest | ClientReply;
  const fields = messageFields(each);
  switch (each.type) {
    case "ClientRequest":
    case "ClientReply":
      return viewClientMessage(each);
    case "Submit":
      return {
        glyph: "triangle",
        tone: "candidate",
        label: named(each.client, each.operation),
        fields,
      };
    case "Ordered": {
      const { index, client, operation } = each.entries[0]!;
      const more = each.entries.length - 1;
      const first = `${index}: ${named(client, operation)}`;
      return {
        glyph: "square",
        tone: "leader",
        label: more === 0 ? first : `${first} +${more}`,
        fields,
      };
    }
    case "Delivered":
      return { glyph: "circle", tone: "follower", label: say`up to ${each.upTo}`, fields };
    case "CausalUpdate": {
      const { key, value } = each;
      return { glyph: "triangle", tone: "candidate", label: `${key} ${printValue(value)}`, fields };
    }
    case "Acknowledge":
      return { glyph: "circle", tone: "follower", label: say`has it`, fields };
    case "Update":
      return {
        glyph: "triangle",
        tone: "candidate",
        label: `${each.key} ${printValue(each.copy.value)}`,
        fields,
      };
    case "Compare":
      return { glyph: "ring", tone: "leader", label: say`compare`, fields };
    case "Newer":
      return {
        glyph: "star",
        tone: "leader",
        label: say`newer: ${Object.keys(each.copies).join(", ")}`,
        fields,
      };
  }
}
