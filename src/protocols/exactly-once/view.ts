/** How the bank, its clients and what goes between them show. */
import type { AnyMachineSnapshot } from "xstate";
import type { Message } from "../../kernel/behavior.ts";
import type {
  Badge,
  Cell,
  Field,
  Glyph,
  LegendEntry,
  MessageView,
  NodeView,
  Presenter,
} from "../../kernel/view.ts";
import { phrase, say, several } from "../../languages/say.ts";
import type { PayerContext } from "./client.ts";
import type { BankMessage, Guarantee } from "./messages.ts";
import { named } from "./names.ts";
import { narrateBank, narratePayer } from "./narration.ts";
import type { Accounts, BankContext, BankDisk, Job, Request } from "./state.ts";

export const bankLegend: readonly LegendEntry[] = [
  { label: "bank (server)", tone: "leader", shape: "hexagon" },
  { label: "bank, writing to disk", tone: "candidate", shape: "hexagon" },
  { label: "client", tone: "client", shape: "rounded" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "Transfer: copies share a mark", tone: "client", glyph: "triangle" },
  { label: "the next Transfer", tone: "client", glyph: "star" },
  { label: "Done", tone: "leader", glyph: "circle" },
  { label: "Refused", tone: "candidate", glyph: "cross" },
];

/** The marks of requests, one after the other: copies of one request look alike, two requests in a row do not. */
const MARKS: readonly Glyph[] = ["triangle", "star", "square", "diamond"];

export const bankPresenter: Presenter = {
  tone: (mode) => (mode.startsWith("writing") ? "candidate" : "leader"),
  view: (state) => viewBank(state as AnyMachineSnapshot & { context: BankContext }),
  down: (disk) => {
    const { accounts = {}, answered = {} } = disk as BankDisk;
    return {
      cells: cellsOf(accounts, null),
      fields: [...accountFields(accounts), ...tableFields(answered)],
    };
  },
  message: viewMessage,
  narrate: narrateBank,
};

export const payerPresenter: Presenter = {
  tone: (mode) => (mode === "asking" ? "client" : "plain"),
  view: (state) => viewPayer(state as AnyMachineSnapshot & { context: PayerContext }),
  down: (disk) => ({ cells: [], fields: [opField(Number(disk["op"] ?? 0))] }),
  message: viewMessage,
  narrate: narratePayer,
};

// ── The bank ──────────────────────────────────────────────────────────────────────────────────────────────────

function viewBank({ context }: { context: BankContext }): NodeView {
  const { accounts, answered, queue, job } = context;
  return {
    role: phrase("server"),
    tone: job ? "candidate" : "leader",
    shape: "hexagon",
    caption: captionOf(context),
    ...(job ? { ring: "diskWrite" } : {}),
    cells: cellsOf(accounts, job),
    fields: [
      ...accountFields(accounts),
      ...tableFields(answered),
      ...(job
        ? [
            {
              name: say`writes`,
              value: describeRequest(job.request),
              durable: false,
              help: say`The request that is being written down. A crash forgets it; what of it is on disk stays.`,
            },
          ]
        : []),
      ...(queue.length > 0
        ? [
            {
              name: say`waiting`,
              value: queue.map(describeRequest).join(", "),
              durable: false,
              help: say`Requests that wait for their turn, copies among them.`,
            },
          ]
        : []),
    ],
  };
}

function captionOf({ answered, queue, job }: BankContext): string {
  if (job?.answer === "Refused") return say`writes that ${named(job.request.client)} was refused`;
  if (job) {
    const what = `${job.request.client} → ${job.request.to} ${job.request.amount}`;
    return queue.length === 0
      ? say`writes ${what}`
      : several(queue.length, "writes {0}, {n} waits", "writes {0}, {n} wait", what);
  }
  const rows = Object.entries(answered)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([client, { id }]) => `${initial(client)} ${id}`);
  return rows.length === 0 ? say`knows no ids` : say`knows ${rows.join(" · ")}`;
}

/** There is little room under a node. */
function initial(name: string): string {
  return named(name).charAt(0);
}

/** One cell an account, by its initial. While a transfer is half on disk, its two are at risk. */
function cellsOf(accounts: Accounts, job: Job | null): Cell[] {
  const half = job !== null && job.debited && !job.credited;
  return Object.entries(accounts)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([account, coins], i) => ({
      text: `${initial(account)} ${coins}`,
      column: account,
      epoch: i,
      settled: !half || (account !== job.request.client && account !== job.request.to),
      title: several(coins, "{0} holds {n} coin", "{0} holds {n} coins", named(account)),
    }));
}

function accountFields(accounts: Accounts): Field[] {
  return Object.entries(accounts)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([account, coins]) => ({
      name: account,
      value: String(coins),
      durable: true,
      help: say`Coins in this account.`,
    }));
}

/** The dedupe table, a row for each client. */
function tableFields(answered: BankContext["answered"]): Field[] {
  return Object.entries(answered)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([client, { id, answer, durable }]) => ({
      name: say`answered ${client}`,
      value: `${id}: ${answer}`,
      durable,
      help: durable
        ? say`The dedupe table: the id of this client's last request, and its answer. On disk.`
        : say`The dedupe table: the id of this client's last request, and its answer. In memory only: a crash forgets it.`,
    }));
}

function describeRequest({ client, id, to, amount }: Request): string {
  return id === null ? `${client} → ${to} ${amount}` : `${client} ${id}: → ${to} ${amount}`;
}

// ── Clients ───────────────────────────────────────────────────────────────────────────────────────────────────

function badgeOf(guarantee: Guarantee): Badge {
  switch (guarantee) {
    case "at-most-once":
      return { text: "≤ 1", title: say`at most once: it asks only once, with an id` };
    case "at-least-once":
      return {
        text: "≥ 1",
        title: say`at least once: it asks until it is answered, without an id`,
      };
    case "effectively-once":
      return {
        text: "= 1",
        title: say`effectively once: it asks until it is answered, with an id`,
      };
  }
}

function viewPayer({ value, context }: { value: unknown; context: PayerContext }): NodeView {
  const { op, payment, guarantee, attempts, queue, knobs } = context;
  const asking = value === "asking";
  const next = knobs["mode"] as Guarantee;
  return {
    role: phrase("client"),
    tone: "client",
    shape: "rounded",
    badge: badgeOf(asking ? guarantee : next),
    ...(op === 0 ? {} : { caption: asking ? askingCaption(context) : toldCaption(context) }),
    ...(asking ? { ring: guarantee === "at-most-once" ? "patience" : "resendInterval" } : {}),
    cells: [],
    fields: [
      opField(op),
      {
        name: say`pays`,
        value: asking && payment ? `${payment.to} ${payment.amount}` : say`nothing`,
        durable: false,
        help: say`The transfer that it waits to be answered.`,
      },
      {
        name: say`attempts`,
        value: String(attempts),
        durable: false,
        help: say`How often it has sent this request.`,
      },
      {
        name: say`guarantee`,
        value: asking ? guarantee : next,
        durable: false,
        help: say`What is promised of the transfer under way. The knob counts from the next one on.`,
      },
      ...(queue.length > 0
        ? [
            {
              name: say`waiting`,
              value: queue.map(({ key, value }) => `${key} ${String(value)}`).join(", "),
              durable: false,
            },
          ]
        : []),
    ],
  };
}

function opField(op: number): Field {
  return {
    name: say`last id`,
    value: String(op),
    durable: true,
    help: say`The number of its last request. It is kept, so that no number is used twice.`,
  };
}

function askingCaption({ op, payment, attempts }: PayerContext): string {
  return attempts > 1
    ? say`${op}: asked ${attempts}×`
    : say`${op}: ${payment!.amount} to ${payment!.to}`;
}

function toldCaption({ op, last }: PayerContext): string {
  if (last === "ok") return say`${op} is done`;
  return last === "fail" ? say`${op} was refused` : say`${op}: nobody knows`;
}

// ── Messages ──────────────────────────────────────────────────────────────────────────────────────────────────

function markOf(op: number): Glyph {
  return MARKS[op % MARKS.length]!;
}

function viewMessage(message: Message): MessageView {
  const bank = message as BankMessage;
  const fields = Object.entries(bank)
    .filter(([name]) => name !== "type")
    .map(([name, value]) => ({ name, value: value === null ? say`none` : String(value) }));
  switch (bank.type) {
    case "Transfer": {
      const { op, id, to, amount } = bank;
      const label = `${amount} → ${to}`;
      return {
        glyph: markOf(op),
        tone: "client",
        label: id === null ? label : `${id}: ${label}`,
        fields,
      };
    }
    case "Done":
      return { glyph: "circle", tone: "leader", label: `Done ${bank.op}`, fields };
    case "Refused":
      return { glyph: "cross", tone: "candidate", label: `Refused ${bank.op}`, fields };
  }
}
