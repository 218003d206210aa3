import { say } from "../../languages/say.ts";
import { FileError, scriptIn } from "../../store/files.ts";
import type { Lab } from "../../store/lab.ts";

/** Kinds of files that a browser should offer first. */
const KINDS = ".netsplit,.txt,.jsonl,.md,.html,.eml,text/plain";

/** Opens the run in a file. When there is none, what is open stays, and a sentence says what was expected. */
export async function openFile(lab: Lab, file: File): Promise<void> {
  try {
    const { script, note } = await scriptIn(file);
    const why = await lab.openInstead(script);
    if (why === null) {
      lab.say(say`${file.name} is open.`);
      if (note !== null) lab.page.setState({ notice: note });
    } else lab.say(say`${file.name} was not opened: ${why}`, "wrong");
  } catch (error) {
    const why = error instanceof FileError ? error.message : say`This file could not be read.`;
    lab.say(why, "wrong");
  }
}

/** Lets the reader choose a file, and opens it. */
export function chooseFile(lab: Lab): void {
  const field = document.createElement("input");
  field.type = "file";
  field.accept = KINDS;
  // In the page while it is open: a field that nobody holds may be gone before anything is chosen.
  field.hidden = true;
  document.body.append(field);
  field.addEventListener("cancel", () => field.remove());
  field.addEventListener("change", () => {
    field.remove();
    const file = field.files?.[0];
    if (file) void openFile(lab, file);
  });
  field.click();
}
