/**
 * How a lesson is played: it loads, plays and pauses, halts by itself at an alarm and goes on only when told to. From
 * everywhere another lesson can be opened, and a broken worker ends everything but that. Six states and a table: a
 * library of statecharts would be a fourteenth of what the page loads first.
 */
import { createStore, type StoreApi } from "zustand/vanilla";

export type Phase = "empty" | "loading" | "paused" | "playing" | "halted" | "failed";

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

type Turns = { readonly [event in PlaybackEvent["type"]]?: Phase };

/** What leads where; an event that a phase does not know changes nothing. */
const TURNS: Readonly<Record<Phase, Turns>> = {
  empty: {},
  loading: { OPENED: "paused", REFUSED: "failed" },
  paused: { PLAY: "playing", TOGGLE: "playing", ALARM: "halted" },
  playing: { PAUSE: "paused", TOGGLE: "paused", ALARM: "halted" },
  halted: { PLAY: "playing", TOGGLE: "playing", CALM: "paused" },
  failed: {},
};
const FROM_EVERYWHERE: Turns = { OPEN: "loading", FAIL: "failed" };

export interface PlaybackState {
  readonly phase: Phase;
  /** The sentence that says why the page has failed. */
  readonly why: string | null;
}

/** The playback of one page. Whoever listens is woken when something has changed. */
export class Playback {
  readonly store: StoreApi<PlaybackState> = createStore(() => ({ phase: "empty", why: null }));

  get phase(): Phase {
    return this.store.getState().phase;
  }

  send(event: PlaybackEvent): void {
    const phase = TURNS[this.phase][event.type] ?? FROM_EVERYWHERE[event.type];
    if (phase === undefined) return;
    const why = event.type === "FAIL" || event.type === "REFUSED" ? event.why : null;
    this.store.setState({ phase, why });
  }
}
