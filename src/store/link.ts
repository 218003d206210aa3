/**
 * A run inside an address: its script, deflated, in the letters that addresses may carry.
 * Opened links come from strangers, so both sizes are bounded before and while they are unpacked.
 */
import { say } from "../languages/say.ts";

/** Longest `run=` that is looked at, in characters. */
export const MAX_LINK = 64 * 1024;
/** Longest text that one unpacks to, in bytes. */
export const MAX_TEXT = 256 * 1024;

/** What is wrong with a link, in one sentence. */
export class LinkError extends Error {
  override readonly name = "LinkError";
}

/** The text as a `run=` carries it. */
export async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Reads back what {@link pack} wrote. @throws LinkError */
export async function unpack(packed: string): Promise<string> {
  if (packed.length > MAX_LINK) {
    throw new LinkError(
      say`This link is longer than any that Netsplit makes, so it was not opened.`,
    );
  }
  if (packed === "" || !/^[\w-]+$/.test(packed)) throw damaged();
  const bytes = bytesOf(packed);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > MAX_TEXT) break;
      text += decoder.decode(value, { stream: true });
    }
    if (size <= MAX_TEXT) return text + decoder.decode();
  } catch {
    throw damaged();
  }
  // Stops the unpacking; whatever that answers is of no interest any more.
  reader.cancel().catch(() => undefined);
  throw new LinkError(say`This link unpacks to more than a run can be, so it was not opened.`);
}

function bytesOf(packed: string): Uint8Array<ArrayBuffer> {
  try {
    const binary = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  } catch {
    throw damaged();
  }
}

function damaged(): LinkError {
  return new LinkError(say`This link is damaged or cut short, so its run could not be read.`);
}
