/**
 * A lock service that lends one lock: a lease (Gray and Cheriton 1989). Whoever asks gets it if it is free, or waits in a queue. A
 * lease ends when its holder gives it back, or when its term is over by the service's own clock, whatever has become of the
 * holder. Each grant bears a fencing token, one greater than the last (Burrows 2006 calls it the lock generation number in a sequencer).
 *
 * This variant is one node that survives by its disk: lease and token are written before they are granted. Chubby, ZooKeeper and
 * etcd replicate both, so that somebody answers while one of them is down; what clients may rely on is the same. Leases are not
 * renewed. Those who wait ask again, so the queue is kept in memory only.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import { defineNode, effects, nowOf, type CommonEvent, type Received } from "../machine.ts";
import type { Acquire, Grant, Release } from "./messages.ts";
import { DURABLE_LEASE } from "./rules.ts";
import {
  enqueue,
  expires,
  grantNext,
  isOfHolder,
  isOver,
  wake,
  type ServiceContext,
  type Waiting,
} from "./service-state.ts";

type ServiceEvent = Received<Acquire> | Received<Release> | CommonEvent;
type Args = { context: ServiceContext; event: ServiceEvent };

function requestIn(event: ServiceEvent): Waiting {
  const { from, op, asked } = event as Received<Acquire>;
  return { client: from, op, asked };
}

const service = setup({
  types: { context: {} as ServiceContext, events: {} as ServiceEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules, knobs: event.settings.knobs } : {},
    ),
    enqueue: assign(({ context, event }) => enqueue(context, requestIn(event))),
    grantNext: assign(({ context, event }) => grantNext(context, nowOf(event))),
    endLease: assign({ lease: null }),
  },
  guards: {
    "has a lease": ({ context }) => context.lease !== null,
    "somebody waits": ({ context }) => context.waiting.length > 0,
    "is the holder’s": ({ context, event }) => isOfHolder(context, requestIn(event)),
    "gives it back": ({ context, event }) => {
      const { from, token } = event as Received<Release>;
      return context.lease?.token === token && context.lease.client === from;
    },
    "lease expiry: over": ({ context, event }) => isOver(context, nowOf(event)),
    "lease expiry: not yet": ({ context, event }) =>
      expires(context) && !isOver(context, nowOf(event)),
    "lease expiry on, and over": ({ context, event }) =>
      event.type === "settings" &&
      isOver({ ...context, rules: event.settings.rules }, nowOf(event)),
  },
  delays: {
    leaseTerm: ({ context, event }) => Math.max(1, (context.lease?.expires ?? 0) - nowOf(event)),
  },
});

// ── What it says and writes ───────────────────────────────────────────────────────────────────────────────────

/** The lease of now as its holder is told of it. */
function grantOf(context: ServiceContext, asked: Micros, now: Micros): Grant {
  const { op, token, expires: end } = context.lease!;
  return { type: "Grant", op, token, lease: expires(context) ? end - now : null, asked };
}

/** To the first of the queue: written down before it is said. */
const grant = [
  "grantNext",
  {
    type: "persist",
    params: ({ context }: Args) =>
      durable(context, { lastToken: context.lastToken, lease: context.lease }),
  },
  {
    type: "send",
    params: ({ context, event }: Args): EffectParams["send"] => {
      const { client, asked } = context.lease!;
      return { to: client, message: grantOf(context, asked, nowOf(event)) };
    },
  },
  {
    type: "note",
    params: ({ context }: Args): EffectParams["note"] => ({
      note: "granted",
      about: { ...context.lease!, endless: !expires(context) },
    }),
  },
] as const;

/** What is written to disk; nothing while the rule is off. */
function durable(
  { rules }: ServiceContext,
  what: EffectParams["persist"],
): EffectParams["persist"] | null {
  return rules[DURABLE_LEASE] === false ? null : what;
}

const grantAgain = {
  type: "send",
  params: ({ context, event }: Args): EffectParams["send"] => {
    const { client, asked } = requestIn(event);
    return { to: client, message: grantOf(context, asked, nowOf(event)) };
  },
} as const;

/** The lease ends, `released` or `expired`. */
function end(note: "released" | "expired") {
  return [
    {
      type: "note",
      params: ({ context }: Args): EffectParams["note"] => {
        const { client, token } = context.lease!;
        return { note, about: { client, token } };
      },
    },
    {
      type: "persist",
      params: ({ context }: Args) => durable(context, { lease: null }),
    },
    "endLease",
  ] as const;
}

const noteStarted = {
  type: "note",
  params: ({ context: { lastToken, lease } }: Args): EffectParams["note"] => ({
    note: "started",
    about: { lastToken, holder: lease?.client ?? null },
  }),
} as const;

// ── The chart ─────────────────────────────────────────────────────────────────────────────────────────────────

const serviceMachine = service.createMachine({
  id: "service",
  context: ({ input }) => wake(input.disk, input.settings),
  entry: noteStarted,
  initial: "waking",
  on: { settings: { actions: "learnSettings" } },
  states: {
    waking: {
      always: [{ guard: "has a lease", target: "held" }, { target: "free" }],
    },
    free: {
      always: { guard: "somebody waits", target: "held", actions: [...grant] },
      on: { Acquire: { actions: "enqueue" } },
    },
    held: {
      on: {
        Acquire: [
          {
            guard: "lease expiry: over",
            target: "free",
            actions: ["enqueue", ...end("expired")],
          },
          { guard: "is the holder’s", actions: grantAgain },
          { actions: "enqueue" },
        ],
        Release: { guard: "gives it back", target: "free", actions: [...end("released")] },
        settings: [
          {
            guard: "lease expiry on, and over",
            target: "free",
            actions: ["learnSettings", ...end("expired")],
          },
          { actions: "learnSettings" },
        ],
      },
      after: {
        leaseTerm: [
          { guard: "lease expiry: over", target: "free", actions: [...end("expired")] },
          // Its clock was set back: the rest is waited for.
          { guard: "lease expiry: not yet", target: "held", reenter: true },
        ],
      },
    },
  },
});

/** The timers of the lock service, by name. */
export const serviceTimers: readonly string[] = ["leaseTerm"];

/** The lock service. */
export const serviceNode = anyBehavior(defineNode(serviceMachine));
