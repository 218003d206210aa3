/**
 * What must hold of replicated objects. What was asked for is known from the trace (each update is noted where it is made, with all that
 * its source had seen), and what a replica must answer follows from the set of updates that it has seen alone, whatever the order
 * and the way in which they came (Burckhardt et al. 2014).
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { HOLDS, type Finding, type Monitor, type StepView } from "../../kernel/monitor.ts";
import type { EventId } from "../../kernel/trace.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import { say } from "../../languages/say.ts";
import type { Count } from "../../structures/pn-counter.ts";
import { elementsOf, type ORSet, type SetOperation } from "../../structures/or-set.ts";
import { covers, type VersionVector } from "../../structures/version-vector.ts";
import { nameOf, type Update } from "./messages.ts";
import { changedReplica, knownTo, replicasOf, schemaOf, valuesHeld } from "./world.ts";

/** What every replica has seen. */
function seenByAll(world: World): VersionVector {
  const [first = {}, ...rest] = replicasOf(world).map((node) => knownTo(node).seen ?? {});
  return Object.fromEntries(
    Object.entries(first).map(([origin, count]) => [
      origin,
      Math.min(count, ...rest.map((seen) => seen[origin] ?? 0)),
    ]),
  );
}

function isIn(seen: VersionVector, { origin, number }: Pick<Update, "origin" | "number">): boolean {
  return (seen[origin] ?? 0) >= number;
}

/** An update as it was made, and the event that tells so. */
interface Made extends Update {
  readonly event: EventId;
}

function madeIn({ events }: StepView): Made[] {
  return events.flatMap((event) =>
    event.kind === "note" && event.data.note === "updated"
      ? [{ ...(event.data.about as unknown as Update), event: event.id }]
      : [],
  );
}

// ── Strong convergence ────────────────────────────────────────────────────────────────────────────────────────

interface Shown {
  readonly by: NodeId;
  readonly seen: VersionVector;
  readonly values: Readonly<Record<string, string>>;
  readonly event: EventId;
}

interface Convergence {
  /** What was shown by whoever was first to have seen exactly these updates. */
  readonly shown: ReadonlyMap<string, Shown>;
  readonly finding: Finding;
}

function keyOf(seen: VersionVector): string {
  return JSON.stringify(Object.entries(seen).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Replicas that have seen the same updates answer the same, at whatever time and in whatever order they saw them. */
export const strongConvergence: Monitor<Convergence> = {
  id: "strong-convergence",
  title: "Strong convergence",
  simple: "Who has heard of the same changes shows the same, no matter in which order.",
  source: "Shapiro et al. 2011, Strong Eventual Consistency",
  start: () => ({ shown: new Map(), finding: HOLDS }),
  observe(memory, step, world) {
    if (memory.finding.verdict === "violated") return memory;
    const node = changedReplica(step);
    if (node === null) return memory;
    const seen = knownTo(node).seen ?? {};
    const key = keyOf(seen);
    const values = valuesHeld(node);
    const first = memory.shown.get(key);
    if (first) {
      const object = Object.keys(values).find((each) => values[each] !== first.values[each]);
      if (object === undefined) return memory;
      const now = { by: node.spec.id, seen, values, event: step.events.at(-1)?.id ?? 0 };
      return { ...memory, finding: difference(first, now, object) };
    }
    const all = seenByAll(world);
    // Nobody will be again where everybody has left.
    const shown = new Map(
      [...memory.shown].filter(
        ([other, entry]) => other === keyOf(all) || !covers(all, entry.seen),
      ),
    );
    const event = step.events.at(-1)?.id ?? 0;
    return { ...memory, shown: shown.set(key, { by: node.spec.id, seen, values, event }) };
  },
  judge: ({ finding }) => finding,
};

function difference(first: Shown, now: Shown, object: string): Finding {
  const [was, is] = [quoted(first.values[object]), quoted(now.values[object])];
  return {
    verdict: "violated",
    simple:
      first.by === now.by
        ? say`${now.by} showed ${object} = ${was} and now shows ${is}, although it has heard of nothing new.`
        : say`${first.by} and ${now.by} have heard of the same changes, and yet one shows ${object} = ${was} and the other ${is}.`,
    expert: say`Having seen the updates ${told(now.seen)}, ${first.by} answers ${object} = ${was} and ${now.by} answers ${is}.`,
    nodes: [...new Set([first.by, now.by])],
    events: eventsOf(first.event, now.event),
  };
}

// ── Add wins ──────────────────────────────────────────────────────────────────────────────────────────────────

interface SetUpdates {
  readonly made: readonly Made[];
  readonly finding: Finding;
}

const operationOf = ({ operation }: Update): SetOperation => operation as SetOperation;

function isAbout(update: Update, of: Update): boolean {
  return update.key === of.key && operationOf(update).element === operationOf(of).element;
}

/** Whether an update made by somebody who had seen `add` leaves nothing to say for it: a remove, or another add in its place. */
function supersedes(update: Update, add: Update): boolean {
  return isAbout(update, add) && update !== add && isIn(update.saw, add);
}

/** What nobody needs any more to know who is in: adds that something has superseded which everybody has seen, and removes without adds. */
function stillOfUse(made: readonly Made[], all: VersionVector): readonly Made[] {
  const settled = made.filter((update) => isIn(all, update));
  const adds = made.filter(
    (update) =>
      operationOf(update).f === "add" && !settled.some((other) => supersedes(other, update)),
  );
  const removes = made.filter(
    (update) =>
      operationOf(update).f === "remove" &&
      (!isIn(all, update) || adds.some((add) => supersedes(update, add))),
  );
  return [...adds, ...removes];
}

/** An element is in the set exactly if somebody has added it whom no remove has seen. */
export const addWins: Monitor<SetUpdates> = {
  id: "add-wins",
  title: "Add wins",
  simple: "What somebody has put in stays until somebody who saw it there takes it out.",
  source: "Shapiro et al. 2011, specification 15; Bieniusa et al. 2012",
  start: () => ({ made: [], finding: HOLDS }),
  observe(memory, step, world) {
    if (memory.finding.verdict === "violated") return memory;
    const node = changedReplica(step);
    if (node === null) return memory;
    const schema = schemaOf(node);
    const news = madeIn(step).filter(({ key }) => schema[key] === "or-set");
    const made =
      news.length === 0 ? memory.made : [...stillOfUse(memory.made, seenByAll(world)), ...news];
    const finding = wronglyIn(node, made) ?? memory.finding;
    return made === memory.made && finding === memory.finding ? memory : { made, finding };
  },
  judge: ({ finding }) => finding,
};

function wronglyIn(node: NodeState, made: readonly Made[]): Finding | null {
  const { id } = node.spec;
  const { seen = {}, payloads = {} } = knownTo(node);
  const known = made.filter((update) => isIn(seen, update));
  const removes = known.filter((update) => operationOf(update).f === "remove");
  const judged = new Map<string, { readonly update: Made; readonly add: Made | undefined }>();
  for (const update of known) {
    const { key } = update;
    const { element, f } = operationOf(update);
    const name = JSON.stringify([key, element]);
    const unseen = f === "add" && !removes.some((remove) => supersedes(remove, update));
    judged.set(name, { update, add: unseen ? update : judged.get(name)?.add });
  }
  for (const { update, add } of judged.values()) {
    const { key } = update;
    const { element } = operationOf(update);
    const isShown = elementsOf((payloads[key] ?? []) as ORSet).includes(element);
    if (isShown === (add !== undefined)) continue;
    return {
      verdict: "violated",
      ...(add
        ? {
            simple: say`${add.origin} has put ${element} into ${key}, and nobody who saw it there has taken it out. Yet it is gone at ${id}.`,
            expert: say`${id} lacks ${element} in ${key}, although it has seen ${nameOf(add)} (${add.asked}) and no remove that had seen ${nameOf(add)}.`,
          }
        : {
            simple: say`All that was ever put into ${key} of ${element} was taken out again, and yet ${id} shows it.`,
            expert: say`${id} has ${element} in ${key}, although every add of it that ${id} has seen was seen by a remove that ${id} has seen too.`,
          }),
      nodes: [...new Set([id, update.origin])],
      events: eventsOf(...known.filter((each) => isAbout(each, update)).map(({ event }) => event)),
    };
  }
  return null;
}

// ── Counting ──────────────────────────────────────────────────────────────────────────────────────────────────

interface Counted {
  /** What everybody has seen, added up, by object and origin. */
  readonly settled: ReadonlyMap<string, number>;
  /** What somebody has not. */
  readonly made: readonly Made[];
  readonly finding: Finding;
}

function amountOf({ operation }: Update): number {
  const { amount, way } = operation as Partial<Count> & { readonly amount: number };
  return way === "down" ? -amount : amount;
}

function isCounter(node: NodeState, key: string): boolean {
  const type = schemaOf(node)[key];
  return type === "g-counter" || type === "pn-counter";
}

/** A counter shows the sum of the updates that its replica has seen. */
export const countedOnce: Monitor<Counted> = {
  id: "counted-once",
  title: "Every update counts once",
  simple: "A counter shows how often people have counted: nothing is lost, nothing counts twice.",
  source: "Shapiro et al. 2011, specifications 5 to 7; Burckhardt et al. 2014",
  start: () => ({ settled: new Map(), made: [], finding: HOLDS }),
  observe(memory, step, world) {
    if (memory.finding.verdict === "violated") return memory;
    const node = changedReplica(step);
    if (node === null) return memory;
    const news = madeIn(step).filter(({ key }) => isCounter(node, key));
    let { settled, made } = memory;
    if (news.length > 0) {
      const all = seenByAll(world);
      const sums = new Map(settled);
      for (const update of made)
        if (isIn(all, update)) sums.set(update.key, (sums.get(update.key) ?? 0) + amountOf(update));
      settled = sums;
      made = [...made.filter((update) => !isIn(all, update)), ...news];
    }
    const finding = miscounted(node, settled, made) ?? memory.finding;
    return made === memory.made && finding === memory.finding ? memory : { settled, made, finding };
  },
  judge: ({ finding }) => finding,
};

function miscounted(
  node: NodeState,
  settled: Counted["settled"],
  made: readonly Made[],
): Finding | null {
  const { id } = node.spec;
  const seen = knownTo(node).seen ?? {};
  const values = valuesHeld(node);
  for (const key of Object.keys(values).filter((each) => isCounter(node, each))) {
    const counted = made.filter((update) => update.key === key && isIn(seen, update));
    const sum = counted.reduce((all, update) => all + amountOf(update), settled.get(key) ?? 0);
    if (values[key] === String(sum)) continue;
    return {
      verdict: "violated",
      simple: say`${id} shows ${key} = ${values[key]}, but what people have counted comes to ${sum}.`,
      expert: say`${id} answers ${key} = ${values[key]}; the updates that it has seen, ${told(seen)}, come to ${sum}.`,
      nodes: [id],
      events: eventsOf(...counted.map(({ event }) => event)),
    };
  }
  return null;
}

// ── Causes first ──────────────────────────────────────────────────────────────────────────────────────────────

interface Causes {
  readonly made: readonly Made[];
  readonly finding: Finding;
}

/** Whoever has seen an update has seen all that its source had seen when it made it. */
export const causalDelivery: Monitor<Causes> = {
  id: "causal-delivery",
  title: "Causal delivery",
  simple: "Nobody hears an answer before the question.",
  source: "Birman et al. 1991; Shapiro et al. 2011: operation-based objects",
  start: () => ({ made: [], finding: HOLDS }),
  observe(memory, step, world) {
    if (memory.finding.verdict === "violated") return memory;
    const node = changedReplica(step);
    if (node === null) return memory;
    const news = madeIn(step);
    let { made } = memory;
    if (news.length > 0) {
      const all = seenByAll(world);
      made = [...made.filter((update) => !isIn(all, update)), ...news];
    }
    const seen = knownTo(node).seen ?? {};
    const early = made.find((update) => isIn(seen, update) && !covers(seen, update.saw));
    if (early) {
      const { id } = node.spec;
      const finding: Finding = {
        verdict: "violated",
        simple: say`${id} has heard of ${early.asked} of ${early.origin}, but not of all that ${early.origin} had heard of before.`,
        expert: say`${nameOf(early)} has taken effect at ${id}, which has seen ${told(seen)}; its causes are ${told(early.saw)}.`,
        nodes: [id, early.origin],
        events: eventsOf(early.event),
      };
      return { made, finding };
    }
    return made === memory.made ? memory : { ...memory, made };
  },
  judge: ({ finding }) => finding,
};

function told(seen: VersionVector): string {
  const entries = Object.entries(seen).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([origin, count]) => `${origin} ${count}`).join(", ") || say`none`;
}

function quoted(value: string | undefined): string {
  return `“${value ?? ""}”`;
}

function eventsOf(...ids: readonly EventId[]): readonly EventId[] {
  return [...new Set(ids)].filter((id) => id > 0).toSorted((a, b) => a - b);
}
