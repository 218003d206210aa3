/** What papers and other people's programs say in numbers. */

/**
 * In how many protocol periods a crashed member is pinged for the first time, in the mean, when each of the others picks one at random in
 * each period (§3.1): the mean of a geometric distribution. Its limit for many members is e/(e − 1).
 */
export function expectedFirstDetection(members: number): number {
  return 1 / (1 - unpickedAtRandom(members, 1));
}

/** How likely a member is pinged for the first time in the i-th period, i from 1, where each picks at random. */
export function geometricShare(members: number, period: number): number {
  return unpickedAtRandom(members, period - 1) - unpickedAtRandom(members, period);
}

/** The same where each goes round (§4.3), in an order drawn anew for each round, and is anywhere in it when the member crashes. */
export function roundRobinShare(members: number, period: number): number {
  return unpickedInRounds(members, period - 1) - unpickedInRounds(members, period);
}

/** The mean where each goes round. */
export function expectedRoundRobin(members: number): number {
  let mean = 0;
  for (let periods = 0; periods <= 2 * members; periods++)
    mean += unpickedInRounds(members, periods);
  return mean;
}

function unpickedAtRandom(members: number, periods: number): number {
  const others = members - 1;
  return power(1 - 1 / others, others * periods);
}

/** One of the others has so many places of its round before it; the member is at any of the places, also in the round after. */
function unpickedInRounds(members: number, periods: number): number {
  const others = members - 1;
  let sum = 0;
  for (let left = 0; left < others; left++) {
    const inThis = Math.min(periods, left);
    const inNext = Math.min(others, Math.max(0, periods - left));
    sum += (1 - inThis / others) * (1 - inNext / others);
  }
  return power(sum / others, others);
}

/** By multiplication alone, the same in every engine. */
function power(base: number, exponent: number): number {
  let product = 1;
  for (let i = 0; i < exponent; i++) product *= base;
  return product;
}

/**
 * How many of a group have heard a rumour after so many periods, by the paper's model (§4.1): in each period an infected member meets two
 * others, one whom it pings and one who pings it. The logistic curve, stepped finely.
 */
export function infectedAfter(members: number, periods: number): number {
  const STEPS = 200;
  let infected = 1;
  for (let i = 0; i < STEPS; i++)
    infected += (2 * periods * infected * (members - infected)) / (members * STEPS);
  return infected;
}

/** HashiCorp memberlist's suspicion time-out in probe intervals: mult · max(1, log₁₀ n), its logarithm cut to thousandths. */
export function memberlistSuspicion(multiplier: number, members: number): number {
  return (multiplier * Math.trunc(1_000 * Math.max(1, Math.log10(Math.max(1, members))))) / 1_000;
}

/** On how many messages memberlist sends a rumour along: mult · ⌈log₁₀(n + 1)⌉. */
export function memberlistRetransmits(multiplier: number, members: number): number {
  return multiplier * Math.ceil(Math.log10(members + 1));
}
