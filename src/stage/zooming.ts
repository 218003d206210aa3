/**
 * Zoom and pan by wheel, pinch and drag. It comes after the stage has been drawn (`import()`), since nobody zooms into a
 * stage that is not there yet, and its library is heavy.
 */
import { select, zoom, zoomIdentity, type ZoomTransform } from "d3";
import type { Zoom } from "./picture.ts";

interface ZoomUses {
  /** Whether a hand may drag the picture from here: empty ground of a picture that is zoomed. */
  free(clientX: number, clientY: number, touch: boolean): boolean;
  zoomed(to: Zoom): void;
}

export class Zooming {
  private readonly zoomer = zoom<HTMLElement, unknown>();

  constructor(
    private readonly root: HTMLElement,
    private readonly uses: ZoomUses,
  ) {
    this.zoomer
      .scaleExtent([1, 5])
      // A pinch comes as many small turns of the wheel, a notch of a real wheel as one great one.
      .wheelDelta(
        (event: WheelEvent) => -event.deltaY * (Math.abs(event.deltaY) < 30 ? 0.01 : 0.003),
      )
      .filter((event: Event) => this.may(event))
      .on("zoom", (event: { transform: ZoomTransform }) => this.uses.zoomed(event.transform));
    select(root).call(this.zoomer).on("dblclick.zoom", null);
  }

  resize(width: number, height: number): void {
    const all: [[number, number], [number, number]] = [
      [0, 0],
      [width, height],
    ];
    this.zoomer.extent(all).translateExtent(all);
  }

  reset(): void {
    this.zoomer.transform(select(this.root), zoomIdentity);
  }

  destroy(): void {
    select(this.root).on(".zoom", null);
  }

  /** The wheel belongs to the page unless Ctrl is held (which pinching a touchpad does), one finger to the tools. */
  private may(event: Event): boolean {
    if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey;
    if (event instanceof MouseEvent)
      return event.button === 0 && this.uses.free(event.clientX, event.clientY, false);
    if (!("touches" in event)) return false;
    const { touches } = event as TouchEvent;
    const first = touches[0];
    if (touches.length !== 1 || !first) return touches.length > 1;
    return this.uses.free(first.clientX, first.clientY, true);
  }
}
