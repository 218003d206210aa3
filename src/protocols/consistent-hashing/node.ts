/**
 * A node that keeps keys. Which keys, the view says, and the placement that goes with it: everybody who has the same view computes the
 * same places (Karger et al. 1997), so nobody looks a key up in a directory.
 *
 * When the members change, keys move. The papers say which; how they move safely while people ask for them is this protocol: a node that
 * learns of a new view stops to answer for what is no longer its own, sends it to its new node, and keeps its copy until that one has it
 * on disk. The new node answers “moving” until it has received. One change after another: the membership service waits for everybody.
 *
 * There is one copy of each key and no replica, so a node that is down takes its keys along until it restarts.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import {
  defineNode,
  effects,
  messageOf,
  type CommonEvent,
  type Received as Heard,
} from "../machine.ts";
import type { Fetch, Get, NewView, Put, Received, Settled, Transfer } from "./messages.ts";
import {
  adopt,
  diskOf,
  forget,
  isMember,
  isMoving,
  look,
  remind,
  sendAgain,
  store,
  take,
  wake,
  type NodeContext,
  type Plan,
} from "./node-state.ts";

type NodeEvent =
  | Heard<Get>
  | Heard<Put>
  | Heard<NewView>
  | Heard<Transfer>
  | Heard<Received>
  | Heard<Fetch>
  | CommonEvent;
type Args = { context: NodeContext; event: NodeEvent };

/** What one step does. Each of its actions asks for the plan; it is made once. */
function planned<M>(make: (context: NodeContext, message: M, from: string) => Plan) {
  let at: Args | null = null;
  let plan: Plan | null = null;
  const of = (args: Args): Plan => {
    if (plan === null || at?.context !== args.context || at.event !== args.event) {
      at = { context: args.context, event: args.event };
      const message = messageOf<M>(args.event);
      plan = make(args.context, message, message.from);
    }
    return plan;
  };
  return [
    { type: "persist", params: (args: Args) => of(args).persist },
    { type: "sendEach", params: (args: Args) => of(args).sends },
    { type: "note", params: (args: Args) => of(args).note },
    { type: "become", params: (args: Args) => of(args).next },
  ] as const;
}

const settled = {
  type: "send",
  params: ({ context }: Args): EffectParams["send"] | null => {
    if (isMoving(context)) return null;
    const message: Settled = { type: "Settled", epoch: context.change.now.epoch };
    return { to: context.config.membership, message };
  },
} as const;

const node = setup({
  types: { context: {} as NodeContext, events: {} as NodeEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules } : {},
    ),
    become: assign((_, next: Partial<NodeContext>) => next),
  },
  guards: {
    "keys are moving": ({ context }) => isMoving(context),
    "belongs to it": ({ context }) => !isMoving(context) && isMember(context),
    "stands by": ({ context }) => !isMoving(context) && !isMember(context),
  },
  delays: { resendInterval: ({ context }) => context.config.resend },
});

const nodeMachine = node.createMachine({
  id: "node",
  context: ({ input }) => wake(input),
  entry: { type: "persist", params: ({ context }) => diskOf(context) },
  on: {
    settings: { actions: "learnSettings" },
    Get: { actions: [...planned<Get>(look)] },
    Put: { actions: [...planned<Put>(store)] },
    // Who knows the view and is settled says so again: the first time it may not have been heard.
    NewView: { actions: [...planned<NewView>((at, { change }) => adopt(at, change)), settled] },
    Transfer: { actions: [...planned<Transfer>(take), settled] },
    Received: { actions: [...planned<Received>(forget), settled] },
    Fetch: { actions: [...planned<Fetch>(sendAgain)] },
  },
  initial: "settled",
  states: {
    settled: {
      always: [
        { guard: "keys are moving", target: "moving" },
        { guard: "stands by", target: "spare" },
      ],
    },
    moving: {
      always: [
        { guard: "belongs to it", target: "settled" },
        { guard: "stands by", target: "spare" },
      ],
      after: {
        resendInterval: {
          target: "moving",
          reenter: true,
          actions: { type: "sendEach", params: ({ context }) => remind(context) },
        },
      },
    },
    spare: {
      always: [
        { guard: "keys are moving", target: "moving" },
        { guard: "belongs to it", target: "settled" },
      ],
    },
  },
});

/** A node. `config` of its spec is `NodeConfig`; its disk at the first start is `UNLOADED`. */
export const hashNode = anyBehavior(defineNode(nodeMachine));
