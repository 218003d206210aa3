/** How the lock service, its clients, the storage and what goes between them show. */
import type { AnyMachineSnapshot } from "xstate";
import type { Message } from "../../kernel/behavior.ts";
import { tellSpan } from "../../kernel/time.ts";
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
import { expires, type ServiceContext, type ServiceDisk } from "./service-state.ts";
import type { HolderContext } from "./holder-state.ts";
import type { LeaseMessage } from "./messages.ts";
import { named } from "./names.ts";
import { narrateHolder, narrateService, narrateStorage } from "./narration.ts";
import { DURABLE_LEASE, FENCING_TOKEN } from "./rules.ts";
import type { StorageContext, StorageDisk, Taken } from "./storage-state.ts";
import { believes } from "./world.ts";

type Snapshot<C> = AnyMachineSnapshot & { readonly context: C };

export const leaseLegend: readonly LegendEntry[] = [
  { label: "lock service", tone: "follower", shape: "hexagon" },
  { label: "storage", tone: "plain", shape: "square" },
  { label: "client of the lock", tone: "client", shape: "rounded" },
  { label: "waits for the lock", tone: "candidate", shape: "rounded" },
  { label: "believes that it holds the lock", tone: "leader", shape: "rounded", crown: true },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "Acquire", tone: "candidate", glyph: "triangle" },
  { label: "Grant, with a token", tone: "leader", glyph: "star" },
  { label: "Release", tone: "client", glyph: "ring" },
  { label: "Read and its answer", tone: "follower", glyph: "diamond" },
  { label: "Write", tone: "leader", glyph: "square" },
  { label: "Done", tone: "leader", glyph: "circle" },
  { label: "Refused", tone: "crashed", glyph: "cross" },
];

export const servicePresenter: Presenter = {
  tone: () => "follower",
  view: (state) => viewService((state as Snapshot<ServiceContext>).context),
  down: (disk) => {
    const { lastToken = 0, lease = null } = disk as ServiceDisk;
    return {
      badge: tokenBadge(lastToken),
      cells: [],
      fields: [
        lastTokenField(lastToken, true),
        holderField(lease === null ? say`nobody` : named(lease.client), true),
      ],
    };
  },
  message: viewMessage,
  narrate: narrateService,
};

export const storagePresenter: Presenter = {
  tone: (mode) => (mode === "serving" ? "follower" : "plain"),
  view: (state) => viewStorage((state as Snapshot<StorageContext>).context),
  down: (disk) => {
    const { value = 0, newest = 0, writes = [] } = disk as StorageDisk;
    return {
      badge: tokenBadge(newest),
      cells: cellsOf(writes),
      fields: storageFields({ value, newest }),
    };
  },
  message: viewMessage,
  narrate: narrateStorage,
};

export const holderPresenter: Presenter = {
  tone: (mode) => (believes(mode) ? "leader" : mode === "waiting" ? "candidate" : "client"),
  view: (state) => viewHolder(state as Snapshot<HolderContext>),
  down: (disk) => ({ cells: [], fields: [turnField(Number(disk["op"] ?? 0))] }),
  message: viewMessage,
  narrate: narrateHolder,
};

function tokenBadge(token: number): Badge {
  return { text: `#${token}`, epoch: token, title: say`token ${token}` };
}

// ── The lock service ──────────────────────────────────────────────────────────────────────────────────────────

function viewService(context: ServiceContext): NodeView {
  const { lease, lastToken, waiting, rules } = context;
  const durable = rules[DURABLE_LEASE] !== false;
  return {
    role: phrase("service"),
    tone: "follower",
    shape: "hexagon",
    badge: tokenBadge(lastToken),
    caption: lease === null ? say`free` : say`lent to ${named(lease.client)}`,
    ...(lease && expires(context) ? { ring: "leaseTerm" } : {}),
    // Who waits, the next first.
    cells: waiting.map(({ client }) => ({
      text: named(client).charAt(0),
      settled: true,
      title: say`${named(client)} waits for the lock`,
    })),
    fields: [
      lastTokenField(lastToken, durable),
      holderField(lease === null ? say`nobody` : named(lease.client), durable),
      {
        name: say`lease`,
        value: lease === null ? say`none` : expires(context) ? tellSpan(lease.term) : say`no end`,
        durable,
        help: say`For how long the lock is lent, by the service’s clock.`,
      },
      {
        name: say`waiting`,
        value:
          waiting.length === 0
            ? say`nobody`
            : waiting.map(({ client }) => named(client)).join(", "),
        durable: false,
        help: say`Who is next, the first first. In memory only: those who wait ask again.`,
      },
    ],
  };
}

function lastTokenField(token: number, durable: boolean): Field {
  return {
    name: say`last token`,
    value: String(token),
    durable,
    help: say`The fencing token of the latest grant. The next one is greater.`,
  };
}

function holderField(value: string, durable: boolean): Field {
  return {
    name: say`lent to`,
    value,
    durable,
    help: say`Who has the lock by the service’s books. What its clients believe is another matter.`,
  };
}

// ── The storage ───────────────────────────────────────────────────────────────────────────────────────────────

function viewStorage({ rules, value, newest, writes, queue }: StorageContext): NodeView {
  return {
    role: rules[FENCING_TOKEN] === false ? phrase("not fenced") : phrase("fenced"),
    tone: queue.length > 0 ? "follower" : "plain",
    shape: "square",
    ...(newest > 0 ? { badge: tokenBadge(newest) } : {}),
    caption: say`holds ${value}`,
    ...(queue.length > 0 ? { ring: "serviceTime" } : {}),
    cells: cellsOf(writes),
    fields: storageFields({ value, newest }),
  };
}

/** A cell each write, in the colour of its token; what went wrong with it stands out. */
function cellsOf(writes: readonly Taken[]): Cell[] {
  return writes.map(({ client, token, value, before, newest }) => {
    const wrong = token < newest || value !== before + 1;
    return {
      text: String(value),
      epoch: token,
      settled: true,
      title: wrong
        ? say`${named(client)} wrote ${value} over ${before} with token ${token}; ${newest} had been seen`
        : say`${named(client)} wrote ${value} with token ${token}`,
      ...(wrong ? { conflict: true } : {}),
    };
  });
}

function storageFields({ value, newest }: Pick<StorageContext, "value" | "newest">): Field[] {
  return [
    { name: say`count`, value: String(value), durable: true, help: say`What is stored.` },
    {
      name: say`greatest token`,
      value: newest === 0 ? say`none` : String(newest),
      durable: true,
      help: say`The fence: whoever comes with a smaller token is refused.`,
    },
  ];
}

// ── Clients of the lock ───────────────────────────────────────────────────────────────────────────────────────

/** Which timer is a client's ring, by its mode: while it works it is the sand that it looks at. */
const RINGS: Readonly<Record<string, string>> = {
  waiting: "askAgain",
  reading: "leaseOver",
  working: "leaseOver",
  sending: "lastStep",
  writing: "patience",
};

function viewHolder({ value, context }: Snapshot<HolderContext>): NodeView {
  const { token, read, op } = context;
  const mode = typeof value === "string" ? value : String((value as { holding: string }).holding);
  const holds = token !== null;
  const endless = holds && context.until === null && mode !== "sending";
  return {
    role: holds ? phrase("holder") : phrase("client"),
    tone: holds ? "leader" : mode === "waiting" ? "candidate" : "client",
    shape: "rounded",
    ...(holds ? { crown: true, badge: tokenBadge(token) } : {}),
    ...(op === 0 && mode === "idle" ? {} : { caption: doing(mode, context) }),
    ...(RINGS[mode] === undefined || endless ? {} : { ring: RINGS[mode] }),
    cells: [],
    fields: [
      turnField(op),
      {
        name: say`token`,
        value: token === null ? say`none` : String(token),
        durable: false,
        help: say`The number that goes with all that it asks of the storage.`,
      },
      {
        name: say`believes until`,
        value:
          token === null
            ? say`not at all`
            : context.until === null
              ? say`for ever`
              : tellSpan(context.until),
        durable: false,
        help: say`When its lease is over, by its own clock.`,
      },
      {
        name: say`has read`,
        value: read === null ? say`nothing` : String(read),
        durable: false,
        help: say`The count that it is going to add one to.`,
      },
    ],
  };
}

function doing(mode: string, { read, last }: HolderContext): string {
  switch (mode) {
    case "waiting":
      return say`wants the lock`;
    case "reading":
      return say`reads`;
    case "working":
      return say`has read ${read!}`;
    case "sending":
      return say`makes its write: ${read! + 1}`;
    case "writing":
      return say`writes ${read! + 1}`;
    default:
      if (last === null) return "";
      return last === "ok" ? say`done` : last === "fail" ? say`failed` : say`does not know`;
  }
}

function turnField(op: number): Field {
  return {
    name: say`turn`,
    value: String(op),
    durable: true,
    help: say`The number of its last turn. It is kept, so that no number is used twice.`,
  };
}

// ── Messages ──────────────────────────────────────────────────────────────────────────────────────────────────

function viewMessage(message: Message): MessageView {
  const one = message as LeaseMessage;
  const fields = Object.entries(one)
    .filter(([name]) => name !== "type")
    .map(([name, value]) => ({
      name,
      value:
        value === null
          ? say`no end`
          : name === "asked" || name === "lease"
            ? tellSpan(Number(value))
            : String(value),
    }));
  switch (one.type) {
    case "Acquire":
      return { glyph: "triangle", tone: "candidate", label: "Acquire", fields };
    case "Grant":
      return { glyph: "star", tone: "leader", label: `Grant #${one.token}`, fields };
    case "Release":
      return { glyph: "ring", tone: "client", label: `Release #${one.token}`, fields };
    case "Read":
      return { glyph: "diamond", tone: "follower", label: `Read #${one.token}`, fields };
    case "Contents":
      return { glyph: "diamond", tone: "follower", label: `Contents ${one.value}`, fields };
    case "Write":
      return { glyph: "square", tone: "leader", label: `Write ${one.value} #${one.token}`, fields };
    case "Done":
      return { glyph: "circle", tone: "leader", label: "Done", fields };
    case "Refused":
      return { glyph: "cross", tone: "crashed", label: `Refused, #${one.newest}`, fields };
  }
}
