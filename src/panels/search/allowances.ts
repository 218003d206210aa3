/** What may happen in a search, as the page speaks of it. */
import type { Allowance } from "../../wire/searching.ts";

export interface AllowanceCard {
  readonly key: keyof Allowance;
  readonly label: string;
  readonly help: string;
  /** One and many, for sentences. */
  readonly words: readonly [one: string, many: string];
}

export const ALLOWANCES: readonly AllowanceCard[] = [
  {
    key: "crashes",
    label: "Crashes",
    help: "A node goes down and forgets all but its disk; it may come back.",
    words: ["crash", "crashes"],
  },
  {
    key: "cuts",
    label: "Cuts",
    help: "A link is cut, one way or both.",
    words: ["cut", "cuts"],
  },
  {
    key: "partitions",
    label: "Partitions",
    help: "The network falls into parts.",
    words: ["partition", "partitions"],
  },
  {
    key: "pauses",
    label: "Pauses",
    help: "A node stands still for a while, as in a garbage collection.",
    words: ["pause", "pauses"],
  },
  {
    key: "drops",
    label: "Lost messages",
    help: "A single message never arrives.",
    words: ["lost message", "lost messages"],
  },
  {
    key: "duplicates",
    label: "Doubled messages",
    help: "A single message arrives twice.",
    words: ["doubled message", "doubled messages"],
  },
  {
    key: "delays",
    label: "Delayed messages",
    help: "A single message takes longer, so that others overtake it.",
    words: ["delayed message", "delayed messages"],
  },
  {
    key: "drifts",
    label: "Drifting clocks",
    help: "A node's clock runs too fast or too slowly.",
    words: ["drifting clock", "drifting clocks"],
  },
  {
    key: "fires",
    label: "Early timers",
    help: "A timer rings before it is due.",
    words: ["early timer", "early timers"],
  },
  {
    key: "requests",
    label: "Requests",
    help: "A client is asked for an operation.",
    words: ["request", "requests"],
  },
];

/** `at most 3 crashes, 2 cuts and 1 partition`; what may not happen is left out. */
export function tellAllowance(allowance: Allowance): string {
  const parts = ALLOWANCES.filter(({ key }) => allowance[key] > 0).map(({ key, words }) => {
    const count = allowance[key];
    return `${count} ${count === 1 ? words[0] : words[1]}`;
  });
  if (parts.length === 0) return "nothing but what the nodes do by themselves";
  return `at most ${parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)!}`}`;
}
