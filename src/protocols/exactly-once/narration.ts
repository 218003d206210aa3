/**
 * Each note of the bank or a client as a sentence: to a child (an old banker keeps everybody's coins in a thick book; slips of paper come
 * and go by pigeon), and to an expert with the source.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import { say, several } from "../../languages/say.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

const NOTES: Readonly<Record<string, Tell>> = {
  moved(_, a) {
    const [client, to, amount, left] = [
      word(a["client"]),
      word(a["to"]),
      word(a["amount"]),
      word(a["left"]),
    ];
    switch (a["part"]) {
      case "debit":
        return {
          simple: say`The banker takes ${amount} coins from ${client} in the book. She has not given them to ${to} yet.`,
          expert: say`The debit of ${amount} from ${client} is on disk; the credit is another write.`,
          source: "Gray 1981",
          weight: "event",
        };
      case "credit":
        return {
          simple: say`The banker gives ${to} the ${amount} coins in the book.`,
          expert: say`The credit of ${amount} to ${to} is on disk; a crash from here on leaves a transfer that is done and not recorded as done.`,
          source: "Gray 1981",
          weight: "event",
        };
      default:
        return {
          simple: say`One line in the book: ${amount} coins go from ${client} to ${to}. ${client} has ${left} left.`,
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
    simple: say`${word(a["client"])} wants to pay ${word(a["amount"])} coins and has only ${word(a["holds"])}. The banker says no.`,
    expert:
      a["id"] === null
        ? say`${word(a["client"])}'s request ${word(a["op"])} for ${word(a["amount"])} is not covered by ${word(a["holds"])}: refused.`
        : say`${word(a["client"])}'s request ${word(a["op"])} for ${word(a["amount"])} is not covered by ${word(a["holds"])}: refused, and the refusal is recorded, so that no copy of it is done later.`,
    source: "Stripe API, idempotent requests",
    weight: "event",
  }),
  "answered-again": (_, a) => ({
    simple: say`“Number ${word(a["id"])} from ${word(a["client"])}? I have done that one.” The banker sends the same answer again and moves nothing.`,
    expert: say`A copy of ${word(a["client"])}'s request ${word(a["id"])}: the dedupe table has its answer (${word(a["answer"])}), which is sent again; nothing takes effect.`,
    source: "Birrell & Nelson 1984 §3",
    weight: "turn",
  }),
  "ignored-old": (_, a) => ({
    simple: say`An old slip: number ${word(a["id"])} from ${word(a["client"])}, who is at number ${word(a["last"])} already. The banker throws it away.`,
    expert: say`A late copy of ${word(a["client"])}'s request ${word(a["id"])}: it has answered ${word(a["last"])} since, so the client waits for nothing; dropped.`,
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
    simple: say`${c} has heard nothing. Did the slip get lost, or the answer? Pigeon number ${word(a["attempts"])} goes off with the same slip.`,
    expert: say`${c} sends request ${word(a["op"])} again, attempt ${word(a["attempts"])}: a lost request, a lost answer and a slow bank look alike.`,
    source: "Spector 1982",
    weight: "event",
  }),
  "no-payment": (c, a) => ({
    simple: say`${c} cannot pay ${word(a["to"])} “${word(a["amount"])}”: it takes another child, and a whole number of coins.`,
    expert: say`${c} does not send transfer ${word(a["to"])} ${word(a["amount"])}: a payment goes to another account, and moves a whole positive number of coins.`,
    weight: "detail",
  }),
  "gave-up": (c, a) => ({
    simple: say`${c} has heard nothing and will not ask again. Has ${word(a["to"])} got the ${word(a["amount"])} coins? Nobody here can tell.`,
    expert: say`${c} gave up on request ${word(a["op"])} after a single attempt: its outcome is unknown.`,
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
