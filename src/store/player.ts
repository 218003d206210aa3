/** The display's clock, as the player needs it; tests bring their own. */
export interface Display {
  request(draw: (wall: number) => void): number;
  cancel(handle: number): void;
}

export interface PlayerInput {
  readonly display: Display;
  /** Simulated µs at the playhead. */
  time(): number;
  /** Simulated seconds a wall second. */
  speed(): number;
  reducedMotion(): boolean;
  /** Asks the worker to play on to a time; settles when its frame is in. */
  advance(to: number): Promise<void>;
}

export interface Player {
  start(): void;
  stop(): void;
}

/** A frame that came late may not make the run leap: longest wall ms played at once. */
const LONGEST_STEP = 50;
/** With reduced motion the run advances in steps of this many wall ms. */
const CALM_STEP = 250;

/**
 * Turns wall time into simulated time while the run plays, one `advance` at a time: the display's frames ask, and
 * nobody asks while an answer is out. Stopped, it does nothing at all.
 */
export function createPlayer(input: PlayerInput): Player {
  let handle: number | null = null;
  let before: number | null = null;
  let waiting = false;

  const draw = (wall: number): void => {
    handle = input.display.request(draw);
    before ??= wall;
    const step = input.reducedMotion() ? CALM_STEP : LONGEST_STEP;
    const passed = wall - before;
    if (waiting || passed <= 0 || (input.reducedMotion() && passed < step)) return;
    before = wall;
    waiting = true;
    const to = input.time() + Math.round(Math.min(passed, step) * 1_000 * input.speed());
    void input.advance(to).finally(() => {
      waiting = false;
    });
  };

  return {
    start() {
      if (handle !== null) return;
      before = null;
      handle = input.display.request(draw);
    },
    stop() {
      if (handle === null) return;
      input.display.cancel(handle);
      handle = null;
    },
  };
}
