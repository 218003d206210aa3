/**
 * Real elements for what is on the canvas: a button for each node beside its line, the playhead as a slider, and one event
 * at a time as a button, from which the arrow keys go on to the next.
 */
import { say } from "../../languages/say.ts";
import type { TraceRow } from "../../wire/frame.ts";
import type { Target } from "../scene.ts";
import type { Layout } from "./layout.ts";
import styles from "./spacetime.module.css";
import type { Step } from "./walk.ts";
import { nameOf } from "./walk.ts";

/** What keyboard and screen reader ask for. */
export interface HandleUses {
  /** Where the keyboard enters. */
  entry(): TraceRow | null;
  step(from: number, step: Step): TraceRow | null;
  focus(row: TraceRow): void;
  leave(): void;
  select(target: Target): void;
  point(target: Target | null): void;
  why(event: number): void;
  /** Moves the playhead by simulated µs, or to one of its ends. */
  move(by: number | "first" | "last"): void;
  pan(share: number): void;
  zoom(factor: number): void;
  fit(): void;
}

const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: "back",
  ArrowRight: "on",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "first",
  End: "last",
};
const MOVES: Readonly<Record<string, number | "first" | "last">> = {
  ArrowLeft: -100_000,
  ArrowDown: -100_000,
  ArrowRight: 100_000,
  ArrowUp: 100_000,
  PageDown: -1_000_000,
  PageUp: 1_000_000,
  Home: "first",
  End: "last",
};

export class Handles {
  readonly names = document.createElement("div");
  readonly playhead = document.createElement("div");
  readonly events = document.createElement("div");
  /** Two buttons take turns: a screen reader says a name when the focus moves, not when a name changes. */
  readonly #pair = [document.createElement("button"), document.createElement("button")] as const;
  #turn = 0;
  #row: TraceRow | null = null;
  #said = "";

  constructor(private readonly uses: HandleUses) {
    this.names.className = styles["names"] ?? "";
    this.playhead.className = styles["playhead"] ?? "";
    this.playhead.tabIndex = 0;
    this.playhead.setAttribute("role", "slider");
    this.playhead.setAttribute("aria-label", say`Playhead`);
    for (const bound of ["min", "now", "max"])
      this.playhead.setAttribute(`aria-value${bound}`, "0");
    this.playhead.addEventListener("keydown", (event) => this.#slide(event));
    this.events.className = styles["events"] ?? "";
    for (const button of this.#pair) {
      button.type = "button";
      button.className = styles["event"] ?? "";
      button.tabIndex = -1;
      button.hidden = true;
      button.dataset["walk"] = "";
      button.setAttribute("aria-describedby", "spacetime-keys");
      button.addEventListener("keydown", (event) => this.#key(event));
      button.addEventListener("click", () => {
        if (this.#row) uses.select({ is: "event", id: this.#row.id });
      });
      button.addEventListener("focus", () => this.#enter());
      button.addEventListener("blur", () => uses.leave());
      this.events.append(button);
    }
    const help = document.createElement("p");
    help.hidden = true;
    help.id = "spacetime-keys";
    help.textContent = say`Left and right walk along the line, up and down to the next one. Enter chooses, W asks why. Plus and minus zoom, 0 shows everything, Shift with left and right pans.`;
    this.events.append(help);
    this.#current.tabIndex = 0;
    this.#current.hidden = false;
    this.#current.setAttribute("aria-label", say`Events, walk with the arrow keys`);
  }

  /** The event that the keyboard stands on; null while it stands elsewhere. */
  get focused(): TraceRow | null {
    return document.activeElement === this.#current ? this.#row : null;
  }

  get #current(): HTMLButtonElement {
    return this.#pair[this.#turn % 2 === 0 ? 0 : 1];
  }

  /** Names of the nodes beside their lines. */
  nodes(ids: readonly string[]): void {
    this.names.replaceChildren(
      ...ids.map((id) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = id;
        button.setAttribute("aria-label", say`Line of ${id}`);
        button.dataset["track"] = id;
        const target: Target = { is: "node", id };
        button.addEventListener("click", () => this.uses.select(target));
        button.addEventListener("pointerenter", () => this.uses.point(target));
        button.addEventListener("pointerleave", () => this.uses.point(null));
        button.addEventListener("focus", () => {
          if (button.matches(":focus-visible")) this.uses.point(target);
        });
        button.addEventListener("blur", () => this.uses.point(null));
        return button;
      }),
    );
  }

  place(layout: Layout): void {
    const high = Math.min(28, layout.pitch);
    [...this.names.children].forEach((child, i) => {
      if (!(child instanceof HTMLElement)) return;
      child.style.top = `${(layout.tracks[i] ?? 0) - high / 2}px`;
      child.style.height = `${high}px`;
      child.style.width = `${layout.left - 10}px`;
    });
  }

  light(selected: Target | null, pointed: Target | null): void {
    for (const child of this.names.children) {
      if (!(child instanceof HTMLElement)) continue;
      const id = child.dataset["track"];
      const is = (target: Target | null): boolean => target?.is === "node" && target.id === id;
      child.setAttribute("aria-pressed", String(is(selected)));
      child.toggleAttribute("data-pointed", is(pointed));
    }
  }

  /** Where the playhead stands; null when it is out of sight. */
  time(x: number | null, layout: Layout, time: number, end: number): void {
    const { playhead } = this;
    playhead.style.transform = `translate(${((x ?? layout.left) - 12).toFixed(1)}px, ${layout.bottom - 8}px)`;
    const said = say`${(time / 1_000_000).toFixed(1)} seconds`;
    if (said === this.#said) return;
    this.#said = said;
    playhead.setAttribute("aria-valuemax", String(Math.round(Math.max(end, time) / 1_000)));
    playhead.setAttribute("aria-valuenow", String(Math.round(time / 1_000)));
    playhead.setAttribute("aria-valuetext", said);
  }

  /** Puts the event's button where its event is drawn. */
  put(at: { readonly x: number; readonly y: number } | null): void {
    if (!at) return;
    this.#current.style.transform = `translate(${(at.x - 12).toFixed(1)}px, ${(at.y - 12).toFixed(1)}px)`;
  }

  /** Makes an event the one that Tab reaches, without moving the focus. */
  stand(row: TraceRow | null): void {
    if (!row || this.focused) return;
    this.#name(row);
  }

  #enter(): void {
    const row = this.#row ?? this.uses.entry();
    if (!row) return;
    this.#name(row);
    this.uses.focus(row);
  }

  #name(row: TraceRow): void {
    this.#row = row;
    this.#current.setAttribute("aria-label", nameOf(row));
    this.#current.dataset["event"] = String(row.id);
  }

  #go(row: TraceRow | null): void {
    if (!row) return;
    const before = this.#current;
    this.#turn++;
    const now = this.#current;
    this.#name(row);
    now.hidden = false;
    now.tabIndex = 0;
    now.focus({ preventScroll: true });
    before.tabIndex = -1;
    before.hidden = true;
    before.removeAttribute("data-event");
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !this.#row) return;
    const step = STEPS[event.key];
    if (step) this.#go(this.uses.step(this.#row.id, step));
    else if (event.key === "w") this.uses.why(this.#row.id);
    else return;
    // The page has uses for these keys too; here they belong to the diagram.
    event.preventDefault();
    event.stopPropagation();
  }

  /** Keys that mean the same wherever in the diagram the focus is. */
  readonly keys = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (key === "ArrowLeft" && event.shiftKey) this.uses.pan(-0.2);
    else if (key === "ArrowRight" && event.shiftKey) this.uses.pan(0.2);
    else if (key === "+" || key === "=") this.uses.zoom(1 / 1.5);
    else if (key === "-") this.uses.zoom(1.5);
    else if (key === "0") this.uses.fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #slide(event: KeyboardEvent): void {
    const by = MOVES[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
      return;
    event.preventDefault();
    event.stopPropagation();
    this.uses.move(by);
  }
}
