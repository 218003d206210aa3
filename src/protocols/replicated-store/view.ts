/** How the store's replicas, clients and messages show. */
import { describeOperation, printValue } from "../../kernel/operation.ts";
import type { AnyMachineSnapshot } from "xstate";
import type { Message } from "../../kernel/behavior.ts";
import type {
  Cell,
  Field,
  LegendEntry,
  MessageView,
  NodeView,
  Presenter,
  Tone,
} from "../../kernel/view.ts";
import { phrase, say, several, translate } from "../../languages/say.ts";
import type { Siblings, Tag } from "../../structures/siblings.ts";
import type { StoreClientContext } from "./client.ts";
import type { Copies, Result, StoreMessage } from "./messages.ts";
import { narrateStore, narrateStoreClient } from "./narration.ts";
import { owed } from "./own-copy.ts";
import { primaryOf } from "./one-site.ts";
import type { ReplicaContext } from "./state.ts";

export const storeLegend: readonly LegendEntry[] = [
  { label: "replica", tone: "follower", shape: "circle" },
  { label: "primary (CA)", tone: "leader", shape: "hexagon", crown: true },
  { label: "refuses", tone: "candidate", shape: "dashed" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "Read, Write", tone: "client", glyph: "diamond" },
  { label: "Query", tone: "candidate", glyph: "ring" },
  { label: "Store, Replicate", tone: "leader", glyph: "square" },
  { label: "reply, Ack", tone: "follower", glyph: "circle" },
  { label: "refusal", tone: "client", glyph: "cross" },
];

/** What a replica is about, by the last word of its state. */
const BUSY: Readonly<Record<string, Tone>> = {
  querying: "client",
  storing: "client",
  forwarding: "client",
  comparing: "plain",
  handingOff: "plain",
  refusing: "candidate",
};

export const replicaPresenter: Presenter = {
  tone: (mode) => BUSY[mode.slice(mode.lastIndexOf(".") + 1)] ?? "follower",
  view: (state) =>
    viewReplica(state as AnyMachineSnapshot & { context: ReplicaContext; value: unknown }),
  down: (disk) => {
    const { copies = {}, hints = {}, issued = 0 } = disk as Partial<ReplicaContext>;
    return { cells: cellsOf(copies, hints), fields: durableFields(copies, hints, issued) };
  },
  message: viewMessage,
  narrate: narrateStore,
};

export const storeClientPresenter: Presenter = {
  tone: (mode) => (mode === "asking" ? "client" : "plain"),
  view: (state) => viewClient(state as AnyMachineSnapshot & { context: StoreClientContext }),
  down: () => ({ cells: [], fields: [] }),
  message: viewMessage,
  narrate: narrateStoreClient,
};

/** The innermost state's name: what the replica is doing. */
function phaseOf(value: unknown): string {
  if (typeof value === "string") return value;
  const inner = Object.values(value as Record<string, unknown>)[0];
  return inner === undefined ? "" : phaseOf(inner);
}

/** What shows of each phase. Where a phase says nothing of its own the role's look stays. */
function looks(
  phase: string,
  context: ReplicaContext,
): Partial<Pick<NodeView, "tone" | "shape" | "caption" | "ring">> {
  const { current } = context;
  const five = context.peers.length + 1;
  const what = current ? `${current.request.f} ${current.request.key}` : "";
  switch (phase) {
    case "querying":
      return {
        caption: say`${what}: ${Object.keys(current!.copies).length} of ${five} answered`,
        ring: "patience",
      };
    case "storing":
      return {
        caption: say`${what}: ${current!.stored.length} of ${context.mode === "CA" ? context.view.length : five} stored`,
        ring: "patience",
      };
    case "forwarding":
      return { caption: say`${what}: asks ${current!.primary}`, ring: "forwardPatience" };
    case "comparing":
      return { caption: say`compares copies` };
    case "handingOff":
      return { caption: hintCaption(context), ring: "hintInterval" };
    case "refusing":
      return {
        tone: "candidate",
        shape: "dashed",
        caption:
          context.mode === "CA"
            ? say`refuses: ${context.silent.join(" ")} silent`
            : say`no majority: refuses`,
      };
    default:
      return context.refusal === null ? {} : { caption: translate(context.refusal) };
  }
}

function hintCaption(context: ReplicaContext): string {
  const peers = owed(context);
  const hints = peers.reduce((sum, peer) => sum + context.hints[peer]!.length, 0);
  return several(hints, "{n} hint for {0}", "{n} hints for {0}", peers.join(" "));
}

function viewReplica(state: { value: unknown; context: ReplicaContext }): NodeView {
  const { context } = state;
  const phase = phaseOf(state.value);
  const leads = context.mode === "CA" && primaryOf(context) === context.id && phase !== "refusing";
  return {
    role: leads ? phrase("primary") : phrase("replica"),
    tone: leads ? "leader" : "follower",
    shape: leads ? "hexagon" : "circle",
    ...(leads ? { crown: true } : {}),
    badge: { text: context.mode, title: say`set to ${context.mode}` },
    ...looks(phase, context),
    // Only AP acknowledges before others have it; hints of an earlier AP say nothing of what came since.
    cells: cellsOf(context.copies, context.mode === "AP" ? context.hints : {}),
    fields: [
      ...durableFields(context.copies, context.hints, context.issued),
      {
        name: "phase",
        value: translate(phase),
        durable: false,
        help: say`What it is doing for a client.`,
      },
      ...(context.current
        ? [
            {
              name: say`coordinates`,
              value: `${context.current.request.client}: ${describe(context.current.request)}`,
              durable: false,
              help: say`The operation under way. A crash forgets it; its client then does not know what became of it.`,
            },
            ...(context.current.versions === null && context.mode === "CP"
              ? [
                  {
                    name: say`found`,
                    value: Object.entries(context.current.copies)
                      .map(([replica, versions]) => `${replica}: ${describeVersions(versions)}`)
                      .join("; "),
                    durable: false,
                    help: say`What replicas have answered to the query.`,
                  },
                ]
              : []),
          ]
        : []),
      ...(context.queue.length > 0
        ? [
            {
              name: say`waiting`,
              value: context.queue.map((each) => `${each.client}: ${describe(each)}`).join(", "),
              durable: false,
            },
          ]
        : []),
      ...(context.mode === "CA"
        ? [
            {
              name: "view",
              value: context.view.join(" "),
              durable: false,
              help: say`Whom it takes for being there; the lowest id is the primary.`,
            },
            { name: "silent", value: context.silent.join(" ") || say`nobody`, durable: false },
          ]
        : []),
    ],
  };
}

function describe(operation: { f: string; key: string; value: unknown }): string {
  return operation.f === "write"
    ? `write ${operation.key} ${printValue(operation.value)}`
    : `read ${operation.key}`;
}

function durableFields(copies: Copies, hints: ReplicaContext["hints"], issued: number): Field[] {
  return [
    ...Object.entries(copies).map(([key, versions]) => ({
      name: key,
      value: describeVersions(versions),
      durable: true,
      help: say`Value, tag (counter and writer) and version vector; several side by side are siblings.`,
    })),
    {
      name: "hints",
      value:
        Object.entries(hints)
          .filter(([, keys]) => keys.length > 0)
          .map(([peer, keys]) => `${peer}: ${keys.join(" ")}`)
          .join("; ") || say`none`,
      durable: true,
      help: say`Who has not acknowledged which key's present versions.`,
    },
    {
      name: "issued",
      value: String(issued),
      durable: true,
      help: say`The highest counter given to a write of its own; none is given twice.`,
    },
  ];
}

function describeVersions(versions: Siblings): string {
  if (versions.length === 0) return say`nothing`;
  return versions
    .map(
      ({ value, tag, vector }) =>
        say`${printValue(value)} (${tag.counter} by ${tag.by}; ${Object.entries(vector)
          .map(([writer, seen]) => `${writer}:${seen}`)
          .join(" ")})`,
    )
    .join("  |  ");
}

/** One cell a key, coloured by its newest version, so that copies that differ differ in colour. */
function cellsOf(copies: Copies, hints: ReplicaContext["hints"]): Cell[] {
  return Object.entries(copies)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, versions]) => {
      const [first] = versions;
      if (first === undefined) return [];
      const values = versions.map((version) => printValue(version.value)).join("|");
      const waiting = Object.keys(hints).filter((peer) => hints[peer]!.includes(key));
      return [
        {
          text: `${key}=${values}`,
          column: key,
          epoch: colourOf(first.tag),
          settled: waiting.length === 0,
          title: titleOf(key, describeVersions(versions), waiting),
          ...(versions.length > 1 ? { conflict: true } : {}),
        },
      ];
    });
}

function titleOf(key: string, versions: string, waiting: readonly string[]): string {
  return waiting.length === 0
    ? `${key}: ${versions}`
    : say`${key}: ${versions}; not yet acknowledged by ${waiting.join(" ")}`;
}

/** Tags that are near each other get different colours of the cycle of eight, also when only the writer differs. */
function colourOf(tag: Tag): number {
  return tag.counter + 3 * Number(tag.by.replace(/\D/g, ""));
}

// ── Clients ───────────────────────────────────────────────────────────────────────────────────────────────────

function lastAnswer({ last }: StoreClientContext): string | undefined {
  if (last === null) return undefined;
  const what = describeOperation(last.operation);
  if (last.outcome === "fail") return say`${what}: refused`;
  if (last.outcome === "unknown") return say`${what}: no one knows`;
  if (last.operation.f === "write") return say`${what}: done`;
  const value = last.siblings ? last.siblings.map(printValue).join(" | ") : printValue(last.value);
  return `${what} = ${value}`;
}

function viewClient(state: { value: unknown; context: StoreClientContext }): NodeView {
  const { context } = state;
  const caption =
    state.value === "asking" ? `${describeOperation(context.operation!)} …` : lastAnswer(context);
  return {
    role: phrase("client"),
    tone: "client",
    shape: "rounded",
    ...(caption === undefined ? {} : { caption }),
    cells: [],
    fields: [
      {
        name: say`operations`,
        value: String(context.op),
        durable: true,
        help: say`How many it has asked; the number is kept, so that none is used twice.`,
      },
      {
        name: say`asks`,
        value: context.target,
        durable: false,
        help: say`The nearest replica that it does not take for dead.`,
      },
      {
        name: say`last answer`,
        value: context.last?.backwards
          ? say`${lastAnswer(context)}, older than what it had met before`
          : (lastAnswer(context) ?? say`none`),
        durable: false,
        help: say`What the last operation came to.`,
      },
      { name: "workload", value: context.working ? say`on` : say`off`, durable: false },
      ...(context.queue.length > 0
        ? [
            {
              name: say`waiting`,
              value: context.queue.map(describeOperation).join(", "),
              durable: false,
            },
          ]
        : []),
    ],
  };
}

// ── Messages ──────────────────────────────────────────────────────────────────────────────────────────────────

function viewMessage(message: Message): MessageView {
  const store = message as StoreMessage;
  const fields = Object.entries(store)
    .filter(([name]) => name !== "type")
    .map(([name, value]) => ({ name, value: describeField(name, value) }));
  const show = (
    glyph: MessageView["glyph"],
    tone: MessageView["tone"],
    label: string,
  ): MessageView => ({ glyph, tone, label, fields });
  switch (store.type) {
    case "Read":
      return show("diamond", "client", `Read ${store.key}`);
    case "Write":
      return show("diamond", "client", `Write ${store.key} ${printValue(store.value)}`);
    case "Reply":
    case "ForwardReply":
      return show(
        store.result.outcome === "ok" ? "circle" : "cross",
        store.type === "Reply" ? "client" : "follower",
        describeResult(store.result),
      );
    case "Query":
      return show("ring", "candidate", `Query ${store.key}`);
    case "QueryReply":
      return show("circle", "follower", say`has ${values(store.versions)}`);
    case "Store":
      return show("square", "leader", `Store ${store.key}=${values(store.versions)}`);
    case "StoreReply":
      return show("circle", "follower", say`stored`);
    case "Replicate":
      return show("square", "leader", `Replicate ${store.key}=${values(store.versions)}`);
    case "Ack":
      return show("circle", "follower", `Ack ${store.key}`);
    case "Forward":
      return show(
        "triangle",
        "client",
        store.f === "read"
          ? `Forward read ${store.key}`
          : `Forward ${store.key}=${printValue(store.value)}`,
      );
    case "Heartbeat":
      return show("bar", "follower", "Heartbeat");
    case "Sync":
      return show("star", "leader", "Sync");
    case "SyncReply":
      return show("star", "follower", "SyncReply");
  }
}

function values(versions: Siblings): string {
  return versions.length === 0
    ? say`nothing`
    : versions.map((version) => printValue(version.value)).join("|");
}

function describeResult(result: Result): string {
  if (result.outcome === "ok")
    return result.siblings ? result.siblings.map(printValue).join("|") : printValue(result.value);
  return result.outcome === "fail" ? say`refused` : say`no one knows`;
}

function describeField(name: string, value: unknown): string {
  if (name === "versions") return describeVersions(value as Siblings);
  if (name === "copies")
    return Object.entries(value as Copies)
      .map(([key, versions]) => `${key}: ${describeVersions(versions)}`)
      .join("; ");
  return printValue(value);
}
