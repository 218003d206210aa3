/**
 * Partial quorums drawn at random: of N replicas W have acknowledged a write, and R others or the same answer a read. The two sets
 * may miss each other unless R + W > N. How often they do is counted, not simulated: Bailis et al. 2012 (PBS), §3.1.
 */

/** How many copies there are, how many answers a read waits for, how many acknowledgements a write. */
export interface QuorumSizes {
  readonly n: number;
  readonly r: number;
  readonly w: number;
}

/** Whether every set of R replicas shares one with every set of W. */
export function overlaps({ n, r, w }: QuorumSizes): boolean {
  return r + w > n;
}

/**
 * The probability that R replicas miss all W that have a write, C(N−W, R) / C(N, R), when both are drawn at random and the write goes to no
 * further replica.
 */
export function missProbability({ n, r, w }: QuorumSizes): number {
  let share = 1;
  // The i-th replica asked is another one that lacks the write.
  for (let i = 0; i < r; i++) share *= Math.max(0, n - w - i) / (n - i);
  return share;
}

/**
 * The probability that a read misses the k newest writes, each of which went to W replicas of its own: the k-th power of
 * {@link missProbability}. Where writes spread on to all N, it is an upper bound.
 */
export function kStaleness(sizes: QuorumSizes, k: number): number {
  return missProbability(sizes) ** k;
}
