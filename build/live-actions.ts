/**
 * Lets authors write live actions the way they read best:
 *
 *     [cut the link, then heal](do:cut n1>n2; heal)
 *     [two leaders](open:seed 1; at 5s partition n1 n2 | n3 n4 n5; until 9s)
 *
 * CommonMark ends a link's destination at the first space, so before the text is compiled every
 * `](do:…)` and `](open:…)` outside code is percent-encoded: `](do:cut%20n1%3En2%3B%20heal)`. Encoding, rather than
 * wrapping in `<…>`, also carries the `>` of one-way links and the `|` of partitions, in tables too.
 */
import type { Plugin } from "vite";

/** A fenced block, an inline code span (both kept as they are), or an action. */
const CODE_OR_ACTION =
  /^[ \t>]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t>]*\1[`~]*[ \t]*$|(?![\s\S]))|(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)\2(?!`)|\]\((do|open):([^)]*)\)/gm;

/** An author who has already encoded the script is not punished for it: `%20` stays `%20`. */
const NEEDS_ENCODING = /[^\w%.~-]|%(?![0-9a-f]{2})/giu;

export function encodeLiveActions(text: string): string {
  return text.replace(CODE_OR_ACTION, (match, _fence, _ticks, verb?: string, script?: string) => {
    if (verb === undefined || script === undefined) return match;
    const oneLine = script.trim().replace(/\s+/g, " ");
    return `](${verb}:${oneLine.replace(NEEDS_ENCODING, encodeURIComponent)})`;
  });
}

export function liveActions(): Plugin {
  return {
    name: "netsplit:live-actions",
    enforce: "pre",
    transform: {
      filter: { id: /\.mdx$/ },
      handler: (text) => ({ code: encodeLiveActions(text), map: null }),
    },
  };
}
