/**
 * Every run is a behaviour of the published specifications (Gray & Lamport, "Consensus on Transaction Commit", 2006): seen
 * through what each process has decided and sent, each step of each transaction under random trouble is a few steps of
 * TwoPhase, or none; with cooperative termination, which TwoPhase lacks, of TCommit. The specifications are transcribed
 * here, and their published numbers of states check the transcription.
 */
import { expect, test } from "vitest";
import { anyMonitor, HOLDS, type Finding, type Monitor } from "../../kernel/monitor.ts";
import { brokenPromise, TROUBLE, troubledRun } from "../../kernel/testing/troubled.ts";
import { SECOND } from "../../kernel/time.ts";
import type { Tx } from "./messages.ts";
import { commitCluster } from "./testing/cluster.ts";
import { coordinatorIn, participantIn } from "./world.ts";

const SEEDS = Math.min(200, Number(process.env["NETSPLIT_SEEDS"] ?? 200));

type Manager = "working" | "prepared" | "committed" | "aborted";

/** A state of TwoPhase: `rmState`, `tmState`, `tmPrepared`, and what of `msgs` has been sent. */
interface Abstract {
  readonly rm: readonly Manager[];
  readonly tm: "init" | "committed" | "aborted";
  readonly tmPrepared: readonly boolean[];
  readonly sentPrepared: readonly boolean[];
  readonly sentCommit: boolean;
  readonly sentAbort: boolean;
}

const RM = ["p1", "p2", "p3"];
const NONE = RM.map(() => false);

const INIT: Abstract = {
  rm: RM.map(() => "working"),
  tm: "init",
  tmPrepared: NONE,
  sentPrepared: NONE,
  sentCommit: false,
  sentAbort: false,
};

function put<T>(list: readonly T[], at: number, value: T): readonly T[] {
  return list.map((each, i) => (i === at ? value : each));
}

/** The next-state relation of TwoPhase. */
function twoPhase(s: Abstract): Abstract[] {
  const next: Abstract[] = [];
  if (s.tm === "init") {
    if (s.tmPrepared.every(Boolean)) next.push({ ...s, tm: "committed", sentCommit: true });
    next.push({ ...s, tm: "aborted", sentAbort: true });
  }
  RM.forEach((_, i) => {
    if (s.tm === "init" && s.sentPrepared[i])
      next.push({ ...s, tmPrepared: put(s.tmPrepared, i, true) });
    if (s.rm[i] === "working") {
      const sentPrepared = put(s.sentPrepared, i, true);
      next.push({ ...s, rm: put(s.rm, i, "prepared"), sentPrepared });
      next.push({ ...s, rm: put(s.rm, i, "aborted") });
    }
    if (s.sentCommit) next.push({ ...s, rm: put(s.rm, i, "committed") });
    if (s.sentAbort) next.push({ ...s, rm: put(s.rm, i, "aborted") });
  });
  return next;
}

/** The next-state relation of TCommit, of which `rm` alone counts. */
function transactionCommit(s: Abstract): Abstract[] {
  const mayCommit = s.rm.every((each) => each === "prepared" || each === "committed");
  const notCommitted = s.rm.every((each) => each !== "committed");
  return s.rm.flatMap((at, i) => {
    const next: Abstract[] = [];
    if (at === "working") next.push({ ...s, rm: put(s.rm, i, "prepared") });
    if (at === "prepared" && mayCommit) next.push({ ...s, rm: put(s.rm, i, "committed") });
    if ((at === "working" || at === "prepared") && notCommitted)
      next.push({ ...s, rm: put(s.rm, i, "aborted") });
    return next;
  });
}

type Relation = (state: Abstract) => Abstract[];

/** Everything within so many steps. */
function within(steps: number, relation: Relation, from: Abstract): ReadonlySet<string> {
  const seen = new Set([JSON.stringify(from)]);
  let frontier = [from];
  for (let i = 0; i < steps && frontier.length > 0; i++) {
    frontier = frontier.flatMap(relation).filter((each) => {
      const print = JSON.stringify(each);
      return !seen.has(print) && seen.add(print);
    });
  }
  return seen;
}

/** The same, looked up where it has been asked before. */
function remembering(relation: Relation): (from: Abstract) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (from) => {
    const print = JSON.stringify(from);
    const found = known.get(print) ?? within(2, relation, from);
    known.set(print, found);
    return found;
  };
}

interface Shadow {
  readonly states: ReadonlyMap<Tx, Abstract>;
  readonly finding: Finding;
}

/** Whether every step of a run is at most two steps of a relation: one node takes a message in and acts on it. */
function refines(relation: Relation, seen: Set<string>, managersOnly: boolean): Monitor<Shadow> {
  const reachable = remembering(relation);
  const judged = (s: Abstract): Abstract => (managersOnly ? { ...INIT, rm: s.rm } : s);
  return {
    id: "refines",
    title: "A behaviour of the specification",
    simple: "Each step is one that the specification allows.",
    source: "Gray & Lamport 2006",
    start: () => ({ states: new Map(), finding: HOLDS }),
    observe(memory, step) {
      const changed = new Map<Tx, Abstract>();
      const of = (tx: Tx): Abstract => changed.get(tx) ?? memory.states.get(tx) ?? INIT;
      const at = RM.indexOf(step.node?.spec.id ?? "");
      for (const { tx, standing } of participantIn(step.node)?.entries ?? []) {
        const manager =
          standing === "commit" ? "committed" : standing === "abort" ? "aborted" : "prepared";
        if (of(tx).rm[at] !== manager)
          changed.set(tx, { ...of(tx), rm: put(of(tx).rm, at, manager) });
      }
      for (const { tx, decision, yes } of coordinatorIn(step.node)?.transactions ?? []) {
        const tm = decision === null ? "init" : decision === "commit" ? "committed" : "aborted";
        const old = of(tx);
        if (old.tm === tm && yes.every((id) => old.tmPrepared[RM.indexOf(id)])) continue;
        // A restarted coordinator forgets the votes; that it once had them is history.
        const tmPrepared = RM.map((id, i) => old.tmPrepared[i]! || yes.includes(id));
        changed.set(tx, { ...old, tm, tmPrepared });
      }
      for (const event of step.events) {
        if (event.kind !== "send") continue;
        const { type, tx } = event.data.message as unknown as { type: string; tx: Tx };
        const from = RM.indexOf(event.node ?? "");
        if (type === "Yes")
          changed.set(tx, { ...of(tx), sentPrepared: put(of(tx).sentPrepared, from, true) });
        if (type === "Commit" && from < 0) changed.set(tx, { ...of(tx), sentCommit: true });
        if (type === "Abort" && from < 0) changed.set(tx, { ...of(tx), sentAbort: true });
      }
      if (changed.size === 0) return memory;
      for (const [tx, state] of changed) {
        const before = judged(memory.states.get(tx) ?? INIT);
        const print = JSON.stringify(judged(state));
        seen.add(print);
        if (reachable(before).has(print)) continue;
        const expert = `T${tx}: ${JSON.stringify(before)} → ${print}`;
        return { ...memory, finding: { verdict: "violated", expert } };
      }
      return { ...memory, states: new Map([...memory.states, ...changed]) };
    },
    judge: (memory) => memory.finding,
  };
}

test("the transcriptions have as many states as the specifications", () => {
  expect(within(99, twoPhase, INIT).size).toBe(288);
  expect(within(99, transactionCommit, INIT).size).toBe(34);
});

test.each([
  ["TwoPhase", twoPhase, "coordinator", 288],
  ["TCommit", transactionCommit, "cooperative", 34],
] as const)("runs are behaviours of %s", (name, relation, termination, published) => {
  const seen = new Set<string>();
  const cluster = {
    ...commitCluster(
      { kind: "uniform", low: 20_000, high: 200_000 },
      { thinkLow: 0.2 * SECOND, thinkHigh: 0.6 * SECOND, bookings: 0.5 },
    ),
    monitors: [anyMonitor(refines(relation, seen, name === "TCommit"))],
  };
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = troubledRun(cluster, seed, { knobs: { termination } });
    const broken = brokenPromise(run, TROUBLE);
    expect(broken === null ? null : run.world.findings[0]?.expert, `seed ${seed}`).toBe(null);
  }
  console.log(`${seen.size} of the ${published} states of ${name} in ${SEEDS} runs`);
  expect(seen.size).toBeGreaterThan(published / 4);
  expect(seen.size).toBeLessThanOrEqual(published);
});

test("without unanimity a run leaves the specification", () => {
  const cluster = {
    ...commitCluster(),
    monitors: [anyMonitor(refines(twoPhase, new Set(), false))],
  };
  const run = troubledRun(cluster, 1, { rules: { unanimity: false }, knobs: { unwilling: "p2" } });
  run.act({
    at: run.time,
    what: { do: "client", client: "c1", operation: { f: "book", key: "mon" } },
  });
  expect(brokenPromise(run, TROUBLE)).toBe("refines");
});
