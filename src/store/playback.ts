import { assign, setup } from "xstate";

export type PlaybackEvent =
  /** A lesson is asked for. */
  | { readonly type: "OPEN" }
  | { readonly type: "OPENED" }
  /** It could not be opened. */
  | { readonly type: "REFUSED"; readonly why: string }
  | { readonly type: "PLAY" }
  | { readonly type: "PAUSE" }
  | { readonly type: "TOGGLE" }
  /** The run stopped by itself: a promise broke, or a machine threw. */
  | { readonly type: "ALARM" }
  /** The playhead stands elsewhere than at the alarm. */
  | { readonly type: "CALM" }
  /** The worker broke. */
  | { readonly type: "FAIL"; readonly why: string };

/**
 * How a lesson is played: it loads, plays and pauses, halts by itself at an alarm and goes on only when told to.
 * From everywhere another lesson can be opened, and a broken worker ends everything but that.
 */
export const playback = setup({
  types: {
    /** `why`: the sentence that says why the page has failed. */
    context: {} as { readonly why: string | null },
    events: {} as PlaybackEvent,
  },
  actions: {
    tell: assign(({ event }) => ({ why: "why" in event ? event.why : null })),
    forget: assign({ why: null }),
  },
}).createMachine({
  id: "playback",
  initial: "empty",
  context: { why: null },
  on: {
    OPEN: { target: ".loading", actions: "forget" },
    FAIL: { target: ".failed", actions: "tell" },
  },
  states: {
    empty: {},
    loading: { on: { OPENED: "paused", REFUSED: { target: "failed", actions: "tell" } } },
    paused: { on: { PLAY: "playing", TOGGLE: "playing", ALARM: "halted" } },
    playing: { on: { PAUSE: "paused", TOGGLE: "paused", ALARM: "halted" } },
    halted: { on: { PLAY: "playing", TOGGLE: "playing", CALM: "paused" } },
    failed: {},
  },
});
