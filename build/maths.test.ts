import { expect, it } from "vitest";
import { parseMathMl, rehypeMaths } from "./maths.ts";

const text = (value: string) => ({ type: "text", value });
const element = (tagName: string, className: string[], children: object[]) => ({
  type: "element",
  tagName,
  properties: { className },
  children,
});

it("replaces inline and displayed formulas by MathML and nothing else", () => {
  const plain = element("code", ["language-ts"], [text("x")]);
  const tree = {
    children: [
      element("p", [], [element("code", ["language-math", "math-inline"], [text("x < 1")]), plain]),
      element("pre", [], [element("code", ["language-math", "math-display"], [text("n^2")])]),
    ],
  };
  rehypeMaths()(tree as never);
  const [paragraph, display] = tree.children;
  expect(paragraph?.children[0]).toMatchObject({ tagName: "math" });
  expect(paragraph?.children[1]).toBe(plain);
  expect(display).toMatchObject({ tagName: "math", properties: { display: "block" } });
  expect(JSON.stringify(paragraph)).toContain('"<"');
});

it("stops the build at a formula that does not parse", () => {
  const broken = element("code", ["language-math"], [text(String.raw`\frac{1`)]);
  expect(() => rehypeMaths()({ children: [broken] } as never)).toThrow(/frac/);
});

it("reads attributes, nesting, empty elements and entities", () => {
  expect(parseMathMl('<math a="1 &amp; 2"><mspace width="1em"/><mo>&lt;</mo></math>')).toEqual({
    type: "element",
    tagName: "math",
    properties: { a: "1 & 2" },
    children: [
      { type: "element", tagName: "mspace", properties: { width: "1em" }, children: [] },
      { type: "element", tagName: "mo", properties: {}, children: [text("<")] },
    ],
  });
});
