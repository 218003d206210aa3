/**
 * The membership service: one node that says who belongs, as etcd or ZooKeeper do for a cluster (itself replicated there). Members come and
 * go only by its word. Each change is a view with a higher epoch; the next one waits until everybody concerned has moved its keys, so that
 * never more than two views are about. It announces a view again and again to whoever has not settled.
 *
 * Another placement, or another number of virtual nodes, is a change of view, too. Now and then it lets a node come or go by itself, as an
 * autoscaler would.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams, type NodeId } from "../../kernel/behavior.ts";
import { between } from "../../kernel/chance.ts";
import type { Settings } from "../../kernel/settings.ts";
import type { Micros } from "../../kernel/time.ts";
import { phrase } from "../../languages/say.ts";
import {
  defineNode,
  effects,
  luckOf,
  messageOf,
  type CommonEvent,
  type Received,
} from "../machine.ts";
import type { Answer, Change, Join, Leave, NewView, Settled, View } from "./messages.ts";
import { layoutIn, sameWay } from "./placement.ts";
import { changeAtStart, concerned, type ServiceConfig } from "./views.ts";
import { NODE } from "./node-state.ts";

export const MEMBERSHIP = "membership";

export interface MembershipConfig extends ServiceConfig {
  /** Between two announcements to those who have not settled, in local µs. */
  readonly announce: Micros;
  /** How long everything stays as it is before somebody comes or goes unasked, in local µs. */
  readonly churnLow: Micros;
  readonly churnHigh: Micros;
}

export interface MembershipContext {
  readonly id: NodeId;
  readonly config: MembershipConfig;
  readonly knobs: Settings["knobs"];
  /** Everybody who could belong. */
  readonly nodes: readonly NodeId[];
  readonly clients: readonly NodeId[];
  /** On disk. */
  readonly change: Change;
  /** Who has not settled yet. On disk. */
  readonly unsettled: readonly NodeId[];
}

type MembershipEvent = Received<Join> | Received<Leave> | Received<Settled> | CommonEvent;
type Args = { context: MembershipContext; event: MembershipEvent };

/** Why a node cannot join or leave; null when it can. */
function objection({ nodes, change }: MembershipContext, asked: Join | Leave): string | null {
  const { members } = change.now;
  if (!nodes.includes(asked.node)) return phrase("there is no such node");
  if (asked.type === "Join")
    return members.includes(asked.node) ? phrase("it belongs already") : null;
  if (!members.includes(asked.node)) return phrase("it does not belong");
  return members.length === 1 ? phrase("without nodes there is no place for a key") : null;
}

/** The members as somebody asks for them. */
function membersAfter({ now }: Change, asked: Join | Leave): readonly NodeId[] {
  return asked.type === "Join"
    ? [...now.members, asked.node]
    : now.members.filter((each) => each !== asked.node);
}

/** The next view. */
function changed(
  { change, knobs }: MembershipContext,
  members: readonly NodeId[],
): Pick<MembershipContext, "change" | "unsettled"> {
  const now: View = { epoch: change.now.epoch + 1, members, ...layoutIn(knobs) };
  const next: Change = { before: change.now, now };
  return { change: next, unsettled: concerned(next) };
}

function isAsked(event: MembershipEvent): Join | Leave {
  return messageOf<Join | Leave>(event);
}

function keep({ change, unsettled }: Pick<MembershipContext, "change" | "unsettled">) {
  return { change, unsettled };
}

function announcement({ change }: Pick<MembershipContext, "change">): NewView {
  return { type: "NewView", change };
}

const asked = ({ context, event }: Args) =>
  changed(context, membersAfter(context.change, isAsked(event)));
/** The last to have joined leaves if there are more than at the start; else the first that stands by joins. */
const churned = ({ context }: Args) => {
  const { members } = context.change.now;
  const spare = context.nodes.find((each) => !members.includes(each));
  return members.length > context.config.members.length || spare === undefined
    ? changed(context, members.slice(0, -1))
    : changed(context, [...members, spare]);
};
const replaced = ({ context }: Args) => changed(context, context.change.now.members);

/** A change begins: it is on disk, then everybody hears of it. */
function beginning(which: (args: Args) => Pick<MembershipContext, "change" | "unsettled">) {
  return [
    { type: "persist", params: (args: Args) => keep(which(args)) },
    {
      type: "broadcast",
      params: (args: Args): EffectParams["broadcast"] => {
        const next = which(args);
        return { to: [...next.unsettled, ...args.context.clients], message: announcement(next) };
      },
    },
    {
      type: "note",
      params: (args: Args): EffectParams["note"] => {
        const { before, now } = which(args).change;
        const came = now.members.filter((each) => !before!.members.includes(each));
        const went = before!.members.filter((each) => !now.members.includes(each));
        const [note, id] = came[0]
          ? ["joins", came[0]]
          : went[0]
            ? ["leaves", went[0]]
            : ["placed-anew", ""];
        return {
          note,
          about: {
            node: id,
            members: now.members.length,
            placement: now.placement,
            epoch: now.epoch,
          },
        };
      },
    },
    { type: "become", params: (args: Args) => which(args) },
  ] as const;
}

/** It tells whoever asked for a change. */
function answering(what: (args: Args) => Answer) {
  return {
    type: "send",
    params: (args: Args): EffectParams["send"] => ({
      to: messageOf(args.event).from,
      message: what(args),
    }),
  } as const;
}

const membership = setup({
  types: { context: {} as MembershipContext, events: {} as MembershipEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { knobs: event.settings.knobs } : {},
    ),
    become: assign((_, next: Partial<MembershipContext>) => next),
    settle: assign(({ context, event }) => ({
      unsettled: context.unsettled.filter((each) => each !== messageOf(event).from),
    })),
  },
  guards: {
    "cannot be": ({ context, event }) => objection(context, isAsked(event)) !== null,
    "of this view": ({ context, event }) =>
      messageOf<Settled>(event).epoch === context.change.now.epoch &&
      context.unsettled.includes(messageOf(event).from),
    "all have settled": ({ context }) => context.unsettled.length === 0,
    "some have not settled": ({ context }) => context.unsettled.length > 0,
    "comes and goes": ({ context: { knobs, nodes } }) =>
      knobs["churn"] !== "off" && knobs["workload"] !== "off" && nodes.length > 1,
    "is to be placed otherwise": ({ context }) =>
      !sameWay(layoutIn(context.knobs), context.change.now),
  },
  delays: {
    announceInterval: ({ context }) => context.config.announce,
    churnTime: ({ context, event }) =>
      between(luckOf(event), context.config.churnLow, context.config.churnHigh),
  },
});

const refuse = {
  guard: "cannot be",
  actions: answering(({ context, event }) => ({
    type: "Refused",
    op: isAsked(event).op,
    reason: objection(context, isAsked(event))!,
  })),
} as const;

const begin = {
  target: "changing",
  actions: [
    answering(({ context, event }) => ({
      type: "Agreed",
      op: isAsked(event).op,
      epoch: context.change.now.epoch + 1,
    })),
    ...beginning(asked),
  ],
} as const;

const busy = {
  actions: answering(({ event }) => ({ type: "Busy", op: isAsked(event).op })),
} as const;

const membershipMachine = membership.createMachine({
  id: "membership",
  context: ({ input }) => {
    const change = changeAtStart(input);
    return {
      id: input.id,
      config: input.config as MembershipConfig,
      knobs: input.settings.knobs,
      nodes: input.members[NODE] ?? [],
      clients: input.members["client"] ?? [],
      change,
      unsettled: (input.disk["unsettled"] as readonly NodeId[] | undefined) ?? [],
    };
  },
  entry: [
    { type: "persist", params: ({ context }) => keep(context) },
    {
      type: "broadcast",
      params: ({ context }): EffectParams["broadcast"] => ({
        to: context.unsettled,
        message: announcement(context),
      }),
    },
  ],
  on: { settings: { actions: "learnSettings" } },
  initial: "settled",
  states: {
    settled: {
      always: [
        { guard: "some have not settled", target: "changing" },
        {
          guard: "is to be placed otherwise",
          target: "changing",
          actions: [...beginning(replaced)],
        },
      ],
      on: { Join: [refuse, begin], Leave: [refuse, begin] },
      after: {
        churnTime: [
          { guard: "comes and goes", target: "changing", actions: [...beginning(churned)] },
          { target: "settled", reenter: true },
        ],
      },
    },
    changing: {
      always: { guard: "all have settled", target: "settled" },
      on: {
        Join: [busy],
        Leave: [busy],
        Settled: {
          guard: "of this view",
          actions: [
            {
              type: "persist",
              params: ({ context, event }) => ({
                unsettled: context.unsettled.filter((each) => each !== messageOf(event).from),
              }),
            },
            {
              type: "note",
              params: ({ context }): EffectParams["note"] | null =>
                context.unsettled.length === 1
                  ? { note: "all-settled", about: { epoch: context.change.now.epoch } }
                  : null,
            },
            "settle",
          ],
        },
      },
      after: {
        announceInterval: {
          target: "changing",
          reenter: true,
          actions: {
            type: "broadcast",
            params: ({ context }) => ({
              to: context.unsettled,
              message: announcement(context),
            }),
          },
        },
      },
    },
  },
});

/** The membership service. `config` of its node is {@link MembershipConfig}. */
export const membershipNode = anyBehavior(defineNode(membershipMachine));
