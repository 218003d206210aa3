/**
 * Sets maths at build time: remark-math leaves TeX in `<code class="language-math">`, and this
 * rehype step replaces it by MathML, so that no maths library reaches the reader. A formula that
 * does not parse fails the build, in its file.
 */
import temml from "temml";

interface Element {
  type: "element";
  tagName: string;
  properties: Record<string, unknown>;
  children: Node[];
}
interface Text {
  type: "text";
  value: string;
}
type Node = Element | Text | { type: string; children?: Node[] };

const isElement = (node: Node | undefined): node is Element => node?.type === "element";
const isText = (node: Node): node is Text => node.type === "text";

/** `inline` for `$x$`, `display` for `$$x$$`, nothing for everything else. */
function mathsOf(node: Node | undefined): "inline" | "display" | undefined {
  if (!isElement(node) || node.tagName !== "code") return undefined;
  const names = node.properties["className"];
  if (!Array.isArray(names) || !names.includes("language-math")) return undefined;
  return names.includes("math-display") ? "display" : "inline";
}

const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  "#x27": "'",
};
const unescape = (text: string): string =>
  text.replace(/&(#?\w+);/g, (match, name: string) => ENTITIES[name] ?? match);

/** Reads Temml's well-formed output back into a tree. */
export function parseMathMl(markup: string): Element {
  const root: Element = { type: "element", tagName: "root", properties: {}, children: [] };
  const open = [root];
  for (const [, close, tag, attributes = "", empty, text] of markup.matchAll(
    /<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g,
  )) {
    const parent = open.at(-1) ?? root;
    if (text !== undefined) {
      parent.children.push({ type: "text", value: unescape(text) });
    } else if (close) {
      open.pop();
    } else {
      const properties: Record<string, unknown> = {};
      for (const [, name = "", value = ""] of attributes.matchAll(/([\w:-]+)="([^"]*)"/g)) {
        properties[name === "class" ? "className" : name] = unescape(value);
      }
      const element: Element = { type: "element", tagName: tag ?? "", properties, children: [] };
      parent.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const [math] = root.children;
  if (!isElement(math) || open.length !== 1) throw new Error(`Not one MathML element: ${markup}`);
  return math;
}

const textOf = (node: Element): string =>
  node.children
    .filter(isText)
    .map((child) => child.value)
    .join("");

const typeset = (tex: string, displayMode: boolean): Element =>
  parseMathMl(temml.renderToString(tex, { displayMode, throwOnError: true, xml: true }));

export function rehypeMaths() {
  const walk = (parent: { children?: Node[] }): void => {
    parent.children?.forEach((node, at, siblings) => {
      // A displayed formula comes as <pre><code>: the whole of it is replaced.
      const inner = isElement(node) && node.tagName === "pre" ? node.children[0] : node;
      const kind = mathsOf(inner);
      if (kind && isElement(inner)) siblings[at] = typeset(textOf(inner), kind === "display");
      else if ("children" in node) walk(node);
    });
  };
  return walk;
}
