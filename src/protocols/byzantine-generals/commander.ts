/**
 * The commander in algorithm OM(m) (Lamport, Shostak & Pease 1982, §3): at each time agreed it sends its order to every lieutenant, and
 * does itself what it orders. A commander that is a traitor runs this program, too; what goes out in place of its words, `treacheries.ts`
 * says.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams, type NodeId } from "../../kernel/behavior.ts";
import { happens } from "../../kernel/chance.ts";
import type { Micros } from "../../kernel/time.ts";
import { type CommonEvent, defineNode, effects, luckOf, nowOf } from "../machine.ts";
import type { Order, Plan } from "./messages.ts";
import { nearestNumber, untilNextOrder, type Schedule } from "./schedule.ts";

export interface CommanderContext {
  readonly id: NodeId;
  readonly lieutenants: readonly NodeId[];
  readonly schedule: Schedule;
  readonly knobs: Readonly<Record<string, string>>;
  /** Its last order; 0: none yet. */
  readonly number: number;
  readonly orders: Plan | null;
}

interface Args {
  context: CommanderContext;
  event: CommonEvent;
}

function startCommander({ id, members, config, settings }: Boot): CommanderContext {
  return {
    id,
    lieutenants: members["lieutenant"] ?? [],
    schedule: config as Schedule,
    knobs: settings.knobs,
    number: 0,
    orders: null,
  };
}

/** What it will order: what is asked for, else what a coin says. */
function choice({ knobs }: CommanderContext, event: CommonEvent): Plan {
  const asked = knobs["order"];
  if (asked === "attack" || asked === "retreat") return asked;
  return happens(luckOf(event), 0.5) ? "attack" : "retreat";
}

function isDue({ schedule, number }: CommanderContext, now: Micros): boolean {
  return nearestNumber(schedule, now) > number;
}

const commanderSetup = setup({
  types: { context: {} as CommanderContext, events: {} as CommonEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { knobs: event.settings.knobs } : {},
    ),
    decide: assign(({ context, event }) => ({
      number: nearestNumber(context.schedule, event.now),
      orders: choice(context, event),
    })),
  },
  guards: {
    "not due yet": ({ context, event }) => !isDue(context, event.now),
    "it shall be attack": ({ context, event }) => choice(context, event) === "attack",
  },
  delays: {
    nextOrder: ({ context, event }) => untilNextOrder(context.schedule, nowOf(event)),
  },
});

const sendOrder = {
  type: "broadcast",
  params: ({ context: { lieutenants, number, orders } }: Args): EffectParams["broadcast"] => {
    const message: Order = { type: "Order", number, plan: orders! };
    return { to: lieutenants, message };
  },
} as const;

const noteOrdered = {
  type: "note",
  params: ({ context: { number, orders, lieutenants } }: Args): EffectParams["note"] => ({
    note: "ordered",
    about: { number, plan: orders, lieutenants: lieutenants.length },
  }),
} as const;

const untilNext = {
  type: "restartTimer",
  params: ({ context, event }: Args): EffectParams["restartTimer"] => ({
    label: "nextOrder",
    delay: untilNextOrder(context.schedule, event.now),
  }),
} as const;

const give = ["decide", noteOrdered, sendOrder, untilNext] as const;

const commanderMachine = commanderSetup.createMachine({
  id: "commander",
  context: ({ input }) => startCommander(input),
  initial: "waiting",
  on: { settings: { actions: "learnSettings" } },
  after: {
    nextOrder: [
      { guard: "not due yet", actions: untilNext },
      { guard: "it shall be attack", target: ".attacking", actions: [...give] },
      { target: ".retreating", actions: [...give] },
    ],
  },
  states: { waiting: {}, attacking: {}, retreating: {} },
});

/** The commander’s program. Its parameters are a {@link Schedule}. */
export const commander = anyBehavior(defineNode(commanderMachine));
