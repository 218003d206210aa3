import { lazy, Suspense } from "react";
import { isAnythingHeld } from "../../store/deliverables.ts";
import { useRun } from "../lab-context.ts";
import styles from "./Hold.module.css";

/** Fetched when something is first held. */
export const HoldList = lazy(() =>
  import("./HoldList.tsx").then((file) => ({ default: file.HoldList })),
);

/** The list of what waits for a hand, above the explanation, for as long as anything is held. */
export function HoldDock() {
  const held = useRun(isAnythingHeld);
  if (!held) return null;
  return (
    <div className={styles.dock}>
      <Suspense fallback={null}>
        <HoldList />
      </Suspense>
    </div>
  );
}
