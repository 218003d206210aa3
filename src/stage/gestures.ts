/** Mouse, pen and finger: what they do with each tool. Nothing here knows what a cut or a partition is. */
import type { Point } from "./geometry.ts";
import { distance } from "./geometry.ts";
import type { Target, Tool } from "./scene.ts";

/** What gestures need to know, and whom they tell. */
export interface Hand {
  tool(): Tool;
  zoomed(): boolean;
  /** The place on the unzoomed stage. */
  place(event: PointerEvent): Point;
  under(at: Point, touch: boolean): Target | null;
  hover(target: Target | null): void;
  click(at: Point, touch: boolean, shift: boolean): void;
  /** The line as it grows; null when it is finished or given up. */
  stroke(points: readonly Point[] | null): void;
  drawn(points: readonly Point[], shift: boolean): void;
}

export interface Gestures {
  /** To be called when the tool or the zoom changes: a finger may scroll the page or not. */
  adapt(): void;
  destroy(): void;
}

/** A press that moves no farther is a click. */
const STILL = { mouse: 5, touch: 12 };

export function listen(surface: HTMLElement, hand: Hand): Gestures {
  let press: { readonly id: number; readonly from: Point; readonly touch: boolean } | null = null;
  let moved = false;
  let line: Point[] | null = null;
  const stop = new AbortController();
  const { signal } = stop;

  const drop = (): void => {
    press = null;
    if (line) hand.stroke(null);
    line = null;
  };
  // Client coordinates: whether a press stays in place must not depend on the zoom.
  const screen = (event: PointerEvent): Point => ({ x: event.clientX, y: event.clientY });

  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    if (press) {
      // A second finger means pinching, not drawing.
      drop();
      return;
    }
    press = { id: event.pointerId, from: screen(event), touch: event.pointerType !== "mouse" };
    moved = false;
    if (hand.tool() === "point") return;
    line = [hand.place(event)];
    surface.setPointerCapture(event.pointerId);
    // No text selection and no focus stolen from the keyboard's place while drawing.
    event.preventDefault();
  };

  const move = (event: PointerEvent): void => {
    const touch = event.pointerType !== "mouse";
    if (press?.id === event.pointerId) {
      const far = distance(screen(event), press.from);
      if (far > (press.touch ? STILL.touch : STILL.mouse)) moved = true;
      if (line) {
        const all = event.getCoalescedEvents();
        for (const one of all.length > 0 ? all : [event]) {
          const p = hand.place(one);
          const last = line.at(-1);
          if (!last || distance(p, last) >= 2) line.push(p);
        }
        if (moved) hand.stroke(line);
      }
      return;
    }
    if (touch || event.buttons !== 0) return;
    const target = hand.tool() === "partition" ? null : hand.under(hand.place(event), false);
    hand.hover(target);
    surface.style.cursor = cursor(hand, target);
  };

  const up = (event: PointerEvent): void => {
    if (press?.id !== event.pointerId) return;
    const { touch } = press;
    const points = line;
    press = null;
    line = null;
    if (points) hand.stroke(null);
    if (!moved) hand.click(hand.place(event), touch, event.shiftKey);
    else if (points && points.length > 1) hand.drawn(points, event.shiftKey);
  };

  surface.addEventListener("pointerdown", down, { signal });
  surface.addEventListener("pointermove", move, { signal });
  surface.addEventListener("pointerup", up, { signal });
  surface.addEventListener("pointercancel", drop, { signal });
  surface.addEventListener("pointerleave", () => hand.hover(null), { signal });
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !line) return;
      event.stopPropagation();
      drop();
    },
    { signal, capture: true },
  );

  const adapt = (): void => {
    const drawing = hand.tool() !== "point";
    if (!drawing && line) drop();
    // With the point tool one finger scrolls the page, unless there is something to pan here.
    surface.style.touchAction = drawing || hand.zoomed() ? "none" : "pan-x pan-y";
    surface.style.cursor = cursor(hand, null);
  };
  adapt();
  return { adapt, destroy: () => stop.abort() };
}

function cursor(hand: Hand, target: Target | null): string {
  if (hand.tool() !== "point") return "crosshair";
  if (target) return "pointer";
  return hand.zoomed() ? "grab" : "default";
}
