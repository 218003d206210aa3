import { say } from "../../languages/say.ts";
import { scriptName } from "../../store/files.ts";
import type { Lab } from "../../store/lab.ts";

/** Saves the script of the run up to the playhead, and says under which name. */
export async function saveScript(lab: Lab): Promise<void> {
  const { manifest, seed } = lab.page.getState();
  if (!manifest) return lab.say(say`No lesson is open.`, "wrong");
  const name = scriptName(manifest.scenario, seed);
  save(name, (await lab.record()).text);
  lab.say(say`Saved as ${name}.`);
}

/** Hands a text or a picture to the browser's own downloads. */
export function save(name: string, content: Blob | string): void {
  const blob = typeof content === "string" ? new Blob([content], { type: "text/plain" }) : content;
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken hold of it by the next task; until then it must exist.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
