/**
 * Two-phase commit, the coordinator (Gray, "Notes on Data Base Operating Systems", 1978; Bernstein, Hadzilacos and
 * Goodman, "Concurrency Control and Recovery in Database Systems", 1987, §7.4, cited as BHG).
 *
 * A transaction changes something at several participants, and either all of them make the change or none. First everybody
 * is asked, and whoever answers Yes gives up the right to decide alone. If all have said Yes the coordinator decides to
 * commit, else to abort; it writes the decision down, and from then on nothing can change it. Then everybody is told until
 * everybody has acknowledged.
 *
 * This variant presumes nothing: start, decision and end are all in the log, and aborts are acknowledged like commits. A
 * coordinator that finds a start without a decision after a crash aborts. Votes that are missing after a timeout count as No;
 * before that, whoever is silent is asked again. Several transactions may be under way; each is numbered. The work travels
 * with the question, as in Sinfonia's minitransactions (Aguilera et al. 2007).
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import type { ClientReply, ClientRequest } from "../client.ts";
import { defineNode, effects, givenIn, type CommonEvent, type Received } from "../machine.ts";
import {
  asksAgain,
  begin,
  begunBy,
  completes,
  coordinatorDisk,
  countNo,
  countTold,
  countYes,
  decide,
  endsBy,
  isCollecting,
  isLate,
  isOpen,
  isUnanswered,
  overdue,
  prevents,
  silent,
  startCoordinator,
  transactionOf,
  untilOverdue,
  untold,
  workOf,
  type CoordinatorContext,
  type Transaction,
} from "./coordinator-state.ts";
import {
  decisionMessage,
  type Ack,
  type CoordinatorMessage,
  type DecisionReq,
  type No,
  type VoteReq,
  type Yes,
} from "./messages.ts";

type CoordinatorEvent = Received<CoordinatorMessage> | CommonEvent;
interface Args {
  context: CoordinatorContext;
  event: CoordinatorEvent;
}

const given = givenIn<CoordinatorContext>();

// ── What transitions send, write and say ──────────────────────────────────────────────────────────────────────

const persist = {
  type: "persist",
  params: ({ context }: Args): EffectParams["persist"] => ({ ...coordinatorDisk(context) }),
} as const;

function voteReq({ tx, day, change }: Transaction): VoteReq {
  return { type: "VoteReq", tx, day, change };
}

/** The transaction that has begun is the newest. */
const askForVotes = {
  type: "broadcast",
  params: ({ context }: Args): EffectParams["broadcast"] => ({
    to: context.participants,
    message: voteReq(context.transactions.at(-1)!),
  }),
} as const;

const tellAgain = {
  type: "sendEach",
  params: ({ context, event }: Args): EffectParams["sendEach"] =>
    context.transactions
      .filter((each) => isUnanswered(context, each, event.now))
      .flatMap((each) => tellings(context, each)),
} as const;

/** What a transaction still has to say, and to whom. */
function tellings(
  context: CoordinatorContext,
  transaction: Transaction,
): { to: string; message: EffectParams["send"]["message"] }[] {
  const { tx, decision } = transaction;
  return decision === null
    ? silent(context, transaction).map((to) => ({ to, message: voteReq(transaction) }))
    : untold(context, transaction).map((to) => ({ to, message: decisionMessage(tx, decision) }));
}

/** Tells a decision that has just fallen, to everybody who has to hear it and to the client. */
const announcing = (which: (args: Args) => Transaction | null) =>
  ({
    type: "sendEach",
    params: (args: Args): EffectParams["sendEach"] => {
      const transaction = which(args);
      if (!transaction) return [];
      return [
        ...tellings(args.context, transaction),
        { to: transaction.client, message: answer(transaction) },
      ];
    },
  }) as const;

function answer({ op, decision, why, tx }: Transaction): ClientReply {
  return decision === "commit"
    ? { type: "ClientReply", op, ok: true, value: `T${tx}`, leader: null }
    : { type: "ClientReply", op, ok: false, value: null, leader: null, reason: why ?? "aborted" };
}

const named = given<Yes, Transaction | null>((context, { tx }) => transactionOf(context, tx));
/** The latest of those whose votes were overdue when the timer rang. */
const timedOut = ({ context, event }: Args): Transaction | null =>
  context.transactions.findLast(
    (each) => each.why === "no-vote-in-time" && !each.ended && isLate(context, each, event.now),
  ) ?? null;

const noting = (which: (args: Args) => Transaction | null) =>
  ({
    type: "note",
    params: (args: Args): EffectParams["note"] | null => {
      const transaction = which(args);
      if (!transaction) return null;
      const { tx, decision, why, yes } = transaction;
      return {
        note: decision === "commit" ? "decided-commit" : "decided-abort",
        about: {
          tx,
          yes,
          of: args.context.participants.length,
          written: transaction.logged,
          ...(why === null ? {} : { why }),
          ...(args.event.type === "No" ? { by: args.event.from } : {}),
          silent: silent(args.context, transaction),
        },
      };
    },
  }) as const;

const noteBegun = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => {
    const { tx, client, day, change } = context.transactions.at(-1)!;
    return { note: "transaction-begun", about: { tx, client, day, change } };
  },
} as const;

const noteEnded = {
  type: "note",
  params: given<Ack, EffectParams["note"]>((context, { tx }) => ({
    note: "transaction-ended",
    about: { tx, decision: transactionOf(context, tx)?.decision ?? "abort" },
  })),
} as const;

const noteRecovered = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] | null => {
    const open = context.transactions.filter(isOpen);
    if (open.length === 0) return null;
    return {
      note: "coordinator-recovered",
      about: {
        aborted: context.abortedAtStart,
        known: open.map(({ tx }) => tx).filter((tx) => !context.abortedAtStart.includes(tx)),
      },
    };
  },
} as const;

/** Clients whose transactions the crash has undone are told, and everybody who has to hear a decision. */
const tellAfterRestart = {
  type: "sendEach",
  params: ({ context }: Args): EffectParams["sendEach"] =>
    context.transactions
      .filter(isOpen)
      .flatMap((each) => [...tellings(context, each), { to: each.client, message: answer(each) }]),
} as const;

const repeatAnswer = {
  type: "send",
  params: given<ClientRequest, EffectParams["send"] | null>((context, { from, op }) => {
    const begun = begunBy(context, from, op);
    return begun && begun.decision !== null ? { to: from, message: answer(begun) } : null;
  }),
} as const;

const refuse = {
  type: "send",
  params: given<ClientRequest, EffectParams["send"]>((_, { from, op }) => ({
    to: from,
    message: {
      type: "ClientReply",
      op,
      ok: false,
      value: null,
      leader: null,
      reason: "ask-a-participant",
    } satisfies ClientReply,
  })),
} as const;

const answerDecisionReq = {
  type: "send",
  params: given<DecisionReq, EffectParams["send"] | null>((context, { from, tx }) => {
    const decision = transactionOf(context, tx)?.decision ?? null;
    return decision === null ? null : { to: from, message: decisionMessage(tx, decision) };
  }),
} as const;

const restartVoteTimeout = {
  type: "restartTimer",
  params: ({ context, event }: Args) => ({
    label: "voteTimeout",
    delay: untilOverdue(context, event.now),
  }),
} as const;

const restartResend = {
  type: "restartTimer",
  params: ({ context }: Args) => ({ label: "resendInterval", delay: context.config.resend }),
} as const;

// ── The machine ───────────────────────────────────────────────────────────────────────────────────────────────

const coordinatorSetup = setup({
  types: { context: {} as CoordinatorContext, events: {} as CoordinatorEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules } : {},
    ),
    begin: assign(
      given<ClientRequest, Partial<CoordinatorContext>>((context, request) => {
        const work = workOf(request);
        return work ? begin(context, request.from, request.op, work, request.now) : {};
      }),
    ),
    countYes: assign(
      given<Yes, Partial<CoordinatorContext>>((context, { tx, from }) =>
        countYes(context, tx, from),
      ),
    ),
    countNo: assign(
      given<No, Partial<CoordinatorContext>>((context, { tx, from }) => countNo(context, tx, from)),
    ),
    decideCommit: assign(
      given<Yes, Partial<CoordinatorContext>>((context, { tx, from, now }) =>
        decide(context, tx, "commit", null, from, now),
      ),
    ),
    decideAbort: assign(
      given<No, Partial<CoordinatorContext>>((context, { tx, from, reason, now }) =>
        decide(context, tx, "abort", reason, from, now),
      ),
    ),
    abortOverdue: assign(({ context, event }) => {
      const late = overdue(context, event.now);
      return late ? decide(context, late.tx, "abort", "no-vote-in-time", null, event.now) : {};
    }),
    askAgain: assign(({ context, event }) => asksAgain(context, event.now)),
    countAck: assign(
      given<Ack, Partial<CoordinatorContext>>((context, { tx, from }) =>
        countTold(context, tx, from),
      ),
    ),
  },
  guards: {
    "nothing to collect": ({ context }) => !context.transactions.some(isCollecting),
    "nothing to announce": ({ context }) => !context.transactions.some(isOpen),
    "something to announce": ({ context }) => context.transactions.some(isOpen),
    "all said yes": given<Yes, boolean>((context, { tx, from }) => completes(context, tx, from)),
    "rules a commit out": given<No, boolean>((context, { tx, from }) =>
      prevents(context, tx, from),
    ),
    "still collecting": given<Yes, boolean>((context, { tx }) => {
      const transaction = transactionOf(context, tx);
      return transaction !== null && isCollecting(transaction);
    }),
    "a vote is overdue": ({ context, event }) => overdue(context, event.now) !== null,
    "all have acknowledged": given<Ack, boolean>((context, { tx, from }) =>
      endsBy(context, tx, from),
    ),
    "acknowledges a decision": given<Ack, boolean>((context, { tx }) => {
      const transaction = transactionOf(context, tx);
      return transaction !== null && transaction.decision !== null && isOpen(transaction);
    }),
    "begun before": given<ClientRequest, boolean>(
      (context, { from, op }) => begunBy(context, from, op) !== null,
    ),
    "out of date": given<ClientRequest, boolean>(
      (context, { from, op }) => op <= (context.requested[from] ?? 0),
    ),
    "asks for no transaction": given<ClientRequest, boolean>(
      (_, request) => workOf(request) === null,
    ),
  },
  delays: {
    voteTimeout: ({ context, event }) => untilOverdue(context, event.now),
    resendInterval: ({ context }) => context.config.resend,
  },
});

const begins = [
  { guard: "asks for no transaction", actions: refuse },
  { guard: "begun before", actions: repeatAnswer },
  { guard: "out of date" },
] as const;

const coordinatorMachine = coordinatorSetup.createMachine({
  id: "coordinator",
  context: ({ input }) => startCoordinator(input),
  initial: "recovering",
  on: {
    settings: { actions: "learnSettings" },
    DecisionReq: { actions: answerDecisionReq },
  },
  states: {
    recovering: {
      entry: [persist, noteRecovered, tellAfterRestart],
      always: [{ guard: "something to announce", target: "busy.announcing" }, { target: "idle" }],
    },
    idle: {
      on: {
        ClientRequest: [
          ...begins,
          { target: "busy", actions: ["begin", persist, askForVotes, noteBegun] },
        ],
      },
    },
    busy: {
      initial: "collecting",
      on: {
        ClientRequest: [
          ...begins,
          { target: ".collecting", actions: ["begin", persist, askForVotes, noteBegun] },
        ],
        Ack: [
          { guard: "all have acknowledged", actions: ["countAck", persist, noteEnded] },
          { guard: "acknowledges a decision", actions: "countAck" },
        ],
      },
      after: { resendInterval: { actions: [tellAgain, "askAgain", restartResend] } },
      states: {
        collecting: {
          always: { guard: "nothing to collect", target: "announcing" },
          after: {
            voteTimeout: [
              {
                guard: "a vote is overdue",
                actions: [
                  "abortOverdue",
                  persist,
                  noting(timedOut),
                  announcing(timedOut),
                  restartVoteTimeout,
                ],
              },
              { actions: restartVoteTimeout },
            ],
          },
          on: {
            Yes: [
              {
                guard: "all said yes",
                actions: ["decideCommit", persist, noting(named), announcing(named)],
              },
              { guard: "still collecting", actions: "countYes" },
            ],
            No: [
              {
                guard: "rules a commit out",
                actions: ["decideAbort", persist, noting(named), announcing(named)],
              },
              { guard: "still collecting", actions: "countNo" },
            ],
          },
        },
        announcing: { always: { guard: "nothing to announce", target: "#coordinator.idle" } },
      },
    },
  },
});

/** The coordinator. `config` of its node is {@link CoordinatorConfig}. */
export const coordinator = anyBehavior(defineNode(coordinatorMachine));
