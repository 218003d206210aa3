/**
 * How a lesson's `.mdx` becomes a component: GitHub's tables, front matter as an export, formulas
 * as MathML, ids on headings, and live actions with spaces in them.
 */
import mdx from "@mdx-js/rollup";
import rehypeSlug from "rehype-slug";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkMdxFrontmatter from "remark-mdx-frontmatter";
import type { Plugin } from "vite";
import { liveActions } from "./live-actions.ts";
import { rehypeMaths } from "./maths.ts";
import { termUses } from "./terms.ts";

export function texts(): Plugin[] {
  return [
    termUses(),
    liveActions(),
    {
      ...(mdx({
        remarkPlugins: [remarkGfm, remarkFrontmatter, remarkMdxFrontmatter, remarkMath],
        rehypePlugins: [rehypeMaths, rehypeSlug],
      }) as Plugin),
      enforce: "pre",
    },
  ];
}
