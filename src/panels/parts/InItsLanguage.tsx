import type { ReactNode } from "react";
import { language } from "../../languages/say.ts";

interface InItsLanguageProps {
  readonly language: string;
  readonly children: ReactNode;
}

/** A text that is not there in the page's language is read in another one, and read out in that one. */
export function InItsLanguage({ language: its, children }: InItsLanguageProps) {
  return its === language() ? children : <div lang={its}>{children}</div>;
}
