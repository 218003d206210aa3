/**
 * The space–time diagram of a run (Lamport 1978): `mountSpacetime(element, handlers)` puts it into an element, `update(scene)`
 * shows a scene, `destroy()` takes it away. It draws only when something changed.
 */
import { say } from "../../languages/say.ts";
import { readPalette, type Palette } from "../colours.ts";
import type { Point } from "../geometry.ts";
import { sameTarget } from "../hits.ts";
import type { Target } from "../scene.ts";
import type { Cone } from "../../wire/happened-before.ts";
import { Chronicle } from "./chronicle.ts";
import { listen } from "./hands.ts";
import { Handles } from "./handles.ts";
import { layOut, leastHeight, timeAt, xOf, type Layout } from "./layout.ts";
import { paint, paintAlone } from "./picture.ts";
import styles from "./spacetime.module.css";
import { FINGER, hit, MOUSE, spotOf } from "./spots.ts";
import { bounded, following, panned, showing, whole, zoomed, type Stretch } from "./stretch.ts";
import type { Spacetime, SpacetimeHandlers, SpacetimeScene, View } from "./view.ts";
import { lastBefore, walk } from "./walk.ts";

/** How much of the run is in sight to begin with: this much wall time at the lesson's own pace, in s. */
const SIGHT = 14;
/** The cone's counts and the handles follow a running scene at this distance, in wall ms. */
const PACE = 200;

/** Puts a diagram into an element, which it fills. */
export function mountSpacetime(element: HTMLElement, handlers: SpacetimeHandlers): Spacetime {
  return new MountedSpacetime(element, handlers);
}

class MountedSpacetime implements Spacetime {
  readonly #root = document.createElement("div");
  readonly #canvas = document.createElement("canvas");
  readonly #handles: Handles;
  readonly #stop = new AbortController();
  readonly #observer: ResizeObserver;
  #scene: SpacetimeScene | null = null;
  #chronicle: Chronicle | null = null;
  #cone: Cone | null = null;
  #palette: Palette | null = null;
  #layout: Layout | null = null;
  #stretch: Stretch = { from: 0, span: 1 };
  #follow = true;
  #frame: number | null = null;
  #draws = 0;
  #told = -Infinity;
  #toldCone = "";

  constructor(
    element: HTMLElement,
    private readonly handlers: SpacetimeHandlers,
  ) {
    this.#root.className = styles["spacetime"] ?? "";
    this.#root.setAttribute("role", "group");
    this.#root.setAttribute("aria-label", say`Space–time diagram`);
    this.#canvas.className = styles["canvas"] ?? "";
    this.#canvas.setAttribute("aria-hidden", "true");
    this.#handles = this.#makeHandles();
    const { names, playhead, events } = this.#handles;
    this.#root.append(this.#canvas, names, events, playhead);
    element.append(this.#root);
    this.#root.addEventListener("keydown", this.#handles.keys);
    this.#listen();
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(this.#root);
    // Words are measured and drawn with the page's fonts, which may arrive after the first picture.
    document.fonts.addEventListener("loadingdone", () => this.#wake(), {
      signal: this.#stop.signal,
    });
  }

  update(scene: SpacetimeScene): void {
    const before = this.#scene;
    this.#scene = scene;
    if (!this.#palette || before?.dark !== scene.dark)
      this.#palette = readPalette(this.#root, scene.dark);
    if (!this.#chronicle || before?.manifest !== scene.manifest) this.#begin(scene);
    const grown = this.#take(scene);
    if (before?.selected !== scene.selected || grown) this.#light(before, scene);
    if (this.#follow && before?.time !== scene.time)
      this.#show(following(this.#stretch, scene.time));
    const changed =
      grown ||
      before?.time !== scene.time ||
      before.end !== scene.end ||
      before.dark !== scene.dark ||
      before.manifest !== scene.manifest ||
      !sameTarget(before.selected, scene.selected) ||
      !sameTarget(before.pointed, scene.pointed);
    if (changed) this.#wake();
  }

  destroy(): void {
    this.#observer.disconnect();
    this.#stop.abort();
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#root.remove();
  }

  zoomBy(factor: number): void {
    const { scene, layout } = this.#shown() ?? {};
    if (!scene || !layout) return;
    const { from, span } = this.#stretch;
    const playhead = scene.time >= from && scene.time <= from + span;
    this.#zoom(factor, playhead ? scene.time : from + span / 2);
  }

  fit(): void {
    if (!this.#scene) return;
    this.setFollow(false);
    this.#show(whole(this.#scene.end));
  }

  setFollow(on: boolean): void {
    if (on === this.#follow) return;
    this.#follow = on;
    this.handlers.follows(on);
    if (on && this.#scene) this.#show(following(this.#stretch, this.#scene.time));
  }

  async svg(): Promise<string> {
    const { Context } = await import("svgcanvas");
    const view = this.#shown();
    if (!view) return "";
    const brush = new Context(view.layout.width, view.layout.height);
    paintAlone(brush, { ...view, scene: { ...view.scene, pointed: null } });
    return brush.getSerializedSvg();
  }

  // What is shown

  #begin(scene: SpacetimeScene): void {
    this.#chronicle = new Chronicle(scene.manifest);
    this.#cone = null;
    this.setFollow(true);
    const span = SIGHT * scene.manifest.pace * 1_000_000;
    this.#stretch = following({ from: 0, span }, scene.time);
    this.#handles.nodes(scene.manifest.nodes.map((node) => node.id));
    this.#layout = null;
  }

  /** Takes new rows in; says whether there were any. */
  #take(scene: SpacetimeScene): boolean {
    const chronicle = this.#chronicle;
    if (!chronicle) return false;
    const length = chronicle.rows.length;
    const last = chronicle.rows.at(-1);
    const grown = chronicle.follow(scene.rows, scene.revision);
    chronicle.expect(scene.flights.values());
    // A cone outlives rows that were added, not those that were replaced.
    if (grown && (chronicle.rows.length < length || chronicle.rows[length - 1] !== last))
      this.#cone = null;
    return grown;
  }

  #light(before: SpacetimeScene | null, scene: SpacetimeScene): void {
    const { order, rows } = this.#chronicle ?? {};
    if (!order || !rows) return;
    const { selected } = scene;
    const place = selected?.is === "event" ? order.placeOf(selected.id) : -1;
    if (place < 0) this.#cone = null;
    else if (this.#cone?.at === place) order.widen(this.#cone);
    else this.#cone = order.cone(place);
    const row = rows[place];
    if (row && !sameTarget(before?.selected ?? null, selected)) {
      this.#show(showing(this.#stretch, row.time));
      this.#handles.stand(row);
    }
  }

  #shown(): View | null {
    const [scene, chronicle, palette] = [this.#scene, this.#chronicle, this.#palette];
    if (!scene || !chronicle || !palette) return null;
    const layout = this.#layOut(scene);
    if (!layout) return null;
    return { scene, chronicle, palette, layout, stretch: this.#stretch, cone: this.#cone };
  }

  #layOut(scene: SpacetimeScene): Layout | null {
    if (this.#layout) return this.#layout;
    const { clientWidth, clientHeight } = this.#root;
    if (clientWidth === 0 || clientHeight === 0) return null;
    const ids = scene.manifest.nodes.map((node) => node.id);
    this.#layout = layOut(ids, clientWidth, Math.max(clientHeight, leastHeight(ids.length)));
    this.#canvas.style.height = `${this.#layout.height}px`;
    this.#handles.place(this.#layout);
    return this.#layout;
  }

  #resize(): void {
    this.#layout = null;
    // At once: a canvas that has changed its size is empty until it is drawn.
    this.#draw();
  }

  #show(stretch: Stretch): void {
    const { scene } = this.#shown() ?? {};
    this.#stretch = scene ? bounded(stretch, Math.max(scene.end, scene.time)) : stretch;
    this.#wake();
  }

  #zoom(factor: number, about: number): void {
    this.#show(zoomed(this.#stretch, factor, about));
  }

  // Hands

  #listen(): void {
    const view = (): View | null => this.#shown();
    listen(
      this.#canvas,
      {
        seeks: (at, touch) => {
          const shown = view();
          if (!shown) return false;
          const { layout, stretch, scene } = shown;
          const reach = touch ? 14 : 5;
          const head = Math.abs(xOf(layout, stretch, scene.time) - at.x) <= reach;
          // A finger on the line itself may be after what lies under it; on the axis it is not.
          return at.y > layout.bottom - 2 || (head && (!touch || at.y < layout.top));
        },
        seek: (x) => {
          const shown = view();
          if (!shown) return;
          const { layout, stretch, scene } = shown;
          const inside = Math.max(layout.left, Math.min(layout.right, x));
          const time = Math.round(timeAt(layout, stretch, inside));
          this.handlers.seek(Math.max(0, Math.min(time, Math.max(scene.end, scene.time))));
        },
        rest: () => this.handlers.rest(),
        pan: (by) => {
          const shown = view();
          if (!shown || by === 0) return;
          this.setFollow(false);
          const { left, right } = shown.layout;
          this.#show(panned(this.#stretch, (-by / (right - left)) * this.#stretch.span));
        },
        zoom: (factor, x) => {
          const shown = view();
          if (!shown) return;
          const inside = Math.max(shown.layout.left, x);
          this.#zoom(factor, timeAt(shown.layout, this.#stretch, inside));
        },
        hover: (at) => this.#hover(at),
        click: (at, touch) => this.handlers.select(this.#under(at, touch)),
        open: (at) => {
          const target = this.#under(at, false);
          if (target?.is === "event") this.handlers.visit(target.id);
        },
      },
      this.#stop.signal,
    );
  }

  #under(at: Point, touch: boolean): Target | null {
    const view = this.#shown();
    return view && hit(at, view, touch ? FINGER : MOUSE);
  }

  #hover(at: Point | null): void {
    const view = this.#shown();
    const target = at && this.#under(at, false);
    if (view && at) {
      const { layout, stretch, scene } = view;
      const head = Math.abs(xOf(layout, stretch, scene.time) - at.x) <= 5;
      const seeks = at.y > layout.bottom - 2 || head;
      this.#canvas.style.cursor = seeks ? "ew-resize" : target ? "pointer" : "";
    }
    this.#point(target);
  }

  #point(target: Target | null): void {
    if (this.#scene && sameTarget(this.#scene.pointed, target)) return;
    this.handlers.point(target);
  }

  #makeHandles(): Handles {
    return new Handles({
      entry: () =>
        this.#chronicle && this.#scene ? lastBefore(this.#chronicle, this.#scene.event) : null,
      step: (from, step) => (this.#chronicle ? walk(this.#chronicle, from, step) : null),
      focus: (row) => {
        this.setFollow(false);
        this.#show(showing(this.#stretch, row.time));
        this.#point({ is: "event", id: row.id });
      },
      leave: () => this.#point(null),
      select: (target) => this.handlers.select(target),
      point: (target) => this.#point(target),
      why: (event) => this.handlers.why(event),
      move: (by) => {
        const { time, end } = this.#scene ?? { time: 0, end: 0 };
        const to = by === "first" ? 0 : by === "last" ? end : time + by;
        this.handlers.seek(Math.max(0, to));
        this.handlers.rest();
      },
      pan: (share) => {
        this.setFollow(false);
        this.#show(panned(this.#stretch, share * this.#stretch.span));
      },
      zoom: (factor) => this.zoomBy(factor),
      fit: () => this.fit(),
    });
  }

  // Drawing

  #wake(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#draw();
    });
  }

  #draw(): void {
    const view = this.#shown();
    const ctx = this.#canvas.getContext("2d", { alpha: false });
    if (!view || !ctx) return;
    const { layout, palette } = view;
    const ratio = Math.min(3, window.devicePixelRatio || 1);
    const [width, height] = [Math.round(layout.width * ratio), Math.round(layout.height * ratio)];
    if (this.#canvas.width !== width || this.#canvas.height !== height)
      Object.assign(this.#canvas, { width, height });
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.fillStyle = palette.surface;
    ctx.fillRect(0, 0, layout.width, layout.height);
    const counts = paint(ctx, view);
    const { dataset } = this.#canvas;
    dataset["spacetime"] = String(++this.#draws);
    for (const [name, count] of Object.entries(counts)) dataset[name] = String(count);
    this.#tell(view);
  }

  /** Tells the handles and whoever listens: at once while paused, every now and then while it runs. */
  #tell(view: View): void {
    const { scene, layout, stretch, chronicle } = view;
    const now = performance.now();
    if (scene.playing && now - this.#told < PACE) return;
    this.#told = now;
    const x = xOf(layout, stretch, scene.time);
    const inSight = x >= layout.left && x <= layout.right;
    this.#handles.time(inSight ? x : null, layout, scene.time, scene.end);
    this.#handles.light(scene.selected, scene.pointed);
    const row = this.#handles.focused;
    if (row) this.#handles.put(spotOf(row, view));
    const { dataset } = this.#canvas;
    dataset["from"] = String(Math.round(stretch.from));
    dataset["span"] = String(Math.round(stretch.span));
    dataset["left"] = String(Math.round(layout.left));
    dataset["right"] = String(Math.round(layout.right));
    this.#tellCone(chronicle);
  }

  #tellCone({ rows }: Chronicle): void {
    const cone = this.#cone;
    const row = cone && rows[cone.at];
    const counts = row
      ? { event: row.id, past: cone.past, future: cone.future, concurrent: cone.concurrent }
      : null;
    const told = JSON.stringify(counts);
    if (told === this.#toldCone) return;
    this.#toldCone = told;
    this.handlers.cone(counts);
  }
}
