/**
 * Single-decree Paxos, an acceptor (Lamport 2001, §2.2). Asked to promise a number that is higher than any that it has
 * promised, it does, and says what it has accepted. It accepts every proposal unless it has promised a higher number (P1a).
 * To what it must refuse it answers with the number that it has promised, so that nobody waits in vain. Both what it has
 * promised and what it has accepted go to disk before it answers (§2.5), and the answer leaves only when the disk is done;
 * meanwhile it serves others.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import { defineNode, effects, givenIn, type CommonEvent, type Received } from "../machine.ts";
import {
  accept,
  acceptedTo,
  acceptorDisk,
  due,
  mayAccept,
  mayPromise,
  promise,
  promiseTo,
  startAcceptor,
  untilNext,
  withhold,
  type AcceptorContext,
} from "./acceptor-state.ts";
import type { Accept, AcceptorMessage, Ask, Nack, Prepare } from "./messages.ts";
import { ruleOn } from "./rules.ts";

type AcceptorEvent = Received<AcceptorMessage> | CommonEvent;
interface Args {
  context: AcceptorContext;
  event: AcceptorEvent;
}

const given = givenIn<AcceptorContext>();

const promiseAnswer = (context: AcceptorContext, { from, number }: Received<Prepare>) =>
  promiseTo(from, number, context);

const acceptAnswer = (context: AcceptorContext, message: Received<Accept>) =>
  acceptedTo([message.from, ...context.learners], message);

// ── What transitions send, write and say ──────────────────────────────────────────────────────────────────────

const persist = {
  type: "persist",
  params: ({ context }: Args): EffectParams["persist"] => acceptorDisk(context),
} as const;

const sendPromise = {
  type: "sendEach",
  params: given<Prepare, EffectParams["sendEach"]>(promiseAnswer),
} as const;

const sendAccepted = {
  type: "sendEach",
  params: given<Accept, EffectParams["sendEach"]>(acceptAnswer),
} as const;

const sendWritten = {
  type: "sendEach",
  params: ({ context, event }: Args): EffectParams["sendEach"] =>
    due(context, event.now).flatMap(({ sends }) => sends),
} as const;

const restartWrite = {
  type: "restartTimer",
  params: ({ context, event }: Args): EffectParams["restartTimer"] => ({
    label: "write",
    delay: untilNext(context, event.now) ?? context.config.write,
  }),
} as const;

const refuse = {
  type: "send",
  params: given<Prepare | Accept, EffectParams["send"]>(({ promised }, { from, number }) => ({
    to: from,
    message: { type: "Nack", number, promised } satisfies Nack,
  })),
} as const;

/** Nothing accepted is no answer: silence says as much. */
const tellLearner = {
  type: "sendEach",
  params: given<Ask, EffectParams["sendEach"]>(({ accepted }, { from }) =>
    accepted === null ? [] : acceptedTo([from], accepted),
  ),
} as const;

const notePromised = {
  type: "note",
  params: given<Prepare, EffectParams["note"]>((context, { from, number }) => ({
    note: "promised",
    about: {
      to: from,
      number,
      accepted: context.accepted?.value ?? "",
      acceptedNumber: context.accepted?.number ?? 0,
      written: ruleOn(context, "durable-acceptor"),
    },
  })),
} as const;

/** Said before it accepts, while it still knows what it had promised. */
const noteAccepted = {
  type: "note",
  params: given<Accept, EffectParams["note"]>((context, { from, number, value }) => ({
    note: number < context.promised ? "promise-broken" : "accepted",
    about: {
      from,
      number,
      value,
      promised: context.promised,
      written: ruleOn(context, "durable-acceptor"),
    },
  })),
} as const;

const noteRefused = {
  type: "note",
  params: given<Prepare | Accept, EffectParams["note"]>(({ promised }, { type, from, number }) => ({
    note: "refused",
    about: { what: type, from, number, promised },
  })),
} as const;

const noteRecovered = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] | null =>
    context.promised === 0
      ? null
      : {
          note: "acceptor-recovered",
          about: {
            promised: context.promised,
            accepted: context.accepted?.value ?? "",
            acceptedNumber: context.accepted?.number ?? 0,
          },
        },
} as const;

// ── The machine ───────────────────────────────────────────────────────────────────────────────────────────────

const acceptorSetup = setup({
  types: { context: {} as AcceptorContext, events: {} as AcceptorEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules } : {},
    ),
    promise: assign(given<Prepare, Partial<AcceptorContext>>(promise)),
    promiseInWriting: assign(
      given<Prepare, Partial<AcceptorContext>>((context, message) => ({
        ...promise(context, message),
        ...withhold(context, promiseAnswer(context, message), message.now),
      })),
    ),
    accept: assign(given<Accept, Partial<AcceptorContext>>(accept)),
    acceptInWriting: assign(
      given<Accept, Partial<AcceptorContext>>((context, message) => ({
        ...accept(context, message),
        ...withhold(context, acceptAnswer(context, message), message.now),
      })),
    ),
    forgetWritten: assign(({ context, event }) => ({
      withheld: context.withheld.filter((each) => each.due > event.now),
    })),
  },
  guards: {
    "asked before": given<Prepare, boolean>(({ promised }, { number }) => number === promised),
    "has promised more": given<Prepare, boolean>(
      (context, message) => !mayPromise(context, message),
    ),
    "has promised a higher number": given<Accept, boolean>(
      (context, message) => !mayAccept(context, message),
    ),
    "does not write": ({ context }) => !ruleOn(context, "durable-acceptor"),
    "is writing": ({ context }) => context.withheld.length > 0,
    "more to write": ({ context, event }) => untilNext(context, event.now) !== null,
  },
  delays: { write: ({ context }) => context.config.write },
});

const promiseInWriting = [notePromised, "promiseInWriting", persist] as const;
const acceptInWriting = [noteAccepted, "acceptInWriting", persist] as const;

const acceptorMachine = acceptorSetup.createMachine({
  id: "acceptor",
  context: ({ input }) => startAcceptor(input),
  initial: "ready",
  entry: noteRecovered,
  on: {
    settings: { actions: "learnSettings" },
    Ask: { actions: tellLearner },
    Prepare: [
      // A copy of a request that it has answered.
      { guard: "asked before" },
      { guard: "has promised more", actions: [refuse, noteRefused] },
      { guard: "does not write", actions: [notePromised, "promise", sendPromise] },
      { guard: "is writing", actions: [...promiseInWriting] },
      { target: ".writing", actions: [...promiseInWriting] },
    ],
    Accept: [
      { guard: "has promised a higher number", actions: [refuse, noteRefused] },
      { guard: "does not write", actions: [noteAccepted, "accept", sendAccepted] },
      { guard: "is writing", actions: [...acceptInWriting] },
      { target: ".writing", actions: [...acceptInWriting] },
    ],
  },
  states: {
    ready: {},
    writing: {
      after: {
        write: [
          { guard: "more to write", actions: [sendWritten, "forgetWritten", restartWrite] },
          { target: "ready", actions: [sendWritten, "forgetWritten"] },
        ],
      },
    },
  },
});

/** An acceptor. `config` of its node is {@link AcceptorConfig}. */
export const acceptor = anyBehavior(defineNode(acceptorMachine));
