/** What hands do on the diagram: drag to pan or to move the playhead, pinch and wheel to zoom, tap to select. */
import type { Point } from "../geometry.ts";

/** What the diagram makes of it. Places are in its own pixels. */
export interface HandUses {
  /** Whether a drag that begins here moves the playhead. */
  seeks(at: Point, touch: boolean): boolean;
  seek(x: number): void;
  /** The playhead is let go. */
  rest(): void;
  /** By so many pixels to the right. */
  pan(by: number): void;
  zoom(factor: number, x: number): void;
  hover(at: Point | null): void;
  click(at: Point, touch: boolean): void;
  open(at: Point): void;
}

/** A hand that moved less than this, in pixels, clicked. */
const SLACK = 4;

interface Finger extends Point {
  readonly began: Point;
}

/** Listens until `stop` ends it. */
export function listen(element: HTMLElement, uses: HandUses, stop: AbortSignal): void {
  const fingers = new Map<number, Finger>();
  let doing: "nothing" | "press" | "pan" | "seek" | "pinch" = "nothing";
  const on = <K extends keyof HTMLElementEventMap>(
    type: K,
    heard: (event: HTMLElementEventMap[K]) => void,
  ): void => element.addEventListener(type, heard, { signal: stop, passive: false });
  const place = (event: MouseEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  on("pointerdown", (event) => {
    if (event.button !== 0) return;
    const at = place(event);
    element.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { ...at, began: at });
    if (fingers.size === 2) doing = "pinch";
    else if (fingers.size === 1) {
      doing = uses.seeks(at, event.pointerType !== "mouse") ? "seek" : "press";
      if (doing === "seek") uses.seek(at.x);
    }
  });
  on("pointermove", (event) => {
    const at = place(event);
    const finger = fingers.get(event.pointerId);
    if (!finger) {
      if (event.pointerType === "mouse") uses.hover(at);
      return;
    }
    const before = span(fingers);
    fingers.set(event.pointerId, { ...at, began: finger.began });
    const after = span(fingers);
    if (doing === "press" && Math.hypot(at.x - finger.began.x, at.y - finger.began.y) > SLACK) {
      doing = "pan";
      uses.hover(null);
      uses.pan(at.x - finger.began.x);
    } else if (doing === "pan") uses.pan(at.x - finger.x);
    else if (doing === "seek") uses.seek(at.x);
    else if (doing === "pinch" && before && after) {
      uses.pan(after.middle - before.middle);
      if (before.length > 0 && after.length > 0)
        uses.zoom(before.length / after.length, after.middle);
    }
  });
  const up = (event: PointerEvent): void => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    fingers.delete(event.pointerId);
    if (doing === "press" && event.type === "pointerup")
      uses.click(place(event), event.pointerType !== "mouse");
    if (doing === "seek") uses.rest();
    // One finger of a pinch that stays goes on as a drag.
    doing = fingers.size === 1 && doing === "pinch" ? "pan" : "nothing";
  };
  on("pointerup", up);
  on("pointercancel", up);
  on("pointerleave", () => {
    if (fingers.size === 0) uses.hover(null);
  });
  on("dblclick", (event) => uses.open(place(event)));
  on("wheel", (event) => {
    event.preventDefault();
    const by = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
    if (sideways) uses.pan(-(event.deltaX || event.deltaY) * by);
    // A pinch comes as many small turns of the wheel, a notch of a real wheel as one great one.
    else
      uses.zoom(
        Math.exp(event.deltaY * by * (Math.abs(event.deltaY) < 30 ? 0.01 : 0.002)),
        place(event).x,
      );
  });
}

/** How far apart two fingers are along time, and their middle. */
function span(fingers: ReadonlyMap<number, Finger>): { length: number; middle: number } | null {
  const [one, other] = fingers.values();
  if (!one || !other) return null;
  return { length: Math.hypot(one.x - other.x, one.y - other.y), middle: (one.x + other.x) / 2 };
}
