/**
 * Single-decree Paxos, a learner (Lamport 2001, §2.3). Every acceptor tells every learner what it accepts; when more than half
 * have accepted the same proposal, its value is chosen, and the learner knows it. What it may have missed it asks for.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import { defineNode, effects, givenIn, type CommonEvent, type Received } from "../machine.ts";
import {
  acceptedBy,
  completes,
  count,
  learnerDisk,
  startLearner,
  type LearnerContext,
} from "./learner-state.ts";
import type { Accepted, Ask, LearnerMessage } from "./messages.ts";

type LearnerEvent = Received<LearnerMessage> | CommonEvent;
interface Args {
  context: LearnerContext;
  event: LearnerEvent;
}

const given = givenIn<LearnerContext>();

const persist = {
  type: "persist",
  params: ({ context }: Args): EffectParams["persist"] => ({ ...learnerDisk(context) }),
} as const;

const ask = {
  type: "broadcast",
  params: ({ context }: Args): EffectParams["broadcast"] => ({
    to: context.acceptors,
    message: { type: "Ask" } satisfies Ask,
  }),
} as const;

const restartAsk = {
  type: "restartTimer",
  params: ({ context }: Args) => ({ label: "ask", delay: context.config.ask }),
} as const;

const noteLearned = {
  type: "note",
  params: given<Accepted, EffectParams["note"]>((context, { number, value }) => ({
    note: "learned",
    about: { number, value, by: acceptedBy(context, { number, value }) },
  })),
} as const;

const noteContradicted = {
  type: "note",
  params: given<Accepted, EffectParams["note"]>((context, { number, value }) => ({
    note: "contradicted",
    about: {
      number,
      value,
      by: acceptedBy(context, { number, value }),
      learned: context.learned?.value ?? "",
      learnedNumber: context.learned?.number ?? 0,
    },
  })),
} as const;

const learnerSetup = setup({
  types: { context: {} as LearnerContext, events: {} as LearnerEvent, input: {} as Boot },
  actions: {
    ...effects,
    count: assign(
      given<Accepted, Partial<LearnerContext>>((context, message) =>
        count(context, message, message.from),
      ),
    ),
    learn: assign(
      given<Accepted, Partial<LearnerContext>>((context, message) => ({
        ...count(context, message, message.from),
        learned: { number: message.number, value: message.value },
      })),
    ),
    contradict: assign(
      given<Accepted, Partial<LearnerContext>>((context, message) => ({
        ...count(context, message, message.from),
        contradicted: { number: message.number, value: message.value },
      })),
    ),
  },
  guards: {
    "knows already": ({ context }) => context.learned !== null,
    "majority has accepted": given<Accepted, boolean>((context, message) =>
      completes(context, message, message.from),
    ),
    "majority has accepted another value": given<Accepted, boolean>(
      (context, message) =>
        context.contradicted === null &&
        message.value !== context.learned?.value &&
        completes(context, message, message.from),
    ),
  },
  delays: { ask: ({ context }) => context.config.ask },
});

const learnerMachine = learnerSetup.createMachine({
  id: "learner",
  context: ({ input }) => startLearner(input),
  initial: "learning",
  states: {
    learning: {
      always: { guard: "knows already", target: "learned" },
      on: {
        Accepted: [
          {
            guard: "majority has accepted",
            target: "learned",
            actions: ["learn", persist, noteLearned],
          },
          { actions: "count" },
        ],
      },
      after: { ask: { actions: [ask, restartAsk] } },
    },
    learned: {
      on: {
        Accepted: [
          {
            guard: "majority has accepted another value",
            actions: ["contradict", persist, noteContradicted],
          },
          { actions: "count" },
        ],
      },
    },
  },
});

/** A learner. `config` of its node is {@link LearnerConfig}. */
export const learner = anyBehavior(defineNode(learnerMachine));
