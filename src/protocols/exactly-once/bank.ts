/**
 * The bank. It serves one request after another: a transfer is a debit, a credit and a record of what was answered, and is
 * answered when these are on disk. The record is the dedupe table: for each client the id of its last request and the answer, as
 * Birrell and Nelson's servers keep the last call of each caller (1984). A copy of that request is answered from the table and
 * moves nothing; a copy of an older one is thrown away.
 *
 * This variant writes debit, credit and record in one transaction, so that a crash leaves all of it or nothing, and keeps the table
 * on disk beside the accounts, so that a crash does not make copies new again. Requests without an id are done as often as they come.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import { type CommonEvent, defineNode, diskAtStart, effects, type Received } from "../machine.ts";
import type { Answer, Transfer } from "./messages.ts";
import {
  answerBefore,
  begin,
  complete,
  credit,
  debit,
  dequeue,
  durableRows,
  enqueue,
  isCovered,
  isOutdated,
  isRecorded,
  ONE_TRANSACTION,
  record,
  wake,
  type BankConfig,
  type BankContext,
  type BankDisk,
  type Request,
} from "./state.ts";

type BankEvent = Received<Transfer> | CommonEvent;
type Args = { context: BankContext; event: BankEvent };

function requestIn(event: BankEvent): Request {
  const { from, op, id, to, amount } = event as Received<Transfer>;
  return { client: from, op, id, to, amount };
}

const head = ({ queue }: BankContext): Request => queue[0]!;

const bank = setup({
  types: { context: {} as BankContext, events: {} as BankEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules } : {},
    ),
    enqueue: assign(({ context, event }) => enqueue(context, requestIn(event))),
    dequeue: assign(({ context }) => dequeue(context)),
    begin: assign(({ context }) => begin(context)),
    writeAll: assign(({ context }) => complete(context)),
    debit: assign(({ context }) => debit(context)),
    credit: assign(({ context }) => credit(context)),
    record: assign(({ context }) => record(context)),
    finish: assign({ job: null }),
  },
  guards: {
    "dedupe: answered before": ({ context }) =>
      context.queue.length > 0 && answerBefore(context, head(context)) !== null,
    "dedupe: older than answered": ({ context }) =>
      context.queue.length > 0 && isOutdated(context, head(context)),
    "nothing to write": ({ context }) =>
      context.queue.length > 0 && !isCovered(context, head(context)) && !isRecorded(head(context)),
    "one transaction": ({ context }) =>
      context.queue.length > 0 && context.rules[ONE_TRANSACTION] !== false,
    covered: ({ context }) => context.queue.length > 0 && isCovered(context, head(context)),
    "has a request": ({ context }) => context.queue.length > 0,
    "has an id": ({ context }) => isRecorded(context.job!.request),
  },
  delays: { diskWrite: ({ context }) => context.config.diskWrite },
});

/** What is noted of a request. */
function about({ client, op, id, to, amount }: Request) {
  return { client, op, id, to, amount };
}

function answerTo(request: Request, type: Answer["type"]): EffectParams["send"] {
  const message: Answer = { type, op: request.op };
  return { to: request.client, message };
}

const answerJob = {
  type: "send",
  params: ({ context: { job } }: Args) => answerTo(job!.request, job!.answer),
} as const;

const answerHead = {
  type: "send",
  params: ({ context }: Args) =>
    answerTo(head(context), answerBefore(context, head(context))!.answer),
} as const;

const refuseHead = {
  type: "send",
  params: ({ context }: Args) => answerTo(head(context), "Refused"),
} as const;

/** What the disk holds from now on. Rows of the dedupe table that are kept in memory only stay out of it. */
const persist = {
  type: "persist",
  params: ({ context }: Args): EffectParams["persist"] => ({
    accounts: context.accounts,
    answered: durableRows(context),
  }),
} as const;

/** `part`: what has been written of the transfer. */
function noteMoved(part: "all" | "debit" | "credit") {
  return {
    type: "note",
    params: ({ context: { job, accounts } }: Args): EffectParams["note"] | null =>
      job!.answer === "Done"
        ? {
            note: "moved",
            about: { ...about(job!.request), part, left: accounts[job!.request.client] },
          }
        : null,
  } as const;
}

const noteRefused = {
  type: "note",
  params: ({ context: { job, accounts } }: Args): EffectParams["note"] | null =>
    job!.answer === "Refused"
      ? {
          note: "refused",
          about: { ...about(job!.request), holds: accounts[job!.request.client] },
        }
      : null,
} as const;

const bankMachine = bank.createMachine({
  id: "bank",
  context: ({ input }) => wake(input.disk, input.config as BankConfig, input.settings.rules),
  entry: {
    type: "note",
    params: ({ context, event }) => {
      const disk = diskAtStart(event);
      // What it has written before tells a restart from the first start.
      return (disk as BankDisk).answered === undefined
        ? null
        : { note: "woke", about: { rows: Object.keys(context.answered).length } };
    },
  },
  initial: "serving",
  on: { settings: { actions: "learnSettings" }, Transfer: { actions: "enqueue" } },
  states: {
    serving: {
      always: [
        {
          guard: "dedupe: answered before",
          actions: [
            answerHead,
            {
              type: "note",
              params: ({ context }) => ({
                note: "answered-again",
                about: {
                  ...about(head(context)),
                  answer: answerBefore(context, head(context))!.answer,
                },
              }),
            },
            "dequeue",
          ],
        },
        {
          guard: "dedupe: older than answered",
          actions: [
            {
              type: "note",
              params: ({ context }) => ({
                note: "ignored-old",
                about: {
                  ...about(head(context)),
                  last: context.answered[head(context).client]!.id,
                },
              }),
            },
            "dequeue",
          ],
        },
        {
          guard: "nothing to write",
          actions: [
            refuseHead,
            {
              type: "note",
              params: ({ context }) => ({
                note: "refused",
                about: { ...about(head(context)), holds: context.accounts[head(context).client] },
              }),
            },
            "dequeue",
          ],
        },
        { guard: "one transaction", target: "writing.transaction", actions: "begin" },
        { guard: "covered", target: "writing.debit", actions: "begin" },
        { guard: "has a request", target: "writing.record", actions: "begin" },
      ],
    },
    writing: {
      initial: "transaction",
      states: {
        transaction: {
          after: {
            diskWrite: {
              target: "#bank.serving",
              actions: ["writeAll", persist, answerJob, noteMoved("all"), noteRefused, "finish"],
            },
          },
        },
        debit: {
          after: {
            diskWrite: { target: "credit", actions: ["debit", persist, noteMoved("debit")] },
          },
        },
        credit: {
          after: {
            diskWrite: [
              {
                guard: "has an id",
                target: "record",
                actions: ["credit", persist, noteMoved("credit")],
              },
              {
                target: "#bank.serving",
                actions: ["credit", persist, noteMoved("credit"), answerJob, "finish"],
              },
            ],
          },
        },
        record: {
          after: {
            diskWrite: {
              target: "#bank.serving",
              actions: ["record", persist, answerJob, noteRefused, "finish"],
            },
          },
        },
      },
    },
  },
});

/** The bank. `config` of its node is {@link BankConfig}. */
export const bankNode = anyBehavior(defineNode(bankMachine));
