/**
 * A client of the lock that counts in a storage: a turn takes the lock, reads the count, works, and writes one more (the example of
 * Kleppmann 2016: read, modify, write under a lock). It does what a careful client can: it counts its lease from when it asked, cuts
 * it short by what clocks may differ, gives up when it is over, and looks at the clock once more before it writes.
 *
 * Between that look and the arrival of its write time passes all the same: here the last step, in which the request is made and sent.
 * Whoever stands still in it does not know. No look at a clock closes that gap; the storage does, by the token.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams, type Outcome } from "../../kernel/behavior.ts";
import { between } from "../../kernel/chance.ts";
import { phrase } from "../../languages/say.ts";
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
  believedUntil,
  EMPTY_HANDED,
  hasWork,
  leftAt,
  NEVER,
  workTime,
  type HolderConfig,
  type HolderContext,
} from "./holder-state.ts";
import type { Contents, Grant, LeaseMessage, Refused, Release, StorageAnswer } from "./messages.ts";

type HolderEvent = Received<Grant> | Received<StorageAnswer> | CommonEvent;
type Args = { context: HolderContext; event: HolderEvent };

const holder = setup({
  types: { context: {} as HolderContext, events: {} as HolderEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { knobs: event.settings.knobs } : {},
    ),
    beginTurn: assign(({ context }) => ({ op: context.op + 1, ...EMPTY_HANDED })),
    rememberWhen: assign(({ event }) => ({ asked: nowOf(event) })),
    takeGrant: assign(({ context, event }) => {
      const grant = messageOf<Grant>(event);
      return { token: grant.token, until: believedUntil(grant, context.config), read: null };
    }),
    takeContents: assign(({ event }) => ({ read: messageOf<Contents>(event).value })),
    succeed: assign({ ...EMPTY_HANDED, last: "ok" }),
    fail: assign({ ...EMPTY_HANDED, last: "fail" }),
    giveUp: assign({ ...EMPTY_HANDED, last: "unknown" }),
  },
  guards: {
    "workload turned": ({ context, event }) =>
      event.type === "settings" && hasWork(event.settings) !== hasWork(context),
    "for this turn, and not over": ({ context, event }) => {
      const grant = messageOf<Grant>(event);
      const until = believedUntil(grant, context.config);
      return grant.op === context.op && leftAt({ ...context, until }, nowOf(event)) > 0;
    },
    "for this turn": ({ context, event }) => messageOf<Grant>(event).op === context.op,
    "not what it holds": ({ context, event }) => messageOf<Grant>(event).token !== context.token,
    "answers this": ({ context, event }) => messageOf<StorageAnswer>(event).op === context.op,
    "lease not over": ({ context, event }) => leftAt(context, nowOf(event)) > 0,
  },
  delays: {
    nextTurn: ({ context, event }) => {
      const { firstTurn, pauseLow, pauseHigh } = context.config;
      if (!hasWork(context)) return NEVER;
      return context.op === 0 ? firstTurn : between(luckOf(event), pauseLow, pauseHigh);
    },
    askAgain: ({ context }) => context.config.askAgain,
    readAgain: ({ context }) => context.config.askAgain,
    writeAgain: ({ context }) => context.config.askAgain,
    workTime: ({ context }) => workTime(context),
    lastStep: ({ context }) => context.config.lastStep,
    leaseOver: ({ context, event }) => Math.max(1, leftAt(context, nowOf(event))),
    // Whoever comes late waits for an answer all the same: it may have been refused.
    patience: ({ context, event }) =>
      Math.max(context.config.askAgain, leftAt(context, nowOf(event))),
  },
});

// ── What it says ──────────────────────────────────────────────────────────────────────────────────────────────

/** Before it is used: whoever forgets a number might use it for another turn. */
const keepNumber = {
  type: "persist",
  params: ({ context }: Args) => ({ op: context.op }),
} as const;

const call = {
  type: "call",
  params: ({ context }: Args) => ({ op: context.op, operation: { f: "add" } }),
} as const;

function send(to: "lock" | "storage", message: (context: HolderContext) => LeaseMessage) {
  return {
    type: "send",
    params: ({ context }: Args): EffectParams["send"] => ({
      to: context.config[to],
      message: message(context),
    }),
  } as const;
}

const acquire = send("lock", ({ op, asked }) => ({ type: "Acquire", op, asked }));
const read = send("storage", ({ op, token }) => ({ type: "Read", op, token: token! }));
const write = send("storage", ({ op, token, read: value }) => ({
  type: "Write",
  op,
  token: token!,
  value: value! + 1,
}));
const release = send("lock", ({ token }) => ({ type: "Release", token: token! }));

const returnUnwanted = {
  type: "send",
  params: ({ context, event }: Args): EffectParams["send"] => {
    const message: Release = { type: "Release", token: messageOf<Grant>(event).token };
    return { to: context.config.lock, message };
  },
} as const;

function returns(outcome: Outcome, reason?: string) {
  return {
    type: "return",
    params: ({ context }: Args): EffectParams["return"] => ({
      op: context.op,
      outcome,
      ...(outcome === "ok" ? { value: context.read! + 1 } : {}),
      about: { token: context.token, ...(reason === undefined ? {} : { reason }) },
    }),
  } as const;
}

function note(name: string) {
  return {
    type: "note",
    params: ({ context, event }: Args): EffectParams["note"] => ({
      note: name,
      about: {
        op: context.op,
        token: context.token,
        read: context.read,
        left: context.until === null ? null : leftAt(context, nowOf(event)),
      },
    }),
  } as const;
}

const noteTooLate = {
  type: "note",
  params: ({ event }: Args): EffectParams["note"] => ({
    note: "granted-too-late",
    about: { token: messageOf<Grant>(event).token },
  }),
} as const;

const noteFenced = {
  type: "note",
  params: ({ context, event }: Args): EffectParams["note"] => ({
    note: "fenced",
    about: { token: context.token, newest: messageOf<Refused>(event).newest },
  }),
} as const;

const fenced = {
  guard: "answers this",
  target: "#holder.idle",
  actions: [
    returns("fail", phrase("the storage has heard from a newer holder")),
    noteFenced,
    "fail",
  ],
} as const;

/** Its lease is over by its own clock, and nothing was sent that could still take effect. */
const stopsInTime = {
  target: "#holder.idle",
  actions: [
    returns("fail", phrase("the lease was over before the write")),
    note("lease-over"),
    "fail",
  ],
} as const;

// ── The chart ─────────────────────────────────────────────────────────────────────────────────────────────────

const holderMachine = holder.createMachine({
  id: "holder",
  context: ({ input }) => ({
    id: input.id,
    config: input.config as HolderConfig,
    knobs: input.settings.knobs,
    op: (input.disk["op"] as number | undefined) ?? 0,
    asked: 0,
    ...EMPTY_HANDED,
    last: null,
  }),
  initial: "idle",
  on: {
    settings: { actions: "learnSettings" },
    // For a turn that is over, or a copy of what it once held: others need not wait for it.
    Grant: { guard: "not what it holds", actions: returnUnwanted },
  },
  states: {
    idle: {
      on: {
        settings: [
          {
            guard: "workload turned",
            target: "idle",
            reenter: true,
            actions: "learnSettings",
          },
          { actions: "learnSettings" },
        ],
      },
      after: { nextTurn: { target: "waiting", actions: ["beginTurn", keepNumber, call] } },
    },
    waiting: {
      entry: ["rememberWhen", acquire],
      on: {
        Grant: [
          {
            guard: "for this turn, and not over",
            target: "holding",
            actions: ["takeGrant", note("holds")],
          },
          // By its own clock that lease is over already. It goes on asking.
          { guard: "for this turn", actions: noteTooLate },
          { actions: returnUnwanted },
        ],
      },
      after: { askAgain: { target: "waiting", reenter: true } },
    },
    holding: {
      initial: "reading",
      states: {
        reading: {
          entry: read,
          on: {
            Contents: { guard: "answers this", target: "working", actions: "takeContents" },
            Refused: fenced,
          },
          after: { readAgain: { target: "reading", reenter: true }, leaseOver: stopsInTime },
        },
        working: {
          after: {
            workTime: [
              { guard: "lease not over", target: "sending", actions: note("checked") },
              stopsInTime,
            ],
            leaseOver: stopsInTime,
          },
        },
        sending: {
          after: { lastStep: "writing" },
        },
        writing: {
          entry: write,
          on: {
            Done: {
              guard: "answers this",
              target: "#holder.idle",
              actions: [returns("ok"), release, note("done"), "succeed"],
            },
            Refused: fenced,
          },
          after: {
            writeAgain: { guard: "lease not over", target: "writing", reenter: true },
            // What it has sent may still arrive: it cannot know.
            patience: {
              target: "#holder.idle",
              actions: [
                returns("unknown", phrase("the lease was over before an answer came")),
                note("unanswered"),
                "giveUp",
              ],
            },
          },
        },
      },
    },
  },
});

/** The timers of a client of the lock, by name. */
export const holderTimers: readonly string[] = [
  "nextTurn",
  "askAgain",
  "readAgain",
  "workTime",
  "lastStep",
  "writeAgain",
  "leaseOver",
  "patience",
];

/** A client of the lock. `config` of its node is {@link HolderConfig}. */
export const holderNode = anyBehavior(defineNode(holderMachine));
