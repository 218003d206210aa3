import { say } from "../../languages/say.ts";
import type { Page } from "../../store/page.ts";

/** The marks of the dial for random trouble. */
export const levels = (): readonly {
  readonly level: Page["trouble"];
  readonly label: string;
}[] => [
  { level: 0, label: say`Off` },
  { level: 1, label: say`Calm` },
  { level: 2, label: say`Rough` },
  { level: 3, label: say`Wild` },
];
