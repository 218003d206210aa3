/** How the broker, its workers and producers and what goes between them show. */
import type { Message, NodeId } from "../../kernel/behavior.ts";
import type {
  Cell,
  Field,
  LegendEntry,
  MessageView,
  NodeView,
  Presenter,
} from "../../kernel/view.ts";
import { phrase, say, several } from "../../languages/say.ts";
import type { Job, QueueMessage } from "./messages.ts";
import { narrateBroker, narrateProducer, narrateWorker } from "./narration.ts";
import type { ProducerContext } from "./producer.ts";
import { capacityOf, isFull, type BrokerContext, type BrokerDisk } from "./state.ts";
import type { StoredMessage } from "./state.ts";
import type { WorkerContext } from "./worker.ts";

/** What is looked at of a machine’s snapshot. */
interface Snapshot<C> {
  readonly value: unknown;
  readonly context: C;
}

export const queueLegend: readonly LegendEntry[] = [
  { label: "broker", tone: "leader", shape: "hexagon" },
  { label: "broker with a full queue", tone: "candidate", shape: "hexagon" },
  { label: "producer (client)", tone: "client", shape: "rounded" },
  { label: "worker", tone: "follower", shape: "square" },
  { label: "worker on a job that cannot be done", tone: "candidate", shape: "square" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "SendMessage", tone: "client", glyph: "triangle" },
  { label: "basic.ack", tone: "leader", glyph: "circle" },
  { label: "basic.nack: the queue is full", tone: "candidate", glyph: "cross" },
  { label: "ReceiveMessage: a worker asks", tone: "follower", glyph: "ring" },
  { label: "jobs for a worker", tone: "follower", glyph: "square" },
];

export const brokerPresenter: Presenter = {
  tone: (mode) => (mode === "fallen" ? "crashed" : "leader"),
  view: (state) => viewBroker(state as Snapshot<BrokerContext>),
  down: (disk) => {
    const { queue = [], dead = [] } = disk as BrokerDisk;
    return { cells: cellsOf(queue, dead), fields: queueFields(queue, dead) };
  },
  message: viewMessage,
  narrate: narrateBroker,
};

export const workerPresenter: Presenter = {
  tone: (mode) => (mode === "choking" ? "candidate" : mode === "working" ? "follower" : "plain"),
  view: (state) => viewWorker(state as Snapshot<WorkerContext>),
  down: () => ({ cells: [], fields: [] }),
  message: viewMessage,
  narrate: narrateWorker,
};

export const producerPresenter: Presenter = {
  tone: (mode) =>
    mode === "held back" ? "candidate" : mode === "handing over" ? "client" : "plain",
  view: (state) => viewProducer(state as Snapshot<ProducerContext>),
  down: (disk) => ({ cells: [], fields: [numberField(Number(disk["op"] ?? 0))] }),
  message: viewMessage,
  narrate: narrateProducer,
};

// ── Jobs ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** There is little room in a cell: the job's number, in the colour of its producer. A `!` marks poison, which only onlookers see. */
function cellOf({ id, poison }: Job, more: Pick<Cell, "settled" | "title" | "conflict">): Cell {
  const dot = id.lastIndexOf(".");
  return {
    text: poison ? `${id.slice(dot + 1)}!` : id.slice(dot + 1),
    column: id,
    epoch: Number(id.slice(0, dot).replace(/\D/g, "")),
    ...more,
  };
}

function named({ id, poison }: Job): string {
  return poison ? say`${id} (poison)` : id;
}

// ── The broker ────────────────────────────────────────────────────────────────────────────────────────────────

/** How many of those that were put aside hang beside the queue. */
const DEAD_SHOWN = 2;

/** The newest on the left, where they come from, the oldest on the right, where they go. What was put aside stands apart on the far left. */
function cellsOf(queue: readonly StoredMessage[], dead: readonly StoredMessage[]): Cell[] {
  return [
    ...dead.slice(-DEAD_SHOWN).map(({ body, receiveCount }) =>
      cellOf(body, {
        settled: true,
        conflict: true,
        title: say`${named(body)}: in the dead-letter queue after ${receiveCount} receives`,
      }),
    ),
    ...queue.toReversed().map((message) =>
      cellOf(message.body, {
        settled: message.visibleAt === null,
        title: describe(message),
      }),
    ),
  ];
}

function describe({ body, receiver, receiveCount, visibleAt }: StoredMessage): string {
  if (visibleAt !== null)
    return say`${named(body)}: in flight, with ${receiver} (receive ${receiveCount})`;
  return receiveCount === 0
    ? say`${named(body)}: ready`
    : say`${named(body)}: ready again after ${receiveCount} receives`;
}

function queueFields(queue: readonly StoredMessage[], dead: readonly StoredMessage[]): Field[] {
  const listed = (messages: readonly StoredMessage[]): string =>
    messages.map(({ body, receiveCount }) => `${body.id} ×${receiveCount}`).join(", ") || "–";
  return [
    {
      name: say`ready`,
      value: listed(queue.filter(({ visibleAt }) => visibleAt === null)),
      durable: true,
      help: say`Jobs that whoever asks next gets, the oldest first, and how often each has been handed out.`,
    },
    {
      name: say`in flight`,
      value:
        queue
          .filter(({ visibleAt }) => visibleAt !== null)
          .map(({ body, receiver, receiveCount }) => `${body.id} → ${receiver} ×${receiveCount}`)
          .join(", ") || "–",
      durable: true,
      help: say`Jobs that a worker has got and has not acknowledged. When their visibility timeout is over they are ready again.`,
    },
    {
      name: say`dead-lettered`,
      value: listed(dead),
      durable: true,
      help: say`Jobs that were handed out as often as is allowed and never acknowledged. Somebody should look at them.`,
    },
  ];
}

function viewBroker({ value, context }: Snapshot<BrokerContext>): NodeView {
  const { queue, dead, polls, settings } = context;
  const fallen = value === "fallen";
  const inFlight = queue.filter(({ visibleAt }) => visibleAt !== null).length;
  const capacity = capacityOf(settings);
  return {
    role: phrase("queue"),
    tone: fallen ? "crashed" : isFull(context) ? "candidate" : "leader",
    shape: "hexagon",
    badge: {
      text: `${queue.length}/${capacity}`,
      title: several(
        queue.length,
        "{n} job in a queue for {0}",
        "{n} jobs in a queue for {0}",
        capacity,
      ),
    },
    caption: fallen
      ? say`out of memory`
      : dead.length === 0
        ? say`${queue.length - inFlight} ready, ${inFlight} in flight`
        : say`${inFlight} in flight, ${dead.length} dead`,
    ring: fallen ? "recovery" : "visibilityTimeout",
    cells: cellsOf(queue, dead),
    fields: [
      ...queueFields(queue, dead),
      {
        name: say`asking`,
        value: polls.map(({ worker }) => worker).join(", ") || "–",
        durable: false,
        help: say`Workers whose request waits for a job, the one who gets the next first. A crash forgets them; they ask again.`,
      },
    ],
  };
}

// ── Workers ───────────────────────────────────────────────────────────────────────────────────────────────────

function viewWorker({ value, context: { tasks, done } }: Snapshot<WorkerContext>): NodeView {
  const [task, ...rest] = tasks;
  const choking = value === "choking";
  return {
    role: phrase("worker"),
    tone: choking ? "candidate" : "follower",
    shape: "square",
    caption:
      task === undefined
        ? say`waits for a job`
        : choking
          ? say`stuck on ${task.body.id}`
          : rest.length === 0
            ? say`does ${task.body.id}`
            : several(rest.length, "does {0}, {n} more", "does {0}, {n} more", task.body.id),
    ...(task === undefined ? {} : { ring: choking ? "timeLimit" : "workTime" }),
    cells: tasks.map(({ body, acknowledged, receiveCount }) =>
      cellOf(body, {
        settled: false,
        title: acknowledged
          ? say`${named(body)}: acknowledged already, and in memory only`
          : say`${named(body)}: receive ${receiveCount}, to be acknowledged when it is done`,
      }),
    ),
    fields: [
      {
        name: say`jobs`,
        value: tasks.map(({ body }) => named(body)).join(", ") || "–",
        durable: false,
        help: say`What it has got and not done yet. A crash forgets it.`,
      },
      {
        name: say`done`,
        value: String(done),
        durable: false,
        help: say`Jobs that it has done since it started.`,
      },
    ],
  };
}

// ── Producers ─────────────────────────────────────────────────────────────────────────────────────────────────

function viewProducer({ value, context }: Snapshot<ProducerContext>): NodeView {
  const { op, job, attempts, refusals, waiting } = context;
  const heldBack = value === "held back";
  return {
    role: phrase("producer"),
    tone: heldBack ? "candidate" : "client",
    shape: "rounded",
    ...(job === null
      ? op === 0
        ? {}
        : { caption: say`handed over ${nameOf(context)}` }
      : {
          caption: heldBack
            ? several(refusals, "{0}: full, {n} time", "{0}: full, {n} times", job.id)
            : attempts > 1
              ? say`${job.id}: sent ${attempts}×`
              : say`sends ${job.id}`,
          ring: heldBack ? "backoff" : "confirmTimeout",
        }),
    cells:
      job === null
        ? []
        : [cellOf(job, { settled: false, title: say`${named(job)}: not handed over yet` })],
    fields: [
      numberField(op),
      {
        name: say`to hand over`,
        value: job === null ? "–" : named(job),
        durable: false,
        help: say`The job that the broker has not acknowledged yet.`,
      },
      {
        name: say`sent`,
        value: several(attempts, "{n} time", "{n} times"),
        durable: false,
        help: say`How often it has sent this job.`,
      },
      ...(waiting.length > 0
        ? [
            {
              name: say`waiting`,
              value: waiting.map(({ key }) => key ?? "").join(", "),
              durable: false,
              help: say`What was asked of it meanwhile.`,
            },
          ]
        : []),
    ],
  };
}

function nameOf({ id, op }: { readonly id: NodeId; readonly op: number }): string {
  return `${id}.${op}`;
}

function numberField(op: number): Field {
  return {
    name: say`last job`,
    value: String(op),
    durable: true,
    help: say`The number of its last job. It is kept, so that no name is used twice.`,
  };
}

// ── Messages ──────────────────────────────────────────────────────────────────────────────────────────────────

function viewMessage(message: Message): MessageView {
  const queue = message as QueueMessage;
  switch (queue.type) {
    case "SendMessage":
      return {
        glyph: "triangle",
        tone: queue.body.poison ? "traitor" : "client",
        label: named(queue.body),
        fields: [{ name: say`job`, value: named(queue.body) }],
      };
    case "basic.ack":
      return {
        glyph: "circle",
        tone: "leader",
        label: `ack ${queue.job}`,
        fields: [
          { name: say`job`, value: queue.job },
          ...("receiptHandle" in queue
            ? [{ name: "receiptHandle", value: queue.receiptHandle }]
            : []),
        ],
      };
    case "basic.nack":
      return {
        glyph: "cross",
        tone: "candidate",
        label: `nack ${queue.job}`,
        fields: [{ name: say`job`, value: queue.job }],
      };
    case "ReceiveMessage":
      return {
        glyph: "ring",
        tone: "follower",
        label: `≤ ${queue.maxNumberOfMessages}`,
        fields: [{ name: "maxNumberOfMessages", value: String(queue.maxNumberOfMessages) }],
      };
    case "ReceiveMessageResult":
      return {
        glyph: "square",
        tone: queue.messages.some(({ body }) => body.poison) ? "traitor" : "follower",
        label: queue.messages.map(({ body }) => body.id).join(" "),
        fields: queue.messages.map(({ body, receiptHandle, receiveCount }) => ({
          name: named(body),
          value: `receiptHandle ${receiptHandle}, receiveCount ${receiveCount}`,
        })),
      };
  }
}
