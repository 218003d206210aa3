import { say } from "../../languages/say.ts";
import type { NodeFrame } from "../../wire/frame.ts";

/** Whether a node runs, in a word. */
export function statusWord(status: NodeFrame["status"]): string {
  return status === "up" ? say`running` : status === "paused" ? say`paused` : say`crashed`;
}
