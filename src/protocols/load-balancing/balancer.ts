/**
 * A load balancer in front of equal servers, as HAProxy and nginx are: every request goes through it to one server, and every answer
 * back. Which server, an algorithm says; the balancer knows of a server's queue only what it has sent there and not got back.
 *
 * It probes each server at fixed intervals (active health checks). One that has failed `fall` probes in a row is taken out of the
 * rotation, and its requests are sent to others; after `rise` answers in a row it comes back. A server that says that it has started
 * anew has forgotten what it had: that is sent again, too. A request may so be served twice; the first answer counts.
 *
 * When no server is up, requests are refused at once. (Some balancers then try every server: they “fail open”.)
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import {
  defineNode,
  effects,
  luckOf,
  messageOf,
  type CommonEvent,
  type Received,
} from "../machine.ts";
import type { Alive, Probe, Request, Response } from "../request-queue.ts";
import {
  adjust,
  check,
  hear,
  isUp,
  passOn,
  route,
  wake,
  type BalancerContext,
  type Plan,
} from "./state.ts";

type BalancerEvent = Received<Request> | Received<Response> | Received<Alive> | CommonEvent;
type Args = { context: BalancerContext; event: BalancerEvent };

/** What one step does: sends, says, and becomes. Each part asks for the plan; it is made once. */
function planned(make: (args: Args) => Plan) {
  let context: BalancerContext | null = null;
  let event: BalancerEvent | null = null;
  let plan: Plan | null = null;
  const of = (args: Args): Plan => {
    if (plan === null || args.context !== context || args.event !== event) {
      ({ context, event } = args);
      plan = make(args);
    }
    return plan;
  };
  return {
    sends: { type: "sendEach", params: (args: Args) => of(args).sends },
    note: { type: "note", params: (args: Args) => of(args).note },
    next: { type: "become", params: (args: Args) => of(args).next },
  } as const;
}

const routing = planned(({ context, event }) =>
  route(context, messageOf<Request>(event), messageOf(event).from, luckOf(event)),
);
const passing = planned(({ context, event }) =>
  passOn(context, messageOf<Response>(event), messageOf(event).from),
);
const hearing = planned(({ context, event }) =>
  hear(context, messageOf<Alive>(event), messageOf(event).from, luckOf(event)),
);
const checking = planned(({ context, event }) => check(context, luckOf(event)));

const balancer = setup({
  types: { context: {} as BalancerContext, events: {} as BalancerEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ context, event }) =>
      event.type === "settings" ? adjust(context, event.settings) : {},
    ),
    become: assign((_, next: Partial<BalancerContext>) => next),
  },
  guards: {
    "a server is up": ({ context }) => context.servers.some((each) => isUp(context, each)),
    "no server is up": ({ context }) => !context.servers.some((each) => isUp(context, each)),
  },
  delays: { healthInterval: ({ context }) => context.config.interval },
});

const balancerMachine = balancer.createMachine({
  id: "balancer",
  context: ({ input }) => wake(input),
  entry: {
    type: "sendEach",
    params: ({ context }): EffectParams["sendEach"] => {
      const message: Probe = { type: "Probe", round: context.round };
      return context.probing ? context.servers.map(({ id }) => ({ to: id, message })) : [];
    },
  },
  on: {
    settings: { actions: "learnSettings" },
    Request: { actions: [routing.sends, routing.note, routing.next] },
    Response: { actions: [passing.sends, passing.note, passing.next] },
    Alive: { actions: [hearing.sends, hearing.note, hearing.next] },
  },
  after: {
    healthInterval: {
      actions: [
        checking.sends,
        checking.note,
        checking.next,
        {
          type: "restartTimer",
          params: ({ context }) => ({ label: "healthInterval", delay: context.config.interval }),
        },
      ],
    },
  },
  initial: "routing",
  states: {
    routing: { always: { guard: "no server is up", target: "refusing" } },
    refusing: { always: { guard: "a server is up", target: "routing" } },
  },
});

/** The balancer. `config` of its node is `BalancerConfig`; it balances over all nodes of kind `server`. */
export const balancerNode = anyBehavior(defineNode(balancerMachine));
