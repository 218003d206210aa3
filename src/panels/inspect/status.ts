import { say } from "../../languages/say.ts";
import type { NodeFrame } from "../../wire/frame.ts";
import type { Manifest } from "../../wire/manifest.ts";

/** Whether a node runs, in a word. */
export function statusWord(status: NodeFrame["status"]): string {
  return status === "up" ? say`running` : status === "paused" ? say`paused` : say`crashed`;
}

/** How a node betrays: `traitor: says the opposite`. */
export function traitorWord(as: string, { treacheries }: Pick<Manifest, "treacheries">): string {
  const label = treacheries.find(({ id }) => id === as)?.label;
  return label === undefined ? say`traitor` : say`traitor: ${label}`;
}
