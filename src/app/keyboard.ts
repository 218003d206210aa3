import { say } from "../languages/say.ts";
import { crashOrRestart, cutOrHeal, holdOrRelease } from "../store/scripts.ts";
import { fetchPalette } from "./Overlays.tsx";
import type { Lab } from "../store/lab.ts";

/** The page's keys. Lessons may give their presets the letters that are left. */
const KEYS: Readonly<Record<string, (lab: Lab) => void>> = {
  " ": (lab) => lab.toggle(),
  ",": (lab) => void lab.step(-1),
  ".": (lab) => void lab.step(1),
  "[": (lab) => lab.changeSpeed(-1),
  "]": (lab) => lab.changeSpeed(1),
  "?": (lab) => lab.setOverlay("keys"),
  c: crash,
  x: cut,
  p: (lab) => {
    if (lab.page.getState().tool === "partition") lab.setOverlay("partition");
    else lab.setTool("partition");
  },
  h: (lab) => void lab.tryTo("heal"),
  g: (lab) => void lab.tryTo(holdOrRelease(lab.live.getState())),
  e: (lab) => lab.setLevel(lab.page.getState().level === "simple" ? "expert" : "simple"),
  f: present,
  b: (lab) => lab.findBadRun(),
  Escape: back,
};

/** Keys that need no run. */
const EVERYWHERE: ReadonlySet<string> = new Set(["?", "e"]);

export function listenToKeys(lab: Lab): void {
  watchClicks();
  window.addEventListener("keydown", (event) => {
    // Whoever reaches for Ctrl K should not wait for the palette.
    if (event.key === "Control" || event.key === "Meta") void fetchPalette();
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      lab.setOverlay(lab.page.getState().overlay === "palette" ? null : "palette");
      return;
    }
    if (undoes(lab, event)) return;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    // An overlay takes all keys, also while it is still being fetched.
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const { overlay, search } = lab.page.getState();
    if (overlay !== null) {
      if (event.key.length !== 1) return;
      event.preventDefault();
      lab.page.setState({ search: search + event.key });
      return;
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === " " && isOperated(event.target)) return;
    // There is no run to act on beside the laboratory.
    if (lab.page.getState().place.is !== "lesson" && !EVERYWHERE.has(key)) return;
    const act = KEYS[key] ?? presetOf(lab, key);
    if (!act) return;
    // Escape first closes what the browser itself has opened: a popover, full screen.
    if (key !== "Escape") event.preventDefault();
    else if (document.querySelector(":popover-open[popover=auto]")) return;
    act(lab);
  });
}

/** Ctrl Z, and either key for doing it again; in a field they belong to what is typed. */
function undoes(lab: Lab, event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y"))
    return false;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return false;
  if (lab.page.getState().place.is !== "lesson") return false;
  event.preventDefault();
  void (key === "y" || event.shiftKey ? lab.redo() : lab.undo());
  return true;
}

function presetOf(lab: Lab, key: string): ((lab: Lab) => void) | null {
  const preset = lab.page
    .getState()
    .manifest?.presets.find((each) => each.key?.toLowerCase() === key);
  return preset ? () => void lab.preset(preset.id) : null;
}

function crash(lab: Lab): void {
  const { selected } = lab.page.getState();
  if (selected?.is !== "node") lab.say(say`Choose a node first, then press C.`);
  else void lab.tryTo(crashOrRestart(lab.live.getState(), selected.id));
}

function cut(lab: Lab): void {
  const { selected } = lab.page.getState();
  if (selected?.is !== "link") lab.setTool("cut");
  else void lab.tryTo(cutOrHeal(lab.live.getState(), selected.from, selected.to));
}

/** A frame of another page is no lecture hall: its own page is presented. */
function present(lab: Lab): void {
  const { embed, presenter } = lab.page.getState();
  if (embed === null) lab.page.setState({ presenter: !presenter });
}

/** One step out of whatever one is in. */
function back(lab: Lab): void {
  const { tool, selected, presenter } = lab.page.getState();
  if (tool !== "point") lab.setTool("point");
  else if (selected) lab.select(null);
  else if (presenter) lab.page.setState({ presenter: false });
}

/** Letters belong to the field they are typed into. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  return (
    target instanceof HTMLInputElement && target.type !== "radio" && target.type !== "checkbox"
  );
}

/** Space operates what the keyboard stands on; after a click it means play or pause, as everywhere. */
function isOperated(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches("button, a, summary, input, [role=button]") &&
    target !== clicked
  );
}

/** What has the focus because it was clicked. `:focus-visible` cannot tell: the key itself makes it true. */
let clicked: EventTarget | null = null;

function watchClicks(): void {
  let pointing = false;
  const by = (pointer: boolean) => (): void => {
    pointing = pointer;
  };
  window.addEventListener("pointerdown", by(true), true);
  window.addEventListener("keydown", by(false), true);
  window.addEventListener("focusin", (event) => {
    clicked = pointing ? event.target : null;
  });
  window.addEventListener("click", (event) => {
    // A click on what had the focus already.
    if (event.detail > 0 && document.activeElement?.contains(event.target as Node)) {
      clicked = document.activeElement;
    }
  });
}
