/**
 * A service that calls another for its users, with a circuit breaker before the call (Nygard 2007). While the breaker is *closed* calls
 * go through. When half of the last ten attempts have failed it *opens*: users are told at once that it does not work, and the server is
 * left alone. After the sleep window it is *half-open*: a single call tries. If it is answered the breaker closes, otherwise it opens
 * again.
 *
 * Users come as a Poisson stream, whether they are answered or not. An attempt that is not answered in time has failed; its request is
 * tried again after a wait that doubles each time, drawn at random below that bound (full jitter). Each request adds a tenth to a budget
 * of which each retry takes one, so that in the long run retries are at most a tenth of requests.
 *
 * A server cannot be told that nobody waits any more: it serves what was given up as well as the rest.
 */
import { assign, raise, setup } from "xstate";
import { anyBehavior, type Boot } from "../../kernel/behavior.ts";
import {
  defineNode,
  effects,
  luckOf,
  messageOf,
  type CommonEvent,
  type Received,
} from "../machine.ts";
import { exponentialTime, type Reset, type Response } from "../request-queue.ts";
import {
  ask,
  BREAKER,
  fail,
  isAwaited,
  isFailing,
  meanGap,
  opOf,
  reject,
  rejectRetry,
  reset,
  retry,
  succeed,
  wake,
  type CallerContext,
  type Plan,
} from "./state.ts";

/** The server has not answered in time, or the wait before a further attempt is over. */
interface Rung {
  readonly type: "timeout" | "again";
  readonly op: number;
}

type CallerEvent =
  | Received<Response>
  | Received<Reset>
  | (Rung & { readonly now: number; readonly luck: number })
  | { readonly type: "ask" }
  | CommonEvent;
type Args = { context: CallerContext; event: CallerEvent };

const rungOp = ({ event }: Args): number => (event as Rung).op;
const answeredOp = ({ event }: Args): number => opOf(messageOf<Response>(event).id);
const awaited = (args: Args): boolean =>
  isAwaited(args.context, answeredOp(args), messageOf<Response>(args.event).attempt);

const caller = setup({
  types: { context: {} as CallerContext, events: {} as CallerEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { knobs: event.settings.knobs, rules: event.settings.rules } : {},
    ),
    forget: assign({ outcomes: [] }),
    noTrial: assign({ trial: 0 }),
    countWasted: assign(({ context }) => ({ wasted: context.wasted + 1 })),
  },
  guards: {
    busy: ({ context }) => context.knobs["workload"] !== "off",
    "half of the last attempts failed": ({ context }) =>
      context.rules[BREAKER] !== false && isFailing(context),
    "no breaker": ({ context }) => context.rules[BREAKER] === false,
    "nobody tries yet": ({ context }) => context.trial === 0,
    "is awaited": (args) => awaited(args),
    "answers the trial": (args) => awaited(args) && answeredOp(args) === args.context.trial,
    "was the trial": ({ context, event }) => (event as Rung).op === context.trial,
    "the trial is under way": ({ context }) => context.trial !== 0,
  },
  delays: {
    arrival: ({ context, event }) => exponentialTime(luckOf(event), meanGap(context)),
    sleepWindow: ({ context }) => context.config.sleepWindow,
  },
});

const nextArrival = {
  type: "restartTimer",
  params: ({ context, event }: Args) => ({
    label: "arrival",
    delay: exponentialTime(luckOf(event), meanGap(context)),
  }),
} as const;

/** Does what a plan says. */
const doing = (make: (args: Args) => Plan) =>
  caller.enqueueActions(({ context, event, enqueue }) => {
    const { next, effects: wanted } = make({ context, event });
    for (const { type, params } of wanted) enqueue({ type, params } as never);
    enqueue.assign(next);
  });

const call = doing(({ context }) => ask(context, false));
const callAsTrial = doing(({ context }) => ask(context, true));
const refuse = doing(({ context }) => reject(context));
const callAgain = doing((args) => retry(args.context, rungOp(args), false));
const callAgainAsTrial = doing((args) => retry(args.context, rungOp(args), true));
const refuseAgain = doing((args) => rejectRetry(args.context, rungOp(args)));
const takeAnswer = doing((args) => succeed(args.context, answeredOp(args)));
const takeFailure = doing((args) => fail(args.context, rungOp(args), luckOf(args.event)));
const takeReset = doing(({ context, event }) => reset(context, luckOf(event)));

const says = (note: string) =>
  ({
    type: "note",
    params: ({ context }: Args) => ({
      note,
      about: {
        failures: context.outcomes.filter((ok) => !ok).length,
        of: context.outcomes.length,
      },
    }),
  }) as const;

const late = { actions: "countWasted" } as const;

const callerMachine = caller.createMachine({
  id: "caller",
  context: ({ input }) => wake(input),
  on: {
    settings: { actions: "learnSettings" },
    command: { actions: raise({ type: "ask" }) },
    Response: [{ guard: "is awaited", actions: takeAnswer }, late],
    timeout: { actions: takeFailure },
    Reset: { actions: takeReset },
  },
  after: {
    arrival: [
      { guard: "busy", actions: [nextArrival, raise({ type: "ask" })] },
      { actions: nextArrival },
    ],
  },
  initial: "closed",
  states: {
    closed: {
      always: {
        guard: "half of the last attempts failed",
        target: "open",
        actions: says("opened"),
      },
      on: { ask: { actions: call }, again: { actions: callAgain } },
    },
    open: {
      entry: "forget",
      always: { guard: "no breaker", target: "closed" },
      after: { sleepWindow: "halfOpen" },
      on: { ask: { actions: refuse }, again: { actions: refuseAgain } },
    },
    halfOpen: {
      entry: ["noTrial", says("tries")],
      exit: "noTrial",
      always: { guard: "no breaker", target: "closed" },
      on: {
        ask: [{ guard: "nobody tries yet", actions: callAsTrial }, { actions: refuse }],
        again: [{ guard: "nobody tries yet", actions: callAgainAsTrial }, { actions: refuseAgain }],
        Response: [
          {
            guard: "answers the trial",
            target: "closed",
            actions: [takeAnswer, "forget", says("closed")],
          },
          { guard: "is awaited", actions: takeAnswer },
          late,
        ],
        timeout: [
          { guard: "was the trial", target: "open", actions: [takeFailure, says("still-failing")] },
          { actions: takeFailure },
        ],
        Reset: [
          {
            guard: "the trial is under way",
            target: "open",
            actions: [takeReset, says("still-failing")],
          },
          { actions: takeReset },
        ],
      },
    },
  },
});

/** A caller. `config` of its node is `CallerConfig`. */
export const callerNode = anyBehavior(defineNode(callerMachine));
