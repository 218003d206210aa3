/**
 * A client of the bank: pays from the account of its own name, one transfer at a time. What it promises itself of a transfer is settled
 * when it begins, and how it goes about it follows from that:
 *
 * - at most once: it asks once. When nobody answers it gives up, and does not know whether the money was moved.
 * - at least once: it asks until it is answered, and gives the request no id.
 * - effectively once: it asks until it is answered, with the same id each time.
 */
import { assign, setup } from "xstate";
import {
  anyBehavior,
  type Boot,
  type EffectParams,
  type NodeId,
  type Operation,
  type Outcome,
} from "../../kernel/behavior.ts";
import { between, drawAgain, pick } from "../../kernel/chance.ts";
import { printValue } from "../../kernel/operation.ts";
import { parseDuration, type Micros } from "../../kernel/time.ts";
import { phrase } from "../../languages/say.ts";
import { defineNode, effects, luckOf, type CommonEvent, type Received } from "../machine.ts";
import type { Answer, Guarantee, Transfer } from "./messages.ts";

/** A client's parameters. Times are local µs. */
export interface PayerConfig {
  readonly bank: NodeId;
  /** Everybody who has an account. */
  readonly accounts: readonly string[];
  /** When it first thinks of a payment. */
  readonly firstThought: Micros;
  /** Pause between two payments of the workload. */
  readonly thinkLow: Micros;
  readonly thinkHigh: Micros;
  /** How many coins a payment of the workload moves. */
  readonly amounts: readonly number[];
  /** How long it waits for an answer when it asks only once. */
  readonly patience: Micros;
}

export interface Payment {
  readonly to: string;
  readonly amount: number;
}

export interface PayerContext {
  readonly id: NodeId;
  readonly config: PayerConfig;
  readonly knobs: Readonly<Record<string, string>>;
  /** The transfer under way or last asked for; 0 before the first. On disk, so that no id is used twice. */
  readonly op: number;
  readonly payment: Payment | null;
  readonly guarantee: Guarantee;
  /** How often it has asked for it. */
  readonly attempts: number;
  /** Payments asked by hand that wait their turn. */
  readonly queue: readonly Operation[];
  /** What it knows of its last transfer. */
  readonly last: Outcome | null;
}

type PayerEvent = Received<Answer> | CommonEvent;
type Args = { context: PayerContext; event: PayerEvent };

/** The payment that an operation asks for; null where the words make none. */
function paymentIn({ key = "", value }: Operation, { id, config }: PayerContext): Payment | null {
  const amount = Number(value);
  const fits = Number.isSafeInteger(amount) && amount > 0;
  return fits && key !== id && config.accounts.includes(key) ? { to: key, amount } : null;
}

function operationOf({ payment }: PayerContext): Operation {
  return { f: "transfer", key: payment!.to, value: String(payment!.amount) };
}

function begins(context: PayerContext, payment: Payment): Partial<PayerContext> {
  const guarantee = context.knobs["mode"] as Guarantee;
  return { op: context.op + 1, payment, guarantee, attempts: 1 };
}

const MOST_WAITING = 8;

/** What makes no payment is not taken. */
function takes(
  context: PayerContext,
  event: PayerEvent,
): event is PayerEvent & { type: "command" } {
  return event.type === "command" && paymentIn(event.operation, context) !== null;
}

const payer = setup({
  types: { context: {} as PayerContext, events: {} as PayerEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { knobs: event.settings.knobs } : {},
    ),
    thinkOfOne: assign(({ context, event }) => {
      const luck = luckOf(event);
      const { accounts, amounts } = context.config;
      const others = accounts.filter((account) => account !== context.id);
      const payment = {
        to: pick(drawAgain(luck, 1), others),
        amount: pick(drawAgain(luck, 2), amounts),
      };
      return begins(context, payment);
    }),
    takeByHand: assign(({ context, event }) =>
      event.type === "command" ? begins(context, paymentIn(event.operation, context)!) : {},
    ),
    takeFromQueue: assign(({ context }) => ({
      ...begins(context, paymentIn(context.queue[0]!, context)!),
      queue: context.queue.slice(1),
    })),
    enqueue: assign(({ context, event }) =>
      event.type === "command"
        ? { queue: [...context.queue, event.operation].slice(0, MOST_WAITING) }
        : {},
    ),
    countAttempt: assign(({ context }) => ({ attempts: context.attempts + 1 })),
    takeAnswer: assign(({ event }) => ({ last: outcomeOf(event) })),
    giveUp: assign({ last: "unknown" }),
  },
  guards: {
    "has something to pay": ({ context }) => context.queue.length > 0,
    "is a payment": ({ context, event }) => takes(context, event),
    working: ({ context }) => context.knobs["workload"] !== "off",
    "answers this": ({ context, event }) =>
      (event.type === "Done" || event.type === "Refused") && event.op === context.op,
    "asks again": ({ context }) => context.guarantee !== "at-most-once",
    "asks once": ({ context }) => context.guarantee === "at-most-once",
  },
  delays: {
    firstThought: ({ context }) => context.config.firstThought,
    thinkTime: ({ context, event }) =>
      between(luckOf(event), context.config.thinkLow, context.config.thinkHigh),
    resendInterval: ({ context }) => parseDuration(context.knobs["resend"] ?? "") ?? 0,
    patience: ({ context }) => context.config.patience,
  },
});

function outcomeOf(event: PayerEvent): Outcome {
  return event.type === "Done" ? "ok" : "fail";
}

/** Before it is sent: whoever forgets an id might use it for something else. */
const keepId = {
  type: "persist",
  params: ({ context }: Args) => ({ op: context.op }),
} as const;

const call = {
  type: "call",
  params: ({ context }: Args) => ({ op: context.op, operation: operationOf(context) }),
} as const;

const ask = {
  type: "send",
  params: ({ context: { op, payment, guarantee, config } }: Args): EffectParams["send"] => {
    const id = guarantee === "at-least-once" ? null : op;
    const message: Transfer = { type: "Transfer", op, id, ...payment! };
    return { to: config.bank, message };
  },
} as const;

const returnAnswer = {
  type: "return",
  params: ({ context, event }: Args): EffectParams["return"] => {
    const outcome = outcomeOf(event);
    return {
      op: context.op,
      outcome,
      about: {
        mode: context.guarantee,
        ...(outcome === "fail" ? { reason: phrase("the account did not hold as much") } : {}),
      },
    };
  },
} as const;

const returnNothing = {
  type: "return",
  params: ({ context }: Args): EffectParams["return"] => ({
    op: context.op,
    outcome: "unknown",
    about: { mode: context.guarantee, reason: phrase("nobody answered in time") },
  }),
} as const;

/** `asks-again`, `gave-up`. */
function noteOf(note: string) {
  return {
    type: "note",
    params: ({ context: { op, payment, attempts } }: Args): EffectParams["note"] => ({
      note,
      about: { op, ...payment, attempts },
    }),
  } as const;
}

/** A hand asked for what is no payment: to oneself, or of no whole number of coins. */
const noteNoPayment = {
  type: "note",
  params: ({ event }: Args): EffectParams["note"] | null =>
    event.type === "command"
      ? {
          note: "no-payment",
          about: { to: event.operation.key ?? "", amount: printValue(event.operation.value) },
        }
      : null,
} as const;

const think = [
  { guard: "working", target: "asking", actions: ["thinkOfOne", keepId, call, ask] },
  { target: "idle", reenter: true },
] as const;

const idle = {
  always: {
    guard: "has something to pay",
    target: "asking",
    actions: ["takeFromQueue", keepId, call, ask],
  },
  on: {
    command: [
      { guard: "is a payment", target: "asking", actions: ["takeByHand", keepId, call, ask] },
      { actions: noteNoPayment },
    ],
  },
} as const;

const payerMachine = payer.createMachine({
  id: "payer",
  context: ({ input }) => ({
    id: input.id,
    config: input.config as PayerConfig,
    knobs: input.settings.knobs,
    op: (input.disk["op"] as number | undefined) ?? 0,
    payment: null,
    guarantee: input.settings.knobs["mode"] as Guarantee,
    attempts: 0,
    queue: [],
    last: null,
  }),
  initial: "starting",
  on: { settings: { actions: "learnSettings" } },
  states: {
    starting: { ...idle, after: { firstThought: think } },
    idle: { ...idle, after: { thinkTime: think } },
    asking: {
      on: {
        command: [{ guard: "is a payment", actions: "enqueue" }, { actions: noteNoPayment }],
        Done: { guard: "answers this", target: "idle", actions: [returnAnswer, "takeAnswer"] },
        Refused: { guard: "answers this", target: "idle", actions: [returnAnswer, "takeAnswer"] },
      },
      after: {
        resendInterval: {
          guard: "asks again",
          target: "asking",
          reenter: true,
          actions: ["countAttempt", ask, noteOf("asks-again")],
        },
        patience: {
          guard: "asks once",
          target: "idle",
          actions: [returnNothing, noteOf("gave-up"), "giveUp"],
        },
      },
    },
  },
});

/** A client of the bank. `config` of its node is {@link PayerConfig}. */
export const payerNode = anyBehavior(defineNode(payerMachine));
