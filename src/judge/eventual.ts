/**
 * Eventual consistency of a history that has ended: once the last write has returned, do the last reads of all processes
 * agree, for each key, on a value that was written? (Vogels 2009; "quiescent consistency" of replicas: Terry et al. 1995.)
 * A history is finite, so that this can only be asked of what was read after the writes were over.
 */
import { printValue } from "../kernel/operation.ts";
import { tellTime } from "../kernel/time.ts";
import { lastingWrites, readsOf, valueOf, whyNotRegisters } from "./causal/accesses.ts";
import type { Checker } from "./checker.ts";
import type { History, Operation } from "./operation.ts";
import { nameOf } from "./telling.ts";
import type { Verdict } from "./verdict.ts";
import { say } from "../languages/say.ts";

const consistency = "eventual";

export const eventual: Checker = {
  consistency,
  applies: (history) => whyNotRegisters(history),
  check(history) {
    let asked = false;
    let unsure: Verdict | null = null;
    for (const [key, operations] of byKey(history)) {
      const writes = lastingWrites(operations);
      const end = Math.max(-1, ...writes.map((op) => (op.outcome === "ok" ? op.returned! : -1)));
      const last = new Map<string, Operation>();
      for (const op of readsOf(operations)) if (op.called > end) last.set(op.process, op);
      const reads = [...last.values()];
      if (reads.length === 0) continue;
      asked = true;
      const verdict = judgeKey(history, key, writes, reads);
      if (verdict?.answer === "no") return verdict;
      unsure ??= verdict;
    }
    if (unsure) return unsure;
    if (!asked)
      return unknown(
        history,
        say`Nobody looked after the last change, so that nobody can tell.`,
        say`No read was called after the last write had returned: the history does not reach quiescence.`,
      );
    return {
      consistency,
      answer: "yes",
      simple: "",
      expert: "",
      explored: history.operations.length,
    };
  },
};

/** Null: the last reads agree. */
function judgeKey(
  history: History,
  key: string | null,
  writes: readonly Operation[],
  reads: readonly Operation[],
): Verdict | null {
  const written = (read: Operation) => writes.filter((op) => valueOf(op) === valueOf(read));
  const strange = reads.find(
    (read) => written(read).length === 0 && (!isNothing(read) || writes.some(isSure)),
  );
  if (strange) {
    const sure = isNothing(strange) ? writes.findLast(isSure) : undefined;
    const said = told(key, strange);
    if (!sure)
      return no(history, [strange], "lost write", {
        simple: say`In the end ${said}, which nobody wrote.`,
        expert: say`After the last write ${said}${when(strange)}, which nobody wrote.`,
      });
    const lost = printValue(sure.input);
    return no(history, [sure, strange], "lost write", {
      simple: say`In the end ${said} although the write of ${lost} had been acknowledged.`,
      expert: say`After the last write ${said}${when(strange)} although the write of ${lost} had been acknowledged.`,
    });
  }
  const first = reads[0]!;
  const other = reads.find((read) => valueOf(read) !== valueOf(first));
  if (!other) return null;
  // A write of unknown outcome may have taken effect between the two reads.
  const late = writes.find(
    (op) => !isSure(op) && [first, other].some((read) => valueOf(read) === valueOf(op)),
  );
  if (late)
    return unknown(
      history,
      say`${told(key, first)} and ${told(key, other)}, but ${nameOf(late.process)}'s write may just have arrived in between.`,
      say`${told(key, first)} and ${told(key, other)}; ${nameOf(late.process)}'s write of ${printValue(late.input)} has an unknown outcome and may have taken effect between them.`,
    );
  const sources = [first, other].flatMap((read) => written(read).slice(-1));
  return no(history, [...sources, first, other], "divergence", {
    simple: say`In the end ${told(key, first)} and ${told(key, other)}: they never came to agree.`,
    expert: say`After the last write had returned ${told(key, first)}${when(first)} and ${told(key, other)}${when(other)}, and neither read again: the replicas have not converged.`,
  });
}

function byKey(history: History): ReadonlyMap<string | null, readonly Operation[]> {
  const keys = new Map<string | null, Operation[]>();
  for (const op of history.operations.toSorted((a, b) => a.called - b.called)) {
    const known = keys.get(op.key);
    if (known) known.push(op);
    else keys.set(op.key, [op]);
  }
  return keys;
}

function isSure(op: Operation): boolean {
  return op.outcome === "ok";
}

function isNothing(read: Operation): boolean {
  return read.output === null || read.output === undefined || read.output === "";
}

function told(key: string | null, read: Operation): string {
  const value = printValue(read.output);
  return say`${nameOf(read.process)} read ${key === null ? value : `${key} = ${value}`}`;
}

function when({ time }: Operation): string {
  return time === undefined ? "" : say` at ${tellTime(time.returned ?? time.called)}`;
}

function no(
  history: History,
  culprits: readonly Operation[],
  anomaly: string,
  sentences: { simple: string; expert: string },
): Verdict {
  return {
    consistency,
    answer: "no",
    culprits: culprits.toSorted((a, b) => a.called - b.called).map((op) => op.id),
    anomaly,
    ...sentences,
    explored: history.operations.length,
  };
}

function unknown(history: History, simple: string, expert: string): Verdict {
  return { consistency, answer: "unknown", simple, expert, explored: history.operations.length };
}
