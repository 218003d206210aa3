/** How proposers, acceptors and learners show: a number is an epoch, so a round has one colour wherever it is seen. */
import type { Badge, Cell, Field, LegendEntry, NodeView, Presenter } from "../../kernel/view.ts";
import { say } from "../../languages/say.ts";
import type { AcceptorContext, AcceptorDisk } from "./acceptor-state.ts";
import type { LearnerContext, LearnerDisk } from "./learner-state.ts";
import { viewMessage } from "./message-view.ts";
import type { Ballot, Proposal } from "./messages.ts";
import { narrateAcceptor, narrateLearner, narrateProposer } from "./narration.ts";
import { binding, type ProposerContext } from "./proposer-state.ts";

export const paxosLegend: readonly LegendEntry[] = [
  { label: "proposer", tone: "plain", shape: "hexagon" },
  { label: "asks for promises", tone: "candidate", shape: "dashed" },
  { label: "asks to accept", tone: "leader", shape: "hexagon" },
  { label: "acceptor", tone: "follower", shape: "circle" },
  { label: "learner", tone: "client", shape: "square" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "prepare", tone: "candidate", glyph: "square" },
  { label: "promise", tone: "follower", glyph: "circle" },
  { label: "accept", tone: "leader", glyph: "triangle" },
  { label: "accepted", tone: "follower", glyph: "star" },
  { label: "refused", tone: "crashed", glyph: "cross" },
  { label: "what is accepted?", tone: "client", glyph: "ring" },
];

/** A machine's snapshot, as far as it shows. */
interface State<C> {
  readonly value: string;
  readonly context: C;
}

/** `5: fig`. */
function tellProposal(proposal: Proposal | null): string {
  return proposal === null ? "none" : `${proposal.number}: ${proposal.value}`;
}

function badgeOf(number: Ballot, title: string): { readonly badge?: Badge } {
  return number === 0 ? {} : { badge: { text: String(number), epoch: number, title } };
}

// ── A proposer ────────────────────────────────────────────────────────────────────────────────────────────────

const LOOKS: Readonly<
  Record<string, Pick<NodeView, "role" | "tone" | "shape" | "ring" | "crown">>
> = {
  idle: { role: "proposer", tone: "plain", shape: "hexagon", ring: "begin" },
  preparing: { role: "preparing", tone: "candidate", shape: "dashed", ring: "phaseTimeout" },
  accepting: { role: "proposing", tone: "leader", shape: "hexagon", ring: "phaseTimeout" },
  backingOff: { role: "waiting", tone: "plain", shape: "hexagon", ring: "backoff" },
  done: { role: "done", tone: "leader", shape: "hexagon", ring: "again", crown: true },
};

function proposerFields(number: Ballot): Field[] {
  return [
    {
      name: "number",
      value: number === 0 ? "none" : String(number),
      durable: true,
      help: say`The highest number that it has used. After a crash it goes on above it.`,
    },
  ];
}

function proposerCaption(mode: string, context: ProposerContext): string {
  const { promises, acceptedBy, acceptors, proposal, config } = context;
  switch (mode) {
    case "preparing":
      return say`${promises.length} of ${acceptors.length} promised`;
    case "accepting":
      return say`${proposal?.value ?? ""}: ${acceptedBy.length} of ${acceptors.length} accepted`;
    case "done":
      return say`${proposal?.value ?? ""} is chosen`;
    default:
      return say`wants ${config.value}`;
  }
}

function viewProposer({ value: mode, context }: State<ProposerContext>): NodeView {
  const { number, heard, promises, proposal, acceptedBy, failures, config } = context;
  return {
    ...(LOOKS[mode] ?? LOOKS["idle"]!),
    ...badgeOf(number, say`its round has number ${number}`),
    caption: proposerCaption(mode, context),
    cells:
      proposal === null || mode === "backingOff"
        ? []
        : [
            {
              text: proposal.value,
              epoch: proposal.number,
              settled: mode === "done",
              title:
                mode === "done"
                  ? say`${proposal.value} is chosen, under number ${proposal.number}`
                  : say`it proposes ${proposal.value} under number ${proposal.number}`,
            },
          ],
    fields: [
      ...proposerFields(number),
      {
        name: "own value",
        value: config.value,
        durable: false,
        help: say`What it proposes when nothing binds it.`,
      },
      {
        name: "promises",
        value:
          promises
            .map(({ from, accepted }) => (accepted ? `${from} (${tellProposal(accepted)})` : from))
            .join(" ") || "none",
        durable: false,
        help: say`Who has promised its number, and what they had accepted.`,
      },
      {
        name: "bound to",
        value: tellProposal(binding(context)),
        durable: false,
        help: say`The proposal with the highest number among its promises: its value must be carried on.`,
      },
      {
        name: "proposal",
        value: tellProposal(proposal),
        durable: false,
        help: say`What it asks the acceptors to accept.`,
      },
      {
        name: "accepted by",
        value: acceptedBy.join(" ") || "nobody",
        durable: false,
        help: say`With more than half of all, the value is chosen.`,
      },
      {
        name: "highest heard",
        value: heard === 0 ? "none" : String(heard),
        durable: false,
        help: say`Its next number will be above this.`,
      },
      {
        name: "failures",
        value: String(failures),
        durable: false,
        help: say`Rounds given up since the last that came through. Each doubles the longest wait.`,
      },
    ],
  };
}

export const proposerPresenter: Presenter = {
  tone: (mode) => LOOKS[mode]?.tone ?? "plain",
  view: (state) => viewProposer(state as State<ProposerContext>),
  down: (disk) => {
    const number = (disk["number"] as Ballot | undefined) ?? 0;
    return {
      cells: [],
      fields: proposerFields(number),
      ...badgeOf(number, say`its last round had number ${number}`),
    };
  },
  message: viewMessage,
  narrate: narrateProposer,
};

// ── An acceptor ───────────────────────────────────────────────────────────────────────────────────────────────

function acceptorCells({ accepted }: Pick<AcceptorDisk, "accepted">): Cell[] {
  if (accepted === null) return [];
  const { number, value } = accepted;
  return [
    {
      text: value,
      epoch: number,
      // It cannot know whether it is chosen: a higher number may replace it.
      settled: false,
      title: say`has accepted ${value} under number ${number}`,
    },
  ];
}

function acceptorFields({ promised, accepted }: AcceptorDisk, durable: boolean): Field[] {
  return [
    {
      name: "promised",
      value: promised === 0 ? "none" : String(promised),
      durable,
      help: say`It accepts nothing with a lower number.`,
    },
    {
      name: "accepted",
      value: tellProposal(accepted),
      durable,
      help: say`What it has accepted last.`,
    },
  ];
}

function acceptorBadge(promised: Ballot): { readonly badge?: Badge } {
  return badgeOf(promised, say`has promised to accept nothing below ${promised}`);
}

function viewAcceptor({ value: mode, context }: State<AcceptorContext>): NodeView {
  const { promised, accepted, withheld, rules } = context;
  return {
    role: "acceptor",
    tone: "follower",
    shape: "circle",
    ...acceptorBadge(promised),
    ...(mode === "writing" ? { caption: say`writing …`, ring: "write" } : {}),
    cells: acceptorCells(context),
    fields: [
      ...acceptorFields({ promised, accepted }, rules["durable-acceptor"] !== false),
      {
        name: "writing",
        value: withheld.length === 0 ? "nothing" : String(withheld.length),
        durable: false,
        help: say`Answers that leave when the disk is done.`,
      },
    ],
  };
}

export const acceptorPresenter: Presenter = {
  tone: () => "follower",
  view: (state) => viewAcceptor(state as State<AcceptorContext>),
  down: (disk) => {
    const { promised = 0, accepted = null } = disk as Partial<AcceptorDisk>;
    return {
      cells: acceptorCells({ accepted }),
      fields: acceptorFields({ promised, accepted }, true),
      ...acceptorBadge(promised),
    };
  },
  message: viewMessage,
  narrate: narrateAcceptor,
};

// ── A learner ─────────────────────────────────────────────────────────────────────────────────────────────────

function learnerCells({ learned, contradicted }: LearnerDisk): Cell[] {
  const damaged = contradicted !== null;
  return [learned, contradicted].flatMap((each) =>
    each === null
      ? []
      : [
          {
            text: each.value,
            epoch: each.number,
            settled: true,
            title: say`knows that ${each.value} is chosen, under number ${each.number}`,
            ...(damaged ? { conflict: true } : {}),
          },
        ],
  );
}

function learnerFields({ learned, contradicted }: LearnerDisk): Field[] {
  return [
    {
      name: "learned",
      value: tellProposal(learned),
      durable: true,
      help: say`The value that it knows to be chosen.`,
    },
    {
      name: "contradicted by",
      value: tellProposal(contradicted),
      durable: true,
      help: say`Another value that a majority has accepted. There must never be one.`,
    },
  ];
}

function viewLearner({ context }: State<LearnerContext>): NodeView {
  const { learned, contradicted, tallies, acceptors } = context;
  const newest = tallies[0];
  const caption =
    learned === null
      ? newest
        ? say`${newest.value}: ${newest.by.length} of ${acceptors.length} accepted`
        : say`has heard nothing`
      : contradicted === null
        ? say`it is ${learned.value}`
        : say`${learned.value} or ${contradicted.value}?`;
  return {
    role: "learner",
    tone: "client",
    shape: "square",
    ...(learned === null ? { ring: "ask" } : {}),
    caption,
    cells: learnerCells(context),
    fields: [
      ...learnerFields(context),
      {
        name: "has heard",
        value:
          tallies.map((each) => `${tellProposal(each)} (${each.by.join(" ")})`).join(", ") ||
          "nothing",
        durable: false,
        help: say`Who has said to have accepted what.`,
      },
    ],
  };
}

export const learnerPresenter: Presenter = {
  tone: (mode) => (mode === "learned" ? "client" : "plain"),
  view: (state) => viewLearner(state as State<LearnerContext>),
  down: (disk) => {
    const { learned = null, contradicted = null } = disk as Partial<LearnerDisk>;
    return {
      cells: learnerCells({ learned, contradicted }),
      fields: learnerFields({ learned, contradicted }),
    };
  },
  message: viewMessage,
  narrate: narrateLearner,
};
