/**
 * The storage that the lock protects: one count, which holders read and write. It serves one request after another. With each comes a
 * fencing token (Kleppmann 2016); the greatest that it has seen is the fence, and whoever comes with a smaller one is refused.
 *
 * In this variant reads bear the token, too. So from the moment on at which a holder has read, nothing of an older holder is taken,
 * and what it writes rests on what still stands there; with tokens on writes alone, an older holder’s write could still fall between the two.
 * The fence is on disk. A copy of a write that was taken is answered and not taken again.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import { defineNode, effects, type CommonEvent, type Received } from "../machine.ts";
import type { Read, Write } from "./messages.ts";
import {
  serve,
  wake,
  type Asked,
  type Served,
  type StorageConfig,
  type StorageContext,
} from "./storage-state.ts";

type StorageEvent = Received<Read> | Received<Write> | CommonEvent;
type Args = { context: StorageContext; event: StorageEvent };

function askedIn(event: StorageEvent): Asked {
  const { from: client, op, token, ...rest } = event as Received<Read> | Received<Write>;
  return rest.type === "Read"
    ? { client, request: { type: "Read", op, token } }
    : { client, request: { type: "Write", op, token, value: rest.value } };
}

const head = ({ queue }: StorageContext): Asked => queue[0]!;

const served = (context: StorageContext): Served => serve(context, head(context));

const storage = setup({
  types: { context: {} as StorageContext, events: {} as StorageEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules } : {},
    ),
    enqueue: assign(({ context, event }) => ({ queue: [...context.queue, askedIn(event)] })),
    "check the fencing token": assign(({ context }) => ({
      ...served(context).changes,
      queue: context.queue.slice(1),
    })),
  },
  guards: {
    "has a request": ({ context }) => context.queue.length > 0,
  },
  delays: { serviceTime: ({ context }) => context.config.serviceTime },
});

const persist = {
  type: "persist",
  params: ({ context }: Args): EffectParams["persist"] | null => {
    const { changes } = served(context);
    return Object.keys(changes).length === 0 ? null : changes;
  },
} as const;

const answer = {
  type: "send",
  params: ({ context }: Args): EffectParams["send"] | null => {
    const message = served(context).answer;
    return message === null ? null : { to: head(context).client, message };
  },
} as const;

const noteServed = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => {
    const { client, request } = head(context);
    const { note } = served(context);
    const { op, token } = request;
    return {
      note,
      about: {
        client,
        op,
        token,
        newest: context.newest,
        before: context.value,
        ...(request.type === "Write" ? { value: request.value } : {}),
      },
    };
  },
} as const;

const storageMachine = storage.createMachine({
  id: "storage",
  context: ({ input }) => wake(input.disk, input.config as StorageConfig, input.settings.rules),
  initial: "ready",
  on: {
    settings: { actions: "learnSettings" },
    Read: { actions: "enqueue" },
    Write: { actions: "enqueue" },
  },
  states: {
    ready: { always: { guard: "has a request", target: "serving" } },
    serving: {
      after: {
        serviceTime: {
          target: "ready",
          actions: [persist, answer, noteServed, "check the fencing token"],
        },
      },
    },
  },
});

/** The timers of the storage, by name. */
export const storageTimers: readonly string[] = ["serviceTime"];

/** The storage. `config` of its node is {@link StorageConfig}. */
export const storageNode = anyBehavior(defineNode(storageMachine));
