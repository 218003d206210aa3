/** How replicas, clients and what goes between them show. Under each replica stand its register, and pt, l and c of its last event. */
import type { AnyMachineSnapshot } from "xstate";
import type { Message } from "../../kernel/behavior.ts";
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
import { phrase, say } from "../../languages/say.ts";
import type { ClientContext } from "./client.ts";
import { printHLC, printTime, unpack, type HLC } from "./clock.ts";
import type { StoreMessage, Version } from "./messages.ts";
import { narrate } from "./narration.ts";
import { isHybrid, unconfirmed, type ReplicaContext, type ReplicaDisk } from "./state.ts";

export const storeLegend: readonly LegendEntry[] = [
  { label: "replica, on hybrid time", tone: "follower", shape: "circle" },
  { label: "replica, on its clock alone", tone: "candidate", shape: "dashed" },
  { label: "client", tone: "client", shape: "rounded" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "Read, Write", tone: "client", glyph: "diamond" },
  { label: "Reply", tone: "client", glyph: "circle" },
  { label: "Replicate", tone: "leader", glyph: "square" },
  { label: "Ack", tone: "follower", glyph: "circle" },
];

export const replicaPresenter: Presenter = {
  tone: (mode) => (mode === "spreading" ? "leader" : "follower"),
  view: (state) => viewReplica(state as AnyMachineSnapshot & { context: ReplicaContext }),
  down: (disk) => {
    const kept = disk as Partial<ReplicaDisk>;
    return { cells: cellsOf(kept), fields: durableFields(kept, true) };
  },
  message: viewMessage,
  narrate,
};

export const clientPresenter: Presenter = {
  tone: (mode) => (mode === "asking" ? "client" : "plain"),
  view: (state) => viewClient(state as AnyMachineSnapshot & { context: ClientContext }),
  down: () => ({ cells: [], fields: [] }),
  message: viewMessage,
  narrate,
};

// ── Replicas ──────────────────────────────────────────────────────────────────────────────────────────────────

function viewReplica({ context }: { context: ReplicaContext }): NodeView {
  const hybrid = isHybrid(context);
  return {
    role: phrase("replica"),
    tone: hybrid ? "follower" : "candidate",
    shape: hybrid ? "circle" : "dashed",
    ...(hybrid ? { badge: badgeOf(context) } : {}),
    caption: captionOf(context, hybrid),
    ...(unconfirmed(context).length > 0 ? { ring: "resend" } : {}),
    cells: cellsOf(context),
    fields: [...durableFields(context, hybrid), unconfirmedField(context)],
  };
}

/** How far hybrid time is ahead of the own clock, in seconds. */
function badgeOf({ clock, pt }: ReplicaContext): Badge {
  const ahead = clock.l - pt;
  return {
    text: ahead <= 0 ? "=" : `+${(ahead / 1_000).toFixed(1)}`,
    title:
      ahead <= 0
        ? say`l is what its own clock showed at its last event`
        : say`l was ${ahead} ms ahead of its own clock at its last event`,
  };
}

/** The clock’s reading at the last event, and the timestamp that it was given. */
function captionOf({ clock, pt }: ReplicaContext, hybrid: boolean): string {
  const reading = `pt ${printTime(pt)}`;
  return hybrid ? `${reading} · l ${printTime(clock.l)} · c ${clock.c}` : reading;
}

function cellsOf({ registers = {}, owed = {} }: Partial<ReplicaDisk>): Cell[] {
  return Object.entries(registers).map(([key, version]): Cell => {
    const at = printHLC(unpack(version.stamp.counter));
    const waiting = Object.keys(owed).filter((peer) => owed[peer]!.includes(key));
    const what = say`${key} = ${version.value}, stamped ${at} by ${version.stamp.by}`;
    return {
      ...{ text: `${key}=${version.value}`, column: key, epoch: colourOf(version) },
      settled: waiting.length === 0,
      title: waiting.length === 0 ? what : say`${what}; not yet confirmed by ${waiting.join(" ")}`,
    };
  });
}

/** Writes of one client after another get different colours of the cycle of eight, those of two clients too. */
function colourOf({ client, op }: Version): number {
  return (op + 3 * Number(client.replace(/\D/g, ""))) % 8;
}

function durableFields(
  { clock, pt, registers = {} }: Partial<ReplicaDisk>,
  hybrid: boolean,
): Field[] {
  if (clock === undefined || pt === undefined) return [];
  const times: Field[] = [
    {
      name: "pt",
      value: `${printTime(pt)} s`,
      durable: true,
      help: say`What its own clock showed at its last event.`,
    },
  ];
  if (hybrid)
    times.push(
      {
        name: "l",
        value: `${printTime(clock.l)} s`,
        durable: true,
        help: say`The furthest physical time that it has heard of, its own clock’s included.`,
      },
      {
        name: "c",
        value: String(clock.c),
        durable: true,
        help: say`How many events have followed each other within this l.`,
      },
      {
        name: "l − pt",
        value: `${clock.l - pt} ms`,
        durable: true,
        help: say`How far hybrid time is ahead of its own clock: at most as far as clocks are apart.`,
      },
    );
  const held = Object.entries(registers).map(([key, version]): Field => ({
    name: key,
    value: describeVersion(version),
    durable: true,
    help: say`The version with the latest timestamp that has come here, and who stamped it.`,
  }));
  return [...times, ...held];
}

function unconfirmedField(context: ReplicaContext): Field {
  const open = unconfirmed(context).map(([peer, key]) => `${peer} ${key}`);
  return {
    name: say`unconfirmed`,
    value: open.length === 0 ? say`nothing` : open.join(", "),
    durable: true,
    help: say`Who has not confirmed its own write of which key.`,
  };
}

function describeVersion({ value, stamp }: Version): string {
  return say`${value}, ${printHLC(unpack(stamp.counter))} by ${stamp.by}`;
}

// ── Clients ───────────────────────────────────────────────────────────────────────────────────────────────────

function viewClient({ value, context }: { value: unknown; context: ClientContext }): NodeView {
  const asking = value === "asking";
  const caption = asking ? `${describeOperation(context.operation!)} …` : outcomeOf(context);
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
        name: say`has met`,
        value: context.seen === null ? say`nothing yet` : printHLC(context.seen),
        durable: true,
        help: say`The latest timestamp that it has met. It says it with every request.`,
      },
      {
        name: say`asks`,
        value: context.target,
        durable: false,
        help: say`The replica that it asks, or has asked last.`,
      },
      {
        name: "workload",
        value: context.knobs["workload"] === "off" ? say`off` : say`on`,
        durable: false,
      },
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

/** What became of its last operation. */
function outcomeOf({ last }: ClientContext): string | undefined {
  if (!last) return undefined;
  const asked = describeOperation(last.operation);
  if (last.outcome === "fail") return say`${asked}: no answer`;
  if (last.outcome === "unknown") return say`${asked}: no one knows`;
  return last.operation.f === "read"
    ? `${asked} = ${last.value === null ? say`nothing` : printValue(last.value)}`
    : say`${asked}: done`;
}

// ── Messages ──────────────────────────────────────────────────────────────────────────────────────────────────

function viewMessage(message: Message): MessageView {
  const store = message as StoreMessage;
  const at = stampOf(store.at);
  const fields = [
    { name: say`sent at`, value: at },
    ...("key" in store ? [{ name: say`key`, value: store.key }] : []),
    ...("version" in store && store.version !== null
      ? [{ name: say`version`, value: describeVersion(store.version) }]
      : []),
  ];
  switch (store.type) {
    case "Read":
      return { glyph: "diamond", tone: "client", label: `${at}: Read ${store.key}`, fields };
    case "Write": {
      const { key, value } = store;
      return { glyph: "diamond", tone: "client", label: `${at}: Write ${key}=${value}`, fields };
    }
    case "Reply": {
      const what = store.version === null ? say`nothing` : store.version.value;
      return { glyph: "circle", tone: "client", label: `${at}: ${what}`, fields };
    }
    case "Replicate":
      return {
        ...{ glyph: "square", tone: "leader", fields },
        label: `${at}: ${store.key}=${store.version.value}`,
      };
    case "Ack":
      return { glyph: "circle", tone: "follower", label: `${at}: Ack`, fields };
  }
}

function stampOf(at: HLC | null): string {
  return at === null ? say`no timestamp` : printHLC(at);
}
