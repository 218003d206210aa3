import { say } from "../../languages/say.ts";
import type { Theme } from "../../store/page.ts";

export function nextTheme(theme: Theme): Theme {
  return theme === "auto" ? "light" : theme === "light" ? "dark" : "auto";
}

/** A theme in a word. */
export function themeName(theme: Theme): string {
  return theme === "auto" ? say`auto` : theme === "light" ? say`light` : say`dark`;
}
