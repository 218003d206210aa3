import { SlidersHorizontal } from "lucide-react";
import { say } from "../../languages/say.ts";
import { usePage } from "../lab-context.ts";
import { Flyout } from "./Flyout.tsx";
import { Knobs } from "./Knobs.tsx";
import styles from "./Toolbar.module.css";

/** Every knob of the lesson, with what it is for. */
export function Settings() {
  const knobs = usePage((page) => page.manifest?.knobs) ?? [];
  return (
    <Flyout
      name={say`All settings`}
      button={{
        "aria-label": say`Settings`,
        title: say`All settings, and what they are for`,
        className: styles.more ?? "",
      }}
      face={<SlidersHorizontal aria-hidden="true" />}
    >
      {() => <Knobs knobs={knobs} roomy />}
    </Flyout>
  );
}
