/**
 * Each note as a sentence: to a child (three houses order bread by telephone from one bakery, where a pile of order slips grows), and to
 * an expert with its source.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import { say, several } from "../../languages/say.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

const CALLER_NOTES: Readonly<Record<string, Tell>> = {
  opened: (c, a) => ({
    simple: say`At ${c}, ${word(a["failures"])} of the last ${word(a["of"])} calls came to nothing. They leave the telephone alone for a while.`,
    expert: say`${c}’s breaker opens: ${word(a["failures"])} of its last ${word(a["of"])} attempts have failed. Requests are refused at once until the sleep window is over.`,
    source: "Nygard 2007, Circuit Breaker",
    weight: "turn",
  }),
  tries: (c) => ({
    simple: say`At ${c}, one of them may try a single call.`,
    expert: say`${c}’s breaker is half-open: one request goes through as a trial, all others are refused.`,
    source: "Nygard 2007, Circuit Breaker",
    weight: "event",
  }),
  closed: (c) => ({
    simple: say`The one call from ${c} was answered. Everybody there may call again.`,
    expert: say`${c}’s trial was answered in time: its breaker closes.`,
    source: "Nygard 2007, Circuit Breaker",
    weight: "turn",
  }),
  "still-failing": (c) => ({
    simple: say`The one call from ${c} came to nothing. They wait again.`,
    expert: say`${c}’s trial has failed: its breaker opens for another sleep window.`,
    source: "Nygard 2007, Circuit Breaker",
    weight: "event",
  }),
  reset: (c, a) => ({
    simple: several(
      Number(a["failed"]),
      "At {0} the line went dead: {n} order is lost. {1} of them will be made again.",
      "At {0} the line went dead: {n} orders are lost. {1} of them will be made again.",
      c,
      word(a["again"]),
    ),
    expert: several(
      Number(a["failed"]),
      "{0}’s connections are reset: {n} attempt fails at once, {1} will be retried.",
      "{0}’s connections are reset: {n} attempts fail in one instant, {1} will be retried.",
      c,
      word(a["again"]),
    ),
    source: "RFC 9293 §3.5.2",
    weight: "event",
  }),
};

const SERVER_NOTES: Readonly<Record<string, Tell>> = {
  "started-empty": (s) => ({
    simple: say`The bakery ${s} opens again. The pile of slips is gone.`,
    expert: say`${s} starts with an empty queue, and resets the connections of all callers.`,
    source: "Gray 1985, fail-fast modules",
    weight: "turn",
  }),
};

function telling(notes: Readonly<Record<string, Tell>>) {
  return (note: string, about: About, node: NodeId): Narration | null =>
    notes[note]?.(node, about) ?? null;
}

export const narrateCaller = telling(CALLER_NOTES);
export const narrateServer = telling(SERVER_NOTES);

function word(value: unknown): string {
  return String(value as string | number);
}
