/**
 * Single-decree Paxos, a proposer (Lamport 2001, §2.2). It draws a number of its own, higher than any before, and asks every
 * acceptor to promise it (phase 1). With the promises of a majority it proposes a value: the one of the highest-numbered
 * proposal that any of them has accepted, or its own when none has accepted anything (phase 2). When a majority accepts, the
 * value is chosen. An acceptor that has promised a higher number says so, and the round is given up.
 *
 * Two proposers that always try again at once may keep each other from ever finishing (§2.4). The paper has one of them
 * distinguished by an election that uses chance or time; here chance does it directly: who fails waits for a random while,
 * longer with each failure. Requests go to all acceptors and not to some majority only. A proposer whose round came through
 * proposes again later, as one does to find out what is chosen (§2.3).
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import { between } from "../../kernel/chance.ts";
import {
  defineNode,
  effects,
  givenIn,
  luckOf,
  type CommonEvent,
  type Received,
} from "../machine.ts";
import type { Accept, Accepted, Nack, Prepare, Promised, ProposerMessage } from "./messages.ts";
import {
  backoffTime,
  beginRound,
  binding,
  completes,
  fail,
  isRefused,
  propose,
  startProposer,
  takeAccepted,
  takePromise,
  type ProposerContext,
} from "./proposer-state.ts";
import { ruleOn } from "./rules.ts";

type ProposerEvent = Received<ProposerMessage> | CommonEvent;
interface Args {
  context: ProposerContext;
  event: ProposerEvent;
}

const given = givenIn<ProposerContext>();

// ── What transitions send, write and say ──────────────────────────────────────────────────────────────────────

/** The number is on disk before anybody hears it: after a crash it must not be used for another value. */
const persistNumber = {
  type: "persist",
  params: ({ context }: Args): EffectParams["persist"] => ({ number: context.number }),
} as const;

const sendPrepare = {
  type: "broadcast",
  params: ({ context }: Args): EffectParams["broadcast"] => {
    const message: Prepare = { type: "Prepare", number: context.number };
    return { to: context.acceptors, message };
  },
} as const;

const sendAccept = {
  type: "broadcast",
  params: ({ context }: Args): EffectParams["broadcast"] => {
    const message: Accept = { type: "Accept", ...context.proposal! };
    return { to: context.acceptors, message };
  },
} as const;

const noteBegun = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => ({
    note: "round-begun",
    about: { number: context.number, value: context.config.value },
  }),
} as const;

const noteProposed = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => {
    const { promises, proposal, config } = context;
    const bound = binding(context);
    return {
      note: "proposed",
      about: {
        ...proposal!,
        own: config.value,
        promised: promises.map(({ from }) => from),
        bound: bound?.value ?? "",
        boundNumber: bound?.number ?? 0,
      },
    };
  },
} as const;

const noteRefused = {
  type: "note",
  params: given<Nack, EffectParams["note"]>((context, { from, promised }) => ({
    note: "round-refused",
    about: {
      by: from,
      number: context.number,
      promised,
      waits: ruleOn(context, "backoff"),
    },
  })),
} as const;

const noteTimedOut = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => ({
    note: "round-timed-out",
    about: {
      number: context.number,
      phase: context.proposal === null ? 1 : 2,
      answers: context.proposal === null ? context.promises.length : context.acceptedBy.length,
      acceptors: context.acceptors.length,
    },
  }),
} as const;

const noteChosen = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => ({
    note: "round-completed",
    about: { ...context.proposal!, by: context.acceptedBy, own: context.config.value },
  }),
} as const;

// ── The machine ───────────────────────────────────────────────────────────────────────────────────────────────

const proposerSetup = setup({
  types: { context: {} as ProposerContext, events: {} as ProposerEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules } : {},
    ),
    beginRound: assign(({ context }) => beginRound(context)),
    takePromise: assign(given<Promised, Partial<ProposerContext>>(takePromise)),
    propose: assign(({ context }) => propose(context)),
    takeAccepted: assign(given<Accepted, Partial<ProposerContext>>(takeAccepted)),
    failRefused: assign(
      given<Nack, Partial<ProposerContext>>((context, { promised }) => fail(context, promised)),
    ),
    failInTime: assign(({ context }) => fail(context, 0)),
    succeed: assign({ failures: 0 }),
  },
  guards: {
    "other round's promise": given<Promised, boolean>(
      (context, { number }) => number !== context.number,
    ),
    "majority has promised": given<Promised, boolean>((context, { from }) =>
      completes(
        context,
        context.promises.map((each) => each.from),
        from,
      ),
    ),
    "other round's acceptance": given<Accepted, boolean>(
      (context, { number }) => number !== context.number,
    ),
    "majority has accepted": given<Accepted, boolean>((context, { from }) =>
      completes(context, context.acceptedBy, from),
    ),
    "other round's refusal": given<Nack, boolean>((context, nack) => !isRefused(context, nack)),
    "no backoff": ({ context }) => !ruleOn(context, "backoff"),
  },
  delays: {
    begin: ({ context, event }) =>
      between(luckOf(event), context.config.beginLow, context.config.beginHigh),
    phaseTimeout: ({ context }) => context.config.phaseTimeout,
    backoff: ({ context, event }) => backoffTime(context, luckOf(event)),
    again: ({ context }) => context.config.again,
  },
});

/** The round is given up, because an acceptor has promised more or because a majority is silent. */
const refused = [
  { guard: "other round's refusal" },
  {
    guard: "no backoff",
    target: "preparing",
    reenter: true,
    actions: [noteRefused, "failRefused"],
  },
  { target: "backingOff", actions: [noteRefused, "failRefused"] },
] as const;

const timedOut = [
  {
    guard: "no backoff",
    target: "preparing",
    reenter: true,
    actions: [noteTimedOut, "failInTime"],
  },
  { target: "backingOff", actions: [noteTimedOut, "failInTime"] },
] as const;

const proposerMachine = proposerSetup.createMachine({
  id: "proposer",
  context: ({ input }) => startProposer(input),
  initial: "idle",
  on: { settings: { actions: "learnSettings" } },
  states: {
    idle: { after: { begin: "preparing" } },
    preparing: {
      entry: ["beginRound", persistNumber, sendPrepare, noteBegun],
      on: {
        Promise: [
          { guard: "other round's promise" },
          { guard: "majority has promised", target: "accepting", actions: "takePromise" },
          { actions: "takePromise" },
        ],
        Nack: [...refused],
      },
      after: { phaseTimeout: [...timedOut] },
    },
    accepting: {
      entry: ["propose", sendAccept, noteProposed],
      on: {
        Accepted: [
          { guard: "other round's acceptance" },
          { guard: "majority has accepted", target: "done", actions: "takeAccepted" },
          { actions: "takeAccepted" },
        ],
        Nack: [...refused],
      },
      after: { phaseTimeout: [...timedOut] },
    },
    backingOff: { after: { backoff: "preparing" } },
    done: { entry: ["succeed", noteChosen], after: { again: "preparing" } },
  },
});

/** A proposer. `config` of its node is {@link ProposerConfig}. */
export const proposer = anyBehavior(defineNode(proposerMachine));
