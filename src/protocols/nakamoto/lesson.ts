/** What the settings of a lesson mean, and what may be promised under them. */
import type { Settings } from "../../kernel/settings.ts";
import { MILLISECOND, parseDuration, type Micros } from "../../kernel/time.ts";
import { say } from "../../languages/say.ts";
import { effectiveShare, forkOdds, rosenfeldOdds } from "./odds.ts";

/** Off: a peer stays on the branch that it saw first, whatever others have. */
export const LONGEST_CHAIN = "longest-chain";
/** Off: the shop hands over its goods for a payment that stands in no block yet. */
export const CONFIRMATIONS = "confirmations";

/** The labels of timers. */
export const TIMERS = ["mining", "joining"] as const;

/** A promise of chance is given where it fails less often than once in so many attacks. */
export const ONCE_IN = 10_000;

/** Nothing is promised of what is buried less deep. */
const LEAST_DEPTH = 8;

/** Hops that a block needs at most from one honest miner to all others. */
const HOPS = 2;

/** The attacker's share of all hash power, 0 to 1. */
export function shareIn({ knobs }: Settings): number {
  return Number((knobs["share"] ?? "0%").replace("%", "")) / 100;
}

/** The mean time between two blocks, whoever finds them. */
export function intervalIn({ knobs }: Settings): Micros {
  return parseDuration(knobs["interval"] ?? "")!;
}

/** How long a block takes from a peer to its neighbour, on the mean. */
export function delayIn({ knobs }: Settings): Micros {
  return parseDuration(knobs["delay"] ?? "") ?? 50 * MILLISECOND;
}

/** The confirmations that the shop is told to wait for. */
export function depthIn({ knobs }: Settings): number {
  return Number(knobs["confirmations"]);
}

/** Those that it does wait for. */
export function awaitedIn(settings: Settings): number {
  return settings.rules[CONFIRMATIONS] === false ? 0 : depthIn(settings);
}

export function followsMostWork({ rules }: Settings): boolean {
  return rules[LONGEST_CHAIN] !== false;
}

/**
 * The probability that what is buried as deep as promised is let go, from above: by an attack, with every honest fork counted as a loss,
 * or by a fork that nobody wanted, which at each height needs another block within a delay of the first.
 */
export function riskIn(settings: Settings): number {
  const [interval, delay] = [intervalIn(settings), HOPS * delayIn(settings)];
  const share = effectiveShare(shareIn(settings), interval, delay);
  const depth = depthIn(settings);
  return rosenfeldOdds(share, depth) + forkOdds(interval, delay, depth);
}

/** Whether bad luck alone is too rare to count on, and luck that a hand gives out (`fire`) a few times does not reach so deep. */
export function isDeepEnough(settings: Settings): boolean {
  return depthIn(settings) >= LEAST_DEPTH && riskIn(settings) * ONCE_IN <= 1;
}

/** Blocks that come sooner than one neighbour hears of the last are no chain. */
export function unworkableTimes(settings: Settings): string | null {
  const interval = intervalIn(settings);
  const delay = delayIn(settings);
  return delay < interval
    ? null
    : say`a block every ${settings.knobs["interval"]} and ${settings.knobs["delay"]} to the next neighbour make no chain: choose a longer interval, or a shorter delay`;
}
