/** How the coordinator and the participants show: their logs as cells, one column for each transaction. */
import type { AnyMachineSnapshot } from "xstate";
import type {
  Badge,
  Cell,
  Field,
  LegendEntry,
  NodeView,
  Presenter,
  Tone,
} from "../../kernel/view.ts";
import { say } from "../../languages/say.ts";
import type { CoordinatorContext, CoordinatorRecord, Transaction } from "./coordinator-state.ts";
import type { Tx, Work } from "./messages.ts";
import { viewMessage } from "./message-view.ts";
import { narrateCoordinator, narrateParticipant } from "./narration.ts";
import {
  holderOf,
  isUncertain,
  type Entry,
  type ParticipantContext,
  type ParticipantRecord,
} from "./participant-state.ts";

export const commitLegend: readonly LegendEntry[] = [
  { label: "coordinator", tone: "leader", shape: "square" },
  { label: "participant", tone: "follower", shape: "circle" },
  { label: "uncertain", tone: "candidate", shape: "dashed" },
  { label: "blocked", tone: "candidate", shape: "diamond" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "your vote?", tone: "leader", glyph: "square" },
  { label: "yes", tone: "follower", glyph: "circle" },
  { label: "no", tone: "follower", glyph: "cross" },
  { label: "commit", tone: "leader", glyph: "star" },
  { label: "abort", tone: "leader", glyph: "cross" },
  { label: "what is decided?", tone: "candidate", glyph: "ring" },
  { label: "noted", tone: "follower", glyph: "bar" },
  { label: "client", tone: "client", glyph: "diamond" },
];

/** How many cells are shown. */
const SHOWN = 12;

function lastOf<T>(list: readonly T[]): readonly T[] {
  return list.slice(-SHOWN);
}

function badgeOf(tx: Tx, title: string): Badge {
  return { text: `T${tx}`, epoch: tx, title };
}

function describeWork({ day, change }: Work): string {
  if (day === "") return say`unheard of`;
  return change < 0 ? say`book ${day}` : say`cancel ${day}`;
}

// ── The coordinator ───────────────────────────────────────────────────────────────────────────────────────────

const COORDINATOR: Pick<NodeView, "role" | "tone" | "shape"> = {
  role: "coordinator",
  tone: "leader",
  shape: "square",
};

function coordinatorCell({
  tx,
  decision,
  ended,
  ...work
}: Pick<Transaction, "tx" | "decision" | "ended" | "day" | "change">): Cell {
  const what = describeWork(work);
  const cell = { column: String(tx), epoch: tx };
  if (decision === null)
    return {
      ...cell,
      text: "?",
      settled: false,
      title: say`T${tx}, ${what}: started, not decided`,
    };
  const text = decision === "commit" ? "C" : "A";
  const outcome = decision === "commit" ? say`commit` : say`abort`;
  return ended
    ? { ...cell, text, settled: true, title: say`T${tx}, ${what}: ${outcome}, ended` }
    : {
        ...cell,
        text,
        settled: false,
        title: say`T${tx}, ${what}: ${outcome}, not acknowledged by all`,
      };
}

function viewCoordinator({ context }: { readonly context: CoordinatorContext }): NodeView {
  const { transactions, participants, last } = context;
  const open = transactions.filter(({ ended }) => !ended);
  const oldest = open[0];
  return {
    ...COORDINATOR,
    ...(oldest
      ? { badge: badgeOf(oldest.tx, say`T${oldest.tx} is the oldest transaction under way`) }
      : {}),
    ...(oldest ? { caption: captionOf(oldest, participants.length) } : {}),
    ring: "voteTimeout",
    cells: lastOf(transactions).map(coordinatorCell),
    fields: [
      {
        name: "log",
        value: tellRecords(transactions.filter(({ logged }) => logged)),
        durable: true,
        help: say`The decisions that it has written down. Without one a restarted coordinator aborts.`,
      },
      {
        name: "last number",
        value: `T${last}`,
        durable: true,
        help: say`Every transaction has a number of its own.`,
      },
      {
        name: "only remembered",
        value:
          transactions
            .filter(({ decision, logged }) => decision !== null && !logged)
            .map(({ tx, decision }) => `T${tx} ${decision}`)
            .join("  ") || "nothing",
        durable: false,
        help: say`Decisions that a crash would make it forget.`,
      },
      {
        name: "votes",
        value:
          open
            .filter(({ decision }) => decision === null)
            .map(({ tx, yes }) => `T${tx}: ${yes.join(" ") || "none"}`)
            .join(", ") || "none awaited",
        durable: false,
        help: say`Who has said Yes to what is not decided yet.`,
      },
      {
        name: "acknowledged",
        value:
          open
            .filter(({ decision }) => decision !== null)
            .map(({ tx, told }) => `T${tx}: ${told.join(" ") || "nobody"}`)
            .join(", ") || "all",
        durable: false,
        help: say`Who has the decision on disk.`,
      },
    ],
  };
}

function captionOf({ tx, decision, yes, told }: Transaction, participants: number): string {
  if (decision === null) return say`T${tx}: ${yes.length} of ${participants} yes`;
  return decision === "commit"
    ? say`T${tx} commit, ${told.length} of ${participants} noted`
    : say`T${tx} abort, ${told.length} of ${participants} noted`;
}

function tellRecords(records: readonly Pick<CoordinatorRecord, "tx" | "decision">[]): string {
  return (
    lastOf(records)
      .map(({ tx, decision }) => `T${tx} ${decision ?? "started"}`)
      .join("  ") || "empty"
  );
}

export const coordinatorPresenter: Presenter = {
  tone: (mode) => (mode.startsWith("busy") ? "leader" : "plain"),
  view: (state) => viewCoordinator(state as AnyMachineSnapshot & { context: CoordinatorContext }),
  down: (disk) => {
    const records = (disk["log"] as readonly CoordinatorRecord[] | undefined) ?? [];
    return {
      cells: lastOf(records).map(coordinatorCell),
      fields: [{ name: "log", value: tellRecords(records), durable: true }],
    };
  },
  message: viewMessage,
  narrate: narrateCoordinator,
};

// ── A participant ─────────────────────────────────────────────────────────────────────────────────────────────

const STANDINGS: Readonly<Record<string, Pick<NodeView, "role" | "tone" | "shape" | "ring">>> = {
  working: { role: "participant", tone: "follower", shape: "circle" },
  waiting: { role: "uncertain", tone: "candidate", shape: "dashed", ring: "decisionTimeout" },
  blocked: { role: "blocked", tone: "candidate", shape: "diamond", ring: "askInterval" },
};

function standingOf(mode: string): (typeof STANDINGS)[string] {
  return STANDINGS[mode.slice(mode.lastIndexOf(".") + 1)] ?? STANDINGS["working"]!;
}

function participantCell({ tx, standing, damaged, ...work }: ParticipantRecord): Cell {
  const what = describeWork(work);
  const cell = { column: String(tx), epoch: tx, ...(damaged ? { conflict: true } : {}) };
  switch (standing) {
    case "began":
      return {
        ...cell,
        text: "…",
        settled: false,
        title: say`T${tx}, ${what}: begun, no vote written`,
      };
    case "yes":
      return {
        ...cell,
        text: "Y",
        settled: false,
        title: say`T${tx}, ${what}: voted Yes, uncertain`,
      };
    case "commit":
      return { ...cell, text: "C", settled: true, title: say`T${tx}, ${what}: committed` };
    case "abort":
      return { ...cell, text: "A", settled: true, title: say`T${tx}, ${what}: aborted` };
  }
}

function viewParticipant({
  mode,
  context,
}: {
  readonly mode: string;
  readonly context: ParticipantContext;
}): NodeView {
  const uncertain = context.entries.filter(isUncertain);
  const oldest = uncertain[0];
  return {
    ...standingOf(mode),
    ...(oldest ? { badge: badgeOf(oldest.tx, say`holds a lock for T${oldest.tx}`) } : {}),
    caption: `${context.config.good}: ${tellFree(context)}`,
    cells: lastOf(context.entries).map(participantCell),
    fields: [
      ...durableFields(context.free, context.entries),
      {
        name: "only remembered",
        value:
          context.entries
            .filter((entry) => isUncertain(entry) && !entry.logged)
            .map(({ tx }) => `T${tx} yes`)
            .join("  ") || "nothing",
        durable: false,
        help: say`Votes that a crash would make it forget.`,
      },
      {
        name: "locks",
        value: uncertain.map(({ tx, day }) => `${day}: T${tx}`).join(", ") || "none",
        durable: false,
        help: say`What is locked for whom. After a crash it is locked again, as the log says.`,
      },
    ],
  };
}

/** `mon 3 tue 4`; a locked day has a star. */
function tellFree(context: ParticipantContext): string {
  return Object.entries(context.free)
    .map(([day, places]) => `${day} ${places}${holderOf(context, day) === null ? "" : "*"}`)
    .join(" ");
}

function durableFields(
  free: Readonly<Record<string, number>>,
  entries: readonly (ParticipantRecord & Partial<Pick<Entry, "logged">>)[],
): Field[] {
  return [
    {
      name: "free",
      value: Object.entries(free)
        .map(([day, places]) => `${day} ${places}`)
        .join(", "),
      durable: true,
      help: say`Places left by the transactions that have committed.`,
    },
    {
      name: "log",
      value:
        lastOf(entries.filter(({ logged = true }) => logged))
          .map(({ tx, standing }) => `T${tx} ${standing}`)
          .join("  ") || "empty",
      durable: true,
      help: say`Its votes and what became of them.`,
    },
  ];
}

export const participantPresenter: Presenter = {
  tone: (mode): Tone => (mode.startsWith("uncertain") ? "candidate" : "follower"),
  view: (state) => {
    const { context, value } = state as AnyMachineSnapshot & { context: ParticipantContext };
    const mode = typeof value === "string" ? value : String(Object.values(value as object)[0]);
    return viewParticipant({ mode, context });
  },
  down: (disk) => {
    const { log = [], free = {} } = disk as {
      readonly log?: readonly ParticipantRecord[];
      readonly free?: Readonly<Record<string, number>>;
    };
    return { cells: lastOf(log).map(participantCell), fields: durableFields(free, log) };
  },
  message: viewMessage,
  narrate: narrateParticipant,
};
