/**
 * The stage: a canvas that shows a scene and a layer of real buttons over it. `mountStage(element, handlers)` puts it
 * into an element, `update(scene)` shows a scene, `destroy()` takes it away. It draws only when something changed.
 */
import { timer, type Timer } from "d3";
import { say } from "../languages/say.ts";
import type { FlightFrame } from "../wire/frame.ts";
import { readPalette, type Palette } from "./colours.ts";
import { aimAt, sameAim, type Aim } from "./aim.ts";
import { cutOrHeal, partitionBy, underKnife } from "./deeds.ts";
import type { Box, Point } from "./geometry.ts";
import { differs } from "./differs.ts";
import { listen, type Gestures } from "./gestures.ts";
import { gripOf, intentOf, type Grip, type Intent } from "./grab.ts";
import { Deaths, printOf } from "./ghosts.ts";
import { Handles, handlesOf } from "./handles.ts";
import { FINGER, hit, MOUSE, nearestCourse, sameTarget } from "./hits.ts";
import { glyphSize, marksOf, progressAt, type Ghost, type Mark } from "./messages.ts";
import { toneOf } from "./nodes.ts";
import { nameOf } from "./pairs.ts";
import { Picture, type Moment, type Stroke, type Zoom } from "./picture.ts";
import { courseBetween, courseOfTarget, Planner, type Plan } from "./plan.ts";
import { left, PULSE, ringOf, turned, type Pulse } from "./rings.ts";
import type { Scene, Stage, StageHandlers, Target } from "./scene.ts";
import styles from "./stage.module.css";
import { extensions } from "./stroke.ts";
import type { Zooming } from "./zooming.ts";

/** Between two updates of a running scene time is carried on, but no further than this, in ms of wall time. */
const AHEAD = 60;
/** With reduced motion the picture advances in steps. */
const STEPS = { messages: 6, pause: 200 };
/** Handles follow a running scene at this distance, in ms. */
const HANDLES = 130;
/** So many nodes turn at once in a crowd that not each can be pointed out. */
const MOST_PULSES = 60;
/** How far a key moves a message, as a share of its way. */
const NUDGE = 0.1;
/** A knife that crosses more links than this was meant as a partition. */
const KNIFE = 60;

const MESSAGE_KEYS: Readonly<Record<string, string>> = {
  d: "deliver",
  delete: "drop",
  backspace: "drop",
  "2": "duplicate",
};

/** Puts a stage into an element, which it fills. */
export function mountStage(element: HTMLElement, handlers: StageHandlers): Stage {
  return new MountedStage(element, handlers);
}

class MountedStage implements Stage {
  readonly canvas = document.createElement("canvas");
  private readonly root = document.createElement("div");
  private readonly hint = document.createElement("div");
  private readonly handles: Handles;
  private readonly gestures: Gestures;
  private readonly picture: Picture;
  private readonly planner = new Planner();
  private readonly observer: ResizeObserver;
  private readonly stop = new AbortController();

  private scene: Scene | null = null;
  private plan: Plan | null = null;
  private palette: Palette | null = null;
  private width = 0;
  private height = 0;
  private zoom: Zoom = { k: 1, x: 0, y: 0 };
  private zooming: Zooming | null = null;

  private ticking: Timer | null = null;
  private dirty = false;
  private updated = 0;
  private drawnAt = 0;
  private drawnTime = -1;
  private drawnPulses = 0;
  private drawnGhosts = "";
  private marks: Mark[] = [];
  private ghosts: Ghost[] = [];
  private pulses: Pulse[] = [];
  private readonly deaths = new Deaths();
  private stroke: Stroke | null = null;
  private grip: Grip | null = null;
  private intent: Intent | null = null;
  private aim: Aim | null = null;
  /** Where the last key put a message, in per cent of its way, and how the message was then. */
  private nudged: { readonly flight: FlightFrame; readonly to: number } | null = null;
  /** What the last drawn frame shows. */
  private shown: Moment | null = null;
  private handlesAt = -Infinity;
  private handlesDue: ReturnType<typeof setTimeout> | undefined;
  private hintDue: ReturnType<typeof setTimeout> | undefined;

  constructor(
    element: HTMLElement,
    private readonly handlers: StageHandlers,
  ) {
    const { root, canvas, hint } = this;
    root.className = styles["stage"] ?? "";
    root.setAttribute("role", "group");
    root.setAttribute("aria-label", say`Stage`);
    canvas.className = styles["canvas"] ?? "";
    canvas.setAttribute("aria-hidden", "true");
    hint.className = styles["hint"] ?? "";
    hint.setAttribute("role", "status");
    this.handles = new Handles({
      focus: (target) => this.point(target),
      activate: (target, shift) => this.activate(target, shift),
      key: (target, event) => this.messageKey(target, event),
      menu: (target, at) => this.handlers.menu(target, at),
    });
    root.append(canvas, this.handles.layer, hint);
    element.append(root);
    this.picture = new Picture(canvas);
    this.gestures = listen(root, {
      tool: () => this.scene?.tool ?? "point",
      zoomed: () => this.zoom.k > 1,
      place: (event) => this.place(event),
      under: (at, touch) => this.under(at, touch),
      hover: (target, at) => this.hover(target, at),
      click: (at, touch, shift) => this.click(at, touch, shift),
      stroke: (points) => this.sketch(points),
      drawn: (points, shift) => this.drawn(points, shift),
      grip: (at, touch) => this.take(at, touch),
      drag: (at, copy) => this.drag(at, copy),
      release: (at, copy) => this.release(at, copy),
      menu: (at, touch, client) => this.menu(at, touch, client),
    });
    this.listenToZoom();
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(root);
    // Words are measured and drawn with the page's fonts, which may arrive after the first picture.
    document.fonts.addEventListener("loadingdone", () => this.repaint(), {
      signal: this.stop.signal,
    });
  }

  update(scene: Scene): void {
    const before = this.scene;
    this.scene = scene;
    this.updated = performance.now();
    if (!this.palette || before?.dark !== scene.dark)
      this.palette = readPalette(this.root, scene.dark);
    if (before?.tool !== scene.tool) {
      this.root.classList.toggle(styles["drawing"] ?? "drawing", scene.tool !== "point");
      this.aim = null;
      this.gestures.adapt();
    }
    if (this.grip && scene.flights.get(this.grip.flight.id) !== this.grip.flight) this.letGo();
    if (before && before.manifest !== scene.manifest) this.zooming?.reset();
    if (before) this.noticeTurns(before, scene);
    this.deaths.notice(scene.fallen, this.updated);
    if (this.width === 0) this.measure();
    if (this.width === 0) return;
    this.plan = this.planner.of(scene, this.width, this.height);
    const changed = before === null || differs(before, scene);
    if (changed) this.dirty = true;
    if (changed || (before.time !== scene.time && this.moves())) this.wake();
    if (changed || before.time !== scene.time) this.tellHandles();
  }

  async svg(): Promise<string> {
    const { Context } = await import("svgcanvas");
    const brush = new Context(this.width, this.height);
    if (this.shown) this.picture.paintWith(brush, this.shown);
    return brush.getSerializedSvg();
  }

  destroy(): void {
    this.ticking?.stop();
    clearTimeout(this.handlesDue);
    clearTimeout(this.hintDue);
    this.observer.disconnect();
    this.gestures.destroy();
    this.stop.abort();
    this.zooming?.destroy();
    this.root.remove();
  }

  // Size and zoom

  private measure(): void {
    this.width = this.root.clientWidth;
    this.height = this.root.clientHeight;
    this.zooming?.resize(this.width, this.height);
  }

  private resize(): void {
    const { clientWidth, clientHeight } = this.root;
    if (clientWidth === 0 || clientHeight === 0) return;
    if (clientWidth === this.width && clientHeight === this.height && this.plan) return;
    this.measure();
    this.zooming?.reset();
    if (!this.scene) return;
    this.plan = this.planner.of(this.scene, this.width, this.height);
    // At once: a canvas that has changed its size is empty until it is drawn.
    this.draw(performance.now());
    this.tellHandles();
  }

  private listenToZoom(): void {
    void import("./zooming.ts").then(({ Zooming }) => {
      if (this.stop.signal.aborted) return;
      this.zooming = new Zooming(this.root, {
        free: (clientX, clientY, touch) =>
          this.zoom.k > 1 &&
          this.scene?.tool === "point" &&
          !this.under(this.placeOf(clientX, clientY), touch),
        zoomed: (to) => this.zoomTo(to),
      });
      this.zooming.resize(this.width, this.height);
    });
    this.root.addEventListener(
      "dblclick",
      () => {
        if (this.scene?.tool === "point") this.zooming?.reset();
      },
      { signal: this.stop.signal },
    );
  }

  private zoomTo({ k, x, y }: Zoom): void {
    this.zoom = { k, x, y };
    this.picture.zoomTo(this.zoom);
    this.handles.layer.style.transform = k === 1 ? "" : `translate(${x}px, ${y}px) scale(${k})`;
    this.gestures.adapt();
    this.dirty = true;
    this.wake();
  }

  // Hands

  private place(event: MouseEvent): Point {
    return this.placeOf(event.clientX, event.clientY);
  }

  private placeOf(clientX: number, clientY: number): Point {
    const box = this.root.getBoundingClientRect();
    const { k, x, y } = this.zoom;
    return { x: (clientX - box.left - x) / k, y: (clientY - box.top - y) / k };
  }

  private under(at: Point, touch: boolean): Target | null {
    const { plan, scene } = this;
    if (!plan || !scene) return null;
    const reach = touch ? FINGER : MOUSE;
    // A knife is after links: messages on them are in its way.
    const specks =
      scene.tool === "cut" ? [] : [...this.marks, ...this.ghosts.map((one) => one.mark)];
    return hit(at, { layout: plan.layout, specks, courses: plan.shown }, reach);
  }

  private point(target: Target | null): void {
    if (this.scene && sameTarget(this.scene.pointed, target)) return;
    this.handlers.point(target);
  }

  private click(at: Point, touch: boolean, shift: boolean): void {
    const { scene, plan } = this;
    if (!scene || !plan) return;
    if (scene.tool === "partition") {
      this.say(say`Draw a line between the nodes, or a ring around some of them.`);
      return;
    }
    const target = this.under(at, touch);
    if (scene.tool === "cut" && target?.is === "link") {
      const course = nearestCourse(at, plan.shown, (touch ? FINGER : MOUSE).link);
      if (course) this.cut(aimAt(course, at, shift));
      return;
    }
    this.handlers.select(target);
  }

  /** A handle used by keyboard or screen reader. */
  private activate(target: Target, shift: boolean): void {
    const course = this.plan ? courseOfTarget(this.plan, target) : undefined;
    if (course && this.scene?.tool === "cut") this.cut({ course, way: shift ? "there" : "both" });
    else this.handlers.select(target);
  }

  private cut(aim: Aim): void {
    this.handlers.act(cutOrHeal(aim, this.plan?.states.get(aim.course.pair.key)));
  }

  private hover(target: Target | null, at: Point | null): void {
    this.point(target);
    const course = this.plan ? courseOfTarget(this.plan, target) : undefined;
    const aim = course && at && this.scene?.tool === "cut" ? aimAt(course, at, false) : null;
    if (sameAim(aim, this.aim)) return;
    this.aim = aim;
    this.show();
  }

  private menu(at: Point, touch: boolean, client: Point): boolean {
    const target = this.under(at, touch);
    if (!target) return false;
    this.handlers.menu(target, client);
    return true;
  }

  // A message in the hand

  private take(at: Point, touch: boolean): boolean {
    const { scene, plan } = this;
    if (!scene || !plan) return false;
    // The picture may be a frame behind: the hand takes what is there now.
    if (this.dirty) this.marks = this.marksAt(scene.time, scene, plan);
    const target = this.under(at, touch);
    if (target?.is !== "message") return false;
    const flight = scene.flights.get(target.id);
    const course = flight && courseBetween(plan, flight.from, flight.to);
    // At a paused or slow receiver's door no hand reaches it.
    if (!flight || !course || flight.waits === "node") return false;
    if (scene.playing) this.handlers.pause();
    this.grip = gripOf(flight, course, at, scene.time, plan.layout);
    return true;
  }

  private drag(at: Point, copy: boolean): void {
    const { grip, plan, scene } = this;
    if (!grip || !plan || !scene) return;
    if (!this.intent) {
      this.say(say`Along its way: sooner or later. Off its way: drop. On ×2: duplicate.`);
    }
    this.intent = this.intended(grip, at, copy, plan, scene);
    // Tests read here what the hand would do: on the canvas it is only a picture.
    this.root.dataset["hand"] = this.intent.deed ?? "";
    this.show();
  }

  private release(at: Point | null, copy: boolean): void {
    const { grip, plan, scene } = this;
    const intent = grip && at && plan && scene && this.intended(grip, at, copy, plan, scene);
    this.letGo();
    if (intent && intent.deed !== null) this.handlers.act(intent.deed);
  }

  private intended(grip: Grip, at: Point, copy: boolean, plan: Plan, scene: Scene): Intent {
    const { time, flights, network } = scene;
    return intentOf(grip, at, copy, {
      time,
      layout: plan.layout,
      flights: flights.values(),
      network,
    });
  }

  private letGo(): void {
    if (this.intent) this.say("");
    this.grip = null;
    this.intent = null;
    delete this.root.dataset["hand"];
    this.show();
  }

  /** The keys of a message's handle: what a hand can do to it, without dragging. Whether the key means anything. */
  private messageKey(target: Target, event: KeyboardEvent): boolean {
    const { scene } = this;
    const flight = target.is === "message" ? scene?.flights.get(target.id) : undefined;
    if (!scene || !flight) return false;
    const name = `m${flight.id}`;
    const by = event.shiftKey ? { ArrowLeft: -NUDGE, ArrowRight: NUDGE }[event.key] : undefined;
    if (by !== undefined) {
      // A key pressed again before the first press shows goes on from where that one leads.
      const { nudged } = this;
      const from =
        nudged?.flight === flight ? nudged.to : progressAt(flight, scene.time, null) * 100;
      const to = Math.round(from + by * 100);
      this.nudged = { flight, to };
      this.handlers.act(to >= 100 ? `deliver ${name}` : `move ${name} ${Math.max(0, to)}%`);
      return true;
    }
    const deed = MESSAGE_KEYS[event.key.toLowerCase()];
    if (deed === undefined) return false;
    this.handlers.act(`${deed} ${name}`);
    return true;
  }

  /** Draws again although the scene is the same: the hand has moved. */
  private show(): void {
    this.dirty = true;
    this.wake();
  }

  private sketch(points: readonly Point[] | null): void {
    const { plan, scene } = this;
    this.stroke = points && plan && scene ? this.previewed(points, plan, scene) : null;
    this.show();
  }

  /** What the line would do if the hand stopped here. */
  private previewed(points: readonly Point[], plan: Plan, scene: Scene): Stroke | null {
    if (scene.tool === "point") return null;
    return scene.tool === "cut"
      ? { tool: "cut", points: [...points], cuts: underKnife(points, plan), onwards: [] }
      : {
          tool: "partition",
          points: [...points],
          cuts: [],
          onwards: extensions(points, this.box()),
        };
  }

  private drawn(points: readonly Point[], shift: boolean): void {
    const { scene, plan } = this;
    if (!scene || !plan) return;
    if (scene.tool === "cut") this.slash(points, plan);
    if (scene.tool === "partition") {
      const within = shift || scene.divide ? scene.network.partition : null;
      const deed = partitionBy(points, plan, this.box(), within);
      if (deed === null)
        this.say(say`Every node is on one side of that line: draw it between them.`);
      else this.handlers.act(deed);
    }
  }

  private slash(points: readonly Point[], plan: Plan): void {
    const crossed = underKnife(points, plan);
    if (crossed.length > KNIFE)
      this.say(say`That crosses ${crossed.length} links: draw a partition instead.`);
    else if (crossed.length === 0) this.say(say`The knife crossed no whole link.`);
    else for (const { pair } of crossed) this.handlers.act(`cut ${nameOf(pair)}`);
  }

  private box(): Box {
    return { x: 0, y: 0, width: this.width, height: this.height };
  }

  private say(text: string): void {
    this.hint.textContent = text;
    clearTimeout(this.hintDue);
    this.hintDue = setTimeout(() => (this.hint.textContent = ""), 4_000);
  }

  // What moves

  private noticeTurns(before: Scene, scene: Scene): void {
    const step = scene.time - before.time;
    // A jump to another moment is not a turn of events.
    if (scene.reducedMotion || step <= 0 || step > 2_000_000 || before.nodes === scene.nodes)
      return;
    for (const [id, frame] of scene.nodes) {
      const was = before.nodes.get(id);
      if (was && was !== frame && turned(was, frame))
        if (this.pulses.length < MOST_PULSES)
          this.pulses.push({ node: id, tone: toneOf(frame), began: this.updated });
    }
  }

  /** The simulated time to show: the scene's, carried on a little while it runs, never backwards. */
  private timeAt(now: number, scene: Scene): number {
    if (!scene.playing) return scene.time;
    const most = AHEAD * 1_000 * scene.speed;
    const time = scene.time + Math.min(now - this.updated, AHEAD) * 1_000 * scene.speed;
    return this.drawnTime > time && this.drawnTime - time <= most ? this.drawnTime : time;
  }

  /** Whether time alone changes the picture. */
  private moves(): boolean {
    const { scene } = this;
    if (!scene) return false;
    for (const flight of scene.flights.values()) if (flight.waits === null) return true;
    // A crowd's timers have no rings.
    if (this.plan?.layout.crowd) return false;
    for (const frame of scene.nodes.values()) {
      const ring = ringOf(frame);
      if (ring && left(ring, scene.time) > 0) return true;
    }
    return false;
  }

  // Drawing

  private wake(): void {
    this.ticking ??= timer(() => this.tick());
  }

  private tick(): void {
    const { scene } = this;
    if (!scene || !this.plan) return this.rest();
    const now = performance.now();
    this.pulses = this.pulses.filter((pulse) => now - pulse.began < PULSE);
    const ghosts = this.deaths.ghosts(scene, this.plan, now);
    const moving = this.moves();
    const changed =
      (moving && this.timeAt(now, scene) !== this.drawnTime) ||
      this.pulses.length > 0 ||
      this.drawnPulses > 0 ||
      printOf(ghosts) !== this.drawnGhosts;
    const early = scene.reducedMotion && now - this.drawnAt < STEPS.pause;
    if (this.dirty || (changed && !early)) this.draw(now);
    const more =
      (scene.playing && moving) ||
      this.pulses.length > 0 ||
      ghosts.some((ghost) => ghost.fading) ||
      (changed && early);
    if (!more) this.rest();
  }

  private rest(): void {
    this.ticking?.stop();
    this.ticking = null;
  }

  private repaint(): void {
    this.picture.forget();
    this.dirty = true;
    this.wake();
  }

  private draw(now: number): void {
    const { scene, plan, palette } = this;
    if (!scene || !plan || !palette) return;
    const steps = scene.reducedMotion ? STEPS.messages : null;
    const time = this.timeAt(now, scene);
    this.marks = this.marksAt(time, scene, plan);
    this.ghosts = this.deaths.ghosts(scene, plan, now);
    this.picture.resize(this.width, this.height, Math.min(3, window.devicePixelRatio || 1));
    this.shown = {
      scene,
      plan,
      palette,
      time,
      now,
      marks: this.marks,
      ghosts: this.ghosts,
      pulses: this.pulses,
      stroke: this.stroke,
      grab: this.grip && this.intent ? { grip: this.grip, intent: this.intent } : null,
      aim: this.aim,
      steps,
    };
    this.picture.draw(this.shown);
    this.drawnTime = time;
    this.drawnAt = now;
    this.drawnPulses = this.pulses.length;
    this.drawnGhosts = printOf(this.ghosts);
    this.dirty = false;
  }

  private marksAt(time: number, scene: Scene, { layout, courses }: Plan): Mark[] {
    const steps = scene.reducedMotion ? STEPS.messages : null;
    const size = glyphSize(layout.r, scene.flights.size);
    return marksOf(scene.flights.values(), courses, time, layout.r, size, steps);
  }

  /** At once while paused; while running only every now and then, since every change costs a layout. */
  private tellHandles(): void {
    const { scene } = this;
    if (!scene || !this.plan) return;
    const wait = scene.playing ? this.handlesAt + HANDLES - performance.now() : 0;
    if (wait > 0) {
      this.handlesDue ??= setTimeout(() => {
        this.handlesDue = undefined;
        this.tellHandles();
      }, wait);
      return;
    }
    clearTimeout(this.handlesDue);
    this.handlesDue = undefined;
    this.handlesAt = performance.now();
    // The picture may be a frame behind: handles of messages stand where the next one shows them.
    const marks = scene.playing ? [] : this.marksAt(scene.time, scene, this.plan);
    this.handles.update(handlesOf(scene, this.plan, marks));
  }
}
