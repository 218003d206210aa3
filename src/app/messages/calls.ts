/** What an embedding page may ask for by message, and how what it sends is checked. */
import { say } from "../../languages/say.ts";
import type { PageEvents, PageObject } from "../page-object.ts";

/** Longest script taken, in characters. */
const MAX_SCRIPT = 256 * 1024;

/** The asker's own name for what it asks; it comes back with the answer. */
type Id = string | number | null;

/** A message that is meant for us. */
export type Heard =
  | { readonly is: "call"; readonly id: Id; readonly run: (page: PageObject) => unknown }
  | { readonly is: "on"; readonly id: Id; readonly events: readonly (keyof PageEvents)[] }
  /** It cannot be answered otherwise than by saying what is wrong with it. */
  | { readonly is: "wrong"; readonly id: Id; readonly why: string };

interface Call {
  /** How the arguments are written. */
  readonly usage: () => string;
  readonly takes: (given: readonly unknown[]) => boolean;
  readonly run: (page: PageObject, given: readonly unknown[]) => unknown;
}

const none = (): string => "[]";
const nothing = (given: readonly unknown[]): boolean => given.length === 0;
const script = (given: readonly unknown[]): boolean =>
  given.length === 1 && typeof given[0] === "string" && given[0].length <= MAX_SCRIPT;

const CALLS: Readonly<Record<string, Call>> = {
  do: {
    usage: () => say`["crash n1; at 5s heal"], a script of at most ${MAX_SCRIPT} characters`,
    takes: script,
    run: (page, [text]) => page.do(text as string),
  },
  state: { usage: none, takes: nothing, run: (page) => page.state() },
  history: { usage: none, takes: nothing, run: (page) => page.history() },
  seek: {
    usage: () => say`[3000000], a time in simulated µs`,
    takes: (given) => given.length === 1 && Number.isFinite(given[0]) && Number(given[0]) >= 0,
    run: (page, [micros]) => page.seek(micros as number),
  },
  step: {
    usage: () => say`[1] or [-1]`,
    takes: (given) => given.length === 1 && (given[0] === 1 || given[0] === -1),
    run: (page, [by]) => page.step(by as 1 | -1),
  },
  play: { usage: none, takes: nothing, run: (page) => page.play() },
  pause: { usage: none, takes: nothing, run: (page) => page.pause() },
  open: {
    usage: () =>
      say`${'["scenario cap\\nseed 7"]'}, a whole script of at most ${MAX_SCRIPT} characters`,
    takes: script,
    run: (page, [text]) => page.open(text as string),
  },
};

const EVENTS = ["frame", "alarm", "open"] as const satisfies readonly (keyof PageEvents)[];

/** Reads a message of whatever kind; null when it is none of ours. Never throws. */
export function readMessage(data: unknown): Heard | null {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return null;
  const message = data as Record<string, unknown>;
  // Answers and events are what we send: two laboratories that face each other must not start a quarrel.
  if (!("netsplit" in message) || "ok" in message || "event" in message) return null;
  const id = readId(message["id"]);
  const wrong = (why: string): Heard => ({ is: "wrong", id: id ?? null, why });
  if (message["netsplit"] !== 1)
    return wrong(say`This page speaks version 1: send ${"{ netsplit: 1, … }"}.`);
  if (id === undefined) return wrong(say`“id” is a number, or a text of at most 200 characters.`);
  const { call, args = [] } = message;
  if (!Array.isArray(args)) return wrong(say`“args” is a list.`);
  if (call === "on") return readEvents(id, args);
  const known = typeof call === "string" && Object.hasOwn(CALLS, call) ? CALLS[call] : undefined;
  if (!known) {
    const all = [...Object.keys(CALLS), "on"].join(", ");
    return wrong(say`There is no call ${quoted(call)}; known: ${all}.`);
  }
  if (!known.takes(args)) return wrong(say`“args” of ${quoted(call)} is written ${known.usage()}.`);
  return { is: "call", id, run: (page) => known.run(page, args) };
}

function readEvents(id: Id, args: readonly unknown[]): Heard {
  const events = EVENTS.filter((event) => args.includes(event));
  const unknown = args.find((each) => !EVENTS.some((event) => event === each));
  if (unknown === undefined && events.length > 0) return { is: "on", id, events };
  const all = EVENTS.join(", ");
  const why =
    args.length === 0
      ? say`“args” of “on” names the events wanted; known: ${all}.`
      : say`There is no event ${quoted(unknown)}; known: ${all}.`;
  return { is: "wrong", id, why };
}

/** What was sent as a name, to be told to its sender. It may be anything. */
function quoted(name: unknown): string {
  return typeof name === "string" ? `“${name.slice(0, 40)}”` : say`of type ${typeof name}`;
}

/** Undefined when it is none. */
function readId(id: unknown): Id | undefined {
  if (id === undefined || id === null) return null;
  if (typeof id === "number") return id;
  return typeof id === "string" && id.length <= 200 ? id : undefined;
}
