import { readFileSync, statSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
import { MAX_SCRIPT_LENGTH } from "../kernel/script.ts";
import { UsageError } from "./usage.ts";

/** A link's run may have so many characters of base64url. */
const MAX_LINK = 64 * 1024;

/** A script's text from a file or from a link as the page copies it (`…#/cap?run=…`). @throws UsageError */
export function readRecording(source: string): string {
  const run = /[?&]run=([^&\s]*)/.exec(source);
  return run ? decodeRun(run[1]!) : readScriptFile(source);
}

/** @throws UsageError when there is no such file or it is too large to be a script. */
export function readScriptFile(path: string): string {
  try {
    const { size } = statSync(path);
    if (size > MAX_SCRIPT_LENGTH)
      throw new UsageError(`${path} has ${size} bytes; a script has at most ${MAX_SCRIPT_LENGTH}`);
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** base64url of raw deflate, the form of the page's links. */
function decodeRun(code: string): string {
  if (code.length > MAX_LINK)
    throw new UsageError(
      `the link's run has ${code.length} characters; at most ${MAX_LINK} are read`,
    );
  if (!/^[\w-]+$/.test(code))
    throw new UsageError("the link is damaged: its run has characters that no link has");
  try {
    return inflateRawSync(Buffer.from(code, "base64url"), {
      maxOutputLength: MAX_SCRIPT_LENGTH,
    }).toString("utf8");
  } catch {
    throw new UsageError(
      "the link is damaged: its run cannot be unpacked; perhaps it was cut short",
    );
  }
}
