/** Progress as a file: for another browser, another device, or a teacher. */
import { say } from "../languages/say.ts";
import { MOST_DONE, PROGRESS_VERSION, whyNoDeed, type Done } from "./progress.ts";

/** A file that is no progress, in one sentence. */
export class ProgressFileError extends Error {}

/** Characters; the fullest progress takes less. */
const LONGEST = 1_000_000;

export function printProgress(done: readonly Done[]): string {
  const head = { netsplit: "progress", version: PROGRESS_VERSION };
  const lines = done.map((deed) => `    ${JSON.stringify(deed)}`);
  return `${JSON.stringify(head).slice(0, -1)},"done":[${lines.length > 0 ? `\n${lines.join(",\n")}\n` : ""}]}\n`;
}

/** @throws ProgressFileError naming what is wrong and where */
export function readProgress(text: string): readonly Done[] {
  if (text.length > LONGEST)
    throw new ProgressFileError(say`This file is too long to be progress.`);
  const { netsplit, version, done } = asObject(text);
  if (netsplit !== "progress")
    throw new ProgressFileError(
      say`This file holds no progress of Netsplit: it lacks “netsplit”: “progress”.`,
    );
  if (version !== PROGRESS_VERSION)
    throw new ProgressFileError(
      say`This progress is of version ${short(version)}; this page reads version ${PROGRESS_VERSION}.`,
    );
  if (!Array.isArray(done)) throw new ProgressFileError(say`This progress has no list “done”.`);
  if (done.length > MOST_DONE)
    throw new ProgressFileError(
      say`This progress lists ${done.length} deeds; ${MOST_DONE} is the most that is read.`,
    );
  for (const [at, deed] of done.entries()) {
    const why = whyNoDeed(deed, () => say`Deed ${at + 1} of this progress (${short(deed)})`);
    if (why !== null) throw new ProgressFileError(why);
  }
  return done as readonly Done[];
}

function asObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const where = error instanceof Error ? error.message.replace(/\.$/, "") : "";
    throw new ProgressFileError(say`This file is no progress, for it is no JSON (${where}).`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ProgressFileError(say`This file is no progress: it holds no object.`);
  return value as Record<string, unknown>;
}

/** A value in a few characters. */
function short(value: unknown): string {
  const text = JSON.stringify(value) ?? say`none`;
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
