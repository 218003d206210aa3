import { expect, test } from "vitest";
import { onlyForDiagrams, type Emitted } from "./offline.ts";

const chunk = (fileName: string, more: Partial<Emitted> = {}): Emitted => ({
  type: "chunk",
  fileName,
  moduleIds: [`/src/${fileName}`],
  ...more,
});

test("what only diagrams need is left for later, what they share with the page is not", () => {
  const bundle: Emitted[] = [
    chunk("index.js", {
      isEntry: true,
      imports: ["d3.js"],
      dynamicImports: ["draw.js", "text.js"],
    }),
    chunk("d3.js"),
    chunk("text.js"),
    chunk("draw.js", {
      moduleIds: ["/src/draw.ts", "/node_modules/mermaid/dist/mermaid.mjs"],
      imports: ["d3.js"],
      dynamicImports: ["pie.js"],
    }),
    chunk("pie.js", { imports: ["katex.js"] }),
    chunk("katex.js"),
    { type: "asset", fileName: "simulation.worker.js" },
  ];
  expect([...onlyForDiagrams(bundle)].toSorted()).toEqual(["draw.js", "katex.js", "pie.js"]);
});
