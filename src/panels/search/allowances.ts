/** What may happen in a search, as the page speaks of it. */
import { phrase, say, several } from "../../languages/say.ts";
import type { Allowance } from "../../wire/searching.ts";

export interface AllowanceCard {
  readonly key: keyof Allowance;
  /** English; said in the reader's language where it is shown. */
  readonly label: string;
  readonly help: string;
  /** So many of them, within a sentence. */
  readonly tell: (count: number) => string;
}

export const ALLOWANCES: readonly AllowanceCard[] = [
  {
    key: "crashes",
    label: phrase("Crashes"),
    help: phrase("A node goes down and forgets all but its disk; it may come back."),
    tell: (count) => several(count, "{n} crash", "{n} crashes"),
  },
  {
    key: "cuts",
    label: phrase("Cuts"),
    help: phrase("A link is cut, one way or both."),
    tell: (count) => several(count, "{n} cut", "{n} cuts"),
  },
  {
    key: "partitions",
    label: phrase("Partitions"),
    help: phrase("The network falls into parts."),
    tell: (count) => several(count, "{n} partition", "{n} partitions"),
  },
  {
    key: "pauses",
    label: phrase("Pauses"),
    help: phrase("A node stands still for a while, as in a garbage collection."),
    tell: (count) => several(count, "{n} pause", "{n} pauses"),
  },
  {
    key: "drops",
    label: phrase("Lost messages"),
    help: phrase("A single message never arrives."),
    tell: (count) => several(count, "{n} lost message", "{n} lost messages"),
  },
  {
    key: "duplicates",
    label: phrase("Doubled messages"),
    help: phrase("A single message arrives twice."),
    tell: (count) => several(count, "{n} doubled message", "{n} doubled messages"),
  },
  {
    key: "delays",
    label: phrase("Delayed messages"),
    help: phrase("A single message takes longer, so that others overtake it."),
    tell: (count) => several(count, "{n} delayed message", "{n} delayed messages"),
  },
  {
    key: "drifts",
    label: phrase("Drifting clocks"),
    help: phrase("A node's clock runs too fast or too slowly."),
    tell: (count) => several(count, "{n} drifting clock", "{n} drifting clocks"),
  },
  {
    key: "fires",
    label: phrase("Early timers"),
    help: phrase("A timer rings before it is due."),
    tell: (count) => several(count, "{n} early timer", "{n} early timers"),
  },
  {
    key: "requests",
    label: phrase("Requests"),
    help: phrase("A client is asked for an operation."),
    tell: (count) => several(count, "{n} request", "{n} requests"),
  },
  {
    key: "betrayals",
    label: phrase("Betrayals"),
    help: phrase("A node turns traitor and says something else than it should."),
    tell: (count) => several(count, "{n} betrayal", "{n} betrayals"),
  },
];

/** `at most 3 crashes, 2 cuts and 1 partition`; what may not happen is left out. */
export function tellAllowance(allowance: Allowance): string {
  const parts = ALLOWANCES.filter(({ key }) => allowance[key] > 0).map(({ key, tell }) =>
    tell(allowance[key]),
  );
  const last = parts.pop();
  if (last === undefined) return say`nothing but what the nodes do by themselves`;
  return parts.length === 0 ? say`at most ${last}` : say`at most ${parts.join(", ")} and ${last}`;
}
