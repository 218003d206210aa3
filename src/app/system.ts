import type { Lab } from "../store/lab.ts";

const DARK = "(prefers-color-scheme: dark)";
const REDUCED = "(prefers-reduced-motion: reduce)";

export function isDark(): boolean {
  return window.matchMedia(DARK).matches;
}

export function isReduced(): boolean {
  return window.matchMedia(REDUCED).matches;
}

/** Keeps the page in the colours and the motion that its reader's system, or its reader, wants. */
export function followSystem(lab: Lab): void {
  const colour = (): void => {
    const { theme } = lab.page.getState();
    if (theme === "auto") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  };
  colour();
  lab.page.subscribe((page, before) => {
    if (page.theme !== before.theme) colour();
  });
  window.matchMedia(DARK).addEventListener("change", () => {
    lab.setTheme(lab.page.getState().theme, isDark());
  });
  window.matchMedia(REDUCED).addEventListener("change", () => {
    lab.page.setState({ reducedMotion: isReduced() });
  });
}
