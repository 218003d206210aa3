/** What the lock comes to, in numbers; and who believes to hold it while it is lent to somebody else. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Meter, Reading, Remark } from "../../kernel/monitor.ts";
import { MILLISECOND, type Micros } from "../../kernel/time.ts";
import type { EventId, TraceEvent } from "../../kernel/trace.ts";
import { phrase, say } from "../../languages/say.ts";
import { named } from "./names.ts";
import type { Lease } from "./service-state.ts";
import type { Taken } from "./storage-state.ts";
import { believes } from "./world.ts";

interface Tally {
  /** Writes that the storage took, and by how much the count rose by them. */
  readonly taken: number;
  readonly risen: number;
  /** Writes that it refused for their token. */
  readonly refused: number;
  /** Since when each client waits for the lock. */
  readonly waiting: ReadonlyMap<NodeId, Micros>;
  readonly longest: Micros | null;
  /** Who believes that it holds the lock. */
  readonly believers: ReadonlySet<NodeId>;
  readonly remark: Remark | null;
}

function toggled<T>(set: ReadonlySet<T>, one: T, there: boolean): ReadonlySet<T> {
  if (set.has(one) === there) return set;
  const next = new Set(set);
  if (there) next.add(one);
  else next.delete(one);
  return next;
}

function remarkOutlived(old: NodeId, lease: Lease, cause: EventId): Remark {
  return {
    node: old,
    word: phrase("outlived"),
    simple: say`${named(old)} still believes to have the turn. It has been given to ${named(lease.client)}.`,
    expert: say`${named(old)} believes in a lease that has ended by the service’s clock: the lock is lent to ${named(lease.client)} with token ${lease.token}.`,
    cause,
  };
}

function after(tally: Tally, event: TraceEvent): Tally {
  switch (event.kind) {
    case "call":
      return { ...tally, waiting: new Map(tally.waiting).set(event.node!, event.time) };
    case "crash": {
      const believers = toggled(tally.believers, event.node!, false);
      return believers === tally.believers ? tally : { ...tally, believers };
    }
    case "mode": {
      const believers = toggled(tally.believers, event.node!, believes(event.data.to));
      return believers === tally.believers ? tally : { ...tally, believers };
    }
    case "note": {
      const about = event.data.about ?? {};
      switch (event.data.note) {
        case "granted":
          return afterGrant(tally, about as unknown as Lease, event);
        case "wrote": {
          const { before, value } = about as unknown as Taken;
          return { ...tally, taken: tally.taken + 1, risen: tally.risen + value - before };
        }
        case "refused":
          return { ...tally, refused: tally.refused + Number("value" in about) };
        default:
          return tally;
      }
    }
    default:
      return tally;
  }
}

function afterGrant(tally: Tally, lease: Lease, { id, time }: TraceEvent): Tally {
  const since = tally.waiting.get(lease.client);
  const old = [...tally.believers].find((each) => each !== lease.client);
  const longest = since === undefined ? tally.longest : Math.max(tally.longest ?? 0, time - since);
  const waiting = new Map(tally.waiting);
  waiting.delete(lease.client);
  const remark = old === undefined ? tally.remark : remarkOutlived(old, lease, id);
  return { ...tally, longest, waiting, remark };
}

/** Lambs written and lost, writes refused, believers at this moment, and the longest wait for the lock. */
export const lockTally: Meter<Tally> = {
  id: "lock",
  start: () => ({
    taken: 0,
    risen: 0,
    refused: 0,
    waiting: new Map(),
    longest: null,
    believers: new Set(),
    remark: null,
  }),
  observe: (memory, { events }) => events.reduce(after, memory),
  read: ({ taken, risen, refused, longest, believers }): readonly Reading[] => [
    { id: "taken", label: say`writes taken`, value: taken, unit: "", tone: "plain" },
    {
      id: "lost",
      label: say`updates lost`,
      value: taken - risen,
      unit: "",
      tone: taken > risen ? "bad" : "good",
    },
    { id: "refused", label: say`writes refused`, value: refused, unit: "", tone: "plain" },
    {
      id: "believers",
      label: say`believe to hold it`,
      value: believers.size,
      unit: "",
      tone: believers.size > 1 ? "bad" : "plain",
    },
    {
      id: "wait",
      label: say`longest wait`,
      value: longest === null ? null : Math.round(longest / MILLISECOND),
      unit: "ms",
      tone: "plain",
    },
  ],
  remark: ({ remark }, before) => (remark === before.remark ? null : remark),
};
