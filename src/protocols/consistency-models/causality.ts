/**
 * Causal broadcast, as pure functions: a write bears what its origin had seen, by version vector, and takes effect after all of that
 * (Ahamad, Neiger, Burns, Kohli & Hutto 1995, figure 3; the delivery rule is that of Birman, Schiper & Stephenson 1991).
 */
import type { Boot, Disk, NodeId } from "../../kernel/behavior.ts";
import { advance, covers, join, type VersionVector } from "../../structures/version-vector.ts";
import type { ClientRequest } from "../client.ts";
import type { CausalUpdate, Copies } from "./messages.ts";
import {
  answering,
  CAUSAL_DELIVERY,
  EMPTY,
  selfOf,
  type StoreContext,
  type StoreDisk,
} from "./store.ts";

/** An update whose causes are missing. */
interface Waiting {
  readonly update: CausalUpdate;
  /** It has taken effect all the same. */
  readonly applied: boolean;
}

export interface CausalDisk extends StoreDisk {
  /** How many writes of each replica have taken effect here, its own among them: always all of its first ones. */
  readonly seen: VersionVector;
  /** Own writes that not everybody has acknowledged, the oldest first. */
  readonly outbox: readonly CausalUpdate[];
}

export interface CausalContext extends CausalDisk, StoreContext {
  /** What each other replica is known to have seen. A crash forgets it; they say it again. */
  readonly known: Readonly<Record<NodeId, VersionVector>>;
  /** A crash forgets them; they come again. */
  readonly waiting: readonly Waiting[];
  /** The number of its last write when it looked for what to send again. Later ones may be on their way still. */
  readonly looked: number;
  /** What the last step let take effect. */
  readonly latest: readonly CausalUpdate[];
}

/** So many updates go again to one replica at a time. */
const BURST = 24;

export function wakeCausal(boot: Boot): CausalContext {
  return {
    ...EMPTY,
    ...{ seen: {}, outbox: [] },
    ...(boot.disk as Partial<CausalDisk>),
    ...selfOf(boot),
    ...{ known: {}, waiting: [], looked: 0, latest: [] },
  };
}

export function causalOnDisk({ copies, answered, seen, outbox }: CausalContext): Disk {
  return { copies, answered, seen, outbox } satisfies CausalDisk;
}

/** Writes here and now, and answers; the others hear of it afterwards. */
export function writeCausally(
  context: CausalContext,
  client: NodeId,
  request: ClientRequest,
): Partial<CausalContext> {
  const { id, seen, copies, outbox } = context;
  const { key = "", value = null } = request.operation;
  const number = (seen[id] ?? 0) + 1;
  const update: CausalUpdate = { type: "CausalUpdate", origin: id, number, saw: seen, key, value };
  return {
    ...answering(context, client, request),
    copies: written(copies, update),
    seen: advance(seen, id, number),
    outbox: [...outbox, update],
  };
}

function written(copies: Copies, { key, value, origin, number }: CausalUpdate): Copies {
  return { ...copies, [key]: { value, stamp: { counter: number, by: origin } } };
}

/** How an update stands to what has been seen here: it has taken effect, may do so now, or lacks causes. */
export function readiness(seen: VersionVector, { origin, number, saw }: CausalUpdate) {
  const has = seen[origin] ?? 0;
  if (number <= has) return "copy";
  return number === has + 1 && covers(seen, saw) ? "ready" : "early";
}

/** Takes an update in, and lets take effect what may: all whose causes are here; or, without causal delivery, this one at once. */
export function receiveCausal(
  context: CausalContext,
  update: CausalUpdate,
): Partial<CausalContext> {
  const { rules } = context;
  let { copies, seen, waiting } = context;
  const latest: CausalUpdate[] = [];
  const apply = (each: CausalUpdate) => {
    copies = written(copies, each);
    latest.push(each);
  };
  const loose = rules[CAUSAL_DELIVERY] === false && readiness(seen, update) === "early";
  const isHere = waiting.some(
    ({ update: { origin, number } }) => origin === update.origin && number === update.number,
  );
  if (!isHere) {
    if (loose) apply(update);
    waiting = [...waiting, { update, applied: loose }];
  }
  for (;;) {
    const next = waiting.find((each) => readiness(seen, each.update) === "ready");
    if (!next) break;
    seen = advance(seen, next.update.origin, next.update.number);
    waiting = waiting.filter((each) => each !== next);
    if (!next.applied) apply(next.update);
  }
  // Whoever has made it has seen its causes, too.
  const has = advance(update.saw, update.origin, update.number);
  return { copies, seen, waiting, latest, ...learn(context, update.origin, has) };
}

/** The first few causes that are missing here: `n1.3`. */
export function missingCauses(
  seen: VersionVector,
  { origin, number, saw }: CausalUpdate,
): string[] {
  return Object.entries({ ...saw, [origin]: number - 1 })
    .filter(([source, count]) => (seen[source] ?? 0) < count)
    .map(([source, count]) => `${source}.${count}`);
}

/** Learns what another replica has seen; own writes that everybody has seen are done with. */
export function learn(
  { known, outbox, peers, id }: Pick<CausalContext, "known" | "outbox" | "peers" | "id">,
  from: NodeId,
  seen: VersionVector,
): Pick<CausalContext, "known" | "outbox"> {
  const learnt = { ...known, [from]: join(known[from] ?? {}, seen) };
  const everybody = Math.min(...peers.map((peer) => learnt[peer]?.[id] ?? 0));
  return { known: learnt, outbox: outbox.filter(({ number }) => number > everybody) };
}

/** Own writes that go again, each to whoever has not acknowledged it. */
export function unacknowledged({
  id,
  peers,
  outbox,
  known,
  looked,
}: CausalContext): readonly { readonly to: NodeId; readonly update: CausalUpdate }[] {
  return peers.flatMap((to) =>
    outbox
      .filter(({ number }) => number <= looked && number > (known[to]?.[id] ?? 0))
      .slice(0, BURST)
      .map((update) => ({ to, update })),
  );
}
