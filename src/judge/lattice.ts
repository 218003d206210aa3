/**
 * What implies what, and which of all consistencies a history has.
 *
 * The implications hold for every finite history as the checkers define the questions; each is proved or tested there.
 * Two of the literature's do not: a history may be sequentially consistent and yet not converge in the end, since reads
 * may stay in the past for ever; and causal consistency (CC) lets a process see two concurrent writes in turns, so that
 * it implies neither PRAM nor monotonic reads (Bouajjani et al. 2017, figure 3).
 */
import { phrase } from "../languages/say.ts";
import { CHECKERS, type Checker } from "./check.ts";
import type { AnyModel } from "./models/model.ts";
import type { History } from "./operation.ts";
import type { Answer, Budget, Consistency, Verdict } from "./verdict.ts";

/** A consistency, for a picture. */
export interface LatticeNode {
  readonly consistency: Consistency;
  readonly title: string;
  /** What it promises, in one sentence: to a child, to an expert. */
  readonly simple: string;
  readonly expert: string;
  readonly source: string;
  /** The row, from 0 for the strongest: whatever it implies stands in a later one. */
  readonly row: number;
  /** What it implies directly. */
  readonly implies: readonly Consistency[];
}

/** Of objects that processes read and change one operation at a time; the strongest first. */
export const OBJECT_LATTICE: readonly LatticeNode[] = [
  {
    consistency: "linearizable",
    title: phrase("Linearizable"),
    simple: phrase("Whoever asks gets the newest answer, as if there were only one copy."),
    expert: phrase("One order of all operations explains every answer and keeps real time."),
    source: "Herlihy & Wing 1990",
    row: 0,
    implies: ["sequential", "eventual"],
  },
  {
    consistency: "sequential",
    title: phrase("Sequential"),
    simple: phrase("Everybody sees the same story, though perhaps late."),
    expert: phrase(
      "One order of all operations explains every answer and keeps each process's own order.",
    ),
    source: "Lamport 1979",
    row: 1,
    implies: ["causal-memory", "causal-convergence"],
  },
  {
    consistency: "causal-memory",
    title: phrase("Causal memory"),
    simple: phrase(
      "Everybody sees causes before effects, in a story of their own that never changes.",
    ),
    expert: phrase(
      "Each process has one order of all writes and its own reads that keeps causal order and explains its reads (CM).",
    ),
    source: "Ahamad, Neiger, Burns, Kohli & Hutto 1995",
    row: 2,
    implies: ["causal", "pram", "writes-follow-reads"],
  },
  {
    consistency: "causal-convergence",
    title: phrase("Causal convergence"),
    simple: phrase(
      "Everybody sees causes before effects, and all agree on who wins when two collide.",
    ),
    expert: phrase(
      "One order of all writes, which keeps causal order, makes each read return the last one in its causal past (CCv).",
    ),
    source: "Bouajjani, Enea, Guerraoui & Hamza 2017",
    row: 2,
    implies: ["causal", "monotonic-reads"],
  },
  {
    consistency: "causal",
    title: phrase("Causal"),
    simple: phrase("Nobody sees an effect without its cause."),
    expert: phrase(
      "No read returns the initial value or a write that its causal past overwrites (CC).",
    ),
    source: "Bouajjani, Enea, Guerraoui & Hamza 2017",
    row: 3,
    implies: ["read-your-writes"],
  },
  {
    consistency: "pram",
    title: phrase("PRAM"),
    simple: phrase("What one person does, everybody sees in the order in which it was done."),
    expert: phrase(
      "Each process has one order of all writes and its own reads that keeps every process's own order and explains its reads; also FIFO consistency.",
    ),
    source: "Lipton & Sandberg 1988",
    row: 3,
    implies: ["read-your-writes", "monotonic-writes"],
  },
  {
    consistency: "writes-follow-reads",
    title: phrase("Writes follow reads"),
    simple: phrase("An answer is never seen before what it answers."),
    expert: phrase(
      "A write comes after what its process had read before, for every process that reads in order.",
    ),
    source: "Terry et al. 1994",
    row: 4,
    implies: ["monotonic-reads"],
  },
  {
    consistency: "monotonic-writes",
    title: phrase("Monotonic writes"),
    simple: phrase("What one person writes arrives in the order in which it was written."),
    expert: phrase(
      "Each process's writes come in its order, for every process that reads in order.",
    ),
    source: "Terry et al. 1994",
    row: 4,
    implies: ["monotonic-reads"],
  },
  {
    consistency: "read-your-writes",
    title: phrase("Read your writes"),
    simple: phrase("Whoever writes something finds it there."),
    expert: phrase("A read comes after the writes that its process has made before."),
    source: "Terry et al. 1994",
    row: 5,
    implies: [],
  },
  {
    consistency: "monotonic-reads",
    title: phrase("Monotonic reads"),
    simple: phrase("Nobody ever goes back to something older than they have seen."),
    expert: phrase(
      "A process's reads return values in an order in which none comes back once replaced.",
    ),
    source: "Terry et al. 1994",
    row: 5,
    implies: [],
  },
  {
    consistency: "eventual",
    title: phrase("Eventual"),
    simple: phrase("When nobody writes any more, all come to agree."),
    expert: phrase(
      "After the last write the last reads of all processes return the same written value.",
    ),
    source: "Terry et al. 1995; Vogels 2009",
    row: 5,
    implies: [],
  },
];

/** Of transactions; the strongest first. */
export const TRANSACTION_LATTICE: readonly LatticeNode[] = [
  {
    consistency: "strict-serializable",
    title: phrase("Strict serializable"),
    simple: phrase(
      "As if one transaction were done after another, in the order in which they happened.",
    ),
    expert: phrase(
      "One serial order explains every read and keeps real time: no dependency cycle even with real-time edges.",
    ),
    source: "Papadimitriou 1979; Herlihy & Wing 1990",
    row: 0,
    implies: ["serializable"],
  },
  {
    consistency: "serializable",
    title: phrase("Serializable"),
    simple: phrase("As if one transaction were done after another, in some order."),
    expert: phrase("One serial order explains every read: no G0, G1 or G2."),
    source: "Papadimitriou 1979; Adya, Liskov & O'Neil 2000",
    row: 1,
    implies: ["snapshot-isolation"],
  },
  {
    consistency: "snapshot-isolation",
    title: phrase("Snapshot isolation"),
    simple: phrase(
      "Each transaction works on a picture of one moment, and no two change the same thing at once.",
    ),
    expert: phrase(
      "Reads come from one snapshot and the first committer wins: no G0, G1, lost update, G-single or G-nonadjacent; write skew is allowed.",
    ),
    source: "Berenson et al. 1995; Cerone & Gotsman 2018",
    row: 2,
    implies: ["read-committed"],
  },
  {
    consistency: "read-committed",
    title: phrase("Read committed"),
    simple: phrase("Nobody sees work that is unfinished or was taken back."),
    expert: phrase(
      "No aborted read (G1a), no intermediate read (G1b), no cycle of ww and wr (G1c).",
    ),
    source: "Adya, Liskov & O'Neil 2000",
    row: 3,
    implies: ["read-uncommitted"],
  },
  {
    consistency: "read-uncommitted",
    title: phrase("Read uncommitted"),
    simple: phrase("Transactions do not write over each other in turns."),
    expert: phrase("No cycle of ww (G0)."),
    source: "Adya, Liskov & O'Neil 2000",
    row: 4,
    implies: [],
  },
];

const NODES = [...OBJECT_LATTICE, ...TRANSACTION_LATTICE];

export interface Standing {
  readonly consistency: Consistency;
  readonly answer: Answer;
  /** Whether the answer follows from another's, so that nothing was judged. */
  readonly implied: boolean;
  /** What was judged; null for an implied answer. */
  readonly verdict: Verdict | null;
}

/**
 * Which of all consistencies that have a meaning for it the history satisfies, strong ones first. A yes implies all weaker
 * ones, a no all stronger ones, so that the cheap questions at both ends spare the costly ones.
 */
export function latticeOf(
  history: History,
  model: AnyModel,
  budget: Budget,
  checkers: readonly Checker[] = CHECKERS,
): readonly Standing[] {
  const asked = NODES.flatMap(({ consistency }) => {
    const checker = checkers.find((each) => each.consistency === consistency);
    return checker && checker.applies(history, model) === null ? [checker] : [];
  });
  const standing = new Map<Consistency, Standing>();
  const judge = (checker: Checker): void => {
    const { consistency } = checker;
    if (standing.has(consistency)) return;
    const verdict = checker.check(history, model, budget);
    standing.set(consistency, { consistency, answer: verdict.answer, implied: false, verdict });
    const follow =
      verdict.answer === "yes" ? weakerThan : verdict.answer === "no" ? strongerThan : null;
    for (const each of follow?.(consistency) ?? [])
      if (!isDecided(standing.get(each)))
        standing.set(each, {
          consistency: each,
          answer: verdict.answer,
          implied: true,
          verdict: null,
        });
  };
  // From both ends: a history is mostly fine or badly broken, and the weak questions are the cheap ones.
  for (let [strong, weak] = [0, asked.length - 1]; strong <= weak;) {
    judge(asked[strong++]!);
    if (strong <= weak) judge(asked[weak--]!);
  }
  return asked.map(({ consistency }) => standing.get(consistency)!);
}

function isDecided(standing: Standing | undefined): boolean {
  return standing !== undefined && standing.answer !== "unknown";
}

/** All that a consistency implies. */
export function weakerThan(consistency: Consistency): readonly Consistency[] {
  const all = new Set<Consistency>();
  const open = [consistency];
  for (let next = open.pop(); next; next = open.pop())
    for (const weaker of NODES.find((node) => node.consistency === next)?.implies ?? []) {
      if (all.has(weaker)) continue;
      all.add(weaker);
      open.push(weaker);
    }
  return [...all];
}

/** All that imply a consistency. */
export function strongerThan(consistency: Consistency): readonly Consistency[] {
  return NODES.map((node) => node.consistency).filter((each) =>
    weakerThan(each).includes(consistency),
  );
}
