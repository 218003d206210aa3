import { Dices } from "lucide-react";
import { usePage } from "../lab-context.ts";
import { Chaos } from "./Chaos.tsx";
import { Flyout } from "./Flyout.tsx";
import { Presets } from "./Presets.tsx";
import { Splits } from "./Splits.tsx";
import styles from "./Toolbar.module.css";
import { LEVELS } from "./levels.ts";

/** Everything that goes wrong without being done piece by piece: the lesson's troubles, the network's, and chance. */
export function Troubles() {
  const trouble = usePage((page) => page.trouble);
  const level = LEVELS.find((each) => each.level === trouble);
  const on = trouble > 0 && level;
  return (
    <Flyout
      name="Troubles"
      button={{
        title: "Ready-made and random troubles",
        "aria-label": on ? `Troubles, random: ${level.label}` : "Troubles",
        className: `${styles.troubles} ${on ? styles.live : ""}`,
      }}
      face={
        <>
          <Dices aria-hidden="true" />
          {on ? level.label : "Troubles"}
        </>
      }
    >
      {(close) => (
        <>
          <Presets onDone={close} />
          <Splits onDone={close} />
          <Chaos onDone={close} />
        </>
      )}
    </Flyout>
  );
}
