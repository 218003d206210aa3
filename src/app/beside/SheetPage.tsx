import { BesideHeader } from "../../panels/header/BesideHeader.tsx";
import { SheetView } from "../../panels/sheet/SheetView.tsx";

/** A lesson's sheet for teachers: `#/cap/sheet`. */
export function SheetPage({ lesson }: { readonly lesson: string }) {
  return (
    <>
      <BesideHeader />
      <SheetView key={lesson} lesson={lesson} />
    </>
  );
}
