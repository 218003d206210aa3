/**
 * Which terms of the glossary a text links to, without the text: `import terms from "./eli5.mdx?terms"`. A page that
 * shows which lessons use a term need not fetch every lesson's texts.
 */
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const ASKED = ".mdx?terms";
// An id of its own, so that what compiles `.mdx` leaves it alone.
const OWN = "\0terms:";

/** The terms in a text's links, each once: `[crown](term:leader)`. */
export function termsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\]\(term:([^)]*)\)/g)].map(([, term]) => term!))];
}

export function termUses(): Plugin {
  return {
    name: "netsplit:terms",
    enforce: "pre",
    async resolveId(source, importer) {
      if (!source.endsWith(ASKED)) return null;
      const file = await this.resolve(source.slice(0, -"?terms".length), importer);
      return file && `${OWN}${file.id}.js`;
    },
    load(id) {
      if (!id.startsWith(OWN)) return null;
      const file = id.slice(OWN.length, -".js".length);
      this.addWatchFile(file);
      return `export default ${JSON.stringify(termsIn(readFileSync(file, "utf8")))};`;
    },
  };
}
