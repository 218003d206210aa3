/**
 * Files from elsewhere: scripts, recordings, traces, texts with a link in them. They come from strangers, so each is
 * measured before it is read, read as text, and never as anything but data.
 */
import { say } from "../languages/say.ts";
import { readAddress } from "./address.ts";
import { LinkError, unpack } from "./link.ts";
import { freshScript } from "./scripts.ts";

/** Largest file that is read whole, in bytes. Of a trace only its first line counts, however long the rest is. */
export const MAX_FILE = 5 * 1024 * 1024;
/** As much of any file is read first, in bytes: a trace's header is in it. */
const HEAD = 512 * 1024;

const expected = (): string =>
  say`Netsplit opens scripts (their first line is like “scenario cap”), recordings, traces that it has exported, and texts with a Netsplit link in them.`;

/** Why a file was not opened, in one or two sentences. */
export class FileError extends Error {
  override readonly name = "FileError";
}

/** What a file holds. */
export interface Found {
  readonly script: string;
  /** What is different from what this page writes itself; null when nothing is. */
  readonly note: string | null;
}

/** Finds the script in a file. @throws FileError */
export async function scriptIn(file: Blob): Promise<Found> {
  if (file.size === 0) throw new FileError(`${say`This file is empty.`} ${expected()}`);
  const head = withoutMark(await file.slice(0, HEAD).text());
  if (/^\s*\{/.test(head)) return scriptOfTrace(head);
  if (file.size > MAX_FILE) {
    throw new FileError(
      say`This file has ${megabytes(file.size)}; scripts and links have ${megabytes(MAX_FILE)} at most, so it was not read.`,
    );
  }
  const text = file.size > HEAD ? withoutMark(await file.text()) : head;
  if (isScript(text)) return { script: text, note: null };
  const linked = await scriptOfLink(text);
  if (linked !== null) return { script: linked, note: null };
  throw unknown();
}

function unknown(): FileError {
  return new FileError(`${say`This is no file of Netsplit's.`} ${expected()}`);
}

/** The script in a trace's header, its first line: `{"netsplit":"trace","version":1,"script":"…"}`. */
function scriptOfTrace(head: string): Found {
  const [line = ""] = head.trimStart().split(/\r?\n/, 1);
  let header: unknown;
  try {
    header = JSON.parse(line);
  } catch {
    throw new FileError(
      `${say`This file begins like a trace, but its first line cannot be read.`} ${expected()}`,
    );
  }
  const { netsplit, version, script } = header as Record<string, unknown>;
  if (netsplit !== "trace") throw unknown();
  if (typeof script !== "string" || !isScript(script)) {
    throw new FileError(
      say`This trace's first line carries no script, so its run cannot be played.`,
    );
  }
  if (version === 1) return { script, note: null };
  const format = JSON.stringify(version)?.slice(0, 40) ?? say`none`;
  return {
    script,
    note: say`This trace is of format ${format}, and this page writes format 1: its run is played from the script in it, its events are not read.`,
  };
}

/** Whether the first line that says something names a scenario. */
function isScript(text: string): boolean {
  const first = /^\s*(?:#[^\n]*\n\s*)*(\S+)/.exec(text);
  return first?.[1] === "scenario";
}

const LINK = /#\/[\w-]+\?[^\s"'<>)\]]+/g;
/** More links than this are not looked at. */
const MAX_LINKS = 20;

/** The script of the first link in a text that names a run or a seed; null when there is none. */
async function scriptOfLink(text: string): Promise<string | null> {
  const links = text.match(LINK)?.slice(0, MAX_LINKS) ?? [];
  for (const link of links) {
    const { lesson, run, seed } = readAddress(link.replaceAll("&amp;", "&"));
    if (lesson === null) continue;
    if (run !== null) return unpacked(run);
    if (seed !== null) return freshScript(lesson, seed, null, null);
  }
  return null;
}

async function unpacked(run: string): Promise<string> {
  try {
    return await unpack(run);
  } catch (error) {
    throw error instanceof LinkError ? new FileError(error.message) : error;
  }
}

/** Without the mark that some editors put before a text. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, "");
}

function megabytes(bytes: number): string {
  return `${(bytes / (1024 * 1024)).toFixed(bytes % (1024 * 1024) === 0 ? 0 : 1)} MB`;
}

/** How a run's script is called when it is saved. */
export function scriptName(lesson: string, seed: number): string {
  return `${lesson}-seed${seed}.netsplit`;
}
