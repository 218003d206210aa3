/** The objects that replicas share: of which type each is, what clients may ask of it, and how it reads. */
import type { Operation } from "../../kernel/behavior.ts";
import { between, drawAgain, happens, pick, type Luck } from "../../kernel/chance.ts";
import { phrase } from "../../languages/say.ts";
import { gCounter, total, type GCounter } from "../../structures/g-counter.ts";
import { lwwRegister, type LWWRegister } from "../../structures/lww-register.ts";
import { elementsOf, orSet, type ORSet } from "../../structures/or-set.ts";
import { balance, pnCounter, type PNCounter } from "../../structures/pn-counter.ts";
import type { ReplicatedType } from "../../structures/replicated-type.ts";
import { rga, textOf, type RGA, type TextUpdate } from "../../structures/rga.ts";

export type ObjectType = "g-counter" | "pn-counter" | "lww-register" | "or-set" | "rga";

/** The type of each object, by its key. */
export type Schema = Readonly<Record<string, ObjectType>>;

/** A type whose payload, updates and operations are nobody's business but its own. */
type AnyType = ReplicatedType<unknown, unknown, unknown>;

interface Kind {
  readonly type: AnyType;
  /** What clients may ask of it besides `read`; the workload does so as often as it is named. */
  readonly updates: readonly string[];
  /** The update that an operation asks for; null where it is none of this type, or makes no sense. */
  read(operation: Operation): unknown;
  /** What a query answers: a number, a list of elements, a text. */
  query(payload: unknown): unknown;
  /** An argument for the workload. */
  think?(luck: Luck): string;
}

function kind<S, U, O>(
  type: ReplicatedType<S, U, O>,
  rest: Omit<Kind, "type" | "read" | "query"> & {
    read(operation: Operation): U | null;
    query(payload: S): unknown;
  },
): Kind {
  return {
    ...rest,
    type: type as unknown as AnyType,
    query: (payload) => rest.query(payload as S),
  };
}

/** Letters of the workload. A text shows who had which idea of where. */
const LETTERS = ["a", "e", "i", "l", "n", "o", "r", "s", "t"];
const ELEMENTS = ["egg", "milk", "tea"];
/** So far into a text the workload reaches. */
const REACH = 6;

const KINDS: Readonly<Record<ObjectType, Kind>> = {
  "g-counter": kind(gCounter, {
    updates: ["increment"],
    read: ({ f }) => (f === "increment" ? 1 : null),
    query: (counter) => total(counter as GCounter),
  }),
  "pn-counter": kind(pnCounter, {
    updates: ["increment", "decrement"],
    read: ({ f }) => (f === "increment" ? 1 : f === "decrement" ? -1 : null),
    query: (counter) => balance(counter as PNCounter),
  }),
  "lww-register": kind(lwwRegister, {
    updates: ["assign"],
    read: ({ f, value }) => (f === "assign" ? word(value) : null),
    query: (register) => (register as LWWRegister)?.value ?? "",
    think: (luck) => `v${between(luck, 1, 99)}`,
  }),
  "or-set": kind(orSet, {
    // What is not there cannot be removed, so whoever wants something to happen adds more often.
    updates: ["add", "add", "remove"],
    read({ f, value }) {
      const element = word(value);
      return (f === "add" || f === "remove") && element !== null ? { f, element } : null;
    },
    query: (set) => elementsOf(set as ORSet),
    think: (luck) => pick(luck, ELEMENTS),
  }),
  rga: kind(rga, {
    updates: ["insert", "delete"],
    read({ f, value }): TextUpdate | null {
      const [, text, place] = /^(.)(?:@(\d{1,6}))?$/u.exec(word(value) ?? "") ?? [];
      if (f === "insert" && text !== undefined)
        return { f, text, place: place === undefined ? Number.MAX_SAFE_INTEGER : Number(place) };
      const at = Number(value);
      return f === "delete" && Number.isInteger(at) && at > 0 ? { f, place: at } : null;
    },
    query: (text) => textOf(text as RGA),
    think: (luck) => `${pick(luck, LETTERS)}@${between(drawAgain(luck, 1), 0, REACH)}`,
  }),
};

function word(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** What replicas hold, by key. What is missing is as at the beginning. */
export type Payloads = Readonly<Record<string, unknown>>;

export function typeOf(schema: Schema, key: string): AnyType {
  return KINDS[schema[key]!].type;
}

export function payloadOf(schema: Schema, payloads: Payloads, key: string): unknown {
  return Object.hasOwn(payloads, key) ? payloads[key] : typeOf(schema, key).initial;
}

/** What a replica answers to a query of each object, as texts that are equal where the answers are. */
export function valuesOf(schema: Schema, payloads: Payloads): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(schema).map((key) => [key, valueOf(schema, payloads, key)]),
  );
}

export function valueOf(schema: Schema, payloads: Payloads, key: string): string {
  const answer = answerOf(schema, payloads, key);
  return Array.isArray(answer) ? answer.join(" ") : String(answer as string | number);
}

/** What a replica answers to a query of an object: a number, a list of elements, a text. */
export function answerOf(schema: Schema, payloads: Payloads, key: string): unknown {
  return KINDS[schema[key]!].query(payloadOf(schema, payloads, key));
}

export function mergePayloads(schema: Schema, a: Payloads, b: Payloads): Payloads {
  let merged = a;
  for (const [key, payload] of Object.entries(b)) {
    const mine = payloadOf(schema, a, key);
    const both = typeOf(schema, key).merge(mine, payload);
    if (both !== mine) merged = { ...merged, [key]: both };
  }
  return merged;
}

/** What an operation asks of its object; or why it asks nothing that could be done. */
export function updateOf(
  schema: Schema,
  operation: Operation,
): { readonly update: unknown } | { readonly reason: string } {
  const { key = "" } = operation;
  if (!Object.hasOwn(schema, key)) return { reason: phrase("there is no such object") };
  const update = KINDS[schema[key]!].read(operation);
  return update === null ? { reason: phrase("the object has no such update") } : { update };
}

/** An update that somebody might think of. */
export function thinkOfUpdate(schema: Schema, keys: readonly string[], luck: Luck): Operation {
  const key = pick(drawAgain(luck, 1), keys);
  const asked = KINDS[schema[key]!];
  const f = pick(drawAgain(luck, 2), asked.updates);
  if (f === "delete") return { f, key, value: String(between(drawAgain(luck, 3), 1, REACH)) };
  return asked.think ? { f, key, value: asked.think(drawAgain(luck, 3)) } : { f, key };
}

/** A read or an update of the workload. @param reads share of reads, 0 to 1 */
export function thinkOf(
  schema: Schema,
  keys: readonly string[],
  reads: number,
  luck: Luck,
): Operation {
  return happens(drawAgain(luck, 4), reads)
    ? { f: "read", key: pick(drawAgain(luck, 1), keys) }
    : thinkOfUpdate(schema, keys, luck);
}
