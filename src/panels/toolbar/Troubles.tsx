import { Dices } from "lucide-react";
import { lazy, Suspense } from "react";
import { say } from "../../languages/say.ts";
import { usePage } from "../lab-context.ts";
import { Flyout } from "./Flyout.tsx";
import styles from "./Toolbar.module.css";
import { levels } from "./levels.ts";

/** Fetched when it is first opened. */
export const TroublesPanel = lazy(() =>
  import("./TroublesPanel.tsx").then((file) => ({ default: file.TroublesPanel })),
);

/** Everything that goes wrong without being done piece by piece: the lesson's troubles, the network's, and chance. */
export function Troubles() {
  const trouble = usePage((page) => page.trouble);
  const level = levels().find((each) => each.level === trouble);
  const on = trouble > 0 && level;
  return (
    <Flyout
      name={say`Troubles`}
      button={{
        "data-part": "troubles",
        title: say`Ready-made and random troubles`,
        "aria-label": on ? say`Troubles, random: ${level.label}` : say`Troubles`,
        className: `${styles.troubles} ${on ? styles.live : ""}`,
      }}
      face={
        <>
          <Dices aria-hidden="true" />
          {on ? level.label : say`Troubles`}
        </>
      }
    >
      {(close) => (
        <Suspense fallback={null}>
          <TroublesPanel onDone={close} />
        </Suspense>
      )}
    </Flyout>
  );
}
