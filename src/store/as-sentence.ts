/** The parser's words for somebody who wrote one line: without its number, with a capital. */
export function asSentence(why: string): string {
  const told = why.replace(/^line 1: /, "");
  return told.charAt(0).toUpperCase() + told.slice(1);
}
