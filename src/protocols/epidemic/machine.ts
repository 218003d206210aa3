/**
 * Epidemic algorithms for replicated database maintenance (Demers et al. 1987): an update spreads as a rumour does, and nobody
 * needs to know who has it.
 *
 * Everybody keeps a copy of one item; an update is a value with a timestamp, and the newer one counts. With respect to the newest
 * update a member is susceptible (has not heard it), infective (tells it) or removed (knows it and tells it no more). In each round
 * an infective member tells some others, drawn at random (push), or everybody asks some others (pull), or both (push–pull). What is
 * heard in one round is told from the next one on, as in the paper's cycles, and a contact is in vain if the other knew before the
 * round. Interest is lost after k contacts in a row, or with
 * probability 1/k at each; contacts count only if they were in vain (feedback), or all of them do (blind). Never losing interest is
 * the simple epidemic.
 *
 * A rumour may die out before everybody has heard it. Therefore every so many rounds each member compares what it knows with one
 * other (anti-entropy, push–pull); what is found missing is a hot rumour again (§1.5). What a member has taken in is on its disk.
 *
 * Left out: databases of many items with their checksums and recent update lists, death certificates, connection limits and
 * hunting, spatial distributions.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import {
  defineNode,
  effects,
  luckOf,
  messageOf,
  nowOf,
  type CommonEvent,
  type Received,
} from "../machine.ts";
import {
  isNewer,
  type Ask,
  type EpidemicMessage,
  type Known,
  type News,
  type Rumour,
  type Update,
} from "./messages.ts";
import {
  countAtTurn,
  countFeedback,
  endsAtTurn,
  endsByFeedback,
  hear,
  isAboutNews,
  mayTell,
  ownNews,
  STABLE_STORAGE,
  turnOf,
  untilIdleTurn,
  untilNextRound,
  wake,
  wantsFeedback,
  type EpidemicContext,
} from "./state.ts";

type EpidemicEvent = Received<EpidemicMessage> | CommonEvent;
type Args = { context: EpidemicContext; event: EpidemicEvent };

/** The update that an event brings. */
function newsIn(event: EpidemicEvent): News {
  return messageOf<Rumour | Update>(event).news;
}

const turn = (infective: boolean) =>
  ({
    type: "sendEach",
    params: ({ context, event }: Args) => turnOf(context, infective, nowOf(event), luckOf(event)),
  }) as const;

const nextTurn = (label: "round" | "idle", until: typeof untilNextRound) =>
  ({
    type: "restartTimer",
    params: ({ context, event }: Args): EffectParams["restartTimer"] => ({
      label,
      delay: until(context, nowOf(event), luckOf(event)),
    }),
  }) as const;

const writeDown = (news: (args: Args) => News) =>
  ({
    type: "persist",
    params: (args: Args) =>
      args.context.rules[STABLE_STORAGE] === false ? null : { news: news(args) },
  }) as const;

const takeIn = (note: string) =>
  [
    {
      type: "hear",
      params: ({ context, event }: Args) => hear(context, newsIn(event), nowOf(event)),
    },
    writeDown(({ event }) => newsIn(event)),
    {
      type: "note",
      params: ({ event }: Args) => {
        const { number, origin } = newsIn(event);
        return { note, about: { from: messageOf(event).from, number, origin } };
      },
    },
  ] as const;

const noteLost = {
  type: "note",
  params: ({ context }: Args) => ({
    note: "lost-interest",
    about: { number: context.news!.number, k: context.knobs["k"], how: context.knobs["losing"] },
  }),
} as const;

const epidemic = setup({
  types: { context: {} as EpidemicContext, events: {} as EpidemicEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { knobs: event.settings.knobs, rules: event.settings.rules } : {},
    ),
    hear: assign((_, heard: Partial<EpidemicContext>) => heard),
    count: assign((_, counted: Partial<EpidemicContext>) => counted),
  },
  guards: {
    "the disk knows news": ({ context }) => context.news !== null,
    "it is news": ({ context, event }) => isNewer(newsIn(event), context.news),
    "it knew before this round": ({ context, event }) =>
      wantsFeedback(context) && mayTell(context, nowOf(event)),
    "the other lacks it": ({ context, event }) => isNewer(context.news, newsIn(event)),
    "told and the asker lacks it": ({ context, event }) =>
      mayTell(context, nowOf(event)) && isNewer(context.news, newsIn(event)),
    "told and nothing counted yet": ({ context, event }) =>
      context.asked === "nobody" && mayTell(context, nowOf(event)),
    "k in vain": ({ context, event }) =>
      isAboutNews(context, messageOf<Known>(event)) && endsByFeedback(context, luckOf(event)),
    "in vain": ({ context, event }) => isAboutNews(context, messageOf<Known>(event)),
    "its last turn": ({ context, event }) => endsAtTurn(context, nowOf(event), luckOf(event)),
  },
  delays: {
    round: ({ context, event }) => untilNextRound(context, nowOf(event), luckOf(event)),
    idle: ({ context, event }) => untilIdleTurn(context, nowOf(event), luckOf(event)),
    news: ({ context: { id, config }, event }) =>
      id === config.first && nowOf(event) < config.start ? config.start - nowOf(event) : config.own,
  },
});

/** The chart by itself. */
export const epidemicMachine = epidemic.createMachine({
  id: "epidemic",
  context: ({ input }) => wake(input),
  on: {
    // Who has slept through rounds may have to ask in them now.
    settings: {
      actions: [
        "learnSettings",
        nextTurn("round", untilNextRound),
        nextTurn("idle", untilNextRound),
      ],
    },
    Rumour: [
      { guard: "it is news", target: ".infective", actions: [...takeIn("heard")] },
      {
        guard: "it knew before this round",
        actions: {
          type: "send",
          params: ({ event }): EffectParams["send"] => {
            const message: Known = { type: "Known", news: newsIn(event) };
            return { to: messageOf(event).from, message };
          },
        },
      },
    ],
    Update: { guard: "it is news", target: ".infective", actions: [...takeIn("caught-up")] },
    Compare: [
      { guard: "it is news", target: ".infective", actions: [...takeIn("caught-up")] },
      {
        guard: "the other lacks it",
        actions: {
          type: "send",
          params: ({ context, event }): EffectParams["send"] => {
            const message: Update = { type: "Update", news: context.news! };
            return { to: messageOf(event).from, message };
          },
        },
      },
    ],
  },
  after: {
    news: {
      target: ".infective",
      actions: [
        {
          type: "hear",
          params: ({ context, event }) =>
            hear(context, ownNews(context, nowOf(event)), nowOf(event)),
        },
        // Actions see what those before them have made of the context.
        writeDown(({ context }) => context.news!),
        {
          type: "note",
          params: ({ context }) => ({ note: "news", about: { number: context.news!.number } }),
        },
        {
          type: "restartTimer",
          params: ({ context }) => ({ label: "news", delay: context.config.own }),
        },
      ],
    },
  },
  initial: "waking",
  states: {
    waking: {
      always: [
        {
          guard: "the disk knows news",
          target: "removed",
          actions: {
            type: "note",
            params: ({ context }) => ({
              note: "woke-knowing",
              about: { number: context.news!.number },
            }),
          },
        },
        { target: "susceptible" },
      ],
    },
    susceptible: {
      after: { idle: { actions: [turn(false), nextTurn("idle", untilIdleTurn)] } },
    },
    infective: {
      on: {
        Known: [
          { guard: "k in vain", target: "removed", actions: noteLost },
          {
            guard: "in vain",
            actions: {
              type: "count",
              params: ({ context }) => countFeedback(context),
            },
          },
        ],
        Ask: [
          {
            guard: "told and the asker lacks it",
            actions: [
              {
                type: "send",
                params: ({ context, event }): EffectParams["send"] => {
                  const message: Rumour = { type: "Rumour", news: context.news! };
                  return { to: messageOf<Ask>(event).from, message };
                },
              },
              { type: "count", params: () => ({ asked: "lacking" as const }) },
            ],
          },
          {
            guard: "told and nothing counted yet",
            actions: { type: "count", params: () => ({ asked: "knowing" as const }) },
          },
        ],
      },
      after: {
        round: [
          { guard: "its last turn", target: "removed", actions: [turn(true), noteLost] },
          {
            actions: [
              turn(true),
              { type: "count", params: ({ context }) => countAtTurn(context) },
              nextTurn("round", untilNextRound),
            ],
          },
        ],
      },
    },
    removed: {
      after: { idle: { actions: [turn(false), nextTurn("idle", untilIdleTurn)] } },
    },
  },
});

/** A member. `config` of its node is `EpidemicConfig`; its peers are all others of its kind. */
export const epidemicNode = anyBehavior(defineNode(epidemicMachine));
