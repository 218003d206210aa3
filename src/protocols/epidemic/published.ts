/**
 * What papers and formulas say of epidemics. `n` is the number of members, `fanOut` how many each contacts in a round, `loss` the share
 * of messages that never arrive; shares are 0 to 1.
 */
import type { Losing, Mode } from "./state.ts";

export interface Setting {
  readonly n: number;
  readonly mode: Mode;
  readonly fanOut: number;
  readonly loss: number;
}

/**
 * The share that has not heard after one more round of the simple epidemic, if `known` members have heard before it: the exact
 * expectation. For one contact and many members it is s·e^(s−1) by push and s² by pull (Pittel 1987, Demers et al. 1987 §1.3).
 */
export function susceptibleAfter(
  { n, mode, fanOut, loss }: Setting,
  susceptible: number,
  known: number,
): number {
  // Who is not told by any of those who know, each of whom draws so many others.
  const untold = (1 - (fanOut * (1 - loss)) / (n - 1)) ** known;
  // Who asks only such as do not know, or asks or hears in vain.
  const unanswered = (1 - ((1 - loss) ** 2 * known) / (n - 1)) ** fanOut;
  if (mode === "push") return susceptible * untold;
  return susceptible * unanswered * (mode === "pull" ? 1 : untold);
}

/** The share that has heard after 0, 1, 2, … rounds of the simple epidemic, beginning with one member, as if chance were even. */
export function modelCurve(setting: Setting, rounds: number): readonly number[] {
  const shares = [1 / setting.n];
  let susceptible = 1 - 1 / setting.n;
  for (let round = 1; round <= rounds; round++) {
    susceptible = susceptibleAfter(setting, susceptible, setting.n * (1 - susceptible));
    shares.push(1 - susceptible);
  }
  return shares;
}

/** The logistic curve by which Serf's documentation simulates its convergence: the share that has heard after so many rounds. */
export function serfShare({ n, fanOut, loss }: Omit<Setting, "mode">, round: number): number {
  return 1 / (1 + (n + 1) * Math.exp((-fanOut / 2) * (1 - loss) * round));
}

/**
 * In how many rounds everybody has heard, up to a constant; null where no simple formula is known. Push: Pittel 1987 for one contact,
 * and Doerr & Kostrygin 2017 for several and for loss; pull and push–pull without loss: the latter.
 */
export function roundsToAll({ n, mode, fanOut, loss }: Setting): number | null {
  const success = fanOut * (1 - loss);
  if (mode === "push") return Math.log(n) / Math.log(1 + success) + Math.log(n) / success;
  if (loss > 0) return null;
  const growth = mode === "pull" ? 1 + fanOut : 1 + 2 * fanOut;
  return Math.log(n) / Math.log(growth) + Math.log(Math.log(n)) / Math.log(1 + fanOut);
}

/** What is known of a rumour that dies: who has not heard, and how often it was sent for each member. */
export interface Residue {
  readonly residue: number;
  readonly traffic: number;
}

/** Demers et al. 1987, tables 1 and 2: rumours pushed among 1,000 sites to one contact a round, by k = 1 to 5. */
export const DEMERS_PUSH: Readonly<Partial<Record<Losing, readonly Residue[]>>> = {
  "feedback-counter": [
    { residue: 0.18, traffic: 1.7 },
    { residue: 0.037, traffic: 3.3 },
    { residue: 0.011, traffic: 4.5 },
    { residue: 0.0036, traffic: 5.6 },
    { residue: 0.0012, traffic: 6.7 },
  ],
  "blind-coin": [
    { residue: 0.96, traffic: 0.04 },
    { residue: 0.2, traffic: 1.6 },
    { residue: 0.06, traffic: 2.8 },
    { residue: 0.021, traffic: 3.9 },
    { residue: 0.008, traffic: 4.9 },
  ],
};

/** The solution below 1 of s = e^(−a(1−s)); 1 where there is no other. */
function finalSize(a: number): number {
  if (a <= 1) return 1;
  let share = 0;
  // The map is increasing and its least fixed point attracts from below.
  for (let i = 0; i < 400; i++) share = Math.exp(-a * (1 - share));
  return share;
}

/**
 * Who has not heard when a pushed rumour has died out, by one contact a round and without loss; null where nothing is published.
 * Feedback and coin: s = e^(−(k+1)(1−s)) (Demers et al. 1987 §1.4). Blind and counter: everybody who hears makes k contacts, so that
 * by the paper's s = e^(−m) it is s = e^(−k(1−s)). The other two: its tables.
 */
export function residueOf(losing: Losing, k: number): number | null {
  if (losing === "feedback-coin") return finalSize(k + 1);
  if (losing === "blind-counter") return finalSize(k);
  return DEMERS_PUSH[losing]?.[k - 1]?.residue ?? null;
}
