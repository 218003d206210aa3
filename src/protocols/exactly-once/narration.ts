/**
 * Each note of the bank or a client as a sentence: to a child (an old banker keeps everybody's coins in a thick book; slips of paper come
 * and go by pigeon), and to an expert with the source.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import { say, several } from "../../languages/say.ts";
import { named } from "./names.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

const NOTES: Readonly<Record<string, Tell>> = {
  moved(_, a) {
    const [client, to, amount, left] = [
      named(a["client"]),
      named(a["to"]),
      word(a["amount"]),
      word(a["left"]),
    ];
    switch (a["part"]) {
      case "debit":
        return {
          simple: several(
            Number(amount),
            "The banker takes {n} coin from {0} in the book. She has not given it to {1} yet.",
            "The banker takes {n} coins from {0} in the book. She has not given them to {1} yet.",
            client,
            to,
          ),
          expert: say`The debit of ${amount} from ${client} is on disk; the credit is another write.`,
          source: "Gray 1981",
          weight: "event",
        };
      case "credit":
        return {
          simple: several(
            Number(amount),
            "The banker gives {0} the {n} coin in the book.",
            "The banker gives {0} the {n} coins in the book.",
            to,
          ),
          expert: say`The credit of ${amount} to ${to} is on disk; a crash from here on leaves a transfer that is done and not recorded as done.`,
          source: "Gray 1981",
          weight: "event",
        };
      default:
        return {
          simple: several(
            Number(amount),
            "One line in the book: {n} coin goes from {0} to {1}. {0} has {2} left.",
            "One line in the book: {n} coins go from {0} to {1}. {0} has {2} left.",
            client,
            to,
            left,
          ),
          expert:
            a["id"] === null
              ? say`${client}'s request ${word(a["op"])} took effect: ${amount} to ${to}, debit and credit in one write. It bears no id, so nothing is recorded of it.`
              : say`${client}'s request ${word(a["op"])} took effect: ${amount} to ${to}; debit, credit and its id in one write.`,
          source: "Gray 1981",
          weight: "event",
        };
    }
  },
  refused: (_, a) => ({
    simple: several(
      Number(a["amount"]),
      "{0} wants to pay {n} coin and has only {1}. The banker says no.",
      "{0} wants to pay {n} coins and has only {1}. The banker says no.",
      named(a["client"]),
      word(a["holds"]),
    ),
    expert:
      a["id"] === null
        ? say`${named(a["client"])}'s request ${word(a["op"])} for ${word(a["amount"])} is not covered by ${word(a["holds"])}: refused.`
        : say`${named(a["client"])}'s request ${word(a["op"])} for ${word(a["amount"])} is not covered by ${word(a["holds"])}: refused, and the refusal is recorded, so that no copy of it is done later.`,
    source: "Stripe API, idempotent requests",
    weight: "event",
  }),
  "answered-again": (_, a) => ({
    simple: say`“Number ${word(a["id"])} from ${named(a["client"])}? I have done that one.” The banker sends the same answer again and moves nothing.`,
    expert: say`A copy of ${named(a["client"])}'s request ${word(a["id"])}: the dedupe table has its answer (${word(a["answer"])}), which is sent again; nothing takes effect.`,
    source: "Birrell & Nelson 1984 §3",
    weight: "turn",
  }),
  "ignored-old": (_, a) => ({
    simple: say`An old slip: number ${word(a["id"])} from ${named(a["client"])}, who is at number ${word(a["last"])} already. The banker throws it away.`,
    expert: say`A late copy of ${named(a["client"])}'s request ${word(a["id"])}: it has answered ${word(a["last"])} since, so the client waits for nothing; dropped.`,
    source: "Birrell & Nelson 1984 §3",
    weight: "event",
  }),
  woke: (_, a) => ({
    simple: several(
      Number(a["rows"]),
      "The banker wakes up. Her head is empty; in the book stand the coins and the last number of {n} child.",
      "The banker wakes up. Her head is empty; in the book stand the coins and the last numbers of {n} children.",
    ),
    expert: several(
      Number(a["rows"]),
      "The bank restarts from disk: the accounts, and {n} row of the dedupe table. What it was writing is as its last write left it.",
      "The bank restarts from disk: the accounts, and {n} rows of the dedupe table. What it was writing is as its last write left it.",
    ),
    source: "Lampson & Sturgis 1979",
    weight: "event",
  }),
};

const CLIENT_NOTES: Readonly<Record<string, Tell>> = {
  "asks-again": (c, a) => ({
    simple: say`${named(c)} has heard nothing. Did the slip get lost, or the answer? Pigeon number ${word(a["attempts"])} goes off with the same slip.`,
    expert: say`${named(c)} sends request ${word(a["op"])} again, attempt ${word(a["attempts"])}: a lost request, a lost answer and a slow bank look alike.`,
    source: "Spector 1982",
    weight: "event",
  }),
  "no-payment": (c, a) => ({
    simple: say`${named(c)} cannot pay ${named(a["to"])} “${word(a["amount"])}”: it takes another child, and a whole number of coins.`,
    expert: say`${named(c)} does not send transfer ${named(a["to"])} ${word(a["amount"])}: a payment goes to another account, and moves a whole positive number of coins.`,
    weight: "detail",
  }),
  "gave-up": (c, a) => ({
    simple: say`${named(c)} has heard nothing and will not ask again. Has ${named(a["to"])} got the ${word(a["amount"])} coins? Nobody here can tell.`,
    expert: say`${named(c)} gave up on request ${word(a["op"])} after a single attempt: its outcome is unknown.`,
    source: "Spector 1982",
    weight: "turn",
  }),
};

/** The sentence for a note of the bank; null when there is none of that name. */
export function narrateBank(note: string, about: About, node: NodeId): Narration | null {
  return NOTES[note]?.(node, about) ?? null;
}

/** The sentence for a client's note; null when there is none of that name. */
export function narratePayer(note: string, about: About, node: NodeId): Narration | null {
  return CLIENT_NOTES[note]?.(node, about) ?? null;
}

function word(value: unknown): string {
  return String(value as string | number);
}
