/**
 * Two-phase commit, a participant (BHG §7.4). Asked for its vote it either aborts at once and says No, or locks what the
 * transaction changes, writes its Yes down and says so. From then on it is *uncertain*: it may neither commit nor abort by
 * itself and keeps the lock until it hears the decision, also through a crash. When the decision does not come it asks: the
 * coordinator, or with the cooperative termination protocol (BHG §7.4) the other participants, too. Who has not voted yet
 * may still abort, and does when asked; who is uncertain, too, cannot help.
 *
 * Locks are not waited for: who finds one votes No.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import type { ClientReply, ClientRequest } from "../client.ts";
import { defineNode, effects, givenIn, type CommonEvent, type Received } from "../machine.ts";
import {
  decisionMessage,
  type Ack,
  type Commit,
  type Decision,
  type DecisionReq,
  type No,
  type ParticipantMessage,
  type VoteReq,
  type Yes,
} from "./messages.ts";
import {
  abortAlone,
  abortOverdue,
  asked,
  conclude,
  entryOf,
  holderOf,
  isForgotten,
  isOverdue,
  isUncertain,
  learnDamage,
  participantDisk,
  prepare,
  refusal,
  ruleOn,
  startParticipant,
  untilOverdue,
  type ParticipantContext,
} from "./participant-state.ts";

type ParticipantEvent = Received<ParticipantMessage> | CommonEvent;
interface Args {
  context: ParticipantContext;
  event: ParticipantEvent;
}

const given = givenIn<ParticipantContext>();

// ── What transitions send, write and say ──────────────────────────────────────────────────────────────────────

const persist = {
  type: "persist",
  params: ({ context }: Args): EffectParams["persist"] => ({ ...participantDisk(context) }),
} as const;

const sayYes = {
  type: "send",
  params: given<VoteReq, EffectParams["send"]>((_, { from, tx }) => ({
    to: from,
    message: { type: "Yes", tx } satisfies Yes,
  })),
} as const;

const sayNo = (again: boolean) =>
  ({
    type: "send",
    params: given<VoteReq, EffectParams["send"]>((context, message) => ({
      to: message.from,
      message: {
        type: "No",
        tx: message.tx,
        reason: again ? "aborted-before" : (refusal(context, message) ?? "aborted-before"),
      } satisfies No,
    })),
  }) as const;

/** Only the coordinator waits for acknowledgements. */
const acknowledge = {
  type: "send",
  params: given<Commit, EffectParams["send"] | null>((context, { from, tx }) =>
    from === context.coordinator ? { to: from, message: { type: "Ack", tx } satisfies Ack } : null,
  ),
} as const;

const ask = {
  type: "sendEach",
  params: ({ context }: Args): EffectParams["sendEach"] =>
    context.entries.filter(isUncertain).flatMap(({ tx }) =>
      asked(context).map((to) => ({
        to,
        message: { type: "DecisionReq", tx } satisfies DecisionReq,
      })),
    ),
} as const;

/** It can tell what it has decided or heard, and nothing of what it is uncertain of. */
const answerDecisionReq = {
  type: "send",
  params: given<DecisionReq, EffectParams["send"] | null>((context, { from, tx }) => {
    const standing = entryOf(context, tx)?.standing;
    return standing === "commit" || standing === "abort"
      ? { to: from, message: decisionMessage(tx, standing) }
      : null;
  }),
} as const;

/** What clients want to see may be locked. */
const answerRead = {
  type: "send",
  params: given<ClientRequest, EffectParams["send"]>((context, { from, op, operation }) => {
    const day = operation.key ?? "";
    const holder = holderOf(context, day);
    const reply: ClientReply =
      operation.f !== "read"
        ? { type: "ClientReply", op, ok: false, value: null, leader: context.coordinator }
        : holder === null
          ? { type: "ClientReply", op, ok: true, value: context.free[day] ?? 0, leader: null }
          : {
              type: "ClientReply",
              op,
              ok: false,
              value: null,
              leader: null,
              reason: `locked-by-T${holder}`,
            };
    return { to: from, message: reply };
  }),
} as const;

const noteLockedRead = {
  type: "note",
  params: given<ClientRequest, EffectParams["note"] | null>((context, { from, operation }) => {
    const day = operation.key ?? "";
    const holder = holderOf(context, day);
    if (operation.f !== "read" || holder === null) return null;
    return { note: "read-refused", about: { client: from, day, tx: holder } };
  }),
} as const;

const noteVotedYes = {
  type: "note",
  params: given<VoteReq, EffectParams["note"]>((context, { tx, day }) => ({
    note: "voted-yes",
    about: { tx, day, written: ruleOn(context, "log-before-vote") },
  })),
} as const;

const noteVotedNo = {
  type: "note",
  params: given<VoteReq, EffectParams["note"]>((context, message) => ({
    note: "voted-no",
    about: {
      tx: message.tx,
      day: message.day,
      why: refusal(context, message) ?? "aborted-before",
      holder: holderOf(context, message.day) ?? 0,
    },
  })),
} as const;

const noteConcluded = (decision: Decision) =>
  ({
    type: "note",
    params: given<Commit, EffectParams["note"]>((context, { tx, from }) => ({
      note: decision === "commit" ? "committed" : "aborted",
      about: {
        tx,
        from,
        day: entryOf(context, tx)?.day ?? "",
        peer: from !== context.coordinator,
      },
    })),
  }) as const;

const noteDamage = (heard: Decision) =>
  ({
    type: "note",
    params: given<Commit, EffectParams["note"]>((_, { tx }) => ({
      note: "mixed-outcome",
      about: { tx, heard },
    })),
  }) as const;

const noteAbortedUnasked = {
  type: "note",
  params: given<DecisionReq, EffectParams["note"]>((_, { tx, from }) => ({
    note: "aborted-when-asked",
    about: { tx, from },
  })),
} as const;

const noteBlocked = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => {
    const uncertain = context.entries.filter(isUncertain);
    return {
      note: "blocked",
      about: {
        txs: uncertain.map(({ tx }) => tx),
        days: uncertain.map(({ day }) => day),
        asks: asked(context),
      },
    };
  },
} as const;

/** Said before the abort, while it still knows what it was uncertain of. */
const noteHeuristic = {
  type: "note",
  params: ({ context, event }: Args): EffectParams["note"] => ({
    note: "heuristic-abort",
    about: {
      txs: context.entries
        .filter((each) => isOverdue(context, each, event.now))
        .map(({ tx }) => tx),
    },
  }),
} as const;

const noteRecovered = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] | null => {
    const uncertain = context.entries.filter(isUncertain).map(({ tx }) => tx);
    if (uncertain.length === 0 && context.undone.length === 0) return null;
    return { note: "participant-recovered", about: { uncertain, undone: context.undone } };
  },
} as const;

const restartDecisionTimeout = {
  type: "restartTimer",
  params: ({ context, event }: Args) => ({
    label: "decisionTimeout",
    delay: untilOverdue(context, event.now),
  }),
} as const;

const restartAsk = {
  type: "restartTimer",
  params: ({ context }: Args) => ({ label: "askInterval", delay: context.config.ask }),
} as const;

// ── The machine ───────────────────────────────────────────────────────────────────────────────────────────────

const participantSetup = setup({
  types: { context: {} as ParticipantContext, events: {} as ParticipantEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules, knobs: event.settings.knobs } : {},
    ),
    prepare: assign(
      given<VoteReq, Partial<ParticipantContext>>((context, message) =>
        prepare(context, message.tx, message, message.now),
      ),
    ),
    abortAlone: assign(
      given<VoteReq, Partial<ParticipantContext>>((context, message) =>
        abortAlone(context, message.tx, message, message.now),
      ),
    ),
    abortUnheard: assign(
      given<DecisionReq, Partial<ParticipantContext>>((context, { tx, now }) =>
        abortAlone(context, tx, null, now),
      ),
    ),
    missCommit: assign(
      given<Commit, Partial<ParticipantContext>>((context, { tx, now }) =>
        abortAlone(context, tx, null, now, true),
      ),
    ),
    commit: assign(
      given<Commit, Partial<ParticipantContext>>((context, { tx }) =>
        conclude(context, tx, "commit"),
      ),
    ),
    abort: assign(
      given<Commit, Partial<ParticipantContext>>((context, { tx }) =>
        conclude(context, tx, "abort"),
      ),
    ),
    learnDamage: assign(
      given<Commit, Partial<ParticipantContext>>((context, { tx }) => learnDamage(context, tx)),
    ),
    abortOverdue: assign(({ context, event }) => abortOverdue(context, event.now)),
  },
  guards: {
    "something uncertain": ({ context }) => context.entries.some(isUncertain),
    "nothing uncertain": ({ context }) => !context.entries.some(isUncertain),
    "over and forgotten": given<VoteReq, boolean>((context, { tx }) => isForgotten(context, tx)),
    "voted yes": given<VoteReq, boolean>((context, { tx }) => {
      const entry = entryOf(context, tx);
      return entry !== null && isUncertain(entry);
    }),
    "has aborted": given<VoteReq, boolean>(
      (context, { tx }) => entryOf(context, tx)?.standing === "abort",
    ),
    "has committed": given<VoteReq, boolean>(
      (context, { tx }) => entryOf(context, tx)?.standing === "commit",
    ),
    "cannot do it": given<VoteReq, boolean>(
      (context, message) => refusal(context, message) !== null,
    ),
    "still in time": ({ context, event }) =>
      !context.entries.some((each) => isOverdue(context, each, event.now)),
    "may decide alone": ({ context }) => !ruleOn(context, "wait-when-uncertain"),
  },
  delays: {
    decisionTimeout: ({ context, event }) => untilOverdue(context, event.now),
    askInterval: ({ context }) => context.config.ask,
  },
});

const promise = ["prepare", persist, sayYes, noteVotedYes] as const;

const participantMachine = participantSetup.createMachine({
  id: "participant",
  context: ({ input }) => startParticipant(input),
  initial: "recovering",
  on: {
    settings: { actions: "learnSettings" },
    ClientRequest: { actions: [answerRead, noteLockedRead] },
    VoteReq: [
      { guard: "over and forgotten" },
      { guard: "voted yes", actions: sayYes },
      { guard: "has aborted", actions: sayNo(true) },
      { guard: "has committed" },
      { guard: "cannot do it", actions: [noteVotedNo, "abortAlone", persist, sayNo(false)] },
      // Whoever is uncertain of another already keeps its timer.
      { guard: "something uncertain", actions: [...promise] },
      { target: ".uncertain", actions: [...promise] },
    ],
    Commit: [
      { guard: "over and forgotten", actions: acknowledge },
      { guard: "voted yes", actions: ["commit", persist, acknowledge, noteConcluded("commit")] },
      { guard: "has committed", actions: acknowledge },
      {
        guard: "has aborted",
        actions: ["learnDamage", persist, acknowledge, noteDamage("commit")],
      },
      { actions: ["missCommit", persist, acknowledge, noteDamage("commit")] },
    ],
    Abort: [
      { guard: "over and forgotten", actions: acknowledge },
      { guard: "voted yes", actions: ["abort", persist, acknowledge, noteConcluded("abort")] },
      { guard: "has aborted", actions: acknowledge },
      {
        guard: "has committed",
        actions: ["learnDamage", persist, acknowledge, noteDamage("abort")],
      },
      // The question may still be on its way: it must not be answered with Yes when it comes.
      { actions: ["abortUnheard", persist, acknowledge] },
    ],
    DecisionReq: [
      { guard: "over and forgotten" },
      { guard: "voted yes" },
      { guard: "has aborted", actions: answerDecisionReq },
      { guard: "has committed", actions: answerDecisionReq },
      { actions: ["abortUnheard", persist, answerDecisionReq, noteAbortedUnasked] },
    ],
  },
  states: {
    recovering: {
      entry: [persist, noteRecovered],
      always: [
        { guard: "something uncertain", target: "uncertain.blocked" },
        { target: "working" },
      ],
    },
    working: {},
    uncertain: {
      initial: "waiting",
      always: { guard: "nothing uncertain", target: "working" },
      states: {
        waiting: {
          after: {
            decisionTimeout: [
              { guard: "still in time", actions: restartDecisionTimeout },
              {
                guard: "may decide alone",
                actions: [noteHeuristic, "abortOverdue", persist, restartDecisionTimeout],
              },
              { target: "blocked" },
            ],
          },
        },
        blocked: {
          entry: [ask, noteBlocked],
          after: {
            askInterval: [
              {
                guard: "may decide alone",
                actions: [noteHeuristic, "abortOverdue", persist, restartAsk],
              },
              { actions: [ask, restartAsk] },
            ],
          },
        },
      },
    },
  },
});

/** A participant. `config` of its node is {@link ParticipantConfig}. */
export const participant = anyBehavior(defineNode(participantMachine));
