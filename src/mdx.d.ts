/**
 * What an `.mdx` text is once the build has compiled it: a component, and the front matter beside it.
 *
 * `components` replaces elements (`a`, `h2`, `table`) and supplies the ones that a text names itself
 * (glossary terms, figures). A live action arrives at `a` as a percent-encoded
 * `href="do:cut%20n1-n2"`: decode it with `decodeURIComponent`.
 */
declare module "*.mdx" {
  import type { ComponentType, ElementType, ReactElement } from "react";

  export interface MdxProps {
    readonly components?: Readonly<Record<string, ElementType>>;
    readonly [prop: string]: unknown;
  }
  export const frontmatter: Readonly<Record<string, unknown>> | undefined;
  const Text: ((props: MdxProps) => ReactElement) & ComponentType<MdxProps>;
  export default Text;
}
