/** What the stores promise beside linearizability and convergence, which the judge has for all stores. */
import { HOLDS, type Finding, type Monitor } from "../../kernel/monitor.ts";
import { printValue } from "../../kernel/operation.ts";
import type { EventId } from "../../kernel/trace.ts";
import { phrase, say, several } from "../../languages/say.ts";
import { contradicts, observed, proofOf, type Access, type Question } from "./observed.ts";

interface Memory {
  readonly accesses: readonly Access[];
  readonly finding: Finding;
}

/** In a few words: `c1 read y nothing`. */
function tell({ client, writes, key, value }: Access): string {
  return writes
    ? say`${client} wrote ${key} ${printValue(value)}`
    : say`${client} read ${key} ${printValue(value)}`;
}

function accuse(question: Question, accesses: readonly Access[]): Finding {
  const proof = proofOf(question, accesses);
  const told = proof.map(tell).join("; ");
  const events = proof.flatMap(({ call, ended }) => (ended === null ? [call] : [call, ended]));
  const common = {
    verdict: "violated",
    nodes: [...new Set(proof.map(({ client }) => client))],
    events: events.toSorted((a: EventId, b: EventId) => a - b),
  } as const;
  return question === "causal"
    ? {
        ...common,
        simple: say`Somebody saw what came of something, and then not the thing itself: ${told}.`,
        expert: several(
          proof.length,
          "A read returns what its causal past has overwritten. {n} operation proves it, each client’s in its order: {0}.",
          "A read returns what its causal past has overwritten. {n} operations prove it, each client’s in its order: {0}.",
          told,
        ),
      }
    : {
        ...common,
        simple: say`No single story fits what everybody saw: ${told}.`,
        expert: several(
          proof.length,
          "No order of all operations that keeps each client’s own explains the answers. {n} operation proves it: {0}.",
          "No order of all operations that keeps each client’s own explains the answers. {n} operations prove it: {0}.",
          told,
        ),
      };
}

/** A fold that asks after every answered read: a write can contradict nothing before somebody reads. */
function judging(
  question: Question,
  words: Pick<Monitor, "title" | "simple" | "source">,
  promised: () => boolean,
): Monitor<Memory> {
  return {
    id: question,
    ...words,
    promised,
    start: () => ({ accesses: [], finding: HOLDS }),
    observe(memory, step) {
      if (memory.finding.verdict === "violated") return memory;
      let { accesses } = memory;
      let answered = false;
      for (const event of step.events) {
        accesses = observed(accesses, event);
        answered ||=
          event.kind === "return" &&
          event.data.outcome === "ok" &&
          event.data.operation.f === "read";
      }
      if (accesses === memory.accesses) return memory;
      const broken = answered && contradicts(question, accesses);
      return broken
        ? { accesses: [], finding: accuse(question, accesses) }
        : { accesses, finding: HOLDS };
    },
    judge: (memory) => memory.finding,
  };
}

/** Sequential consistency (Lamport 1979), accused with proof and never wrongly; see `observed.ts`. */
export function sequential(promised: () => boolean): Monitor<Memory> {
  return judging(
    "sequential",
    {
      title: phrase("Sequential consistency"),
      simple: phrase("Everybody sees the same story, though perhaps late."),
      source: "Lamport 1979",
    },
    promised,
  );
}

/** Causal consistency (CC), decided exactly; see `observed.ts`. */
export function causal(promised: () => boolean): Monitor<Memory> {
  return judging(
    "causal",
    {
      title: phrase("Causal consistency"),
      simple: phrase("Nobody sees an effect without its cause."),
      source: "Ahamad et al. 1995; Bouajjani et al. 2017",
    },
    promised,
  );
}
