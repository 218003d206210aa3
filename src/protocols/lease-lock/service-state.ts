/** The lock service's state and the pure functions that move it. */
import type { Disk, NodeId } from "../../kernel/behavior.ts";
import type { Settings } from "../../kernel/settings.ts";
import { parseDuration, type Micros } from "../../kernel/time.ts";
import { LEASE_EXPIRY } from "./rules.ts";

/** The lock as it is lent. Times are the service's own clock. */
export interface Lease {
  readonly client: NodeId;
  /** The client's turn that it was lent for. */
  readonly op: number;
  readonly token: number;
  /** What the client's clock showed when it last asked for it. */
  readonly asked: Micros;
  readonly term: Micros;
  readonly expires: Micros;
}

/** A client that waits for the lock. */
export interface Waiting {
  readonly client: NodeId;
  readonly op: number;
  /** What its own clock showed when it last asked. */
  readonly asked: Micros;
}

/** What survives a crash, where the rule has it written. */
export interface ServiceDisk extends Disk {
  readonly lastToken?: number;
  readonly lease?: Lease | null;
}

export interface ServiceContext {
  readonly rules: Settings["rules"];
  readonly knobs: Settings["knobs"];
  readonly lastToken: number;
  readonly lease: Lease | null;
  /** The oldest first; in memory only, since those who wait ask again. */
  readonly waiting: readonly Waiting[];
}

/** What it knows when it starts: what stands on its disk. */
export function wake(disk: Disk, { rules, knobs }: Settings): ServiceContext {
  const { lastToken = 0, lease = null } = disk as ServiceDisk;
  return { rules, knobs, lastToken, lease, waiting: [] };
}

/** How long a lease is that is granted now. */
export function termOf({ knobs }: ServiceContext): Micros {
  return parseDuration(knobs["lease"] ?? "") ?? 0;
}

/** Whether leases end by themselves. */
export function expires({ rules }: ServiceContext): boolean {
  return rules[LEASE_EXPIRY] !== false;
}

/** Whether the lease has ended by the service's clock. */
export function isOver(context: ServiceContext, now: Micros): boolean {
  return expires(context) && context.lease !== null && now >= context.lease.expires;
}

/** Whether this request is of the turn that the lock is lent for. */
export function isOfHolder({ lease }: ServiceContext, { client, op }: Waiting): boolean {
  return lease !== null && lease.client === client && lease.op === op;
}

/** In the queue, at its end if it is new there. A client waits for one turn at a time: its latest. */
export function enqueue(context: ServiceContext, one: Waiting): Partial<ServiceContext> {
  const { waiting } = context;
  const place = waiting.findIndex(({ client }) => client === one.client);
  if (place < 0) return { waiting: [...waiting, one] };
  return waiting[place]!.op > one.op ? {} : { waiting: waiting.with(place, one) };
}

/** The first of the queue gets the lock, with a token that nobody had before. */
export function grantNext(context: ServiceContext, now: Micros): Partial<ServiceContext> {
  const [next, ...waiting] = context.waiting;
  if (next === undefined) return {};
  const token = context.lastToken + 1;
  const term = termOf(context);
  return { lastToken: token, lease: { ...next, token, term, expires: now + term }, waiting };
}
