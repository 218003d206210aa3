/** Mouse, pen and finger: what they do with each tool. Nothing here knows what a cut, a partition or a message is. */
import type { Point } from "./geometry.ts";
import { distance } from "./geometry.ts";
import type { Target, Tool } from "./scene.ts";

/** What gestures need to know, and whom they tell. */
export interface Hand {
  tool(): Tool;
  zoomed(): boolean;
  /** The place on the unzoomed stage. */
  place(event: MouseEvent): Point;
  under(at: Point, touch: boolean): Target | null;
  hover(target: Target | null, at: Point | null): void;
  click(at: Point, touch: boolean, shift: boolean): void;
  /** The line as it grows; null when it is finished or given up. */
  stroke(points: readonly Point[] | null): void;
  drawn(points: readonly Point[], shift: boolean): void;
  /** A press with the point tool: whether there is something that can be taken and dragged. */
  grip(at: Point, touch: boolean): boolean;
  /** What was taken is dragged; `copy`: a key that doubles is held. */
  drag(at: Point, copy: boolean): void;
  /** What was dragged is let go here; null: it goes back. */
  release(at: Point | null, copy: boolean): void;
  /** A right click or a long press; in client coordinates too. Whether there is a menu for what lies here. */
  menu(at: Point, touch: boolean, client: Point): boolean;
}

export interface Gestures {
  /** To be called when the tool or the zoom changes: a finger may scroll the page or not. */
  adapt(): void;
  destroy(): void;
}

/** A press that moves no farther is a click. */
const STILL = { mouse: 5, touch: 12 };
/** A finger that rests so long opens a menu, in wall ms. */
const LONG = 550;

export function listen(surface: HTMLElement, hand: Hand): Gestures {
  let press: { readonly id: number; readonly from: Point; readonly touch: boolean } | null = null;
  let moved = false;
  let line: Point[] | null = null;
  let held = false;
  let last: Point = { x: 0, y: 0 };
  let resting: ReturnType<typeof setTimeout> | undefined;
  const stop = new AbortController();
  const { signal } = stop;

  const drop = (): void => {
    press = null;
    clearTimeout(resting);
    if (line) hand.stroke(null);
    line = null;
    if (held) hand.release(null, false);
    held = false;
    surface.style.cursor = cursor(hand, null);
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
    if (hand.tool() === "point") {
      const at = hand.place(event);
      const client = screen(event);
      held = hand.grip(at, press.touch);
      if (held) surface.setPointerCapture(event.pointerId);
      if (held) surface.style.cursor = "grabbing";
      if (press.touch) {
        resting = setTimeout(() => {
          if (press && !moved && hand.menu(at, true, client)) drop();
        }, LONG);
      }
      return;
    }
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
      if (moved) clearTimeout(resting);
      if (held && moved) {
        last = hand.place(event);
        hand.drag(last, copies(event));
      }
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
    const at = hand.place(event);
    const target = hand.tool() === "partition" ? null : hand.under(at, false);
    hand.hover(target, at);
    surface.style.cursor = cursor(hand, target);
  };

  const up = (event: PointerEvent): void => {
    if (press?.id !== event.pointerId) return;
    const { touch } = press;
    const points = line;
    const dragged = held;
    clearTimeout(resting);
    press = null;
    line = null;
    held = false;
    surface.style.cursor = cursor(hand, null);
    if (dragged) hand.release(moved ? hand.place(event) : null, copies(event));
    if (points) hand.stroke(null);
    if (!moved) hand.click(hand.place(event), touch, event.shiftKey);
    else if (points && points.length > 1) hand.drawn(points, event.shiftKey);
  };

  surface.addEventListener("pointerdown", down, { signal });
  surface.addEventListener("pointermove", move, { signal });
  surface.addEventListener("pointerup", up, { signal });
  surface.addEventListener("pointercancel", drop, { signal });
  surface.addEventListener("pointerleave", () => hand.hover(null, null), { signal });
  // A finger that takes something must not scroll the page; one that doesn't may.
  surface.addEventListener("touchstart", (event) => held && event.preventDefault(), {
    signal,
    passive: false,
  });
  surface.addEventListener(
    "contextmenu",
    (event) => {
      // A long press of a finger has its own time here, on every system the same; a key has its own way.
      const byMouse = event.button === 2;
      if (!byMouse || hand.menu(hand.place(event), false, { x: event.clientX, y: event.clientY }))
        event.preventDefault();
    },
    { signal },
  );
  window.addEventListener(
    "keydown",
    (event) => {
      if (held && moved && COPY.has(event.key)) hand.drag(last, true);
      if (event.key !== "Escape" || (!line && !held)) return;
      event.stopPropagation();
      drop();
    },
    { signal, capture: true },
  );
  window.addEventListener(
    "keyup",
    (event) => {
      if (held && moved && COPY.has(event.key)) hand.drag(last, false);
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

/** Either key doubles: Alt moves windows on some systems, Ctrl opens menus on others. */
const COPY: ReadonlySet<string> = new Set(["Alt", "Control"]);

function copies(event: MouseEvent): boolean {
  return event.altKey || event.ctrlKey;
}

function cursor(hand: Hand, target: Target | null): string {
  if (hand.tool() !== "point") return "crosshair";
  if (target?.is === "message") return "grab";
  if (target) return "pointer";
  return hand.zoomed() ? "grab" : "default";
}
