/**
 * The operator: pings the servers, and when the primary has been silent for too long, or a client calls, makes another one primary.
 * It begins a new epoch: the servers it reaches promise to take no more updates of older ones and say what they have. Two of three
 * are enough: whatever was acknowledged by a primary and a backup is at one of them. Of those it promotes the one whose log is the
 * most complete: the one that has followed the newest epoch, and of these the longest.
 *
 * It is the only one to count epochs, and keeps them on disk; so two primaries never share one. While it is down nobody fails over, and
 * everything else goes on. Several operators that have to agree are another lesson.
 */
import { assign, setup } from "xstate";
import {
  anyBehavior,
  type Boot,
  type EffectParams,
  type Message,
  type NodeId,
} from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import { majority } from "../../structures/quorum.ts";
import type { ClientReply, ClientRequest } from "../client.ts";
import { defineNode, effects, givenIn, type CommonEvent, type Received } from "../machine.ts";
import type {
  Epoch,
  OperatorMessage,
  Ping,
  Pong,
  Promote,
  Seal,
  Sealed,
  Standing,
} from "./messages.ts";
import { LONGEST_LOG } from "./state.ts";

/** Times are local µs. */
export interface OperatorConfig {
  /** Who is primary at the very beginning. */
  readonly first: NodeId;
  readonly ping: Micros;
  /** So long the primary may be silent. */
  readonly suspicion: Micros;
}

/** A client that has called for a failover. */
interface Caller {
  readonly client: NodeId;
  readonly op: number;
}

export interface OperatorContext {
  readonly id: NodeId;
  readonly servers: readonly NodeId[];
  readonly config: OperatorConfig;
  readonly knobs: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, boolean>>;
  /** The epoch that it has begun last. On disk. */
  readonly epoch: Epoch;
  /** Whom it has made that epoch's primary; null as long as it has not chosen. On disk. */
  readonly primary: NodeId | null;
  /** Who was primary before. */
  readonly former: NodeId | null;
  /** Who has promised this epoch, in the order of their answers. */
  readonly sealed: Readonly<Record<NodeId, Standing>>;
  readonly callers: readonly Caller[];
  /** The last call of each client that it has answered: a repeated one is the same. */
  readonly served: Readonly<Record<NodeId, number>>;
}

type OperatorEvent = Received<OperatorMessage> | CommonEvent;
interface Args {
  context: OperatorContext;
  event: OperatorEvent;
}
type Change = Partial<OperatorContext>;

const given = givenIn<OperatorContext>();

/** Whether a log is more complete than another. */
export function isMoreComplete(a: Standing, b: Standing): boolean {
  return a.synced > b.synced || (a.synced === b.synced && a.length > b.length);
}

/** Whom to promote of those who have promised: the most complete log, and of equals one that was not primary before. */
export function choose({
  sealed,
  former,
  rules,
}: Pick<OperatorContext, "sealed" | "former" | "rules">): NodeId {
  const answered = Object.keys(sealed);
  const others = answered.filter((id) => id !== former);
  const [first = "", ...rest] = [...others, ...answered.filter((id) => id === former)];
  if (rules[LONGEST_LOG] === false) return first;
  return rest.reduce((best, id) => (isMoreComplete(sealed[id]!, sealed[best]!) ? id : best), first);
}

// ── What transitions send, write and say ──────────────────────────────────────────────────────────────────────

const persist = {
  type: "persist",
  params: ({ context: { epoch, primary } }: Args): EffectParams["persist"] => ({ epoch, primary }),
} as const;

/** @param to all servers by default */
function telling(
  message: (context: OperatorContext) => Message,
  to: (context: OperatorContext) => readonly NodeId[] = ({ servers }) => servers,
) {
  return {
    type: "broadcast",
    params: ({ context }: Args): EffectParams["broadcast"] => ({
      to: to(context),
      message: message(context),
    }),
  } as const;
}

const pingAll = telling(({ epoch, primary }): Ping => ({
  type: "Ping",
  epoch,
  primary: primary ?? "",
}));

const promoteAll = telling(({ epoch, primary }): Promote => ({
  type: "Promote",
  epoch,
  primary: primary ?? "",
}));

const sealOthers = telling(
  ({ epoch }): Seal => ({ type: "Seal", epoch }),
  ({ servers, sealed }) => servers.filter((id) => !(id in sealed)),
);

function reply(to: NodeId, op: number, ok: boolean, about: Partial<ClientReply>) {
  const message: ClientReply = { type: "ClientReply", op, ok, value: null, leader: null, ...about };
  return { to, message };
}

const answerCallers = {
  type: "sendEach",
  params: ({ context: { callers, primary } }: Args): EffectParams["sendEach"] =>
    callers.map(({ client, op }) => reply(client, op, true, { value: primary })),
} as const;

const answerAgain = {
  type: "send",
  params: given<ClientRequest, EffectParams["send"]>(({ primary }, { from, op }) =>
    reply(from, op, true, { value: primary }),
  ),
} as const;

/** Whoever wants to read or write has the wrong number. */
const sendElsewhere = {
  type: "send",
  params: given<ClientRequest, EffectParams["send"]>(({ primary }, { from, op }) =>
    reply(from, op, false, { leader: primary }),
  ),
} as const;

const restartPing = {
  type: "restartTimer",
  params: ({ context }: Args) => ({ label: "pingInterval", delay: context.config.ping }),
} as const;

const restartSuspicion = {
  type: "restartTimer",
  params: ({ context }: Args) => ({ label: "suspicion", delay: context.config.suspicion }),
} as const;

const noteSilent = (note: "suspects" | "alarm") =>
  ({
    type: "note",
    params: ({ context }: Args): EffectParams["note"] => ({
      note,
      about: { primary: context.primary ?? "", epoch: context.epoch },
    }),
  }) as const;

const noteCalled = {
  type: "note",
  params: given<ClientRequest, EffectParams["note"]>(({ primary }, { from }) => ({
    note: "called",
    about: { client: from, primary: primary ?? "" },
  })),
} as const;

const noteBegan = {
  type: "note",
  params: ({ context: { epoch, servers } }: Args): EffectParams["note"] => ({
    note: "epoch-begun",
    about: { epoch, servers: [...servers] },
  }),
} as const;

const noteChose = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => ({
    note: "chose",
    about: {
      epoch: context.epoch,
      primary: context.primary ?? "",
      length: context.sealed[context.primary ?? ""]?.length ?? 0,
      answered: Object.keys(context.sealed),
      longest: context.rules[LONGEST_LOG] !== false,
    },
  }),
} as const;

const noteAtWork = {
  type: "note",
  params: ({ context: { epoch, primary } }: Args): EffectParams["note"] => ({
    note: "at-work",
    about: { epoch, primary: primary ?? "" },
  }),
} as const;

// ── The machine ───────────────────────────────────────────────────────────────────────────────────────────────

const operatorSetup = setup({
  types: { context: {} as OperatorContext, events: {} as OperatorEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules, knobs: event.settings.knobs } : {},
    ),
    beginEpoch: assign(({ context }) => ({
      epoch: context.epoch + 1,
      former: context.primary ?? context.former,
      primary: null,
      sealed: {},
    })),
    recordSealed: assign(
      given<Sealed, Change>((context, { from, synced, length }) => ({
        sealed: { ...context.sealed, [from]: { synced, length } },
      })),
    ),
    choose: assign(({ context }) => ({ primary: choose(context) })),
    takeCall: assign(
      given<ClientRequest, Change>(({ callers }, { from, op }) => ({
        callers: [...callers.filter(({ client }) => client !== from), { client: from, op }],
      })),
    ),
    callsDone: assign(({ context: { callers, served } }) => ({
      callers: [],
      served: {
        ...served,
        ...Object.fromEntries(callers.map(({ client, op }) => [client, op])),
      },
    })),
  },
  guards: {
    "has not chosen": ({ context }) => context.primary === null,
    "acts by itself": ({ context }) => context.knobs["failover"] !== "by-hand",
    "is the primary's": given<Pong, boolean>(
      (context, { from, epoch, primary }) =>
        primary && from === context.primary && epoch === context.epoch,
    ),
    "promises this epoch": given<Sealed, boolean>(
      (context, { from, epoch }) => epoch === context.epoch && !(from in context.sealed),
    ),
    "a majority has promised": ({ context }) =>
      Object.keys(context.sealed).length >= majority(context.servers.length),
    "is no call": given<ClientRequest, boolean>((_, { operation }) => operation.f !== "failover"),
    "has been done": given<ClientRequest, boolean>(
      ({ served }, { from, op }) => served[from] !== undefined && served[from] >= op,
    ),
  },
  delays: {
    pingInterval: ({ context }) => context.config.ping,
    suspicion: ({ context }) => context.config.suspicion,
  },
});

const notForIt = [
  { guard: "is no call", actions: sendElsewhere },
  { guard: "has been done", actions: answerAgain },
] as const;

const workBegins = [noteAtWork, answerCallers, "callsDone"] as const;

const silence = [
  { guard: "acts by itself", target: "sealing", actions: noteSilent("suspects") },
  { target: "alarmed", actions: noteSilent("alarm") },
] as const;

const operatorMachine = operatorSetup.createMachine({
  id: "operator",
  context: ({ input }): OperatorContext => {
    const config = input.config as OperatorConfig;
    const disk = input.disk as Pick<Partial<OperatorContext>, "epoch" | "primary">;
    return {
      id: input.id,
      servers: input.members["server"] ?? [],
      config,
      knobs: input.settings.knobs,
      rules: input.settings.rules,
      epoch: disk.epoch ?? 1,
      primary: disk.primary === undefined ? config.first : disk.primary,
      former: null,
      sealed: {},
      callers: [],
      served: {},
    };
  },
  initial: "starting",
  on: {
    settings: { actions: "learnSettings" },
    ClientRequest: [...notForIt, { target: ".sealing", actions: ["takeCall", noteCalled] }],
  },
  states: {
    starting: {
      entry: persist,
      always: [{ guard: "has not chosen", target: "sealing" }, { target: "watching" }],
    },
    watching: {
      entry: pingAll,
      on: { Pong: { guard: "is the primary's", actions: restartSuspicion } },
      after: { pingInterval: { actions: [pingAll, restartPing] }, suspicion: [...silence] },
    },
    /** It has seen that the primary is silent, and waits for a human's word. */
    alarmed: {
      on: { Pong: { guard: "is the primary's", target: "watching", actions: [...workBegins] } },
      after: {
        pingInterval: [
          { guard: "acts by itself", target: "sealing", actions: noteSilent("suspects") },
          { actions: [pingAll, restartPing] },
        ],
      },
    },
    sealing: {
      entry: ["beginEpoch", persist, noteBegan, sealOthers],
      always: {
        guard: "a majority has promised",
        target: "promoting",
        actions: ["choose", persist, noteChose],
      },
      on: {
        Sealed: { guard: "promises this epoch", actions: "recordSealed" },
        ClientRequest: [...notForIt, { actions: "takeCall" }],
      },
      after: { pingInterval: { actions: [sealOthers, restartPing] } },
    },
    promoting: {
      entry: promoteAll,
      on: {
        Pong: {
          guard: "is the primary's",
          target: "watching",
          actions: [...workBegins],
        },
        ClientRequest: [...notForIt, { actions: "takeCall" }],
      },
      after: { pingInterval: { actions: [promoteAll, restartPing] }, suspicion: [...silence] },
    },
  },
});

/** The operator. `config` of its node is {@link OperatorConfig}. */
export const operator = anyBehavior(defineNode(operatorMachine));
