import { BesideHeader } from "../../panels/header/BesideHeader.tsx";
import { Home } from "../../panels/home/Home.tsx";
import { useMedia } from "../use-media.ts";

/** The beginning of everything: `#/`. */
export function HomePage() {
  const narrow = useMedia("(max-width: 760px)");
  return (
    <>
      <BesideHeader />
      <Home narrow={narrow} />
    </>
  );
}
