/**
 * Automatic failover over a shared disk, a server. One of three is primary: it alone uses the disk, serves the clients and beats the
 * drum. The others stand by. Whoever hears no drum for a while asks the others for their votes; with more than half it claims the disk
 * and is primary of a new epoch. A server votes once in an epoch and not while it hears a primary, so an epoch belongs to
 * one (majority). That makes nobody stop who is primary already: a pause or a cut, and there are two that believe it. So each
 * request to the disk bears its epoch, and the disk refuses older ones (fencing; Burrows 2006, Kleppmann 2016).
 *
 * A primary numbers the disk's blocks by itself, from what it read when it claimed the disk, as a file system does that is mounted once.
 * Two that do so write over each other. This variant: a primary that the disk does not answer resigns; a tie within an epoch, which
 * the rules exclude, goes to the lower name.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams, type Message } from "../../kernel/behavior.ts";
import { between } from "../../kernel/chance.ts";
import type { ClientReply, ClientRequest } from "../client.ts";
import {
  defineNode,
  effects,
  givenIn,
  luckOf,
  type CommonEvent,
  type Received,
} from "../machine.ts";
import type {
  Claim,
  Claimed,
  Fenced,
  Heartbeat,
  NoVote,
  ServerMessage,
  Value,
  Vote,
  VoteRequest,
  Written,
} from "./messages.ts";
import {
  accept,
  grants,
  hasMajority,
  hear,
  heardBy,
  known,
  MAJORITY,
  serverDisk,
  settle,
  silence,
  stand,
  startServer,
  stepDown,
  takeOffice,
  type ServerContext,
} from "./state.ts";

type ServerEvent = Received<ServerMessage> | CommonEvent;
interface Args {
  context: ServerContext;
  event: ServerEvent;
}
type Change = Partial<ServerContext>;

const given = givenIn<ServerContext>();

// ── What transitions send, write and say ──────────────────────────────────────────────────────────────────────

const persist = {
  type: "persist",
  params: ({ context }: Args): EffectParams["persist"] => serverDisk(context),
} as const;

function toPeers<M extends Message>(message: (context: ServerContext) => M) {
  return {
    type: "broadcast",
    params: ({ context }: Args): EffectParams["broadcast"] => ({
      to: context.peers,
      message: message(context),
    }),
  } as const;
}

const beat = toPeers(({ epoch }): Heartbeat => ({ type: "Heartbeat", epoch }));
const askForVotes = toPeers(({ candidacy }): VoteRequest => ({
  type: "VoteRequest",
  epoch: candidacy,
}));

const claim = {
  type: "send",
  params: ({ context: { disk, candidacy } }: Args): EffectParams["send"] => {
    const message: Claim = { type: "Claim", epoch: candidacy };
    return { to: disk, message };
  },
} as const;

/** The request that has come last goes to the disk at once. */
const askDisk = {
  type: "sendEach",
  params: ({ context: { disk, pending } }: Args): EffectParams["sendEach"] =>
    pending.slice(-1).map(({ request }) => ({ to: disk, message: request })),
} as const;

const askDiskAgain = {
  type: "sendEach",
  params: ({ context: { disk, pending } }: Args): EffectParams["sendEach"] =>
    pending.map(({ request }) => ({ to: disk, message: request })),
} as const;

const vote = {
  type: "send",
  params: given<VoteRequest, EffectParams["send"]>((_, { from, epoch }) => ({
    to: from,
    message: { type: "Vote", epoch } satisfies Vote,
  })),
} as const;

const noVote = (isPrimary: boolean) =>
  ({
    type: "send",
    params: given<VoteRequest, EffectParams["send"]>((context, { from, epoch, now }) => ({
      to: from,
      message: {
        type: "NoVote",
        epoch,
        voted: context.voted,
        hears: heardBy(context, now, isPrimary),
      } satisfies NoVote,
    })),
  }) as const;

function replyTo(to: string, op: number, reply: Partial<ClientReply>): EffectParams["send"] {
  const message: ClientReply = {
    type: "ClientReply",
    op,
    ok: true,
    value: null,
    leader: null,
    ...reply,
  };
  return { to, message };
}

const sendElsewhere = {
  type: "send",
  params: given<ClientRequest, EffectParams["send"]>(({ leader }, { from, op }) =>
    replyTo(from, op, { ok: false, leader }),
  ),
} as const;

const answerAgain = {
  type: "send",
  params: given<ClientRequest, EffectParams["send"]>(({ id }, { from, op }) =>
    replyTo(from, op, { leader: id }),
  ),
} as const;

const answerWritten = {
  type: "send",
  params: given<Written, EffectParams["send"] | null>(({ id, pending }, { client, op }) =>
    pending.some((each) => each.client === client && each.op === op)
      ? replyTo(client, op, { leader: id })
      : null,
  ),
} as const;

const answerRead = {
  type: "send",
  params: given<Value, EffectParams["send"] | null>(({ id, pending }, { client, op, value }) =>
    pending.some((each) => each.client === client && each.op === op)
      ? replyTo(client, op, { leader: id, value })
      : null,
  ),
} as const;

const restartSilence = {
  type: "restartTimer",
  params: ({ context, event }: Args) => ({
    label: "silence",
    delay: silence(context, luckOf(event)),
  }),
} as const;

const restartPatience = {
  type: "restartTimer",
  params: ({ context }: Args) => ({ label: "patience", delay: context.config.patience }),
} as const;

/** Said while it still knows whom it has missed. */
const noteSilence = {
  type: "note",
  params: ({ context: { leader, epoch } }: Args): EffectParams["note"] => ({
    note: "hears-nobody",
    about: { leader: leader ?? "", epoch },
  }),
} as const;

const noteAsks = {
  type: "note",
  params: ({ context: { candidacy, peers } }: Args): EffectParams["note"] => ({
    note: "asks-for-votes",
    about: { epoch: candidacy, peers: [...peers] },
  }),
} as const;

const noteAlone = {
  type: "note",
  params: ({ context: { candidacy } }: Args): EffectParams["note"] => ({
    note: "takes-over-alone",
    about: { epoch: candidacy },
  }),
} as const;

const noteVoted = {
  type: "note",
  params: given<VoteRequest, EffectParams["note"]>((_, { from, epoch }) => ({
    note: "voted",
    about: { for: from, epoch },
  })),
} as const;

const noteNoVote = (isPrimary: boolean) =>
  ({
    type: "note",
    params: given<VoteRequest, EffectParams["note"]>((context, { from, epoch, now }) => ({
      note: "refused-vote",
      about: {
        for: from,
        epoch,
        voted: context.voted,
        hears: heardBy(context, now, isPrimary) ?? "",
      },
    })),
  }) as const;

const noteWon = {
  type: "note",
  params: ({ context: { candidacy, votes } }: Args): EffectParams["note"] => ({
    note: "won-majority",
    about: { epoch: candidacy, votes: [...votes] },
  }),
} as const;

const noteTookOver = {
  type: "note",
  params: ({ context: { epoch, blocks } }: Args): EffectParams["note"] => ({
    note: "took-over",
    about: { epoch, blocks: blocks.length },
  }),
} as const;

/** Only who believed to be primary has anything to say. */
const noteFenced = {
  type: "note",
  params: given<Fenced, EffectParams["note"]>(({ epoch }, { highest }) => ({
    note: "fenced-off",
    about: { epoch, highest },
  })),
} as const;

const noteGivesWay = {
  type: "note",
  params: given<Heartbeat, EffectParams["note"]>((context, { from, epoch }) => ({
    note: "gives-way",
    about: { to: from, epoch: context.epoch, newer: epoch },
  })),
} as const;

const noteResigned = {
  type: "note",
  params: ({ context: { epoch } }: Args): EffectParams["note"] => ({
    note: "resigned",
    about: { epoch },
  }),
} as const;

// ── The machine ───────────────────────────────────────────────────────────────────────────────────────────────

const serverSetup = setup({
  types: { context: {} as ServerContext, events: {} as ServerEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules, knobs: event.settings.knobs } : {},
    ),
    stand: assign(({ context }) => stand(context)),
    vote: assign(given<VoteRequest, Change>((_, { epoch }) => ({ voted: epoch }))),
    countVote: assign(
      given<Vote, Change>(({ votes }, { from }) =>
        votes.includes(from) ? {} : { votes: [...votes, from] },
      ),
    ),
    learnRefusal: assign(
      given<NoVote, Change>((context, { voted, hears }) => ({
        voted: Math.max(context.voted, voted),
        objection: context.objection || hears !== null,
      })),
    ),
    hear: assign(given<Heartbeat, Change>((_, beat) => hear(beat.from, beat, beat.now))),
    takeOffice: assign(
      given<Claimed, Change>((context, { blocks }) => takeOffice(context, blocks)),
    ),
    accept: assign(
      given<ClientRequest, Change>((context, message) => accept(context, message.from, message)),
    ),
    settle: assign(
      given<Written, Change>((context, { client, op }) => settle(context, client, op)),
    ),
    beFenced: assign(given<Fenced, Change>((context, { highest }) => stepDown(context, highest))),
    resign: assign(({ context }) => stepDown(context, 0)),
  },
  guards: {
    "begins here": ({ context }) => context.begins,
    "majority: may not decide alone": ({ context }) => context.rules[MAJORITY] !== false,
    "majority: more than half": ({ context }) => hasMajority(context),
    "is of a newer epoch, and no primary is heard": given<VoteRequest, boolean>(
      (context, message) => grants(context, message, message.now, false),
    ),
    "somebody hears a primary": ({ context }) => context.objection,
    "is for this candidacy": given<Vote, boolean>(
      ({ candidacy }, { epoch }) => epoch === candidacy,
    ),
    "is of no older epoch": given<Heartbeat, boolean>(
      (context, { epoch }) => epoch >= context.epoch,
    ),
    "is of no older epoch than its own candidacy": given<Heartbeat, boolean>(
      ({ candidacy }, { epoch }) => epoch >= candidacy,
    ),
    "is of a newer epoch": given<Heartbeat, boolean>((context, { epoch }) => epoch > context.epoch),
    "is of this epoch, by a lower name": given<Heartbeat, boolean>(
      (context, { epoch, from }) => epoch === context.epoch && from < context.id,
    ),
    "is of this epoch": given<Written, boolean>((context, { epoch }) => epoch === context.epoch),
    "is read or write": given<ClientRequest, boolean>(
      (_, { operation }) => operation.f === "read" || operation.f === "write",
    ),
    "is under way": given<ClientRequest, boolean>(
      (context, { from, op }) => known(context, from, op) === "pending",
    ),
    "has been done": given<ClientRequest, boolean>(
      (context, { from, op }) => known(context, from, op) === "done",
    ),
    "waits for the disk": ({ context }) => context.pending.length > 0,
    "waits for nothing": ({ context }) => context.pending.length === 0,
  },
  delays: {
    silence: ({ context, event }) => silence(context, luckOf(event)),
    voteTimeout: ({ context, event }) =>
      between(luckOf(event), context.config.voteTimeout, 2 * context.config.voteTimeout),
    heartbeatInterval: ({ context }) => context.config.heartbeat,
    resendInterval: ({ context }) => context.config.resend,
    patience: ({ context }) => context.config.patience,
  },
});

const serverMachine = serverSetup.createMachine({
  id: "server",
  context: ({ input }) => startServer(input),
  initial: "starting",
  on: {
    settings: { actions: "learnSettings" },
    ClientRequest: { actions: sendElsewhere },
    VoteRequest: [
      {
        guard: "is of a newer epoch, and no primary is heard",
        // Whoever has just been given a vote is given time to use it.
        actions: ["vote", persist, vote, noteVoted, restartSilence],
      },
      { actions: [noVote(false), noteNoVote(false)] },
    ],
  },
  states: {
    starting: {
      entry: persist,
      always: [{ guard: "begins here", target: "claiming" }, { target: "standby" }],
    },
    standby: {
      on: {
        Heartbeat: [
          { guard: "is of a newer epoch", actions: ["hear", persist, restartSilence] },
          { guard: "is of no older epoch", actions: ["hear", restartSilence] },
        ],
      },
      after: {
        silence: [
          {
            guard: "majority: may not decide alone",
            target: "asking",
            actions: [noteSilence, "stand", persist],
          },
          { target: "claiming", actions: [noteSilence, "stand", persist, noteAlone] },
        ],
      },
    },
    asking: {
      entry: [noteAsks, askForVotes],
      always: { guard: "majority: more than half", target: "claiming", actions: noteWon },
      on: {
        Heartbeat: {
          guard: "is of no older epoch",
          target: "standby",
          actions: ["hear", persist],
        },
        Vote: { guard: "is for this candidacy", actions: "countVote" },
        NoVote: { guard: "is for this candidacy", actions: ["learnRefusal", persist] },
      },
      after: {
        voteTimeout: [
          { guard: "somebody hears a primary", target: "standby" },
          // Nobody had enough votes: the next epoch, and not all at once.
          { target: "asking", reenter: true, actions: ["stand", persist] },
        ],
      },
    },
    claiming: {
      entry: claim,
      on: {
        // An older primary is shut out by this very claim.
        Heartbeat: {
          guard: "is of no older epoch than its own candidacy",
          target: "standby",
          actions: ["hear", persist],
        },
        Claimed: {
          guard: "is for this candidacy",
          target: "primary",
          actions: ["takeOffice", persist, noteTookOver],
        },
        Fenced: {
          guard: "is for this candidacy",
          target: "standby",
          actions: ["beFenced", persist],
        },
      },
      after: { voteTimeout: "standby" },
    },
    primary: {
      initial: "serving",
      entry: beat,
      on: {
        VoteRequest: { actions: [noVote(true), noteNoVote(true)] },
        Heartbeat: [
          {
            guard: "is of a newer epoch",
            target: "standby",
            actions: [noteGivesWay, "hear", persist],
          },
          {
            guard: "is of this epoch, by a lower name",
            target: "standby",
            actions: [noteGivesWay, "hear", persist],
          },
        ],
        ClientRequest: [
          { guard: "is under way" },
          { guard: "has been done", actions: answerAgain },
          { guard: "is read or write", actions: ["accept", askDisk] },
          { actions: sendElsewhere },
        ],
        Written: {
          guard: "is of this epoch",
          actions: [answerWritten, "settle", restartPatience],
        },
        Value: { guard: "is of this epoch", actions: [answerRead, "settle", restartPatience] },
        Fenced: {
          guard: "is of this epoch",
          target: "standby",
          actions: [noteFenced, "beFenced", persist],
        },
      },
      after: {
        heartbeatInterval: {
          actions: [
            beat,
            {
              type: "restartTimer",
              params: ({ context }) => ({
                label: "heartbeatInterval",
                delay: context.config.heartbeat,
              }),
            },
          ],
        },
      },
      states: {
        serving: { always: { guard: "waits for the disk", target: "waiting" } },
        waiting: {
          always: { guard: "waits for nothing", target: "serving" },
          after: {
            resendInterval: {
              actions: [
                askDiskAgain,
                {
                  type: "restartTimer",
                  params: ({ context }) => ({
                    label: "resendInterval",
                    delay: context.config.resend,
                  }),
                },
              ],
            },
            patience: { target: "#server.standby", actions: [noteResigned, "resign", persist] },
          },
        },
      },
    },
  },
});

/** A server. `config` of its node is {@link import("./state.ts").ServerConfig}. */
export const server = anyBehavior(defineNode(serverMachine));
