/**
 * A node of a Dynamo-style store (DeCandia et al., “Dynamo: Amazon’s Highly Available Key-value Store”, SOSP 2007). Every key belongs to the
 * first N nodes of its preference list. Whichever node a client asks coordinates: it sends a read or a write to all N and answers as soon as R or
 * W of them have answered. Whoever is left behind catches up: a read sends what it returns to those that showed something older (read repair),
 * and what a node did not acknowledge is kept for it and brought to it later (hinted handoff).
 *
 * The quorum is strict as long as only the N of a key’s home count. Where it is sloppy, other nodes stand in for those that are silent: §4.6 takes
 * the first N healthy ones. Healthy means here: it answers within a while, and the next on the list is asked in its place when it does not.
 *
 * This variant settles conflicts by timestamp, the last write wins (§6.1), so that versions have one order, as PBS assumes (Bailis et al. 2012);
 * Dynamo’s vector clocks are another lesson. A tag is the coordinator’s clock, but beyond everything that it has seen. The coordinator keeps its
 * hints itself and writes them to disk before it sends anything, where Dynamo leaves a write that its coordinator did not survive to
 * Merkle trees. It coordinates one operation at a time, so that the chart shows which; it acknowledges others meanwhile.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams, type Message } from "../../kernel/behavior.ts";
import { phrase } from "../../languages/say.ts";
import type { ClientRequest } from "../client.ts";
import {
  defineNode,
  diskAtStart,
  effects,
  givenIn,
  luckOf,
  type CommonEvent,
  type Received,
} from "../machine.ts";
import type {
  Handoff,
  HandoffAck,
  ReadRepair,
  ReadRequest,
  ReadResponse,
  ReplicaMessage,
  WriteAck,
  WriteRequest,
} from "./messages.ts";
import {
  answer,
  finishRead,
  lateRepair,
  refusal,
  repairs,
  repairsOwn,
  staleOf,
} from "./answers.ts";
import {
  askFurther,
  beginRead,
  beginWrite,
  enqueue,
  hasQuorum,
  isAboutCurrent,
  isCopy,
  readResponse,
  recordAck,
  recordFound,
  requestOf,
  requests,
  writeAck,
} from "./coordination.ts";
import {
  bringsNews,
  HINTED_HANDOFF,
  quorumsOf,
  ruleOn,
  store,
  tagOf,
  wake,
  type DynamoContext,
  type DynamoDisk,
} from "./state.ts";
import {
  dropHint,
  handoffAck,
  handoffs,
  keepsHints,
  ripenHints,
  settlesHint,
  takeHint,
} from "./hints.ts";

type DynamoEvent = Received<ReplicaMessage> | CommonEvent;
interface Args {
  context: DynamoContext;
  event: DynamoEvent;
}

const given = givenIn<DynamoContext>();

const replying = <M>(reply: (context: DynamoContext, message: Received<M>) => Message) =>
  ({
    type: "send",
    params: given<M, EffectParams["send"]>((context, message) => ({
      to: message.from,
      message: reply(context, message),
    })),
  }) as const;

const TOO_FEW = phrase("too few replicas answered in time");

const dynamo = setup({
  types: { context: {} as DynamoContext, events: {} as DynamoEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings"
        ? { quorums: quorumsOf(event.settings), rules: event.settings.rules }
        : {},
    ),
    enqueue: assign(
      given<ClientRequest, Partial<DynamoContext>>((context, message) =>
        enqueue(context, requestOf(message)),
      ),
    ),
    beginRead: assign(({ context, event }) => beginRead(context, event.now, luckOf(event))),
    beginWrite: assign(({ context, event }) => beginWrite(context, event.now, luckOf(event))),
    recordAck: assign(given<WriteAck, Partial<DynamoContext>>(recordAck)),
    recordFound: assign(given<ReadResponse, Partial<DynamoContext>>(recordFound)),
    askFurther: assign(({ context }) => askFurther(context)),
    finishRead: assign(({ context }) => finishRead(context)),
    forget: assign({ current: null }),
    store: assign(
      given<WriteRequest | ReadRepair | Handoff, Partial<DynamoContext>>(
        (context, { key, version }) => store(context, key, version),
      ),
    ),
    takeHint: assign(
      given<WriteRequest, Partial<DynamoContext>>((context, message) =>
        takeHint(context, message, message.now),
      ),
    ),
    dropHint: assign(
      given<WriteAck, Partial<DynamoContext>>((context, { from, key, tag, hint }) =>
        dropHint(context, hint ?? from, key, tag),
      ),
    ),
    dropHandedOff: assign(
      given<HandoffAck, Partial<DynamoContext>>((context, { from, key, tag }) =>
        dropHint(context, from, key, tag),
      ),
    ),
    ripenHints: assign(({ context, event }) => ripenHints(context, event.now)),
  },
  guards: {
    "asked before": given<ClientRequest, boolean>((context, message) =>
      isCopy(context, requestOf(message)),
    ),
    "read waits": ({ context }) => context.queue[0]?.f === "read",
    "write waits": ({ context }) => context.queue[0]?.f === "write",
    "R have answered": ({ context }) => hasQuorum(context, "read"),
    "R have answered, and the own copy is old": ({ context }) =>
      hasQuorum(context, "read") && repairsOwn(context),
    "W have acknowledged": ({ context }) => hasQuorum(context, "write"),
    "about this read": given<ReadResponse, boolean>(isAboutCurrent),
    "kept for another": given<WriteRequest, boolean>((_, { hint }) => hint !== null),
    "brings news": given<WriteRequest | ReadRepair | Handoff, boolean>((context, message) =>
      bringsNews(context, message.key, message.version),
    ),
    "settles a hint": given<WriteAck, boolean>((context, { from, key, tag, hint }) =>
      settlesHint(context, hint ?? from, key, tag),
    ),
    "has come home": given<HandoffAck, boolean>((context, { from, key, tag }) =>
      settlesHint(context, from, key, tag),
    ),
    "keeps hints": ({ context }) => keepsHints(context),
    "no hints": ({ context }) => !keepsHints(context),
    [HINTED_HANDOFF]: ({ context }) => ruleOn(context, HINTED_HANDOFF),
  },
  delays: {
    failover: ({ context }) => context.config.failover,
    patience: ({ context }) => context.config.patience,
    handoffInterval: ({ context }) => context.config.handoff,
  },
});

// ── What transitions send, write and say ──────────────────────────────────────────────────────────────────────

const persistCopies = {
  type: "persist",
  params: ({ context: { copies } }: Args): EffectParams["persist"] => ({ copies }),
} as const;
const persistHints = {
  type: "persist",
  params: ({ context: { hints } }: Args): EffectParams["persist"] => ({ hints }),
} as const;
const persistAll = {
  type: "persist",
  params: ({ context: { copies, hints, issued } }: Args): EffectParams["persist"] => ({
    copies,
    hints,
    issued,
  }),
} as const;

const sendRequests = {
  type: "sendEach",
  params: ({ context }: Args) => requests(context),
} as const;

const answerClient = { type: "send", params: ({ context }: Args) => answer(context) } as const;
const refuse = {
  type: "send",
  params: ({ context }: Args) => refusal(context, TOO_FEW),
} as const;

/** The operation under way, as notes tell of it. `took`: how long it has been under way, by the coordinator's clock. */
function operationOf({ context, event }: Args): Record<string, unknown> {
  const { client, key, value, version, answers, need, home, began } = context.current!;
  return {
    client,
    key,
    value: version?.value ?? value,
    tag: tagOf(version),
    from: Object.keys(answers),
    need,
    home,
    took: event.now - began,
  };
}

const noting = (note: string, more: (args: Args) => Record<string, unknown> = () => ({})) =>
  ({
    type: "note",
    params: (args: Args): EffectParams["note"] => ({
      note,
      about: { ...operationOf(args), ...more(args) },
    }),
  }) as const;

const stale = ({ context }: Args): Record<string, unknown> => ({
  stale: staleOf(context.current!),
});

const noteSilence = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] | null => {
    const { key, f, home, answers, standIns, batch, strict } = context.current!;
    const further = standIns.filter(
      ({ to }) => to === context.id || batch.some((b) => b.to === to),
    );
    const silent = home.filter((node) => !(node in answers));
    if (silent.length === 0) return null;
    return further.length > 0
      ? {
          note: "stand-ins-asked",
          about: {
            key,
            f,
            silent: further.map(({ hint }) => hint!),
            standIns: further.map(({ to }) => to),
          },
        }
      : { note: "asked-again", about: { key, f, silent, strict } };
  },
} as const;

/** What somebody sent makes the own copy newer. */
const noteNews = (note: string) =>
  ({
    type: "note",
    params: given<ReadRepair | Handoff, EffectParams["note"]>(
      (context, { from, key, version }) => ({
        note,
        about: { from, key, value: version.value, before: context.copies[key]?.value ?? null },
      }),
    ),
  }) as const;

/** The own copy is repaired without a message. */
const noteOwn = {
  type: "note",
  params: ({ context: { id, current, copies } }: Args): EffectParams["note"] => {
    const { key, version } = current!;
    const before = copies[key]?.value ?? null;
    return { note: "repaired", about: { from: id, key, value: version!.value, before } };
  },
} as const;

const noteHint = {
  type: "note",
  params: given<WriteRequest, EffectParams["note"]>((_, { from, key, version, hint }) => ({
    note: "hint-taken",
    about: { from, key, value: version.value, hint },
  })),
} as const;

const noteHandedOff = {
  type: "note",
  params: given<HandoffAck, EffectParams["note"]>(({ hints }, { from, key }) => ({
    note: "handed-off",
    about: { to: from, key, value: hints[from]?.[key]?.value ?? null },
  })),
} as const;

const again = (label: "failover" | "handoffInterval") =>
  ({
    type: "restartTimer",
    params: ({ context: { config } }: Args): EffectParams["restartTimer"] => ({
      label,
      delay: label === "failover" ? config.failover : config.handoff,
    }),
  }) as const;

const finishing = [
  noting("read-done", stale),
  answerClient,
  { type: "sendEach", params: ({ context }: Args) => repairs(context) },
  "finishRead",
] as const;

const acknowledge = replying<WriteRequest>((_, message) => writeAck(message));

const dynamoMachine = dynamo.createMachine({
  id: "dynamo",
  context: ({ input }) => wake(input),
  entry: {
    type: "note",
    params: ({ context, event }) => {
      const disk: DynamoDisk = diskAtStart(event);
      // What it has written before tells a restart from the first start.
      return Object.keys(disk).length === 0
        ? null
        : {
            note: "woke",
            about: {
              copies: Object.keys(context.copies).length,
              hints: Object.keys(context.hints).length,
            },
          };
    },
  },
  type: "parallel",
  on: {
    settings: { actions: "learnSettings" },
    ClientRequest: [{ guard: "asked before" }, { actions: "enqueue" }],
    ReadRequest: { actions: replying<ReadRequest>(readResponse) },
    ReadResponse: [
      { guard: "about this read", actions: "recordFound" },
      {
        actions: {
          type: "send",
          params: given<ReadResponse, EffectParams["send"] | null>(lateRepair),
        },
      },
    ],
    WriteRequest: [
      { guard: "kept for another", actions: ["takeHint", persistHints, noteHint, acknowledge] },
      { guard: "brings news", actions: ["store", persistCopies, acknowledge] },
      { actions: acknowledge },
    ],
    WriteAck: [
      { guard: "settles a hint", actions: ["recordAck", "dropHint", persistHints] },
      { actions: "recordAck" },
    ],
    ReadRepair: { guard: "brings news", actions: [noteNews("repaired"), "store", persistCopies] },
    Handoff: [
      {
        guard: "brings news",
        actions: [
          noteNews("came-home"),
          "store",
          persistCopies,
          replying<Handoff>((_, message) => handoffAck(message)),
        ],
      },
      { actions: replying<Handoff>((_, message) => handoffAck(message)) },
    ],
    HandoffAck: {
      guard: "has come home",
      actions: [noteHandedOff, "dropHandedOff", persistHints],
    },
  },
  states: {
    coordinating: {
      initial: "idle",
      states: {
        idle: {
          always: [
            { guard: "read waits", target: "reading", actions: ["beginRead", sendRequests] },
            {
              guard: "write waits",
              target: "writing",
              actions: ["beginWrite", persistAll, sendRequests],
            },
          ],
        },
        reading: {
          always: [
            {
              guard: "R have answered, and the own copy is old",
              target: "idle",
              actions: [noteOwn, ...finishing, persistCopies],
            },
            { guard: "R have answered", target: "idle", actions: finishing },
          ],
          after: {
            failover: { actions: ["askFurther", noteSilence, sendRequests, again("failover")] },
            patience: { target: "idle", actions: [noting("read-failed"), refuse, "forget"] },
          },
        },
        writing: {
          always: {
            guard: "W have acknowledged",
            target: "idle",
            actions: [noting("write-done"), answerClient, "forget"],
          },
          after: {
            failover: {
              actions: ["askFurther", persistHints, noteSilence, sendRequests, again("failover")],
            },
            patience: { target: "idle", actions: [noting("write-failed"), refuse, "forget"] },
          },
        },
      },
    },
    hints: {
      initial: "none",
      states: {
        none: { always: { guard: "keeps hints", target: "kept" } },
        kept: {
          always: { guard: "no hints", target: "none" },
          after: {
            handoffInterval: [
              {
                guard: HINTED_HANDOFF,
                actions: [
                  "ripenHints",
                  persistAll,
                  { type: "sendEach", params: ({ context }: Args) => handoffs(context) },
                  again("handoffInterval"),
                ],
              },
              { actions: again("handoffInterval") },
            ],
          },
        },
      },
    },
  },
});

/** A node of the store. `config` of its node is {@link import("./state.ts").DynamoConfig}. */
export const dynamoNode = anyBehavior(defineNode(dynamoMachine));
