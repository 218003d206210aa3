/** The parser's words as the page says them. */
import { say } from "../languages/say.ts";

/** For somebody who wrote one line: without its number, with a capital. */
export function asSentence(why: string): string {
  const about = lineIn(why);
  return capital(about?.line === 1 ? about.what : why);
}

/** For somebody who wrote none of the lines: without a number, whichever it is, with a capital. */
export function withoutLine(why: string): string {
  return capital(lineIn(why)?.what ?? why);
}

/** The line that the parser's words begin with, in the reader's language, and what they say about it. */
function lineIn(why: string): { readonly line: number; readonly what: string } | null {
  const [before = "", after = ""] = say`line ${"\n"}: ${""}`.split("\n");
  if (!why.toLowerCase().startsWith(before.toLowerCase())) return null;
  const [line] = /^\d+/.exec(why.slice(before.length)) ?? [];
  if (line === undefined || !why.startsWith(after, before.length + line.length)) return null;
  return { line: Number(line), what: why.slice(before.length + line.length + after.length) };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
