/** How a node of the store and what it sends show. */
import type { AnyMachineSnapshot } from "xstate";
import type { Message } from "../../kernel/behavior.ts";
import { fingerprint } from "../../kernel/chance.ts";
import { printValue } from "../../kernel/operation.ts";
import { tellTime } from "../../kernel/time.ts";
import type {
  Badge,
  Cell,
  Field,
  LegendEntry,
  MessageView,
  NodeView,
  Presenter,
} from "../../kernel/view.ts";
import { phrase, say } from "../../languages/say.ts";
import type { Tag } from "../../structures/siblings.ts";
import { messageFields, viewClientMessage } from "../client-view.ts";
import type { DynamoMessage, Version } from "./messages.ts";
import { narrate } from "./narration.ts";
import type { Copies, DynamoContext, DynamoDisk, Hints, Operation } from "./state.ts";

export const dynamoLegend: readonly LegendEntry[] = [
  { label: "node, coordinating a read or a write", tone: "leader", shape: "hexagon" },
  { label: "node", tone: "follower", shape: "circle" },
  { label: "node, keeping something for another", tone: "follower", shape: "dashed" },
  { label: "client", tone: "client", shape: "rounded" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "write, and its acknowledgement", tone: "leader", glyph: "square" },
  { label: "read, and its answer", tone: "follower", glyph: "triangle" },
  { label: "write kept for another; handoff", tone: "candidate", glyph: "star" },
  { label: "read repair", tone: "candidate", glyph: "ring" },
];

export const replicaPresenter: Presenter = {
  tone: (mode) => (/reading|writing/.test(mode) ? "leader" : "follower"),
  view: (state) => viewNode(state as AnyMachineSnapshot & { context: DynamoContext }),
  down: (disk) => {
    const { copies = {}, hints = {} } = disk as DynamoDisk;
    const badge = badgeOf(hints, () => true);
    return {
      cells: cellsOf(copies, hints, () => true),
      fields: [...copyFields(copies), ...hintFields(hints)],
      ...(badge ? { badge } : {}),
    };
  },
  message: viewMessage,
  narrate,
};

// ── A node ────────────────────────────────────────────────────────────────────────────────────────────────────

/** A hint whose node may just be about to answer is not shown on the stage. */
const overdue = (hint: { readonly overdue: boolean }): boolean => hint.overdue;

function viewNode({ context }: { context: DynamoContext }): NodeView {
  const { copies, hints, current, queue, quorums } = context;
  const badge = badgeOf(hints, overdue);
  return {
    role: phrase("replica"),
    tone: current ? "leader" : "follower",
    shape: current ? "hexagon" : badge ? "dashed" : "circle",
    ...(badge ? { badge } : {}),
    ...(current ? { caption: captionOf(current), ring: "failover" } : {}),
    cells: cellsOf(copies, hints, overdue),
    fields: [
      ...copyFields(copies),
      ...hintFields(hints),
      {
        name: "N, R, W",
        value: `${quorums.n}, ${quorums.r}, ${quorums.w}`,
        durable: false,
        help: say`How many nodes a key belongs to, how many answers a read takes, how many acknowledgements a write.`,
      },
      ...(current
        ? [
            {
              name: say`coordinates`,
              value: captionOf(current),
              durable: false,
              help: say`The operation of a client that it is about. A crash forgets it.`,
            },
            {
              name: say`has answers of`,
              value: Object.keys(current.answers).join(", ") || say`nobody`,
              durable: false,
            },
          ]
        : []),
      ...(queue.length > 0
        ? [
            {
              name: say`waiting`,
              value: queue.map(({ client, f, key }) => `${client} ${f} ${key}`).join(", "),
              durable: false,
            },
          ]
        : []),
    ],
  };
}

function captionOf({ f, key, answers, need }: Operation): string {
  return say`${f} ${key}: ${Object.keys(answers).length} of ${need}`;
}

function badgeOf(hints: Hints, shows: (hint: { overdue: boolean }) => boolean): Badge | null {
  const nodes = Object.entries(hints)
    .filter(([, kept]) => Object.values(kept).some(shows))
    .map(([node]) => node)
    .toSorted();
  if (nodes.length === 0) return null;
  const all = nodes.join(" ");
  return { text: say`for ${all}`, title: say`keeps something for ${all}` };
}

/** Copies of one write look alike: the colour is the version's. */
function colourOf({ counter, by }: Tag): number {
  return Math.abs(fingerprint(`${counter} ${by}`)) % 8;
}

function cellsOf(
  copies: Copies,
  hints: Hints,
  shows: (hint: { overdue: boolean }) => boolean,
): Cell[] {
  const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) =>
    a < b ? -1 : 1;
  const own = Object.entries(copies)
    .toSorted(byKey)
    .map(([key, version]): Cell => ({
      text: `${key} ${printValue(version.value)}`,
      column: key,
      epoch: colourOf(version.tag),
      settled: true,
      title: say`${key} = ${printValue(version.value)}, written at ${told(version.tag)}`,
    }));
  const kept = Object.entries(hints)
    .toSorted(byKey)
    .flatMap(([node, all]) =>
      Object.entries(all)
        .toSorted(byKey)
        .filter(([, hint]) => shows(hint))
        .map(([key, hint]): Cell => ({
          text: `${node}: ${key} ${printValue(hint.value)}`,
          column: `${key} for ${node}`,
          epoch: colourOf(hint.tag),
          settled: false,
          title: say`kept for ${node}: ${key} = ${printValue(hint.value)}, written at ${told(hint.tag)}`,
        })),
    );
  return [...own, ...kept];
}

/** A tag as the clock of whoever gave it. */
function told({ counter, by }: Tag): string {
  return say`${tellTime(counter)} by ${by}`;
}

function copyFields(copies: Copies): Field[] {
  return Object.entries(copies)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { value, tag }]) => ({
      name: key,
      value: `${printValue(value)} (${told(tag)})`,
      durable: true,
      help: say`The newest version of this key that has come here, and when it was written by its coordinator’s clock.`,
    }));
}

function hintFields(hints: Hints): Field[] {
  return Object.entries(hints)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([node, kept]) => ({
      name: say`hints for ${node}`,
      value: Object.entries(kept)
        .map(([key, { value }]) => `${key} = ${printValue(value)}`)
        .join(", "),
      durable: true,
      help: say`What that node has not acknowledged. It is kept until it has.`,
    }));
}

// ── Messages ──────────────────────────────────────────────────────────────────────────────────────────────────

function versionOf(key: string, version: Version | null): string {
  return `${key} = ${printValue(version?.value)}`;
}

/** How a message of the store shows. */
export function viewMessage(message: Message): MessageView {
  const dynamo = message as DynamoMessage;
  const fields = messageFields(dynamo);
  switch (dynamo.type) {
    case "ClientRequest":
    case "ClientReply":
      return viewClientMessage(dynamo);
    case "WriteRequest": {
      const { key, version, hint } = dynamo;
      const what = `${key} ${printValue(version.value)}`;
      return hint === null
        ? { glyph: "square", tone: "leader", label: say`write ${what}`, fields }
        : { glyph: "star", tone: "candidate", label: say`${what}, for ${hint}`, fields };
    }
    case "WriteAck":
      return { glyph: "circle", tone: "leader", label: say`has it`, fields };
    case "ReadRequest":
      return { glyph: "triangle", tone: "follower", label: say`read ${dynamo.key}`, fields };
    case "ReadResponse":
      return {
        glyph: "diamond",
        tone: "follower",
        label: versionOf(dynamo.key, dynamo.version),
        fields,
      };
    case "ReadRepair": {
      const what = versionOf(dynamo.key, dynamo.version);
      return { glyph: "ring", tone: "candidate", label: say`repair ${what}`, fields };
    }
    case "Handoff": {
      const what = versionOf(dynamo.key, dynamo.version);
      return { glyph: "star", tone: "candidate", label: say`handoff ${what}`, fields };
    }
    case "HandoffAck":
      return { glyph: "circle", tone: "candidate", label: say`has it`, fields };
  }
}
