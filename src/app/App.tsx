import { lazy, Suspense, useEffect } from "react";
import { useHashLocation } from "wouter/use-hash-location";
import { lessonOf } from "../catalog/lessons.ts";
import { say } from "../languages/say.ts";
import { Header } from "../panels/header/Header.tsx";
import { DropTarget } from "../panels/files/DropTarget.tsx";
import { useLab, usePage } from "../panels/lab-context.ts";
import type { Page } from "../store/page.ts";
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
const HomePage = lazy(() =>
  import("./beside/HomePage.tsx").then((file) => ({ default: file.HomePage })),
);
const GlossaryPage = lazy(() =>
  import("./beside/GlossaryPage.tsx").then((file) => ({ default: file.GlossaryPage })),
);
const SheetPage = lazy(() =>
  import("./beside/SheetPage.tsx").then((file) => ({ default: file.SheetPage })),
);

/** The page. */
export function App() {
  useAddress();
  const presenter = usePage((page) => page.presenter);
  const phone = useMedia("(max-width: 760px)");
  const embedded = usePage((page) => page.embed !== null);
  const place = usePage((page) => page.place);
  if (place.is !== "lesson") {
    return (
      <div className={styles.app}>
        <Suspense fallback={null}>
          {place.is === "home" && <HomePage />}
          {place.is === "check" && <CheckPage />}
          {place.is === "glossary" && <GlossaryPage term={place.term} />}
          {place.is === "sheet" && <SheetPage lesson={place.lesson} />}
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
        {say`Skip to the stage`}
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

/** Opens what the address names, again when it changes; the title follows what is open, and progress notes it. */
function useAddress(): void {
  const lab = useLab();
  const [location] = useHashLocation();
  useEffect(() => {
    void lab.goTo(location);
  }, [lab, location]);
  const title = usePage(titleOf);
  useEffect(() => {
    document.title = title === null ? "Netsplit" : `${title} – Netsplit`;
  }, [title]);
  const opened = usePage(({ place, embed, manifest }) =>
    place.is === "lesson" && embed === null ? manifest?.scenario : undefined,
  );
  useEffect(() => {
    if (opened === undefined) return;
    void import("../store/progress.ts").then(({ progress }) =>
      progress.done({ lesson: opened, what: "opened", id: opened }),
    );
  }, [opened]);
}

function titleOf({ place, card }: Page): string | null {
  if (place.is === "check") return say`Check a history`;
  if (place.is === "glossary") return say`Glossary`;
  if (place.is === "sheet") {
    return say`Sheet: ${lessonOf(place.lesson)?.title ?? say`unknown lesson`}`;
  }
  return place.is === "lesson" ? (card?.title ?? null) : null;
}
