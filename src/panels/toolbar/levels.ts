import type { Page } from "../../store/page.ts";

/** The marks of the dial for random trouble. */
export const LEVELS: readonly {
  readonly level: Page["trouble"];
  readonly label: string;
}[] = [
  { level: 0, label: "Off" },
  { level: 1, label: "Calm" },
  { level: 2, label: "Rough" },
  { level: 3, label: "Wild" },
];
