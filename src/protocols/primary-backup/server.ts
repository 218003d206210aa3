/**
 * Primary–backup replication, a server (Alsberg & Day 1976; Budhiraja, Marzullo, Schneider & Toueg 1993). One of the servers is
 * primary: clients ask it alone, it gives each write its place in a log, and its backups copy that log. When it is gone one of
 * them takes its place. When the primary may say “done” is the whole question: at once (asynchronous), when one backup has the
 * write on disk (semi-synchronous), or when all have (synchronous).
 *
 * This variant: each primary has an epoch, given by the operator. A server that has promised an epoch takes no updates of an
 * older one, so an old primary that is still alive finds no backup any more. A backup joins an epoch with the primary's whole log and
 * gives up what it had beside that; from then on it holds a beginning of it. Updates that nobody waits for leave in batches,
 * as a log is shipped; what is waited for leaves at once.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import type { ClientReply, ClientRequest } from "../client.ts";
import { defineNode, effects, givenIn, type CommonEvent, type Received } from "../machine.ts";
import type {
  Ping,
  Pong,
  Refused,
  Seal,
  Sealed,
  ServerMessage,
  Update,
  UpdateAck,
} from "./messages.ts";
import {
  accept,
  acknowledged,
  answerable,
  answerFor,
  backupsWaitedFor,
  follow,
  freshShipments,
  heldOf,
  isNewWrite,
  isPrimary,
  sealedAt,
  serverDisk,
  shipments,
  shipped,
  standingOf,
  startServer,
  wholeLog,
  withoutAnswered,
  write,
  type ServerContext,
  type Shipment,
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

function sending(which: (context: ServerContext) => readonly Shipment[]) {
  return {
    type: "sendEach",
    params: ({ context }: Args): EffectParams["sendEach"] =>
      which(context).map(({ to, update }) => ({ to, message: update })),
  } as const;
}

/** Updates that somebody waits for leave at once, the others with the next `ship`. */
const sendFresh = sending((context) =>
  backupsWaitedFor(context) > 0 ? freshShipments(context) : [],
);

const answer = {
  type: "sendEach",
  params: ({ context }: Args): EffectParams["sendEach"] =>
    answerable(context).map((each) => ({ to: each.client, message: answerFor(context, each) })),
} as const;

const sendElsewhere = {
  type: "send",
  params: given<ClientRequest, EffectParams["send"]>((context, { from, op, operation }) => ({
    to: from,
    message: {
      type: "ClientReply",
      op,
      ok: false,
      value: null,
      leader: operation.f === "failover" ? context.operator : context.primary,
    } satisfies ClientReply,
  })),
} as const;

const acknowledge = {
  type: "send",
  params: given<Update, EffectParams["send"]>((context, { from, epoch }) => ({
    to: from,
    message: { type: "UpdateAck", epoch, length: heldOf(context) } satisfies UpdateAck,
  })),
} as const;

const refuse = {
  type: "send",
  params: given<Update, EffectParams["send"]>(({ epoch }, { from }) => ({
    to: from,
    message: { type: "Refused", epoch } satisfies Refused,
  })),
} as const;

const pong = {
  type: "send",
  params: given<Ping, EffectParams["send"]>((context, { from }) => ({
    to: from,
    message: {
      type: "Pong",
      epoch: context.epoch,
      primary: isPrimary(context),
    } satisfies Pong,
  })),
} as const;

const sendSealed = {
  type: "send",
  params: given<Seal, EffectParams["send"]>((context, { from, epoch }) => ({
    to: from,
    message: { type: "Sealed", epoch, ...standingOf(context) } satisfies Sealed,
  })),
} as const;

const noteWrote = {
  type: "note",
  params: given<ClientRequest, EffectParams["note"]>((context, { from, operation }) => ({
    note: "wrote",
    about: {
      client: from,
      key: operation.key ?? "",
      waits: backupsWaitedFor(context),
      alone: context.alone,
    },
  })),
} as const;

/** Said while it still knows who waited: the last backup that was needed has the write. */
const noteAnswers = {
  type: "note",
  params: given<UpdateAck, EffectParams["note"] | null>((context, { from }) => {
    const clients = answerable(context).map(({ client }) => client);
    return clients.length === 0
      ? null
      : { note: "answers", about: { clients, by: from, waits: backupsWaitedFor(context) } };
  }),
} as const;

/** A backup that gave something up says so; that it merely joined is worth a detail. */
const noteJoined = {
  type: "note",
  params: ({ context: { primary, epoch, log, dropped } }: Args): EffectParams["note"] => ({
    note: "joined",
    about: { primary: primary ?? "", epoch, length: log.length, dropped },
  }),
} as const;

const noteRefusedUpdate = {
  type: "note",
  params: given<Update, EffectParams["note"]>((context, { from, epoch }) => ({
    note: "refused-update",
    about: { from, epoch, newer: context.epoch },
  })),
} as const;

const noteDeposed = {
  type: "note",
  params: given<Refused, EffectParams["note"]>(({ epoch }, message) => ({
    note: "deposed",
    about: { epoch, newer: message.epoch, by: message.from },
  })),
} as const;

/** Said before it follows, while it still is a primary. */
const noteReplaced = {
  type: "note",
  params: given<Ping, EffectParams["note"] | null>((context, { from, epoch }) =>
    isPrimary(context)
      ? { note: "deposed", about: { epoch: context.epoch, newer: epoch, by: from } }
      : null,
  ),
} as const;

const noteSealed = {
  type: "note",
  params: given<Seal, EffectParams["note"]>((context, { epoch }) => ({
    note: "sealed",
    about: { epoch, was: isPrimary(context), ...standingOf(context) },
  })),
} as const;

const noteTookOver = {
  type: "note",
  params: ({ context: { epoch, log, restarted } }: Args): EffectParams["note"] | null =>
    epoch === 1 && log.length === 0 && !restarted
      ? null
      : { note: "took-over", about: { epoch, length: log.length } },
} as const;

const noteAlone = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => ({
    note: "answers-alone",
    about: { clients: context.waiting.map(({ client }) => client) },
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
    accept: assign(
      given<ClientRequest, Change>((context, message) => accept(context, message.from, message)),
    ),
    markFresh: assign(({ context }) =>
      backupsWaitedFor(context) > 0 ? shipped(context, false) : {},
    ),
    markTick: assign(({ context }) => shipped(context, true)),
    recordAck: assign(
      given<UpdateAck, Change>((context, { from, length }) => acknowledged(context, from, length)),
    ),
    dropAnswered: assign(({ context }) => withoutAnswered(context)),
    answerAlone: assign({ alone: true }),
    followSender: assign(
      given<Update, Change>((context, { epoch, from }) =>
        context.primary === from && context.epoch === epoch ? {} : follow(context, epoch, from),
      ),
    ),
    learnPrimary: assign(
      given<Ping, Change>((context, { epoch, primary }) => follow(context, epoch, primary)),
    ),
    write: assign(given<Update, Change>((context, message) => write(context, message))),
    promise: assign(given<Seal, Change>((_, { epoch }) => sealedAt(epoch))),
  },
  guards: {
    "is primary": ({ context }) => isPrimary(context),
    "is not primary": ({ context }) => !isPrimary(context),
    "knows no primary": ({ context }) => context.primary === null,
    "knows a primary": ({ context }) => context.primary !== null,
    "follows nobody's log yet": ({ context }) => context.synced !== context.epoch,
    "follows a log": ({ context }) =>
      context.synced === context.epoch && context.primary !== null && !isPrimary(context),
    "somebody waits": ({ context }) => context.waiting.length > 0,
    "nobody waits": ({ context }) => context.waiting.length === 0,
    "is a new write": given<ClientRequest, boolean>((context, message) =>
      isNewWrite(context, message.from, message),
    ),
    "is read or write": given<ClientRequest, boolean>(
      (_, { operation }) => operation.f === "read" || operation.f === "write",
    ),
    "is of an older epoch": given<Update, boolean>((context, { epoch }) => epoch < context.epoch),
    "is of a newer epoch": given<Seal, boolean>((context, { epoch }) => epoch > context.epoch),
    "brings news of the primary": given<Ping, boolean>(
      (context, { epoch }) =>
        epoch > context.epoch || (epoch === context.epoch && context.primary === null),
    ),
    "asks for its promise again": given<Seal, boolean>(
      (context, { epoch }) => epoch === context.epoch && context.primary === null,
    ),
    "joins an epoch": given<Update, boolean>(
      (context, { epoch, previous }) => context.synced < epoch && previous === 0,
    ),
    "acknowledges this epoch": given<UpdateAck, boolean>(
      (context, { epoch }) => epoch === context.epoch && isPrimary(context),
    ),
    "may answer alone": ({ context }) => context.knobs["silence"] === "carry-on",
  },
  delays: {
    shipInterval: ({ context }) => context.config.ship,
    fallback: ({ context }) => context.config.fallback,
  },
});

const serverMachine = serverSetup.createMachine({
  id: "server",
  context: ({ input }) => startServer(input),
  initial: "starting",
  on: {
    settings: { actions: ["learnSettings", answer, "dropAnswered"] },
    ClientRequest: { actions: sendElsewhere },
    Update: [
      { guard: "is of an older epoch", actions: [refuse, noteRefusedUpdate] },
      // One epoch has one primary.
      { guard: "is primary" },
      {
        guard: "joins an epoch",
        actions: ["followSender", "write", persist, acknowledge, noteJoined],
      },
      { actions: ["followSender", "write", persist, acknowledge] },
    ],
    Seal: [
      {
        guard: "is of a newer epoch",
        actions: [noteSealed, "promise", persist, sendSealed],
      },
      { guard: "asks for its promise again", actions: sendSealed },
    ],
    Ping: [
      {
        guard: "brings news of the primary",
        actions: [noteReplaced, "learnPrimary", persist, pong],
      },
      { actions: pong },
    ],
    Promote: [
      {
        guard: "brings news of the primary",
        actions: [noteReplaced, "learnPrimary", persist, pong],
      },
      { actions: pong },
    ],
  },
  states: {
    starting: {
      entry: persist,
      always: [{ guard: "is primary", target: "primary" }, { target: "backup" }],
    },
    primary: {
      initial: "serving",
      entry: [noteTookOver, sending(wholeLog)],
      always: { guard: "is not primary", target: "backup" },
      on: {
        ClientRequest: [
          {
            guard: "is a new write",
            actions: ["accept", persist, noteWrote, sendFresh, "markFresh", answer, "dropAnswered"],
          },
          { guard: "is read or write", actions: ["accept", answer, "dropAnswered"] },
          { actions: sendElsewhere },
        ],
        UpdateAck: {
          guard: "acknowledges this epoch",
          actions: ["recordAck", noteAnswers, answer, "dropAnswered"],
        },
        Refused: {
          guard: "is of a newer epoch",
          actions: [noteDeposed, "promise", persist],
        },
      },
      after: {
        shipInterval: {
          actions: [
            sending(shipments),
            "markTick",
            {
              type: "restartTimer",
              params: ({ context }) => ({ label: "shipInterval", delay: context.config.ship }),
            },
          ],
        },
      },
      states: {
        serving: { always: { guard: "somebody waits", target: "waiting" } },
        waiting: {
          always: { guard: "nobody waits", target: "serving" },
          after: {
            fallback: [
              {
                guard: "may answer alone",
                actions: ["answerAlone", noteAlone, answer, "dropAnswered"],
              },
              {
                actions: {
                  type: "restartTimer",
                  params: ({ context }) => ({ label: "fallback", delay: context.config.fallback }),
                },
              },
            ],
          },
        },
      },
    },
    backup: {
      initial: "following",
      always: { guard: "is primary", target: "primary" },
      states: {
        following: {
          always: [
            { guard: "knows no primary", target: "sealed" },
            { guard: "follows nobody's log yet", target: "behind" },
          ],
        },
        behind: {
          always: [
            { guard: "knows no primary", target: "sealed" },
            { guard: "follows a log", target: "following" },
          ],
        },
        sealed: {
          always: [
            { guard: "follows a log", target: "following" },
            { guard: "knows a primary", target: "behind" },
          ],
        },
      },
    },
  },
});

/** A server. `config` of its node is {@link import("./state.ts").ServerConfig}. */
export const server = anyBehavior(defineNode(serverMachine));
