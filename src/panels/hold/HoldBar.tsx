import { Hand } from "lucide-react";
import { say } from "../../languages/say.ts";
import { deliverablesOf, isAnythingHeld } from "../../store/deliverables.ts";
import { useLab, useRun } from "../lab-context.ts";
import styles from "./Hold.module.css";

/** On a phone: how much waits for a hand, and the way to the list of it. */
export function HoldBar() {
  const lab = useLab();
  const held = useRun(isAnythingHeld);
  const count = useRun((run) => (isAnythingHeld(run) ? deliverablesOf(run, null).length : 0));
  if (!held) return null;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      className={styles.bar}
      onClick={() => lab.page.setState({ sheet: "hold" })}
    >
      <Hand aria-hidden="true" />
      {say`Held: ${count} to deliver by hand`}
    </button>
  );
}
