/**
 * A real button for everything on the canvas, for keyboard, screen readers and tests. Each sort (nodes, links,
 * messages) is one stop of the Tab key; the arrow keys go on from there, among nodes by where they stand.
 */
import { say } from "../languages/say.ts";
import type { NodeFrame } from "../wire/frame.ts";
import type { Point } from "./geometry.ts";
import { distance } from "./geometry.ts";
import { sameTarget } from "./hits.ts";
import { around } from "./layout.ts";
import type { Mark } from "./messages.ts";
import { roleOf } from "./nodes.ts";
import {
  distanceToCourse,
  headingOn,
  isCut,
  pointOn,
  type Course,
  type PairState,
} from "./pairs.ts";
import { courseOfTarget, type Plan } from "./plan.ts";
import type { Scene, Target } from "./scene.ts";
import styles from "./stage.module.css";

export interface Handle {
  readonly target: Target;
  readonly name: string;
  /** For tests: `data-node`, `data-link`, `data-message`. */
  readonly mark: string;
  readonly at: Point;
  readonly width: number;
  readonly height: number;
  /** Radians. */
  readonly angle: number;
  readonly pressed: boolean;
}

/** More pairs than this have handles only when they belong to the selected node. */
const MANY_PAIRS = 60;
const MANY_MESSAGES = 40;
/** The least size of a target for a finger, by WCAG 2.2. */
const LEAST = 24;

/** All handles of a scene, nodes first. */
export function handlesOf(scene: Scene, plan: Plan, marks: readonly Mark[]): Handle[] {
  const handles: Handle[] = [];
  for (const frame of plan.layout.crowd ? neighbours(scene, plan) : scene.nodes.values()) {
    const spot = plan.layout.spots.get(frame.id);
    if (!spot) continue;
    const size = Math.max(LEAST, spot.ring * 2);
    const target: Target = { is: "node", id: frame.id };
    handles.push({
      target,
      name: nodeName(frame),
      mark: frame.id,
      at: spot,
      width: size,
      height: size,
      angle: 0,
      pressed: sameTarget(scene.selected, target),
    });
  }
  const chosen = courseOfTarget(plan, scene.selected);
  const focus = scene.selected?.is === "node" ? scene.selected.id : null;
  const { listed } = plan.courses;
  const few = listed.length <= MANY_PAIRS;
  // In a crowd none is listed: those that say something have their handles, and the one that is chosen.
  const links =
    listed.length > 0 ? listed : [...new Set([...plan.shown, ...(chosen ? [chosen] : [])])];
  for (const course of links.slice(0, Math.max(listed.length, MANY_PAIRS))) {
    const { pair } = course;
    if (!few && pair.a !== focus && pair.b !== focus && course !== chosen) continue;
    const place = clearOf(course, scene.playing ? [] : marks);
    const heading = headingOn(course, place);
    handles.push({
      target: { is: "link", from: pair.a, to: pair.b },
      name: linkName(course, plan.states.get(pair.key)),
      mark: pair.key,
      at: pointOn(course, place),
      width: Math.max(LEAST, Math.min(course.length * 0.3, 48)),
      height: LEAST,
      angle: Math.atan2(heading.y, heading.x),
      pressed: course === chosen,
    });
  }
  if (scene.playing) return handles;
  for (const mark of marks.slice(0, MANY_MESSAGES)) {
    const target: Target = { is: "message", id: mark.id };
    handles.push({
      target,
      name: messageName(mark),
      mark: String(mark.id),
      at: mark,
      width: LEAST,
      height: LEAST,
      angle: 0,
      pressed: sameTarget(scene.selected, target),
    });
  }
  return handles;
}

/** How far around the node that one is at the nodes of a crowd have handles, in pixels: arrows always find a next one. */
const NEAR = 70;

/** A thousand buttons would cost more than the picture: of a crowd those have one that stand around where one is. */
function neighbours(scene: Scene, { layout }: Plan): NodeFrame[] {
  const at = [scene.pointed, scene.selected].find((target) => target?.is === "node");
  const [first] = layout.spots.keys();
  const centre = layout.spots.get(at?.is === "node" ? at.id : (first ?? ""));
  if (!centre) return [];
  const ids = new Set(around(layout, centre, NEAR).map(({ id }) => id));
  return [...scene.nodes.values()].filter(({ id }) => ids.has(id));
}

/** A place on a link where no message's handle lies over it, as near to the link's own as there is. */
function clearOf(course: Course, marks: readonly Mark[]): number {
  const near = marks.filter((mark) => distanceToCourse(mark, course) < LEAST);
  const free = (t: number): boolean =>
    near.every((mark) => distance(mark, pointOn(course, t)) > LEAST * 1.35);
  return (
    [0, 0.1, -0.1, 0.18, -0.18, 0.26, -0.26, 0.34, -0.34]
      .map((by) => course.anchor + by)
      .find((t) => t > 0.12 && t < 0.88 && free(t)) ?? course.anchor
  );
}

/** `Message m7, Vote 3, from n1 to n2, waiting for a hand`. */
function messageName({ id, label, from, to, waits }: Mark): string {
  const name = say`Message m${id}, ${label}, from ${from} to ${to}`;
  if (waits === null) return name;
  return [name, waits === "hand" ? say`waiting for a hand` : say`waiting for its receiver`].join(
    ", ",
  );
}

/** `Node n1, leader, term 3`; `Node n5, down`. */
export function nodeName(frame: NodeFrame): string {
  const parts = [say`Node ${frame.id}`, roleOf(frame)];
  if (frame.status === "crashed") return parts.join(", ");
  if (frame.status === "paused") parts.push(say`paused`);
  if (frame.slow > 0) parts.push(say`slow`);
  if (frame.traitor !== null) parts.push(say`traitor`);
  if (frame.view.badge) parts.push(frame.view.badge.title);
  if (frame.remark !== null) parts.push(say`last answer ${frame.remark}`);
  return parts.filter((part) => part !== "").join(", ");
}

/** `Link n1 to n2`; `Link n1 to n2, cut`; `Link n1 to n2, cut from n1 to n2 only`. */
export function linkName({ pair }: Course, state: PairState | undefined): string {
  const name = say`Link ${pair.a} to ${pair.b}`;
  if (!state) return name;
  const parts = [name];
  if (isCut(pair, state)) parts.push(say`cut`);
  else if (state.cutThere) parts.push(say`cut from ${pair.a} to ${pair.b} only`);
  else if (state.cutBack) parts.push(say`cut from ${pair.b} to ${pair.a} only`);
  if (state.heldThere && state.heldBack) parts.push(say`held`);
  else if (state.heldThere) parts.push(say`held from ${pair.a} to ${pair.b}`);
  else if (state.heldBack) parts.push(say`held from ${pair.b} to ${pair.a}`);
  if (state.altered !== null) parts.push(say`changed: ${state.altered}`);
  return parts.join(", ");
}

/** What a handle does when keyboard or screen reader use it. */
export interface HandleUses {
  focus(target: Target | null): void;
  activate(target: Target, shift: boolean): void;
  /** A key that the handles themselves have no use for; answers whether it meant something. */
  key(target: Target, event: KeyboardEvent): boolean;
  /** A menu is asked for, at a place in client coordinates. */
  menu(target: Target, at: Point): void;
}

interface Shown {
  readonly button: HTMLButtonElement;
  handle: Handle;
}

/** The buttons themselves, changed only where they differ. */
export class Handles {
  readonly layer = document.createElement("div");
  private readonly shown = new Map<string, Shown>();
  private readonly stops = new Map<Target["is"], string>();
  /** The last button of each sort, in the order of {@link ORDER}: a further one goes behind it. */
  private readonly last = new Map<number, HTMLElement>();
  private removing = false;

  constructor(private readonly uses: HandleUses) {
    this.layer.className = styles["handles"] ?? "";
    this.layer.addEventListener("click", (event) => {
      // Clicks of a pointer are gestures, which know better what lies under it; these come from keys and readers.
      if (event.detail !== 0) return;
      const found = this.of(event.target);
      if (found) this.uses.activate(found.handle.target, event.shiftKey);
    });
    this.layer.addEventListener("focusin", (event) => {
      const found = this.of(event.target);
      if (!found) return;
      this.stop(found.handle);
      if (found.button.matches(":focus-visible")) this.uses.focus(found.handle.target);
    });
    this.layer.addEventListener("focusout", () => {
      // A button that is taken away under the focus says so too: the next one is about to have it.
      if (!this.removing) this.uses.focus(null);
    });
    this.layer.addEventListener("keydown", (event) => this.key(event));
  }

  update(handles: readonly Handle[]): void {
    const kept = new Set<string>();
    let lost: Target["is"] | undefined;
    for (const handle of handles) {
      const key = keyOf(handle);
      kept.add(key);
      const shown = this.shown.get(key);
      if (!shown) this.add(key, handle);
      else change(shown, handle);
    }
    for (const [key, { button, handle }] of this.shown) {
      if (kept.has(key)) continue;
      if (document.activeElement === button) lost = handle.target.is;
      this.removing = true;
      this.forget(button, ORDER[handle.target.is]);
      button.remove();
      this.removing = false;
      this.shown.delete(key);
      if (this.stops.get(handle.target.is) === key) this.stops.delete(handle.target.is);
    }
    for (const { handle } of this.shown.values())
      if (!this.stops.has(handle.target.is)) this.stop(handle);
    // A message that lands under the keyboard's focus must not throw it back to the top of the page.
    if (lost !== undefined) {
      const next = this.stops.get(lost) ?? this.stops.get("node");
      const heir = next === undefined ? undefined : this.shown.get(next);
      if (heir) heir.button.focus({ preventScroll: true });
      else this.uses.focus(null);
    }
  }

  private add(key: string, handle: Handle): void {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `${styles["handle"]} ${handle.target.is === "link" ? "" : styles["round"]}`;
    button.tabIndex = -1;
    button.dataset["key"] = key;
    button.dataset[handle.target.is] = handle.mark;
    button.dataset["order"] = String(ORDER[handle.target.is]);
    place(button, handle);
    button.setAttribute("aria-label", handle.name);
    button.setAttribute("aria-pressed", String(handle.pressed));
    this.shown.set(key, { button, handle });
    // Nodes are read before links and messages, whenever they appear; links lie under nodes all the same.
    const order = ORDER[handle.target.is];
    button.style.zIndex = String(DEPTH[handle.target.is]);
    let before: HTMLElement | undefined;
    for (let sort = order; sort >= 0 && !before; sort--) before = this.last.get(sort);
    if (before) before.after(button);
    else this.layer.prepend(button);
    this.last.set(order, button);
  }

  private forget(button: HTMLElement, order: number): void {
    if (this.last.get(order) !== button) return;
    const before = button.previousElementSibling;
    if (before instanceof HTMLElement && before.dataset["order"] === String(order))
      this.last.set(order, before);
    else this.last.delete(order);
  }

  private of(target: EventTarget | null): Shown | undefined {
    return target instanceof HTMLElement ? this.shown.get(target.dataset["key"] ?? "") : undefined;
  }

  /** Makes this handle the one that Tab reaches among its sort. */
  private stop(handle: Handle): void {
    const sort = handle.target.is;
    const before = this.stops.get(sort);
    const key = keyOf(handle);
    if (before !== undefined && before !== key) {
      const old = this.shown.get(before);
      if (old) old.button.tabIndex = -1;
    }
    this.stops.set(sort, key);
    const now = this.shown.get(key);
    if (now) now.button.tabIndex = 0;
  }

  private key(event: KeyboardEvent): void {
    const here = this.of(event.target);
    if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
    const { target } = here.handle;
    if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      const { left, top, width, height } = here.button.getBoundingClientRect();
      this.uses.menu(target, { x: left + width / 2, y: top + height / 2 });
    } else if (!this.uses.key(target, event)) return this.walk(event, here);
    event.preventDefault();
    event.stopPropagation();
  }

  private walk(event: KeyboardEvent, here: Shown): void {
    const heading = ARROWS[event.key];
    if (!heading) return;
    const sort = here.handle.target.is;
    const same = [...this.shown.values()].filter(({ handle }) => handle.target.is === sort);
    const next = sort === "node" ? inDirection(here, same, heading) : inOrder(here, same, heading);
    // The page has uses for the arrows too; here they move among handles.
    event.preventDefault();
    event.stopPropagation();
    next?.button.focus();
  }
}

const ORDER: Readonly<Record<Target["is"], number>> = { node: 0, link: 1, message: 2, event: 3 };
const DEPTH: Readonly<Record<Target["is"], number>> = { node: 2, link: 1, message: 3, event: 0 };
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

function keyOf({ target, mark }: Handle): string {
  return `${target.is} ${mark}`;
}

function inDirection(here: Shown, all: readonly Shown[], heading: Point): Shown | undefined {
  let best: Shown | undefined;
  let least = Infinity;
  const from = here.handle.at;
  for (const one of all) {
    const { at } = one.handle;
    const ahead = (at.x - from.x) * heading.x + (at.y - from.y) * heading.y;
    if (one === here || ahead <= 1) continue;
    const aside = Math.sqrt(Math.max(0, distance(at, from) ** 2 - ahead ** 2));
    const cost = ahead + aside * 2;
    if (cost < least) [best, least] = [one, cost];
  }
  return best;
}

function inOrder(here: Shown, all: readonly Shown[], heading: Point): Shown | undefined {
  const by = heading.x + heading.y;
  return all[(all.indexOf(here) + by + all.length) % all.length];
}

function change(shown: Shown, handle: Handle): void {
  const { button, handle: before } = shown;
  if (before.name !== handle.name) button.setAttribute("aria-label", handle.name);
  if (before.pressed !== handle.pressed)
    button.setAttribute("aria-pressed", String(handle.pressed));
  if (
    before.at.x !== handle.at.x ||
    before.at.y !== handle.at.y ||
    before.width !== handle.width ||
    before.height !== handle.height ||
    before.angle !== handle.angle
  )
    place(button, handle);
  shown.handle = handle;
}

function place(button: HTMLElement, { at, width, height, angle }: Handle): void {
  button.style.left = `${(at.x - width / 2).toFixed(1)}px`;
  button.style.top = `${(at.y - height / 2).toFixed(1)}px`;
  button.style.width = `${width.toFixed(1)}px`;
  button.style.height = `${height.toFixed(1)}px`;
  button.style.transform = angle === 0 ? "" : `rotate(${angle.toFixed(3)}rad)`;
}
