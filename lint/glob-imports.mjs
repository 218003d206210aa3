/**
 * A lint rule for the imports that no import rule sees: `import.meta.glob`. A glob that reaches into
 * another layer is an import of all it matches, so the same table holds:
 *
 * - the catalog reads the scenarios' cards (`meta.ts`) and texts (`*.mdx`);
 * - the worker and the terminal command read the scenarios' code (`scenario.ts`);
 * - everyone else globs only in their own folder (`./…`). Tests may glob what they examine.
 */
import { sep } from "node:path";

const MAY_READ = {
  catalog: /^\/src\/scenarios\/\*\/(\*\*\/)?(meta\.ts|[^/]*\.mdx)$/,
  worker: /^\/src\/scenarios\/\*\/scenario\.ts$/,
  cli: /^\/src\/scenarios\/\*\/scenario\.ts$/,
};
const OWN_FOLDER = /^\.\/(?!.*\.\.\/)/;

/** The layer of a file: `…/src/catalog/lessons.ts` → `catalog`. */
function layerOf(file) {
  const parts = file.split(sep);
  return parts[parts.lastIndexOf("src") + 1];
}

const isGlob = ({ callee }) =>
  callee.type === "MemberExpression" &&
  callee.object.type === "MetaProperty" &&
  callee.property.name === "glob";

const rule = {
  meta: {
    type: "problem",
    docs: { description: "import.meta.glob obeys the same table of layers as import" },
    schema: [],
  },
  create(context) {
    const file = context.filename;
    if (/\.test\.tsx?$/.test(file)) return {};
    const layer = layerOf(file);
    const mayRead = MAY_READ[layer];
    return {
      CallExpression(node) {
        if (!isGlob(node)) return;
        const [patterns] = node.arguments;
        for (const pattern of patterns?.type === "ArrayExpression"
          ? patterns.elements
          : [patterns]) {
          const glob = String(pattern?.value ?? "").replace(/^!/, "");
          if (OWN_FOLDER.test(glob) || mayRead?.test(glob)) continue;
          context.report({
            node: pattern ?? node,
            message: `'${layer}' may not glob '${glob}': see the table of imports in ARCHITECTURE.md`,
          });
        }
      },
    };
  },
};

export default { meta: { name: "netsplit" }, rules: { "glob-imports": rule } };
