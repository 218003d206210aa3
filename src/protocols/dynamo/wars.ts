/**
 * WARS, the model by which PBS predicts how soon a write is seen (Bailis et al. 2012 §4): a write request reaches each replica after W and its
 * acknowledgement is back after A; the write counts from the W-th acknowledgement on. A read that begins t later reaches each replica after R and
 * is back after S, and waits for the first R of them. It is consistent when one of these had the write already. There is no closed form; latencies
 * are drawn many times over. Nothing fails, and nobody repairs anything.
 *
 * Here coordinators are replicas themselves, and what they ask of themselves takes no time.
 */
import { between, drawAgain, type Luck } from "../../kernel/chance.ts";
import type { Micros } from "../../kernel/time.ts";
import type { QuorumSizes } from "../../structures/partial-quorum.ts";

export interface Wars extends QuorumSizes {
  /** A coordinator asks all N, or as few as have to answer, drawn at random. */
  readonly asks: "all" | "few";
  /** How long a message takes between two replicas, which are numbered from 0; `Infinity`: it does not arrive. */
  latency(from: number, to: number, luck: Luck): Micros;
}

/** One write and one read after it, as far as it has been drawn: how late the read must begin to be consistent; 0: it always is. */
function leastDelay(model: Wars, seed: Luck): Micros {
  const { n, r, w, asks } = model;
  let draws = 0;
  const luck = (): Luck => drawAgain(seed, draws++);
  const travels = (from: number, to: number): Micros =>
    from === to ? 0 : model.latency(from, to, luck());
  const some = (count: number): ReadonlySet<number> => {
    const left = Array.from({ length: n }, (_, i) => i);
    if (asks === "all") return new Set(left);
    return new Set(
      Array.from({ length: count }, () => left.splice(between(luck(), 0, left.length - 1), 1)[0]!),
    );
  };
  const writer = between(luck(), 0, n - 1);
  const written = some(w);
  const arrives = Array.from({ length: n }, (_, i) =>
    written.has(i) ? travels(writer, i) : Number.POSITIVE_INFINITY,
  );
  const acknowledged = arrives
    .map((arrival, i) => arrival + travels(i, writer))
    .toSorted((a, b) => a - b);
  const committed = acknowledged[w - 1]!;
  const reader = between(luck(), 0, n - 1);
  const asked = some(r);
  const answers = Array.from({ length: n }, (_, i) => i)
    .filter((i) => asked.has(i))
    .map((i) => {
      const there = travels(reader, i);
      return { i, there, back: there + travels(i, reader) };
    })
    .toSorted((a, b) => a.back - b.back)
    .slice(0, r);
  return Math.max(0, Math.min(...answers.map(({ i, there }) => arrives[i]! - committed - there)));
}

/**
 * The share of reads, 0 to 1, that see a write when they begin so long after it was acknowledged.
 * @param trials how often latencies are drawn; the standard error is at most 1 / (2 √trials).
 */
export function predictConsistency(
  model: Wars,
  delays: readonly Micros[],
  trials: number,
): readonly number[] {
  const least = Array.from({ length: trials }, (_, i) => leastDelay(model, drawAgain(0, i)));
  return delays.map((delay) => least.filter((each) => each <= delay).length / trials);
}
