/**
 * A disk that several servers are wired to. It serves one request after another, and keeps the highest epoch that has claimed it. A
 * request of a lower epoch is refused: whoever was primary then is shut out, whatever it believes. That is fencing at the resource, as
 * Chubby's sequencers (Burrows 2006) and SCSI-3 persistent reservations have it. It compares numbers and nothing else: of two
 * servers with the same epoch it takes both for the primary.
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
import { type CommonEvent, defineNode, effects, type Received } from "../machine.ts";
import type { Blocks, DiskAnswer, DiskRequest, Entry, Epoch } from "./messages.ts";

/** Off: requests of any epoch are served. */
export const FENCING = "fencing";

export interface DiskConfig {
  /** How long one request takes, in local µs. */
  readonly access: Micros;
}

export interface Queued {
  readonly from: NodeId;
  readonly request: DiskRequest;
}

export interface DiskContext {
  readonly config: DiskConfig;
  readonly rules: Readonly<Record<string, boolean>>;
  /** The highest epoch that has claimed it. Survives, as the blocks do. */
  readonly highest: Epoch;
  readonly blocks: Blocks;
  /** Blocks in which something else had stood. For onlookers; survives, too. */
  readonly overwritten: readonly number[];
  /** Requests that wait their turn; gone after a crash. */
  readonly queue: readonly Queued[];
}

/** More than these do not wait; whoever asks again will be heard later. */
const QUEUE = 32;

export function isFenced({ rules, highest }: DiskContext, { epoch }: DiskRequest): boolean {
  return rules[FENCING] !== false && epoch < highest;
}

function entryOf({ from, request }: Queued): Entry | null {
  if (request.type !== "Write") return null;
  const { epoch, client, op, key, value } = request;
  return { epoch, writer: from, client, op, key, value };
}

function isSame(a: Entry, b: Entry): boolean {
  return a.client === b.client && a.op === b.op && a.writer === b.writer && a.epoch === b.epoch;
}

/** What stands in the block of a write and is something else; null when nothing does. */
export function inTheWay({ blocks }: DiskContext, queued: Queued): Entry | null {
  const entry = entryOf(queued);
  const { request } = queued;
  if (entry === null || request.type !== "Write") return null;
  const there = blocks[request.block] ?? null;
  return there === null || isSame(there, entry) ? null : there;
}

/** The disk after a request that it serves. */
export function served(context: DiskContext, queued: Queued): Partial<DiskContext> {
  const { request } = queued;
  const highest = Math.max(context.highest, request.epoch);
  const entry = entryOf(queued);
  if (entry === null || request.type !== "Write") return { highest };
  const blocks = Array.from(
    { length: Math.max(context.blocks.length, request.block + 1) },
    (_, i) => (i === request.block ? entry : (context.blocks[i] ?? null)),
  );
  return inTheWay(context, queued) === null
    ? { highest, blocks }
    : { highest, blocks, overwritten: [...context.overwritten, request.block] };
}

/** What a key holds by these blocks; null when none is of it. */
export function valueOf(blocks: Blocks, key: string): unknown {
  return blocks.findLast((entry) => entry?.key === key)?.value ?? null;
}

/** What whoever asked is told, once it has been served. */
export function answerTo(context: DiskContext, { request }: Queued): DiskAnswer {
  const { epoch } = request;
  switch (request.type) {
    case "Claim":
      return { type: "Claimed", epoch, blocks: context.blocks };
    case "Write":
      return { type: "Written", epoch, client: request.client, op: request.op };
    case "Read": {
      const value = valueOf(context.blocks, request.key);
      return { type: "Value", epoch, client: request.client, op: request.op, value };
    }
  }
}

type DiskEvent = Received<DiskRequest> | CommonEvent;
interface Args {
  context: DiskContext;
  event: DiskEvent;
}

const head = ({ queue }: DiskContext): Queued => queue[0]!;

function sending(message: (context: DiskContext, queued: Queued) => Message) {
  return {
    type: "send",
    params: ({ context }: Args): EffectParams["send"] => ({
      to: head(context).from,
      message: message(context, head(context)),
    }),
  } as const;
}

const persist = {
  type: "persist",
  params: ({ context: { highest, blocks, overwritten } }: Args): EffectParams["persist"] => ({
    highest,
    blocks,
    overwritten,
  }),
} as const;

/** Said before it is written, while what is in the way is still there. */
const noteServed = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] | null => {
    const queued = head(context);
    const { from, request } = queued;
    const { epoch } = request;
    if (request.type === "Claim")
      return {
        note: "claimed",
        about: { by: from, epoch, fencing: context.rules[FENCING] !== false },
      };
    if (request.type === "Read") return null;
    const { block, client, op } = request;
    const lost = inTheWay(context, queued);
    const about = { by: from, epoch, block: block + 1, client, op };
    return lost === null
      ? { note: "stored", about }
      : {
          note: "overwrote",
          about: { ...about, whose: lost.client, lost: lost.op, of: lost.writer },
        };
  },
} as const;

const noteRefused = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => {
    const { from, request } = head(context);
    return {
      note: "refused",
      about: { by: from, epoch: request.epoch, highest: context.highest, what: request.type },
    };
  },
} as const;

const diskSetup = setup({
  types: { context: {} as DiskContext, events: {} as DiskEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules } : {},
    ),
    enqueue: assign(({ context, event }) => {
      const { from, now: _now, luck: _luck, ...request } = event as Received<DiskRequest>;
      return context.queue.length < QUEUE
        ? { queue: [...context.queue, { from, request: request as DiskRequest }] }
        : {};
    }),
    dequeue: assign(({ context }) => ({ queue: context.queue.slice(1) })),
    serve: assign(({ context }) => served(context, head(context))),
  },
  guards: {
    "something to do": ({ context }) => context.queue.length > 0,
    "fencing: of an older epoch": ({ context }) => isFenced(context, head(context).request),
  },
  delays: { access: ({ context }) => context.config.access },
});

const diskMachine = diskSetup.createMachine({
  id: "disk",
  context: ({ input }): DiskContext => {
    const { highest = 0, blocks = [], overwritten = [] } = input.disk as Partial<DiskContext>;
    return {
      config: input.config as DiskConfig,
      rules: input.settings.rules,
      highest,
      blocks,
      overwritten,
      queue: [],
    };
  },
  initial: "idle",
  on: {
    settings: { actions: "learnSettings" },
    Claim: { actions: "enqueue" },
    Write: { actions: "enqueue" },
    Read: { actions: "enqueue" },
  },
  states: {
    idle: { always: { guard: "something to do", target: "busy" } },
    busy: {
      after: {
        access: [
          {
            guard: "fencing: of an older epoch",
            target: "idle",
            actions: [
              sending(({ highest }, { request }) => ({
                type: "Fenced",
                epoch: request.epoch,
                highest,
              })),
              noteRefused,
              "dequeue",
            ],
          },
          {
            target: "idle",
            actions: [noteServed, "serve", persist, sending(answerTo), "dequeue"],
          },
        ],
      },
    },
  },
});

/** The disk. `config` of its node is {@link DiskConfig}. */
export const disk = anyBehavior(defineNode(diskMachine));
