/** How Raft's servers show. */
import type { AnyMachineSnapshot } from "xstate";
import { describeOperation } from "../../kernel/operation.ts";
import { tellTime } from "../../kernel/time.ts";
import type {
  Badge,
  Cell,
  Field,
  LegendEntry,
  NodeView,
  Presenter,
  Tone,
} from "../../kernel/view.ts";
import { isJoint, isVoter, type Configuration } from "../../structures/configuration.ts";
import { EMPTY_LOG, lastIndex, lastTerm, type Log } from "../../structures/log.ts";
import { majority } from "../../structures/quorum.ts";
import { viewMessage } from "./message-view.ts";
import type { Command, Snapshot } from "./messages.ts";
import { narrateRaft } from "./narration.ts";
import { leaseEnd } from "./reads.ts";
import { numbersRounds, type RaftContext } from "./state.ts";
import { phrase, say, several } from "../../languages/say.ts";

const ROLES: Readonly<
  Record<string, Pick<NodeView, "role" | "tone" | "shape" | "crown" | "ring">>
> = {
  follower: {
    role: phrase("follower"),
    tone: "follower",
    shape: "circle",
    ring: "electionTimeout",
  },
  preCandidate: {
    role: phrase("asking"),
    tone: "candidate",
    shape: "dashed",
    ring: "electionTimeout",
  },
  candidate: {
    role: phrase("candidate"),
    tone: "candidate",
    shape: "dashed",
    ring: "electionTimeout",
  },
  leader: { role: phrase("leader"), tone: "leader", shape: "hexagon", crown: true },
};

/** A server without a vote: one that waits to be added, or has been removed. */
const SPARE: Pick<NodeView, "role" | "tone" | "shape"> = {
  role: phrase("no vote"),
  tone: "plain",
  shape: "rounded",
};

/** A server's colour in a state of its chart. */
function toneOf(mode: string): Tone {
  return ROLES[mode.slice(mode.lastIndexOf(".") + 1)]?.tone ?? "plain";
}

export const raftLegend: readonly LegendEntry[] = [
  { label: "leader", tone: "leader", shape: "hexagon", crown: true },
  { label: "follower", tone: "follower", shape: "circle" },
  { label: "candidate", tone: "candidate", shape: "dashed" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "RequestVote", tone: "candidate", glyph: "triangle" },
  { label: "PreVote", tone: "candidate", glyph: "ring" },
  { label: "AppendEntries", tone: "leader", glyph: "square" },
  { label: "InstallSnapshot", tone: "leader", glyph: "star" },
  { label: "reply", tone: "follower", glyph: "circle" },
  { label: "client", tone: "client", glyph: "diamond" },
];

export const serverPresenter: Presenter = {
  tone: toneOf,
  view: (state) =>
    viewServer(state as AnyMachineSnapshot & { context: RaftContext; value: string }),
  down: (disk) => {
    const {
      currentTerm = 0,
      votedFor = null,
      log = EMPTY_LOG,
      snapshot = null,
    } = disk as Partial<RaftContext>;
    return {
      badge: termBadge(currentTerm),
      cells: cellsOf(log, snapshot?.lastIncludedIndex ?? 0),
      fields: durableFields(currentTerm, votedFor, log, snapshot),
    };
  },
  message: viewMessage,
  narrate: narrateRaft,
};

function viewServer(state: { value: string; context: RaftContext }): NodeView {
  const { context } = state;
  const { members } = context;
  const spare = !isVoter(members.configuration, context.id);
  const role =
    spare && state.value === "follower" ? SPARE : (ROLES[state.value] ?? ROLES["follower"]!);
  const electing = state.value === "candidate" || state.value === "preCandidate";
  const caption = captionOf(context, state.value);
  return {
    ...role,
    role: role.role,
    badge: termBadge(context.currentTerm),
    ...(caption === null ? {} : { caption }),
    cells: cellsOf(context.log, context.commitIndex),
    fields: [
      ...durableFields(context.currentTerm, context.votedFor, context.log, context.snapshot),
      {
        name: "leader",
        value: context.leader ?? say`none known`,
        durable: false,
        help: say`Whom it believes to lead this term.`,
      },
      {
        name: "commitIndex",
        value: String(context.commitIndex),
        durable: false,
        help: say`Up to here a majority holds the log.`,
      },
      {
        name: say`last heard`,
        value: context.lastHeard === null ? say`never` : tellTime(context.lastHeard),
        durable: false,
        help: say`When the leader was last heard, by its own clock.`,
      },
      {
        name: "store",
        value: describeStore(context.machine.store),
        durable: false,
        help: say`What the committed entries amount to.`,
      },
      {
        name: "sessions",
        value:
          Object.entries(context.machine.sessions)
            .map(([client, { op }]) => `${client}:${op}`)
            .join("  ") || say`none`,
        durable: false,
        help: say`Each client's last request that was done; what is asked again is not done again.`,
      },
      {
        name: "members",
        value: describeMembers(members.configuration),
        durable: false,
        help:
          members.index > context.commitIndex
            ? say`Entry ${members.index} of its log says so; it is not committed yet.`
            : say`Who votes, as its log says.`,
      },
      ...(electing
        ? [
            {
              name: "granted",
              value: context.granted.join(" ") || say`nobody`,
              durable: false,
              help: say`Who has said yes.`,
            },
          ]
        : []),
      ...(state.value === "leader" ? leaderFields(context) : []),
    ],
  };
}

/** What a server is busy with, in a few words; null when nothing is worth a line. */
function captionOf(context: RaftContext, mode: string): string | null {
  const { configuration, index } = context.members;
  if (mode === "candidate" || mode === "preCandidate") {
    const { length } = context.granted;
    const needed = majority(configuration.voters.length);
    if (mode === "candidate")
      return isJoint(configuration)
        ? say`${length} votes, needs two majorities`
        : say`${length} of ${needed} votes`;
    return isJoint(configuration)
      ? say`${length} promises, needs two majorities`
      : say`${length} of ${needed} promises`;
  }
  if (mode !== "leader") return null;
  if (context.catchingUp) return say`${context.catchingUp.servers.join(" ")} catching up`;
  if (isJoint(configuration))
    return `${configuration.outgoing.join(" ")} → ${configuration.voters.join(" ")}`;
  if (index > context.commitIndex) return say`members to be ${configuration.voters.join(" ")}`;
  if (context.reads.length > 0)
    return several(context.reads.length, "{n} read waits", "{n} reads wait");
  return null;
}

function describeMembers({ voters, outgoing, learners }: Configuration): string {
  const all =
    (outgoing.length === 0
      ? voters.join(" ")
      : say`${outgoing.join(" ")} and ${voters.join(" ")}`) || say`unknown`;
  return learners.length === 0 ? all : say`${all}, learning: ${learners.join(" ")}`;
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
      help: say`The next entry to send to each follower.`,
    },
    {
      name: "matchIndex",
      value: list(context.matchIndex),
      durable: false,
      help: say`How far each follower's log is known to agree.`,
    },
    {
      name: say`heard from`,
      value: context.heard.join(" ") || say`nobody`,
      durable: false,
      help: say`Followers that answered since the last quorum check.`,
    },
    ...(numbersRounds(context) ? readFields(context) : []),
  ];
}

function readFields(context: RaftContext): Field[] {
  const lease = leaseEnd(context);
  return [
    {
      name: "round",
      value: String(context.round),
      durable: false,
      help: say`Its heartbeats are numbered, so that it knows which of them a majority has answered.`,
    },
    {
      name: say`reads waiting`,
      value: String(context.reads.length),
      durable: false,
      help: say`Reads that wait for a majority to confirm that it still leads.`,
    },
    ...(lease === null
      ? []
      : [
          {
            name: say`lease until`,
            value: tellTime(lease),
            durable: false,
            help: say`Until then, by its own clock, it answers reads at once.`,
          },
        ]),
  ];
}

function durableFields(
  currentTerm: number,
  votedFor: string | null,
  log: Log<Command>,
  snapshot: Snapshot | null,
): Field[] {
  return [
    {
      name: "currentTerm",
      value: String(currentTerm),
      durable: true,
      help: say`The latest term it has seen.`,
    },
    {
      name: "votedFor",
      value: votedFor ?? say`nobody`,
      durable: true,
      help: say`Who got its vote in this term.`,
    },
    {
      name: "log",
      value:
        lastIndex(log) === 0
          ? say`empty`
          : say`to entry ${lastIndex(log)} of term ${lastTerm(log)}, ${log.entries.length} kept`,
      durable: true,
      help: say`All entries, committed or not, that no snapshot has replaced.`,
    },
    ...(snapshot === null
      ? []
      : [
          {
            name: "snapshot",
            value: say`to entry ${snapshot.lastIncludedIndex}`,
            durable: true,
            help: say`The state machine as of that entry, in place of the entries.`,
          },
        ]),
  ];
}

function termBadge(term: number): Badge {
  return { text: String(term), epoch: term, title: say`term ${term}` };
}

/** How many entries are shown. */
const SHOWN = 24;

/** The log's last entries, by term; in front of them what a snapshot stands for. */
function cellsOf(log: Log<Command>, commitIndex: number): Cell[] {
  const first = Math.max(0, log.entries.length - SHOWN);
  const cells = log.entries.slice(first).map((entry, i): Cell => {
    const index = log.baseIndex + first + i + 1;
    const settled = index <= commitIndex;
    return {
      text: entry.command.is === "configuration" ? "C" : String(entry.term),
      column: String(index),
      epoch: entry.term,
      settled,
      title: settled
        ? say`entry ${index}, term ${entry.term}: ${describeCommand(entry.command)}, committed`
        : say`entry ${index}, term ${entry.term}: ${describeCommand(entry.command)}`,
    };
  });
  if (log.baseIndex === 0 || first > 0) return cells;
  const compacted: Cell = {
    text: "S",
    column: String(log.baseIndex),
    epoch: log.baseTerm,
    settled: true,
    title: say`entries 1 to ${log.baseIndex}, replaced by a snapshot`,
  };
  return [compacted, ...cells];
}

function describeCommand(command: Command): string {
  switch (command.is) {
    case "noop":
      return say`empty, opens the term`;
    case "operation":
      return describeOperation(command.operation);
    case "configuration":
      return say`members ${describeMembers(command.configuration)}`;
  }
}

function describeStore(store: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(store).map(([key, value]) => `${key} = ${String(value)}`);
  return pairs.length === 0 ? say`empty` : pairs.join(", ");
}
