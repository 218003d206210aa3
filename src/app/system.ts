import type { Lab } from "../store/lab.ts";

const DARK = "(prefers-color-scheme: dark)";
const REDUCED = "(prefers-reduced-motion: reduce)";

export function isDark(): boolean {
  return window.matchMedia(DARK).matches;
}

export function isReduced(): boolean {
  return window.matchMedia(REDUCED).matches;
}

/** Once the page is loaded and has nothing to do; browsers without such a moment wait a little. */
export function whenIdle(act: () => void): void {
  const wait = (): void => {
    if ("requestIdleCallback" in window) window.requestIdleCallback(act, { timeout: 10_000 });
    else setTimeout(act, 3_000);
  };
  if (document.readyState === "complete") wait();
  else window.addEventListener("load", wait, { once: true });
}

/** Keeps the page in the colours and the motion that its reader's system, or its reader, wants. */
export function followSystem(lab: Lab): void {
  const colour = (): void => {
    // A frame is as its page wants it, whatever its reader has chosen elsewhere.
    const { theme: chosen, embed } = lab.page.getState();
    const theme = embed?.theme ?? chosen;
    lab.page.setState({ dark: theme === "auto" ? isDark() : theme === "dark" });
    if (theme === "auto") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  };
  colour();
  lab.page.subscribe((page, before) => {
    if (page.theme !== before.theme || page.embed !== before.embed) colour();
  });
  window.matchMedia(DARK).addEventListener("change", colour);
  window.matchMedia(REDUCED).addEventListener("change", () => {
    lab.page.setState({ reducedMotion: isReduced() });
  });
}
