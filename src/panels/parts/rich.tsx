import { Fragment, type ReactNode } from "react";
import { order } from "../../languages/say.ts";

/** A sentence with elements in it, in the order that the reader's language wants: rich`Press ${<kbd>K</kbd>} to look for it.` */
export function rich(words: TemplateStringsArray, ...values: readonly ReactNode[]): ReactNode {
  return order(words).map((part, index) =>
    typeof part === "string" ? part : <Fragment key={index}>{values[part]}</Fragment>,
  );
}
