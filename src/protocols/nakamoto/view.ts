/** How peers and what goes between them show: the newest blocks of the chain that a peer follows, coloured by who found them. */
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
import { phrase, say, several } from "../../languages/say.ts";
import { leadOf, type AttackerContext } from "./attacker.ts";
import {
  confirmationsOf,
  EMPTY,
  GENESIS,
  heightOf,
  newest,
  spendingOf,
  type Chain,
} from "./chain.ts";
import { awaitedIn, shareIn } from "./lesson.ts";
import type { Block, NakamotoMessage } from "./messages.ts";
import { narrateAttacker, narratePeer, narrateShop } from "./narration.ts";
import { honestShare, type PeerContext, type PeerDisk } from "./peer.ts";
import type { ShopContext } from "./shop.ts";

export const nakamotoLegend: readonly LegendEntry[] = [
  { label: "miner", tone: "follower", shape: "circle" },
  { label: "attacker: mines in secret", tone: "traitor", shape: "diamond" },
  { label: "shop", tone: "client", shape: "rounded" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "Blocks", tone: "leader", glyph: "square" },
  { label: "GetBlocks: what have I missed?", tone: "plain", glyph: "ring" },
  { label: "Payment", tone: "client", glyph: "circle" },
  { label: "Goods", tone: "candidate", glyph: "star" },
];

export const minerPresenter: Presenter = {
  tone: (mode) => (mode === "joining" ? "candidate" : "follower"),
  view: (state) => viewMiner(state as AnyMachineSnapshot & { context: PeerContext }),
  down: viewDown,
  message: viewMessage,
  narrate: narratePeer,
};

export const shopPresenter: Presenter = {
  tone: (mode) => (mode === "waiting" ? "client" : "plain"),
  view: (state) => viewShop((state as AnyMachineSnapshot & { context: ShopContext }).context),
  down: viewDown,
  message: viewMessage,
  narrate: narrateShop,
};

export const attackerPresenter: Presenter = {
  tone: (mode) => (mode.startsWith("attacking") ? "traitor" : "plain"),
  view: (state) =>
    viewAttacker((state as AnyMachineSnapshot & { context: AttackerContext }).context),
  down: viewDown,
  message: viewMessage,
  narrate: narrateAttacker,
};

function viewDown(
  disk: Readonly<Record<string, unknown>>,
): Pick<NodeView, "cells" | "fields" | "badge"> {
  const { chain = EMPTY } = disk as PeerDisk;
  return { cells: chainCells(chain), badge: badgeOf(chain), fields: chainFields(chain) };
}

// ── Peers ─────────────────────────────────────────────────────────────────────────────────────────────────────

function viewMiner({ context, value }: { context: PeerContext; value: unknown }): NodeView {
  const { chain } = context;
  const share = percent(honestShare(context));
  return {
    role: phrase("miner"),
    tone: value === "joining" ? "candidate" : "follower",
    shape: "circle",
    badge: badgeOf(chain),
    caption: value === "joining" ? say`asks around` : say`${share} of the power`,
    ring: value === "joining" ? "joining" : "mining",
    cells: chainCells(chain),
    fields: [
      ...chainFields(chain),
      {
        name: say`hash power`,
        value: share,
        durable: false,
        help: say`Its share of all hash power: how often it is the one who finds the next block.`,
      },
      poolField(context),
    ],
  };
}

function viewShop(context: ShopContext): NodeView {
  const { chain, sales } = context;
  const lost = sales.filter(({ state }) => state === "reversed").length;
  return {
    role: phrase("shop"),
    tone: "client",
    shape: "rounded",
    badge: badgeOf(chain),
    caption: shopCaption(context),
    cells: chainCells(chain),
    fields: [
      ...chainFields(chain),
      ...sales.map(({ coin, state, confirmations }) => ({
        name: say`coin ${coin}`,
        value:
          state === "unpaid"
            ? say`waits for confirmations`
            : state === "delivered"
              ? several(
                  confirmations,
                  "delivered at {n} confirmation",
                  "delivered at {n} confirmations",
                )
              : say`delivered, and taken back`,
        durable: true,
        help: say`A sale: whether its payment is buried deeply enough, and what became of it.`,
      })),
      {
        name: say`taken back`,
        value: String(lost),
        durable: true,
        help: say`Payments that were accepted and that the chain does not have any more.`,
      },
      poolField(context),
    ],
  };
}

function shopCaption({ chain, sales, settings, id }: ShopContext): string {
  const waiting = sales.findLast(({ state }) => state === "unpaid");
  if (waiting) {
    const block = spendingOf(chain, waiting.coin);
    const paid = block?.transactions.some(({ coin, to }) => coin === waiting.coin && to === id);
    const deep = block && paid ? confirmationsOf(chain, block) : 0;
    return say`coin ${waiting.coin}: ${deep} of ${awaitedIn(settings)}`;
  }
  const last = sales.at(-1);
  if (!last) return say`waits for customers`;
  return last.state === "reversed"
    ? say`coin ${last.coin}: taken back`
    : say`coin ${last.coin}: delivered`;
}

function viewAttacker(context: AttackerContext): NodeView {
  const { chain, settings, secret, coin, delivered } = context;
  const share = percent(shareIn(settings));
  const attacks = shareIn(settings) > 0;
  return {
    role: phrase("attacker"),
    tone: attacks ? "traitor" : "plain",
    shape: "diamond",
    badge: badgeOf(chain),
    caption: attackCaption(context),
    ...(attacks ? { ring: "mining" } : {}),
    cells: [
      ...chainCells(chain).slice(secret.length > 0 ? -2 : -SHOWN),
      ...secret.slice(-3).map((block) => ({ ...cellOf(block, false), settled: false })),
    ],
    fields: [
      ...chainFields(chain),
      { name: say`hash power`, value: share, durable: false },
      {
        name: say`coin`,
        value: String(coin),
        durable: true,
        help: say`The coin that it wants to spend twice.`,
      },
      {
        name: say`secret blocks`,
        value: String(secret.length),
        durable: false,
        help: say`Found and not told anybody; lost in a crash.`,
      },
      {
        name: say`lead`,
        value: String(leadOf(context)),
        durable: false,
        help: say`By how many blocks its secret branch is longer than the public one.`,
      },
      { name: say`goods`, value: delivered ? say`received` : say`not yet`, durable: false },
    ],
  };
}

function attackCaption(context: AttackerContext): string {
  const { settings, secret, coin } = context;
  if (shareIn(settings) === 0) return say`has no hash power`;
  if (secret.length === 0) return say`prepares coin ${coin}`;
  const lead = leadOf(context);
  if (lead > 0) return several(lead, "secretly {n} ahead", "secretly {n} ahead");
  return lead === 0 ? say`secretly level` : several(-lead, "{n} behind", "{n} behind");
}

// ── Chains ────────────────────────────────────────────────────────────────────────────────────────────────────

/** So many of the newest blocks are shown. */
const SHOWN = 5;
/** Stale blocks are shown while they are no deeper than this. */
const FRESH = 3;

/** A miner's colour: its number's. The attacker, who has none, takes the first. */
function colourOf(miner: NodeId): number {
  return Number(/\d+$/.exec(miner)?.[0] ?? 0);
}

/** Whether its miner takes a coin back. */
function takesBack({ miner, transactions }: Block): boolean {
  return transactions.some(({ to }) => to === miner);
}

function marked(block: Block): string {
  const { height, transactions } = block;
  if (transactions.length === 0) return String(height);
  return takesBack(block) ? `${height} ↺` : `${height} ¢`;
}

function cellOf(block: Block, stale: boolean): Omit<Cell, "settled"> {
  const { height, miner, id, transactions } = block;
  const paid = transactions.map(({ coin, to }) => say`coin ${coin} to ${to}`).join(", ");
  return {
    text: marked(block),
    column: stale ? `${height}′` : String(height),
    epoch: colourOf(miner),
    title: stale
      ? say`Block ${height}, ${id}, found by ${miner}: stale, on a branch that is not followed`
      : paid === ""
        ? say`Block ${height}, ${id}, found by ${miner}`
        : say`Block ${height}, ${id}, found by ${miner}: ${paid}`,
  };
}

/** The newest blocks of the chain, then those that compete with them and are not followed. */
function chainCells(chain: Chain): Cell[] {
  const top = heightOf(chain);
  const branch = newest(chain, SHOWN);
  const followed = new Set(branch.map(({ id }) => id));
  const stale = Object.values(chain.blocks)
    .filter(({ id, height }) => height > top - FRESH && !followed.has(id))
    .toSorted((a, b) => a.height - b.height || (a.id < b.id ? -1 : 1))
    .slice(-2);
  const cells = branch.map((block) => ({
    ...cellOf(block, false),
    settled: true,
  }));
  return [
    ...cells.slice(stale.length > 0 ? stale.length : 0),
    ...stale.map((block) => ({ ...cellOf(block, true), settled: false, conflict: true })),
  ];
}

function badgeOf(chain: Chain): Badge {
  const block = chain.blocks[chain.tip];
  return {
    text: String(heightOf(chain)),
    ...(block ? { epoch: colourOf(block.miner) } : {}),
    title: block
      ? say`Height ${block.height}; the last block was found by ${block.miner}`
      : say`No block yet`,
  };
}

function chainFields(chain: Chain): Field[] {
  return [
    {
      name: say`height`,
      value: String(heightOf(chain)),
      durable: true,
      help: say`How many blocks its chain has: all are equally hard, so this is its work.`,
    },
    {
      name: say`tip`,
      value: chain.tip === GENESIS ? say`none` : chain.tip,
      durable: true,
      help: say`The fingerprint of the last block. Whoever has the same tip has the same chain.`,
    },
    {
      name: say`known blocks`,
      value: String(Object.keys(chain.blocks).length),
      durable: true,
      help: say`On all branches, stale ones among them.`,
    },
  ];
}

function poolField({ pool }: PeerContext): Field {
  return {
    name: say`payments heard of`,
    value: pool.length === 0 ? say`none` : pool.map(({ coin, to }) => `${coin} → ${to}`).join(", "),
    durable: false,
    help: say`Of each coin the first. A miner puts into its block what is not in the chain yet.`,
  };
}

function percent(share: number): string {
  return `${Math.round(1_000 * share) / 10} %`;
}

// ── Messages ──────────────────────────────────────────────────────────────────────────────────────────────────

function viewMessage(sent: Message): MessageView {
  const message = sent as unknown as NakamotoMessage;
  switch (message.type) {
    case "Blocks": {
      const { blocks } = message;
      const [first, last] = [blocks[0]!, blocks.at(-1)!];
      return {
        glyph: "square",
        tone: blocks.some(takesBack) ? "traitor" : "leader",
        label:
          blocks.length === 1
            ? say`Block ${first.height}`
            : say`Blocks ${first.height} to ${last.height}`,
        fields: [
          { name: "height", value: String(last.height) },
          { name: "id", value: last.id },
          { name: "parent", value: first.parent },
          { name: "miner", value: last.miner },
          {
            name: "transactions",
            value: last.transactions.map(({ coin, to }) => `${coin} → ${to}`).join(", ") || "–",
          },
        ],
      };
    }
    case "GetBlocks":
      return {
        glyph: "ring",
        tone: "plain",
        label: "GetBlocks",
        fields: [
          { name: "want", value: message.want ?? say`your tip` },
          { name: "have", value: message.have.slice(0, 3).join(", ") || "–" },
        ],
      };
    case "Payment":
      return {
        glyph: "circle",
        tone: "client",
        label: say`Payment ${message.transaction.coin}`,
        fields: [
          { name: "coin", value: String(message.transaction.coin) },
          { name: "to", value: message.transaction.to },
        ],
      };
    case "Goods":
      return {
        glyph: "star",
        tone: "candidate",
        label: say`Goods for coin ${message.coin}`,
        fields: [{ name: "coin", value: String(message.coin) }],
      };
  }
}
