/** The storage's state and the pure functions that move it. */
import type { Disk, NodeId } from "../../kernel/behavior.ts";
import type { Settings } from "../../kernel/settings.ts";
import type { Micros } from "../../kernel/time.ts";
import type { StorageAnswer, StorageRequest } from "./messages.ts";
import { FENCING_TOKEN } from "./rules.ts";

/** The storage's parameters. */
export interface StorageConfig {
  /** How long it takes for one request, its write to disk included; local µs. */
  readonly serviceTime: Micros;
}

/** A write that was taken. */
export interface Taken {
  readonly client: NodeId;
  readonly token: number;
  readonly value: number;
  /** What stood there before. */
  readonly before: number;
  /** The greatest token seen before it. */
  readonly newest: number;
}

/** What is on disk. */
export interface StorageDisk extends Disk {
  readonly value?: number;
  readonly newest?: number;
  readonly done?: Readonly<Record<NodeId, number>>;
  readonly writes?: readonly Taken[];
}

/** A request and who sent it. */
export interface Asked {
  readonly client: NodeId;
  readonly request: StorageRequest;
}

export interface StorageContext {
  readonly config: StorageConfig;
  readonly rules: Settings["rules"];
  /** What is stored: a count. */
  readonly value: number;
  /** The fence: the greatest token that has come with a request. */
  readonly newest: number;
  /** The turn of each client whose write was taken last: a copy of it is answered and not taken again. */
  readonly done: Readonly<Record<NodeId, number>>;
  /** The latest writes, the oldest first. */
  readonly writes: readonly Taken[];
  readonly queue: readonly Asked[];
}

/** How many writes it remembers, to be shown. */
export const REMEMBERED = 6;

/** What it knows when it starts. */
export function wake(disk: Disk, config: StorageConfig, rules: Settings["rules"]): StorageContext {
  const { value = 0, newest = 0, done = {}, writes = [] } = disk as StorageDisk;
  return { config, rules, value, newest, done, writes, queue: [] };
}

/** What comes of a request. */
export interface Served {
  /** What is different afterwards, all of it on disk; nothing where nothing is. */
  readonly changes: Pick<Partial<StorageContext>, "value" | "newest" | "done" | "writes">;
  /** Null: nobody waits for an answer any more. */
  readonly answer: StorageAnswer | null;
  readonly note: "read" | "wrote" | "refused" | "copy";
}

/** Serves one request, as things stand. */
export function serve(context: StorageContext, { client, request }: Asked): Served {
  const { rules, value, newest, done, writes } = context;
  const { op, token } = request;
  const last = done[client] ?? 0;
  if (request.type === "Write" && op <= last)
    return { changes: {}, answer: op === last ? { type: "Done", op } : null, note: "copy" };
  if (rules[FENCING_TOKEN] !== false && token < newest)
    return { changes: {}, answer: { type: "Refused", op, newest }, note: "refused" };
  const fence = token > newest ? { newest: token } : {};
  if (request.type === "Read")
    return { changes: fence, answer: { type: "Contents", op, value }, note: "read" };
  const taken: Taken = { client, token, value: request.value, before: value, newest };
  return {
    changes: {
      ...fence,
      value: request.value,
      done: { ...done, [client]: op },
      writes: [...writes, taken].slice(-REMEMBERED),
    },
    answer: { type: "Done", op },
    note: "wrote",
  };
}
