/**
 * A lint rule for the imports that no import rule sees: `import.meta.glob`. A glob that reaches into
 * another layer is an import of all it matches, so the same table holds:
 *
 * - the catalog reads the scenarios' cards (`meta.ts`) and texts (`*.mdx`, `en/lesson.ts`, `en/terms.ts`, `de/card.json`);
 * - the worker and the terminal command read the scenarios' code (`scenario.ts`), the worker also
 *   the words of scenarios and protocols in other languages (`de/words.json`, `de.json`);
 * - everyone else globs only in their own folder. Tests may glob what they examine.
 */
import { posix, sep } from "node:path";

const MAY_READ = {
  catalog:
    /^\/src\/scenarios\/\*\/(?:[^.]*\/)?(?:meta\.ts|[^/]+\/(?:lesson|terms)\.ts|[^/]+\/card\.json|[^/]*\.mdx)$/,
  worker:
    /^\/src\/(?:scenarios\/\*\/(?:scenario\.ts|[^/]+\/words\.json)|protocols\/\*\/[^/]+\.json)$/,
  cli: /^\/src\/scenarios\/\*\/scenario\.ts$/,
};

/** A file as globs from the root see it: `/src/catalog/lessons.ts`. */
function fromRoot(file) {
  const parts = file.split(sep);
  return `/${parts.slice(parts.lastIndexOf("src")).join("/")}`;
}

/** What a file's glob reaches, from the root, however it is written. */
const reached = (glob, here) =>
  glob.startsWith(".") ? posix.join(posix.dirname(here), glob) : glob.replace(/^#src\//, "/src/");

/** A protocol and a scenario have a folder of their own; any other file has its layer's. */
const ownFolder = (here) => /^\/src\/(?:(?:protocols|scenarios)\/[^/]+|[^/]+)\//.exec(here)?.[0];

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
    const here = fromRoot(context.filename);
    if (/\.test\.tsx?$/.test(here)) return {};
    const own = ownFolder(here);
    const layer = here.split("/")[2];
    const mayRead = MAY_READ[layer];
    return {
      CallExpression(node) {
        if (!isGlob(node)) return;
        const [patterns] = node.arguments;
        for (const pattern of patterns?.type === "ArrayExpression"
          ? patterns.elements
          : [patterns]) {
          const glob = reached(String(pattern?.value ?? "").replace(/^!/, ""), here);
          if ((own && glob.startsWith(own)) || mayRead?.test(glob)) continue;
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
