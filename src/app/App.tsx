import { lazy, Suspense, useEffect } from "react";
import { useHashLocation } from "wouter/use-hash-location";
import { Header } from "../panels/header/Header.tsx";
import { DropTarget } from "../panels/files/DropTarget.tsx";
import { useLab, usePage } from "../panels/lab-context.ts";
import styles from "./App.module.css";
import { DeskLayout } from "./DeskLayout.tsx";
import { Overlays } from "./Overlays.tsx";
import { useMedia } from "./use-media.ts";

const EmbedLayout = lazy(() =>
  import("./embed/EmbedLayout.tsx").then((file) => ({ default: file.EmbedLayout })),
);
const PhoneLayout = lazy(() =>
  import("./PhoneLayout.tsx").then((file) => ({ default: file.PhoneLayout })),
);
const PresenterLayout = lazy(() =>
  import("./presenter/PresenterLayout.tsx").then((file) => ({ default: file.PresenterLayout })),
);

const CheckPage = lazy(() =>
  import("./CheckPage.tsx").then((file) => ({ default: file.CheckPage })),
);

/** The page. */
export function App() {
  useAddress();
  const presenter = usePage((page) => page.presenter);
  const phone = useMedia("(max-width: 760px)");
  const embedded = usePage((page) => page.embed !== null);
  const checking = usePage((page) => page.checking);
  if (checking) {
    return (
      <div className={styles.app}>
        <Suspense fallback={null}>
          <CheckPage />
        </Suspense>
        <Overlays />
      </div>
    );
  }
  if (embedded || presenter) {
    return (
      <Suspense fallback={null}>
        {embedded ? <EmbedLayout /> : <PresenterLayout />}
        <DropTarget />
      </Suspense>
    );
  }
  return (
    <div className={styles.app}>
      <a className="hidden" href="#stage" onClick={skipToStage}>
        Skip to the stage
      </a>
      <Header />
      <Suspense fallback={null}>{phone ? <PhoneLayout /> : <DeskLayout />}</Suspense>
      <Overlays />
      <DropTarget />
    </div>
  );
}

function skipToStage(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById("stage")?.focus();
}

/** Opens what the address names, again when it changes; the title follows the lesson. */
function useAddress(): void {
  const lab = useLab();
  const [location] = useHashLocation();
  useEffect(() => {
    void lab.goTo(location);
  }, [lab, location]);
  const title = usePage((page) => page.card?.title);
  const checking = usePage((page) => page.checking);
  useEffect(() => {
    if (checking) document.title = "Check a history – Netsplit";
    else document.title = title === undefined ? "Netsplit" : `${title} – Netsplit`;
  }, [title, checking]);
}
