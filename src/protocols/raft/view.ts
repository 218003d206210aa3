/** How Raft's servers, clients and messages show. */
import type { AnyMachineSnapshot } from "xstate";
import type { Message } from "../../kernel/behavior.ts";
import { describeOperation } from "../../kernel/operation.ts";
import { tellTime } from "../../kernel/time.ts";
import type {
  Badge,
  Cell,
  Field,
  LegendEntry,
  MessageView,
  NodeView,
  Presenter,
  Tone,
} from "../../kernel/view.ts";
import type { Log } from "../../structures/log.ts";
import type { RaftClientContext } from "./client.ts";
import type { Command, RaftMessage } from "./messages.ts";
import { narrateRaft } from "./narration.ts";
import { clusterSize, type RaftContext } from "./state.ts";
import { majority } from "../../structures/quorum.ts";

const ROLES: Readonly<
  Record<string, Pick<NodeView, "role" | "tone" | "shape" | "crown" | "ring">>
> = {
  follower: { role: "follower", tone: "follower", shape: "circle", ring: "electionTimeout" },
  preCandidate: {
    role: "asking",
    tone: "candidate",
    shape: "dashed",
    ring: "electionTimeout",
  },
  candidate: { role: "candidate", tone: "candidate", shape: "dashed", ring: "electionTimeout" },
  leader: { role: "leader", tone: "leader", shape: "hexagon", crown: true },
};

/** A server's colour in a state of its chart. */
function toneOf(mode: string): Tone {
  return ROLES[mode.slice(mode.lastIndexOf(".") + 1)]?.tone ?? "plain";
}

/** A client's: at work or at leisure. */
function clientToneOf(mode: string): Tone {
  return mode === "idle" ? "plain" : "client";
}

export const raftLegend: readonly LegendEntry[] = [
  { label: "leader", tone: "leader", shape: "hexagon", crown: true },
  { label: "follower", tone: "follower", shape: "circle" },
  { label: "candidate", tone: "candidate", shape: "dashed" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "RequestVote", tone: "candidate", glyph: "triangle" },
  { label: "PreVote", tone: "candidate", glyph: "ring" },
  { label: "AppendEntries", tone: "leader", glyph: "square" },
  { label: "reply", tone: "follower", glyph: "circle" },
  { label: "client", tone: "client", glyph: "diamond" },
];

export const serverPresenter: Presenter = {
  tone: toneOf,
  view: (state) =>
    viewServer(state as AnyMachineSnapshot & { context: RaftContext; value: string }),
  down: (disk) => {
    const { currentTerm = 0, votedFor = null, log = [] } = disk as Partial<RaftContext>;
    return {
      badge: termBadge(currentTerm),
      cells: cellsOf(log, 0),
      fields: durableFields(currentTerm, votedFor, log),
    };
  },
  message: viewMessage,
  narrate: narrateRaft,
};

export const clientPresenter: Presenter = {
  tone: clientToneOf,
  view: (state) => viewClient(state as AnyMachineSnapshot & { context: RaftClientContext }),
  down: () => ({ cells: [], fields: [] }),
  message: viewMessage,
  narrate: () => null,
};

function viewServer(state: { value: string; context: RaftContext }): NodeView {
  const { context } = state;
  const role = ROLES[state.value] ?? ROLES["follower"]!;
  const electing = state.value === "candidate" || state.value === "preCandidate";
  const needed = majority(clusterSize(context));
  return {
    ...role,
    badge: termBadge(context.currentTerm),
    ...(electing
      ? {
          caption: `${context.granted.length} of ${needed} ${state.value === "candidate" ? "votes" : "promises"}`,
        }
      : {}),
    cells: cellsOf(context.log, context.commitIndex),
    fields: [
      ...durableFields(context.currentTerm, context.votedFor, context.log),
      {
        name: "leader",
        value: context.leader ?? "none known",
        durable: false,
        help: "Whom it believes to lead this term.",
      },
      {
        name: "commitIndex",
        value: String(context.commitIndex),
        durable: false,
        help: "Up to here a majority holds the log.",
      },
      {
        name: "last heard",
        value: context.lastHeard === null ? "never" : tellTime(context.lastHeard),
        durable: false,
        help: "When the leader was last heard, by its own clock.",
      },
      {
        name: "store",
        value: describeStore(context.store),
        durable: false,
        help: "What the committed entries amount to.",
      },
      ...(electing
        ? [
            {
              name: "granted",
              value: context.granted.join(" ") || "nobody",
              durable: false,
              help: "Who has said yes.",
            },
          ]
        : []),
      ...(state.value === "leader" ? leaderFields(context) : []),
    ],
  };
}

function leaderFields(context: RaftContext): Field[] {
  const list = (record: Readonly<Record<string, number>>) =>
    Object.entries(record)
      .map(([peer, index]) => `${peer}:${index}`)
      .join("  ");
  return [
    {
      name: "nextIndex",
      value: list(context.nextIndex),
      durable: false,
      help: "The next entry to send to each follower.",
    },
    {
      name: "matchIndex",
      value: list(context.matchIndex),
      durable: false,
      help: "How far each follower's log is known to agree.",
    },
    {
      name: "heard from",
      value: context.heard.join(" ") || "nobody",
      durable: false,
      help: "Followers that answered since the last quorum check.",
    },
  ];
}

function durableFields(currentTerm: number, votedFor: string | null, log: Log<Command>): Field[] {
  return [
    {
      name: "currentTerm",
      value: String(currentTerm),
      durable: true,
      help: "The latest term it has seen.",
    },
    {
      name: "votedFor",
      value: votedFor ?? "nobody",
      durable: true,
      help: "Who got its vote in this term.",
    },
    {
      name: "log",
      value: log.length === 0 ? "empty" : `${log.length} entries, last of term ${log.at(-1)!.term}`,
      durable: true,
      help: "All entries, committed or not.",
    },
  ];
}

function termBadge(term: number): Badge {
  return { text: String(term), epoch: term, title: `term ${term}` };
}

/** The log's last entries, by term. */
function cellsOf(log: Log<Command>, commitIndex: number): Cell[] {
  const first = Math.max(0, log.length - 24);
  return log.slice(first).map((entry, i) => {
    const index = first + i + 1;
    const settled = index <= commitIndex;
    return {
      text: String(entry.term),
      column: String(index),
      epoch: entry.term,
      settled,
      title: `entry ${index}, term ${entry.term}: ${describeCommand(entry.command)}${settled ? ", committed" : ""}`,
    };
  });
}

function describeCommand(command: Command): string {
  return command.is === "noop" ? "empty, opens the term" : describeOperation(command.operation);
}

function describeStore(store: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(store).map(([key, value]) => `${key} = ${String(value)}`);
  return pairs.length === 0 ? "empty" : pairs.join(", ");
}

function viewClient(state: { value: unknown; context: RaftClientContext }): NodeView {
  const { context } = state;
  const busy = state.value !== "idle" && context.operation !== null;
  const last = context.last;
  const caption = busy
    ? `${describeOperation(context.operation!)} …`
    : last
      ? `${describeOperation(last.operation)} ${last.outcome === "ok" ? (last.operation.f === "read" ? `= ${String(last.value)}` : "done") : last.outcome === "fail" ? "refused" : "no answer"}`
      : undefined;
  return {
    role: "client",
    tone: "client",
    shape: "rounded",
    ...(caption === undefined ? {} : { caption }),
    cells: [],
    fields: [
      {
        name: "operations",
        value: String(context.op),
        durable: true,
        help: "How many it has asked; the number is kept, so that none is used twice.",
      },
      {
        name: "asks",
        value: context.target,
        durable: false,
        help: "The server it believes to lead.",
      },
      { name: "workload", value: context.working ? "on" : "off", durable: false },
      ...(context.queue.length > 0
        ? [
            {
              name: "waiting",
              value: context.queue.map(describeOperation).join(", "),
              durable: false,
            },
          ]
        : []),
    ],
  };
}

function viewMessage(message: Message): MessageView {
  const raft = message as RaftMessage;
  const fields = Object.entries(raft)
    .filter(([name]) => name !== "type")
    .map(([name, value]) => ({
      name,
      value: typeof value === "object" ? JSON.stringify(value) : String(value),
    }));
  switch (raft.type) {
    case "RequestVote":
      return { glyph: "triangle", tone: "candidate", label: `RequestVote ${raft.term}`, fields };
    case "PreVote":
      return { glyph: "ring", tone: "candidate", label: `PreVote ${raft.term}`, fields };
    case "RequestVoteReply":
      return {
        glyph: raft.voteGranted ? "circle" : "cross",
        tone: "follower",
        label: raft.voteGranted ? `vote for term ${raft.term}` : "no vote",
        fields,
      };
    case "PreVoteReply":
      return {
        glyph: raft.voteGranted ? "circle" : "cross",
        tone: "follower",
        label: raft.voteGranted ? "would vote" : "would not vote",
        fields,
      };
    case "AppendEntries":
      return {
        glyph: "square",
        tone: "leader",
        label: raft.entries.length === 0 ? "heartbeat" : `AppendEntries +${raft.entries.length}`,
        fields,
      };
    case "AppendEntriesReply":
      return {
        glyph: raft.success ? "circle" : "cross",
        tone: "follower",
        label: raft.success ? "ok" : "no",
        fields,
      };
    case "ClientRequest":
      return { glyph: "diamond", tone: "client", label: describeOperation(raft.operation), fields };
    case "ClientReply":
      return {
        glyph: raft.ok ? "circle" : "cross",
        tone: "client",
        label: raft.ok ? "done" : raft.leader ? `ask ${raft.leader}` : "not the leader",
        fields,
      };
  }
}
