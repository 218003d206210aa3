/**
 * How likely a double spend succeeds: an attacker with a share q of all hash power has one block ready in secret, pays, and mines on
 * in secret until the payment has z confirmations and the secret branch is longer. Nothing here is measured.
 *
 * Nakamoto (2008 §11) took the attacker's progress while z honest blocks are found for Poisson distributed, which it would be if
 * those took exactly their mean time. Rosenfeld (2014) lets them take their own time: then it is negative binomial.
 */

/** From how many blocks behind, with these shares, one ever catches up: the gambler's ruin (Feller 1957). */
function catchesUp(q: number, behind: number): number {
  return q >= 0.5 ? 1 : power(q / (1 - q), behind);
}

/** By multiplication alone, so that every engine agrees to the last bit: promises depend on it. */
function power(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result *= base;
  return result;
}

/** Nakamoto's P (2008 §11). @param q the attacker's share, 0 to 1. @param z confirmations. */
export function whitepaperOdds(q: number, z: number): number {
  if (q <= 0) return z === 0 ? 1 : 0;
  if (q >= 0.5) return 1;
  const lambda = (z * q) / (1 - q);
  let poisson = Math.exp(-lambda);
  let sum = 1;
  for (let k = 0; k <= z; k++) {
    sum -= poisson * (1 - catchesUp(q, z - k));
    poisson *= lambda / (k + 1);
  }
  return Math.max(0, sum);
}

/** Rosenfeld's r (2014 §4): the exact value when blocks travel at once and the attacker never gives up. */
export function rosenfeldOdds(q: number, z: number): number {
  if (z === 0 || q >= 0.5) return 1;
  const p = 1 - q;
  // Terms of the negative binomial: so many secret blocks before the z-th honest one.
  let found = power(p, z);
  let all = 0;
  let sum = 0;
  for (let m = 0; m < z; m++) {
    sum += found * catchesUp(q, z - m);
    all += found;
    found *= (q * (m + z)) / (m + 1);
  }
  return sum + (1 - all);
}

/** The same for an attacker who gives up when the secret branch is `patience` blocks behind the public one. */
export function impatientOdds(q: number, z: number, patience: number): number {
  if (z === 0) return 1;
  if (q <= 0) return 0;
  const p = 1 - q;
  // More of a lead than this is not lost again in z blocks.
  const most = z + 2;
  let odds = new Map<number, number>([[1, 1]]);
  for (let honest = 0; honest < z; honest++) {
    const next = new Map<number, number>();
    const come = (lead: number, chance: number): void => {
      if (lead > -patience) next.set(lead, (next.get(lead) ?? 0) + chance);
    };
    for (const [lead, chance] of odds) {
      let left = chance;
      for (let at = lead; at < most; at++) {
        come(at - 1, left * p);
        left *= q;
      }
      come(most - 1, left);
    }
    odds = next;
  }
  let success = 0;
  for (const [lead, chance] of odds)
    success += chance * (lead >= 1 ? 1 : ahead(p / q, 1 - lead, lead + patience));
  return success;
}

/** Whether a walk gets `up` before it gets `down`; `ratio`: how much likelier a step down is. */
function ahead(ratio: number, up: number, down: number): number {
  if (ratio === 1) return down / (up + down);
  return (power(ratio, down) - 1) / (power(ratio, up + down) - 1);
}

/**
 * The attacker's share as it counts when blocks take time to travel: of the honest blocks found within a delay of each other only
 * one is sure to lengthen the chain, so that it grows at λ/(1 + λΔ) at least (Sompolinsky & Zohar 2015); the attacker loses none.
 * @param interval mean time between two blocks of all miners. @param delay until all honest miners know a block; the same unit.
 */
export function effectiveShare(q: number, interval: number, delay: number): number {
  const honest = (1 - q) / interval;
  const growth = honest / (1 + honest * delay);
  const secret = q / interval;
  return secret === 0 ? 0 : secret / (secret + growth);
}

/**
 * From above, how likely two honest branches from one block both reach a depth: at each height both must be extended within a delay.
 * @param interval mean time between two blocks of all miners. @param delay until all honest miners know a block; the same unit.
 */
export function forkOdds(interval: number, delay: number, depth: number): number {
  return power(Math.min(1, delay / interval), depth);
}
