/**
 * The ways in which a general may betray. A traitor runs its program like everybody else, and what it wanted to say is replaced on the
 * way out: it may say anything, but not in another’s name, and nobody can keep a message from its receiver (A1, A2).
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Treachery } from "../../kernel/scenario.ts";
import { opposite, type GeneralsMessage, type Plan } from "./messages.ts";

const GENERALS = ["commander", "lieutenant"] as const;

/** Whether a lieutenant’s number is odd: g1, g3, g5. */
function isOdd(id: NodeId): boolean {
  return Number(id.slice(1)) % 2 === 1;
}

/** The message with the plan that a traitor makes of it for this receiver. */
function saying(plan: (wanted: Plan, to: NodeId) => Plan): Treachery["says"] {
  return (message, { to }) => {
    const wanted = message as GeneralsMessage;
    const said: GeneralsMessage = { ...wanted, plan: plan(wanted.plan, to) };
    return said;
  };
}

export const treacheries: readonly Treachery[] = [
  {
    id: "inverts",
    label: "says the opposite",
    help: "To everybody, whatever it should say.",
    kinds: GENERALS,
    says: saying(opposite),
  },
  {
    id: "lies-to-odd",
    label: "lies to the odd",
    help: "g1, g3 and g5 hear the opposite, everybody else the truth.",
    kinds: GENERALS,
    says: saying((wanted, to) => (isOdd(to) ? opposite(wanted) : wanted)),
  },
  {
    id: "splits",
    label: "says what splits",
    help: "Attack to g1, g3 and g5, retreat to everybody else.",
    kinds: GENERALS,
    says: saying((_, to) => (isOdd(to) ? "attack" : "retreat")),
  },
  {
    id: "silent",
    label: "says nothing",
    help: "Others wait for it until the round is over, and take that for retreat.",
    kinds: GENERALS,
    says: () => null,
  },
];
