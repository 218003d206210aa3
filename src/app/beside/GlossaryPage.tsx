import { GlossaryView } from "../../panels/glossary/GlossaryView.tsx";
import { BesideHeader } from "../../panels/header/BesideHeader.tsx";

/** What the words mean: `#/glossary`, `#/glossary/quorum`. */
export function GlossaryPage({ term }: { readonly term: string | null }) {
  return (
    <>
      <BesideHeader />
      <GlossaryView term={term} />
    </>
  );
}
