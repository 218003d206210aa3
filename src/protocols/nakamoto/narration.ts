/**
 * Each note of a peer as a sentence: to a child (scribes in their towers each keep a copy of the village book, and roll dice for who may
 * write the next page), and to an expert with the source.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import { say, several } from "../../languages/say.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

function word(value: unknown): string {
  return String(value as string | number);
}

const PEER: Readonly<Record<string, Tell>> = {
  found: (n, a) => {
    const coins = a["coins"] as readonly number[];
    const height = word(a["height"]);
    return coins.length === 0
      ? {
          simple: say`Scribe ${n} has rolled enough sixes and writes page ${height}.`,
          expert: say`${n} found block ${height} on top of its tip.`,
          source: "Nakamoto 2008 §5",
          weight: "event",
        }
      : {
          simple: say`Scribe ${n} has rolled enough sixes and writes page ${height}. On it: who paid with coin ${coins.join(", ")}.`,
          expert: say`${n} found block ${height}, with the payment of coin ${coins.join(", ")}.`,
          source: "Nakamoto 2008 §5",
          weight: "event",
        };
  },
  rival: (n, a) => ({
    simple: say`Somebody else’s page ${word(a["height"])} has come to ${n}, who follows another one. The page that came first stays, until one book is longer.`,
    expert: say`${n} keeps block ${word(a["height"])} by ${word(a["miner"])} on a side branch: its own tip, by ${word(a["mine"])}, is at height ${word(a["tip"])}, and of equals the first seen stays.`,
    source: "Nakamoto 2008 §5",
    weight: "event",
  }),
  reorganised: (n, a) => ({
    simple: several(
      Number(a["depth"]),
      "A longer book has come to {0}: it tears out {n} page and copies the longer one.",
      "A longer book has come to {0}: it tears out {n} pages and copies the longer one.",
      n,
    ),
    expert: several(
      Number(a["depth"]),
      "{0} reorganised: {n} block above height {1} is stale now, the new tip is at height {2}.",
      "{0} reorganised: {n} blocks above height {1} are stale now, the new tip is at height {2}.",
      n,
      word(a["fork"]),
      word(a["to"]),
    ),
    source: "Nakamoto 2008 §5",
    weight: Number(a["depth"]) > 1 ? "turn" : "event",
  }),
  asks: (n, a) => ({
    simple: say`Page ${word(a["height"])} has come to ${n}, but the pages before it are missing. It asks ${word(a["peer"])} for them.`,
    expert: say`${n} lacks the parent of block ${word(a["height"])} and asks ${word(a["peer"])} for the way to it.`,
    source: "Nakamoto 2008 §5",
    weight: "detail",
  }),
  joined: (n, a) => ({
    simple: say`${n} wakes up with ${word(a["height"])} pages in its book, and asks its neighbours what it has missed.`,
    expert: say`${n} restarts with height ${word(a["height"])} on disk and asks its neighbours for their tips before it goes on.`,
    source: "Nakamoto 2008 §5",
    weight: "event",
  }),
};

const SHOP: Readonly<Record<string, Tell>> = {
  ...PEER,
  delivered: (_, a) => {
    const confirmations = Number(a["confirmations"]);
    return {
      simple:
        confirmations === 0
          ? say`The baker has heard that coin ${word(a["coin"])} is hers, and hands over the cake. It stands on no page yet.`
          : several(
              confirmations,
              "Coin {0} stands in the book, on the last page. The baker hands over the cake.",
              "Coin {0} stands in the book, {n} pages deep. The baker hands over the cake.",
              word(a["coin"]),
            ),
      expert: several(
        confirmations,
        "The shop delivers for coin {0} with {n} confirmation.",
        "The shop delivers for coin {0} with {n} confirmations.",
        word(a["coin"]),
      ),
      source: "Nakamoto 2008 §11",
      weight: "turn",
    };
  },
  reversed: (_, a) => ({
    simple: say`The longer book says that coin ${word(a["coin"])} was never hers. The cake is eaten.`,
    expert: several(
      Number(a["confirmations"]),
      "A double spend: the chain that the shop follows now spends coin {0} otherwise; it had accepted it with {n} confirmation.",
      "A double spend: the chain that the shop follows now spends coin {0} otherwise; it had accepted it with {n} confirmations.",
      word(a["coin"]),
    ),
    source: "Nakamoto 2008 §11",
    weight: "turn",
  }),
};

const ATTACKER: Readonly<Record<string, Tell>> = {
  ...PEER,
  attacks: (_, a) => ({
    simple: say`The trickster has written a secret page on which coin ${word(a["coin"])} stays with her, and pays the baker with that very coin.`,
    expert: say`The attacker has one secret block that spends coin ${word(a["coin"])} to itself, and now pays the shop with it.`,
    source: "Rosenfeld 2014 §4",
    weight: "turn",
  }),
  "mined-in-secret": (_, a) => ({
    simple: several(
      Number(a["secret"]),
      "The trickster has {n} secret page.",
      "The trickster has {n} secret pages.",
    ),
    expert:
      Number(a["lead"]) < 0
        ? several(
            -Number(a["lead"]),
            "The attacker found secret block {0}; its branch is {n} block behind.",
            "The attacker found secret block {0}; its branch is {n} blocks behind.",
            word(a["secret"]),
          )
        : several(
            Number(a["lead"]),
            "The attacker found secret block {0}; its branch is {n} block ahead.",
            "The attacker found secret block {0}; its branch is {n} blocks ahead.",
            word(a["secret"]),
          ),
    source: "Nakamoto 2008 §11",
    weight: "event",
  }),
  published: (_, a) => ({
    simple: several(
      Number(a["secret"]),
      "The trickster has the cake, and the longer book: she sends out her {n} secret page.",
      "The trickster has the cake, and the longer book: she sends out her {n} secret pages.",
    ),
    expert: several(
      Number(a["secret"]),
      "Goods received and the secret branch longer: the attacker publishes {n} block that spends coin {0} to itself.",
      "Goods received and the secret branch longer: the attacker publishes {n} blocks, of which the first spends coin {0} to itself.",
      word(a["coin"]),
    ),
    source: "Nakamoto 2008 §11",
    weight: "turn",
  }),
  "gave-up": (_, a) => ({
    simple: say`The others’ book is too far ahead. The trickster burns her secret pages: coin ${word(a["coin"])} is spent.`,
    expert: several(
      -Number(a["lead"]),
      "The attacker gives up on coin {0}: its branch is {n} block behind.",
      "The attacker gives up on coin {0}: its branch is {n} blocks behind.",
      word(a["coin"]),
    ),
    source: "Nakamoto 2008 §11",
    weight: "turn",
  }),
};

/** The sentence for a miner's note; null when there is none of that name. */
export function narratePeer(note: string, about: About, node: NodeId): Narration | null {
  return PEER[note]?.(node, about) ?? null;
}

/** The sentence for a note of the shop; null when there is none of that name. */
export function narrateShop(note: string, about: About, node: NodeId): Narration | null {
  return SHOP[note]?.(node, about) ?? null;
}

/** The sentence for a note of the attacker; null when there is none of that name. */
export function narrateAttacker(note: string, about: About, node: NodeId): Narration | null {
  return ATTACKER[note]?.(node, about) ?? null;
}
